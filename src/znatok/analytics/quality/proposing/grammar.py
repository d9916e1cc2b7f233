"""As much Russian grammar as asking about a plain sentence takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pymorphy3 import MorphAnalyzer

_TOKEN = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_LIKELY = 0.1  # a reading rarer than this among the readings of a word form is not considered
_ASKING = {"masc": "какой", "femn": "какая", "neut": "какое", "plur": "какие"}
_PREDICATES = frozenset({"VERB", "INFN", "PRTS", "ADJS", "GRND", "PRED"})
# Parts of a company that act as people do.
_OFFICES = frozenset(
    (
        *("отдел", "служба", "бухгалтерия", "комиссия", "комитет", "департамент", "дирекция"),
        *("совет", "секретариат", "канцелярия", "склад", "лаборатория", "охрана"),
        *("администрация", "участок", "цех", "подразделение"),
    )
)
# A phrase with one of these speaks of something said before it.
_POINTING = frozenset(
    (
        *("он", "она", "оно", "они", "этот", "тот", "такой", "данный", "указанный", "свой"),
        *("настоящий", "вышеуказанный", "соответствующий", "последний", "там", "тогда", "здесь"),
        *("также", "однако", "поэтому", "остальной", "другой", "иной", "сам", "следующий", "я"),
        *("мы", "вы", "наш", "ваш", "ты", "весь", "каждый"),
    )
)
_THEIRS = frozenset({"его", "её", "ее", "их"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `readings`: as pymorphy3 parses it, the likely ones only."""

    text: str
    start: int
    end: int
    readings: tuple[Any, ...]

    def reading(self, *marks: str) -> Any | None:
        """The likeliest reading that has all these marks («NOUN», «nomn»)."""
        return next((r for r in self.readings if all(m in r.tag for m in marks)), None)

    @property
    def lemma(self) -> str:
        return str(self.readings[0].normal_form) if self.readings else self.text.lower()

    @property
    def is_finite_verb(self) -> bool:
        """In the third person, present or future, and nothing likelier than that."""
        first = self.readings[0] if self.readings else None
        return first is not None and first.tag.POS == "VERB" and "3per" in first.tag

    @property
    def is_verb(self) -> bool:
        first = self.readings[0] if self.readings else None
        return first is not None and first.tag.POS in _PREDICATES


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in the nominative. `asking`: «какой» in its gender and number.

    `alive`: a person; `acts`: a person, or a part of a company that acts as one.
    """

    text: str
    head: str
    asking: str
    plural: bool
    alive: bool
    acts: bool


class Grammar:
    """Holds a dictionary of some 20 MB: made for one round of proposals and let go."""

    def __init__(self) -> None:
        self._analyzer = MorphAnalyzer()

    def words(self, text: str) -> list[Word]:
        return [
            Word(m.group(), m.start(), m.end(), self._readings(m.group()))
            for m in _TOKEN.finditer(text)
        ]

    def phrase(self, text: str) -> Phrase | None:
        """`text` as a noun phrase that stands by itself; None when it is none, or not surely."""
        words = self.words(text)
        if not words or re.search(r"[—–`]", text) or any(_unfit(each) for each in words):
            return None
        for word in words:
            noun = word.reading("NOUN", "nomn")
            first = word.readings[0].tag.POS if word.readings else None
            if noun is not None and first == "NOUN":
                return _phrase(text, noun)
            if first not in {"ADJF", "PRTF"} or word.reading("nomn") is None:
                return None
        return None

    def lowered(self, text: str) -> str:
        """With a small first letter, unless the first word is a name or an abbreviation."""
        first = next(iter(self.words(text)), None)
        if first is None or first.start > 0 or not first.text[1:].islower():
            return text
        names = ("Name", "Surn", "Patr", "Geox", "Orgn")
        if first.readings and any(name in first.readings[0].tag for name in names):
            return text
        return text[0].lower() + text[1:]

    def genitive(self, text: str) -> str | None:
        """The genitive of adjectives and a noun, what follows the noun kept; None if unsure."""
        return self._inflected(text, frozenset({"gent"}))

    def genitive_plural(self, text: str) -> str | None:
        """As after «сколько»; from any case."""
        return self._inflected(text, frozenset({"gent", "plur"}), case=None)

    def _inflected(
        self, text: str, wanted: frozenset[str], *, case: str | None = "nomn"
    ) -> str | None:
        done: list[str] = []
        at = 0
        words = self.words(text)
        marks = [case] if case else []
        for word, following in zip(words, [*words[1:], None], strict=True):
            noun = word.reading("NOUN", *marks)
            adjective = word.reading("ADJF", *marks)
            # «Рабочий» is a man by himself, and before «день» it is not.
            if adjective and following and following.reading("NOUN", *marks):
                noun = None
            found = noun or adjective
            form = None if found is None else found.inflect(wanted)
            if form is None:
                return None
            done.append(text[at : word.start] + str(form.word))
            at = word.end
            if noun is not None:
                return "".join(done) + text[at:]
        return None

    def _readings(self, word: str) -> tuple[Any, ...]:
        if not re.fullmatch(r"[а-яё-]+", word.lower()):
            return ()
        parsed = self._analyzer.parse(word.lower())
        return tuple(each for each in parsed if each.score >= _LIKELY) or tuple(parsed[:1])


def _phrase(text: str, noun: Any) -> Phrase:
    plural = "plur" in noun.tag
    gender = "plur" if plural else str(noun.tag.gender or "masc")
    alive = "anim" in noun.tag
    acts = alive or noun.normal_form in _OFFICES
    return Phrase(text, str(noun.normal_form), _ASKING[gender], plural, alive, acts)


def points_back(words: Sequence[Word]) -> bool:
    """Whether a sentence leans on what was said before it."""
    return any(_points(each) for each in words)


def _unfit(word: Word) -> bool:
    """Not part of a plain noun phrase: a predicate, an adverb, a «не», a pointing word."""
    first = word.readings[0].tag.POS if word.readings else None
    return word.is_verb or first in {"ADVB", "PRCL"} or _points(word)


def _points(word: Word) -> bool:
    pronoun = bool(word.readings) and word.readings[0].tag.POS == "NPRO"
    return pronoun or word.lemma in _POINTING or word.text.lower() in _THEIRS
