"""Words of a text as the dictionary compares them: by lemmas, codes and letter pairs whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from znatok.language.morphology import Morphology
from znatok.language.text import fold

# As the keyword index cuts words (language/morphology.py), function words included: «ОТ», «ПО»
# and «ТО» are among the commonest abbreviations.
_TOKEN = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_MOST_KEYS = 24  # of one variant of several words: more is noise
_READINGS = 3  # of one word
# Endings of the noun declensions; a form that does not exist costs a key that is never met.
_ENDINGS = ("", "а", "у", "е", "ы", "и", "ой", "ом", "ов", "ам", "ах", "ами")
_INFLECTED_FROM = 4  # letters: shorter unknown words are abbreviations, which do not change
# Two-letter contractions of ordinary writing, which are no dictionary words.
_CONTRACTIONS = frozenset(
    (
        *("тк", "тд", "тп", "др", "пр", "ст", "ул", "гр", "кв", "дн", "ок", "нч", "шт", "мл"),
        *("кг", "мм", "см", "км", "га", "мб", "гб", "кб", "пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    key: str


def words_of(text: str, morphology: Morphology) -> list[Word]:
    """The words of a text. «ДМС-полис» is two, «А-17», «з/п» and «1С-Предприятие» are one each."""
    return [
        Word(start, end, fold(text[start:end]) if whole else morphology.lemma(text[start:end]))
        for start, end, whole in _cut(text)
    ]


def keys_of(variant: str, morphology: Morphology) -> list[tuple[str, ...]]:
    """The sequences of keys that the inflected forms of a variant may come out as.

    A word that the dictionary does not know, «удалёнка», is guessed from its ending, and another
    form of it may be guessed otherwise: each reading of each word counts.
    """
    choices = [
        [fold(variant[start:end])] if whole else _lemmas(variant[start:end], morphology)
        for start, end, whole in _cut(variant)
    ]
    return [*islice(product(*choices), _MOST_KEYS)] if choices else []


def _lemmas(word: str, morphology: Morphology) -> list[str]:
    """What the keyword index may make of the forms of a word, the likeliest first."""
    lemmas = [morphology.lemma(word), fold(word)]
    lemmas += [each.lemma for each in morphology.readings(word)[:_READINGS]]
    if len(word) >= _INFLECTED_FROM and not word.isupper() and not morphology.knows(word):
        lemmas += [morphology.lemma(each) for each in _forms(fold(word))]
    return [*dict.fromkeys(lemmas)]


def _forms(word: str) -> Iterator[str]:
    """Forms of a noun that the dictionary does not know."""
    stem = word.rstrip("аеиоуыэюяьй")
    yield from (stem + ending for ending in _ENDINGS)
    if stem.endswith("к"):
        yield f"{stem[:-1]}ок"  # «учётка», «учёток»


def only_in_capitals(variant: str, morphology: Morphology) -> bool:
    """Whether a variant, an abbreviation in capitals, would else be mixed up with a plain word."""
    letters = variant.replace(" ", "")
    if not (letters.isalpha() and letters.isupper()) or " " in variant:
        return False
    low = fold(variant)
    if low in _CONTRACTIONS:
        return True
    return morphology.knows(low) and any(
        "Abbr" not in each.marks for each in morphology.readings(low)
    )


def is_function_word(variant: str, morphology: Morphology) -> bool:
    """Whether a variant as written is a preposition, a conjunction or the like."""
    return not variant.isupper() and not morphology.terms(variant)


def _cut(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether to be taken whole) of each word."""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token.isalpha():
            yield *match.span(), False
            continue
        parts = [each.span() for each in _PART.finditer(token)]
        if any(map(str.isdigit, token)) or any(end - start == 1 for start, end in parts):
            yield *match.span(), True
            continue
        base = match.start()
        for start, end in parts:
            yield base + start, base + end, False
