"""The company's own departments and people, found in a text whatever their case.

A name is compared by its lemmas: «в финансовом отделе», «финансового отдела» → «Финансовый отдел».
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from znatok.language.morphology import Morphology
from znatok.understanding.entities.model import Entity, EntityKind

Term = tuple[int, int, str]  # start, end, lemma

_TOO_SHORT = 3  # letters of a one-word name that is met only as it is written («IT», «ИТ»)


class Directory:
    """Known names, to be made once and again when they change; safe to share between threads.

    `departments`: names as the company writes them. `people`: full names, the surname first.
    """

    def __init__(
        self, morphology: Morphology, departments: Iterable[str] = (), people: Iterable[str] = ()
    ) -> None:
        self.morphology = morphology
        self._departments = {self._key(name): name for name in departments if self._key(name)}
        self._longest = max((len(key) for key in self._departments), default=0)
        self._surnames = self._by_surname(people)

    def departments_in(self, text: str, terms: Sequence[Term]) -> Iterator[Entity]:
        """Departments named in `text`; `terms`: its `whole_terms`."""
        at = 0
        while at < len(terms):
            size = self._size_of_department(text, terms, at)
            if size:
                start, end = terms[at][0], terms[at + size - 1][1]
                name = self._departments[tuple(lemma for _, _, lemma in terms[at : at + size])]
                yield Entity(EntityKind.DEPARTMENT, start, end, name, name, listed=True)
            at += size or 1

    def people_called(self, surname: str) -> Sequence[str]:
        """Full names of the people whose surname has one of this word's lemmas."""
        found: dict[str, None] = {}
        for lemma in self._lemmas(surname):
            found.update(dict.fromkeys(self._surnames.get(lemma, ())))
        return tuple(found)

    def _size_of_department(self, text: str, terms: Sequence[Term], at: int) -> int:
        for size in range(min(self._longest, len(terms) - at), 0, -1):
            key = tuple(lemma for _, _, lemma in terms[at : at + size])
            name = self._departments.get(key)
            if name is None:
                continue
            written = text[terms[at][0] : terms[at + size - 1][1]]
            if len(name) > _TOO_SHORT or written == name:
                return size
        return 0

    def _by_surname(self, people: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        known: dict[str, tuple[str, ...]] = {}
        for full_name in people:
            surname = full_name.split()[0] if full_name.split() else ""
            for lemma in self._lemmas(surname):
                known[lemma] = (*known.get(lemma, ()), full_name)
        return known

    def _lemmas(self, surname: str) -> frozenset[str]:
        readings = self.morphology.readings(surname) if surname else ()
        named = {reading.lemma for reading in readings if "Surn" in reading.marks}
        return frozenset(named or {self.morphology.lemma(surname)} - {""})

    def _key(self, name: str) -> tuple[str, ...]:
        return tuple(lemma for _, _, lemma in whole_terms(self.morphology, name))


def whole_terms(morphology: Morphology, text: str) -> list[Term]:
    """The terms of `text` with compounds whole: «счёт-фактура» once, without its parts."""
    terms: list[Term] = []
    for term in morphology.located_terms(text):
        if not terms or term[0] >= terms[-1][1]:
            terms.append(term)
    return terms
