"""How a document is named inside a sentence: «Согласно Положению об отпусках»."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from znatok.chat.markdown import inline
from znatok.chat.words import quoted
from znatok.language.morphology import Morphology

# Kinds of documents with their dative; the words before them that agree are declined too.
_DATIVE: Mapping[str, str] = MappingProxyType(
    {
        "положение": "положению",
        "приказ": "приказу",
        "распоряжение": "распоряжению",
        "регламент": "регламенту",
        "инструкция": "инструкции",
        "памятка": "памятке",
        "договор": "договору",
        "контракт": "контракту",
        "соглашение": "соглашению",
        "политика": "политике",
        "порядок": "порядку",
        "правила": "правилам",
        "протокол": "протоколу",
        "отчёт": "отчёту",
        "отчет": "отчету",
        "программа": "программе",
        "паспорт": "паспорту",
        "руководство": "руководству",
        "устав": "уставу",
        "кодекс": "кодексу",
        "закон": "закону",
        "стандарт": "стандарту",
        "методика": "методике",
        "предложение": "предложению",
        "расписание": "расписанию",
        "справочник": "справочнику",
        "журнал": "журналу",
        "график": "графику",
        "план": "плану",
        "акт": "акту",
        "прайс-лист": "прайс-листу",
        "спецификация": "спецификации",
        "требования": "требованиям",
        "рекомендации": "рекомендациям",
    }
)
KINDS = frozenset(_DATIVE)  # words that begin the title of a document of a known kind
_ENDINGS = (  # of adjectives: nominative → dative
    ("ые", "ым"),
    ("ие", "им"),
    ("ая", "ой"),
    ("яя", "ей"),
    ("ое", "ому"),
    ("ее", "ему"),
    ("ый", "ому"),
    ("ой", "ому"),
)
_SOFT = re.compile(r"[кгх]ий$")
_HUSHING = re.compile(r"[жшчщц](?:ая|ее)$")
_ADJECTIVES = 2  # before the kind of the document, at most
_LONGEST = 100  # characters
# A file's name, a title of two parts, or one that is no phrase is named in quotation marks.
_ODD = re.compile(r"[:;/\\_|.!?]|\s[—–-]\s")
_ABBREVIATED = re.compile(r"(?<=\d)[./]+(?=\d)|\b(?:г|гг|п|ст|ред)\.")
_CAPITALS = re.compile(r"[А-ЯЁ]{5,}")


def source_named(title: str, language: str, morphology: Morphology) -> str:
    """The title for «Согласно …», made safe: declined where it surely can be, else quoted."""
    if language == "en":
        return quoted(inline(title), language)
    declined = _declined(title, morphology)
    return inline(declined) if declined else f"документу {quoted(inline(title), language)}"


def _declined(title: str, morphology: Morphology) -> str | None:
    """«Положение об отпусках» → «Положению об отпусках»; None where one cannot be sure."""
    plain = _ABBREVIATED.sub("", title)
    if len(title) > _LONGEST or _ODD.search(plain) or _CAPITALS.search(title):
        return None
    words = title.split(" ")
    for at, word in enumerate(words[: _ADJECTIVES + 1]):
        dative = _DATIVE.get(word.lower())
        if dative is None:
            continue
        adjectives = [_adjective(each, morphology) for each in words[:at]]
        if None in adjectives:
            return None
        head = dative.capitalize() if word[0].isupper() else dative
        return " ".join((*(each for each in adjectives if each), head, *words[at + 1 :]))
    return None


def _adjective(word: str, morphology: Morphology) -> str | None:
    if not any(
        each.marks & {"ADJF", "PRTF"} and "nomn" in each.marks for each in morphology.readings(word)
    ):
        return None
    if _SOFT.search(word):
        return word[:-2] + "ому"
    if word.endswith("ий"):
        return word[:-2] + "ему"
    if _HUSHING.search(word):
        return word[:-2] + {"ая": "ей", "ее": "ему"}[word[-2:]]
    return next((word[:-2] + new for old, new in _ENDINGS if word.endswith(old)), None)
