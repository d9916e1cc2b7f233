"""Which mentions of a request mean one person: «Иванов», «Иванову И. И.», «Иван Иванович»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from znatok.language.morphology import Morphology
from znatok.language.text import fold

_PART = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURNAME_END = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ой|ей|ый|ий|ая|яя|ую|юю|ым|им|ом|ем|ою|ею|[аяуюеыоиь])$"
)
_PATRONYMIC = re.compile(
    r"(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой|ою)|ич(?:а|у|ом|е)?|ичн(?:а|ы|е|у|ой))$"
)
_STEM = 3  # letters of a surname below which its ending is not cut: Цой, Ли
_BOTH = frozenset({"masc", "femn"})
_NAME_MARKS = frozenset({"Surn", "Name", "Patr"})


@dataclass(frozen=True, slots=True)
class Name:
    """Stems, which inflection leaves alone; an initial is one letter; "" is unknown.

    `genders`: whose name it may be, in OpenCorpora's marks.
    """

    surname: str = ""
    first: str = ""
    patronymic: str = ""
    genders: frozenset[str] = _BOTH

    def agrees(self, other: "Name") -> bool:
        """Whether nothing speaks against one person, and something known to both speaks for it."""
        if not self.genders & other.genders:
            return False
        shared = 0
        for mine, theirs in zip(self._fields(), other._fields(), strict=True):
            if mine and theirs:
                initial = min(len(mine), len(theirs)) == 1
                if mine[0] != theirs[0] or not (initial or mine == theirs):
                    return False
                shared += not initial
        return shared > 0

    def joined(self, other: "Name") -> "Name":
        both = zip(self._fields(), other._fields(), strict=True)
        surname, first, patronymic = (max(pair, key=len) for pair in both)
        return Name(surname, first, patronymic, self.genders & other.genders)

    def _fields(self) -> tuple[str, str, str]:
        return self.surname, self.first, self.patronymic


class People:
    """Meet all mentions first, then ask for identities: a full name settles who a short one is."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._names: dict[str, Name] = {}
        self._persons: list[Name] | None = None

    def meet(self, written: str) -> None:
        self._names.setdefault(written, self._parse(written))
        self._persons = None

    def mentions(self, text: str) -> Iterator[tuple[int, int]]:
        """Words that are a surname of somebody met, in any case and also in small letters.

        Whoever asks «телефон хабибуллина» means the Хабибуллин of the documents.
        """
        stems = {each.surname for each in self._names.values() if len(each.surname) > _STEM}
        if not stems:
            return
        for word in _PART.finditer(text):
            folded = fold(word.group())
            if _stem(folded) in stems and self._may_be_surname(folded):
                yield word.span()

    def _may_be_surname(self, folded: str) -> bool:
        readings = self._morphology.readings(folded)
        surname = bool(readings) and "Surn" in readings[0].marks
        return surname or (not self._morphology.knows(folded))

    def identity(self, written: str) -> object:
        """Equal for mentions of one person. A short name that fits two persons is its own."""
        name = self._names[written]
        persons = self._known()
        fitting = [at for at, person in enumerate(persons) if person.agrees(name)]
        return fitting[0] if len(fitting) == 1 else name

    def main_forms(self) -> list[str]:
        """One form of each person, in the order in which they were met: a nominative if any.

        It is what a token without a form means, and a sentence of the model's own has the name in
        the nominative more often than not.
        """
        forms: dict[object, str] = {}
        for written in self._names:
            who = self.identity(written)
            if who not in forms or (
                not self._is_nominative(forms[who]) and self._is_nominative(written)
            ):
                forms[who] = written
        return list(forms.values())

    def _is_nominative(self, written: str) -> bool:
        return all(
            any("nomn" in each.marks for each in readings)
            for word in _PART.findall(written)
            if len(word) > 1 and (readings := self._morphology.readings(word))
        )

    def _known(self) -> list[Name]:
        """Persons, those with most parts first, so that short names fall to them."""
        if self._persons is None:
            persons: list[Name] = []
            for name in sorted(self._names.values(), key=_weight, reverse=True):
                fitting = [at for at, person in enumerate(persons) if person.agrees(name)]
                if len(fitting) == 1:
                    persons[fitting[0]] = persons[fitting[0]].joined(name)
                elif not fitting:
                    persons.append(name)
            self._persons = persons
        return self._persons

    def _parse(self, written: str) -> Name:
        words = _PART.findall(written)
        surname = first = patronymic = ""
        initials: list[str] = []
        initialled = any(len(each) == 1 for each in words)
        for word in words:
            folded = fold(word)
            if len(word) == 1:
                initials.append(folded)
            elif _PATRONYMIC.search(folded) and (first or len(words) > 1) and not patronymic:
                patronymic = _stem(folded)
            elif not first and not initialled and self._is_first(folded):
                first = _stem(self._first(folded))
            elif not surname:
                surname = _stem(folded)
            elif not first:
                first = _stem(self._first(folded))
        if initials:
            first = first or initials[0]
            patronymic = patronymic or (initials[1] if len(initials) > 1 else "")
        return Name(surname, first, patronymic, self._genders(words))

    def _genders(self, words: list[str]) -> frozenset[str]:
        """Whose name it may be: «Смирновой» is a woman's, «Смирнова» may be either's."""
        possible = _BOTH
        for word in words:
            readings = self._morphology.readings(word) if len(word) > 1 else ()
            marks = [each.marks for each in readings if each.marks & _NAME_MARKS]
            possible &= frozenset().union(*marks) & _BOTH or _BOTH
        return possible or _BOTH

    def _is_first(self, folded: str) -> bool:
        """«Иванов» is many an Иван in the genitive, too, and still a surname."""
        readings = self._morphology.readings(folded)
        names = [each for each in readings if "Name" in each.marks]
        surname = any("Surn" in each.marks for each in readings)
        return bool(names) and (not surname or any(each.lemma == folded for each in names))

    def _first(self, folded: str) -> str:
        readings = self._morphology.readings(folded)
        return next((each.lemma for each in readings if "Name" in each.marks), folded)


def _stem(folded: str) -> str:
    if len(folded) <= _STEM:
        return folded
    cut = _SURNAME_END.sub("", folded)
    return cut if len(cut) >= _STEM else folded


def _weight(name: Name) -> int:
    return len(name.surname) + len(name.first) + len(name.patronymic)
