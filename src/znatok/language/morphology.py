"""Lemmas: what the keyword index matches by.

Lemmas beat Snowball stems beat raw words on Russian text, because inflection changes stems as well
as endings (шёл → идти, людей → человек).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from pymorphy3 import MorphAnalyzer

from znatok.language.text import fold

# Letters and digits; inner hyphens, dots and slashes keep «п. 4.2», «А-17/3», «152-фз» findable.
_TOKEN = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-я]")
_FUNCTION_PARTS = frozenset({"PREP", "CONJ", "PRCL", "INTJ", "NPRO"})
_CACHED_WORDS = 200_000  # about 30 MB; the vocabulary of a large company's documents
_CACHED_READINGS = 20_000  # of the words that questions are asked with


class Automaton(Protocol):
    """All word forms in lower case, ё kept, as a graph of UTF-8 bytes; one that ends with the byte
    1 is a word. A state is a number; the first is 0.
    """

    def follow_bytes(self, s: bytes, index: int) -> int | None:
        """The state after these bytes, None when no word goes on so."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a word form: its lemma and OpenCorpora's marks («VERB», «impr», …)."""

    lemma: str
    marks: frozenset[str]


class Morphology:
    """Lemmatises Russian; words of other alphabets are only folded. Thread-safe."""

    def __init__(self) -> None:
        self._analyzer = MorphAnalyzer()
        self._lemma = lru_cache(maxsize=_CACHED_WORDS)(self._analyse)
        self._readings = lru_cache(maxsize=_CACHED_READINGS)(self._read)

    def lemma(self, word: str) -> str:
        """The likeliest dictionary form of one word, folded."""
        return self._lemma(fold(word))[0]

    def terms(self, text: str) -> list[str]:
        """Lemmas of all content words in order, function words left out.

        A compound token (150-ФЗ, счёт-фактура, 4.2.1) gives itself whole and its parts.
        """
        return [lemma for _, _, lemma in self.located_terms(text)]

    def located_terms(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, lemma) of every term of `text`; parts of a compound follow the compound."""
        for match in _TOKEN.finditer(text):
            token = match.group()
            parts = [match.span()]
            if not token.isalnum():
                base = match.start()
                inner = [(base + p.start(), base + p.end()) for p in _PART.finditer(token)]
                if len(inner) > 1:
                    parts += inner
            for start, end in parts:
                lemma, content = self._lemma(fold(text[start:end]))
                if content:
                    yield start, end, lemma

    def counts(self, text: str) -> Counter[str]:
        """How often each term occurs in `text`."""
        return Counter(self.terms(text))

    def readings(self, word: str) -> tuple[Reading, ...]:
        """All ways to understand one Russian word, the likeliest first; none for other words."""
        return self._readings(fold(word))

    def knows(self, word: str) -> bool:
        """Whether the dictionary holds this very word form; е counts as ё."""
        return bool(self._analyzer.word_is_known(word.lower()))

    @property
    def automaton(self) -> Automaton:
        """The dictionary's word forms, for walking letter by letter."""
        return self._analyzer.dictionary.words.dct  # type: ignore[no-any-return]

    def is_name(self, word: str) -> bool:
        """Whether the dictionary knows the word as a personal, geographical or company name."""
        tag = self._analyzer.parse(fold(word))[0].tag
        return any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox", "Orgn"))

    def _analyse(self, folded: str) -> tuple[str, bool]:
        if not _CYRILLIC.search(folded) or not folded.isalpha():
            return folded, True
        best = self._analyzer.parse(folded)[0]
        lemma = best.normal_form.replace("ё", "е")
        return lemma, best.tag.POS not in _FUNCTION_PARTS

    def _read(self, folded: str) -> tuple[Reading, ...]:
        if not _CYRILLIC.search(folded):
            return ()
        return tuple(
            Reading(each.normal_form.replace("ё", "е"), frozenset(each.tag.grammemes))
            for each in self._analyzer.parse(folded)
        )
