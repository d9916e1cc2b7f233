"""People: names of two and three parts, surnames with initials, and those the directory knows.

Rules over the dictionary's marks of given names (Name), surnames (Surn) and patronymics (Patr). A
neural tagger takes 25–42 ms a question and tags «Составь» as a person; these take well under one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from znatok.language.morphology import Reading
from znatok.understanding.entities.directory import Directory
from znatok.understanding.entities.model import Entity, EntityKind

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?"
_WITH_INITIALS = re.compile(
    rf"(?<![\w.])(?:(?P<first>{_SURNAME})\s+(?P<behind>{_INITIALS})"
    rf"|(?P<before>{_INITIALS})\s?(?P<last>{_SURNAME}))(?!\w)"
)
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)?")
_MARKS = ("Name", "Surn", "Patr")
_SENTENCE_END = frozenset(".!?\n")
_GAP = 16  # characters between a sentence's end and the next one's first letter, at most
_FULL = 3  # surname, given name, patronymic
# Words that begin a name of a place or a thing, not of a person.
_PLACES = "г город города городе ул улица улице улицы область площадь проспект станция метро"
_NOT_BEHIND = frozenset(_PLACES.split())


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]

    def marked(self, mark: str) -> list[Reading]:
        """The singular readings that bear the mark; foreign names that never change come last."""
        marked = [each for each in self.readings if mark in each.marks and "plur" not in each.marks]
        return sorted(marked, key=lambda reading: "Fixd" in reading.marks)


def find_people(text: str, directory: Directory) -> Iterator[Entity]:
    """People named in `text`."""
    taken: list[tuple[int, int]] = []
    for match in _WITH_INITIALS.finditer(text):
        surname = match["first"] or match["last"]
        if not _may_be_surname(surname, directory, both=match.group().count(".") > 1):
            continue
        taken.append(match.span())
        initials = re.sub(r"\s", "", match["behind"] or match["before"]).replace(".", ". ").strip()
        yield _with_initials(match.span(), surname, initials, directory)
    words = [word for word in _words(text, directory) if not _inside(word, taken)]
    yield from _by_words(text, words, directory)


def _words(text: str, directory: Directory) -> list[_Word]:
    return [
        _Word(*match.span(), match.group(), directory.morphology.readings(match.group()))
        for match in _WORD.finditer(text)
    ]


def _inside(word: _Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _may_be_surname(word: str, directory: Directory, *, both: bool) -> bool:
    """Two initials make any word that is no common one a surname; one needs the dictionary."""
    readings = directory.morphology.readings(word)
    if directory.people_called(word) or any("Surn" in each.marks for each in readings):
        return True
    return both and not directory.morphology.knows(word)


def _with_initials(
    span: tuple[int, int], surname: str, initials: str, directory: Directory
) -> Entity:
    letters = [part[0] for part in initials.split()]
    for full_name in directory.people_called(surname):
        parts = full_name.split()[1:]
        if [part[0] for part in parts[: len(letters)]] == letters:
            return Entity(EntityKind.PERSON, *span, full_name, full_name, listed=True)
    readings = directory.morphology.readings(surname)
    named = [each for each in readings if "Surn" in each.marks]
    nominative = any("nomn" in each.marks for each in named)
    normal = surname if nominative or not named else _nominative(named[0])
    lemma = named[0].lemma if named else surname.lower()
    return Entity(EntityKind.PERSON, *span, f"{normal} {initials}", f"{lemma} {initials.lower()}")


def _by_words(text: str, words: Sequence[_Word], directory: Directory) -> Iterator[Entity]:
    at = 0
    while at < len(words):
        run = _run(text, words, at)
        found = _full_name(run) or _known(words[at], directory) or _single(text, words, at)
        if found is None:
            at += 1
            continue
        size, entity = found
        yield _listed(entity, run[:size], directory)
        at += size


def _run(text: str, words: Sequence[_Word], at: int) -> list[_Word]:
    """Up to three words parted by nothing but spaces."""
    run = [words[at]]
    for word in words[at + 1 : at + _FULL]:
        if text[run[-1].end : word.start].strip() or "\n" in text[run[-1].end : word.start]:
            break
        run.append(word)
    return run


def _full_name(run: Sequence[_Word]) -> tuple[int, Entity] | None:
    """Three or two parts of a name in agreement, in any order that is used."""
    orders = (
        *(("Surn", "Name", "Patr"), ("Name", "Patr", "Surn"), ("Surn", "Name"), ("Name", "Surn")),
        ("Name", "Patr"),
    )
    for order in orders:
        if len(run) < len(order):
            continue
        parts = run[: len(order)]
        lower = not all(part.text[0].isupper() for part in parts)
        if lower and "Patr" not in order:
            continue
        agreed = _agreed(parts, order)
        if agreed is not None:
            return len(order), _entity(parts, order, agreed)
    return None


def _agreed(parts: Sequence[_Word], order: Sequence[str]) -> list[Reading] | None:
    """A reading of each part, all of one case and gender."""
    for first in parts[0].marked(order[0]):
        chosen = [first]
        for part, mark in zip(parts[1:], order[1:], strict=True):
            fitting = [each for each in part.marked(mark) if _agree(first, each)]
            if not fitting:
                break
            chosen.append(fitting[0])
        if len(chosen) == len(order) and _genders(chosen):
            return chosen
    return None


_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


def _agree(one: Reading, other: Reading) -> bool:
    cases = one.marks & _CASES, other.marks & _CASES
    return cases[0] == cases[1] and _genders([one, other])


def _genders(readings: Sequence[Reading]) -> bool:
    """Whether the readings may be of one person; «ms-f» is of either."""
    found = {"masc" if "masc" in each.marks else "femn" for each in readings if _gendered(each)}
    return len(found) <= 1


def _gendered(reading: Reading) -> bool:
    return bool(reading.marks & {"masc", "femn"}) and "ms-f" not in reading.marks


def _entity(parts: Sequence[_Word], order: Sequence[str], readings: Sequence[Reading]) -> Entity:
    female = any("femn" in each.marks for each in readings if _gendered(each))
    by_mark = {
        mark: _nominative(reading, female=female)
        for mark, reading in zip(order, readings, strict=True)
    }
    normal = " ".join(by_mark[mark] for mark in ("Surn", "Name", "Patr") if mark in by_mark)
    key = normal.casefold()
    return Entity(EntityKind.PERSON, parts[0].start, parts[-1].end, normal, key)


def _nominative(reading: Reading, *, female: bool | None = None) -> str:
    """The dictionary form, feminine where the reading is: «иванов» → «Иванова»."""
    lemma = reading.lemma
    woman = "femn" in reading.marks if female is None else female
    fixed = "Fixd" in reading.marks or "ms-f" in reading.marks
    if woman and not fixed and "Surn" in reading.marks:
        lemma = _feminine_surname(lemma)
    elif woman and "Patr" in reading.marks and lemma.endswith("ич"):
        stem = lemma.removesuffix("ич")
        lemma = stem + ("на" if stem.endswith(("ов", "ев")) else "инична")
    return "-".join(part.capitalize() for part in lemma.split("-"))


def _feminine_surname(lemma: str) -> str:
    if lemma.endswith(("ов", "ев", "ин", "ын")):
        return lemma + "а"
    return lemma[:-2] + "ая" if lemma.endswith(("ий", "ой", "ый")) else lemma


def _known(word: _Word, directory: Directory) -> tuple[int, Entity] | None:
    """A surname of the directory, in lower case too when the dictionary marks it as one."""
    names = directory.people_called(word.text)
    surname = word.marked("Surn")
    if not names or not (word.text[0].isupper() or (surname and word.readings[0] in surname)):
        return None
    fitting = [name for name in names if not surname or _may_be(name, surname)] or list(names)
    one = len(fitting) == 1
    normal = fitting[0] if one else fitting[0].split()[0]
    key = fitting[0] if one else normal.casefold()
    return 1, Entity(EntityKind.PERSON, word.start, word.end, normal, key, listed=one)


def _may_be(full_name: str, readings: Sequence[Reading]) -> bool:
    """Whether one of the surname's readings is of the gender that the full name's surname shows."""
    surname = full_name.split(maxsplit=1)[0].casefold().replace("ё", "е")
    return any(_nominative(each).casefold() == surname for each in readings)


def _single(text: str, words: Sequence[_Word], at: int) -> tuple[int, Entity] | None:
    """A surname or given name alone: with a capital letter that no sentence asks for."""
    word = words[at]
    if not word.text[0].isupper() or _begins_sentence(text, word.start) or not word.readings:
        return None
    if at and words[at - 1].text.lower() in _NOT_BEHIND:
        return None
    best = word.readings[0]
    if not best.marks & {"Surn", "Name"} or word.text.isupper():
        return None
    normal = _nominative(best)
    return 1, Entity(EntityKind.PERSON, word.start, word.end, normal, best.lemma)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _GAP) : at].rstrip(' \t«"(—–-')
    return not before or before[-1] in _SENTENCE_END


def _listed(entity: Entity, parts: Sequence[_Word], directory: Directory) -> Entity:
    """The directory's full name for a name it knows by its surname and given name."""
    if entity.listed:
        return entity
    said = set(entity.normal.casefold().split())
    if len(said) < 2:  # noqa: PLR2004  # one word alone is told apart by `_known`
        return entity
    for part in parts:
        for name in directory.people_called(part.text):
            if said <= set(name.casefold().replace("ё", "е").split()):
                return Entity(entity.kind, entity.start, entity.end, name, name, listed=True)
    return entity
