"""Which edition of a document this is, and in what language it is written."""

import re

from znatok.documents.facts import DocumentType, Fact
from znatok.ingestion.facts.subject import Subject
from znatok.understanding.folding import fold_in_place

_SAID = re.compile(
    r"(?:\bредакци[яи]|\bред\.|\bверси[яи]|\bversion|\bиздание|\bревизия|\brevision|\brev\.)\s*"
    r"(?:№|n)?\s*:?\s*(?P<value>\d{1,3}(?:\.\d{1,3}){0,2})(?![\d.]*\d)(?!\s*(?:от\s*)?\.\d)"
)
_SHORT = re.compile(r"(?:^|[\s_(-])v\.?\s?(?P<value>\d{1,2}(?:\.\d{1,3}){0,2})(?=$|[\s_).,-])")
_ORDINAL = re.compile(r"(?P<value>\d{1,2})-?(?:я|е|ое|ая)\s+(?:редакция|издание|версия)")
_YEAR = re.compile(r"(?<![\d.№/-])(?P<value>(?:19|20)\d\d)(?![\d/])(?!-\d)")
_YEARLY = frozenset(
    {
        DocumentType.PRICE_LIST,
        DocumentType.REGULATION,
        DocumentType.PROCEDURE,
        DocumentType.INSTRUCTION,
        DocumentType.POLICY,
        DocumentType.DIRECTORY,
        DocumentType.OTHER,
    }
)
_HEADED = 600  # characters
_SOFTWARE = re.compile(
    r"(?:windows|linux|программ\w*|прошивк\w*|по|1с\S*|android|firmware)\s*,?\s*$"
)


def edition_of(subject: Subject, kind: DocumentType) -> Fact[str] | None:
    """«3», «2.1», or of papers renewed each year the year of the title; None when none is named."""
    for text, placed in (
        (subject.titled, False),
        (subject.folded[:_HEADED], True),
        (fold_in_place(subject.file_name.rpartition(".")[0]).replace("_", " "), False),
    ):
        for pattern in (_SAID, _ORDINAL, _SHORT):
            found = pattern.search(text)
            if found and not _SOFTWARE.search(text[: found.start()]):
                span = found.span("value") if placed else (None, None)
                return Fact(found["value"], 0.9, *span)
    if kind in _YEARLY and (year := _YEAR.search(subject.titled)):
        return Fact(year["value"], 0.7)
    return None


_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_MARKS = (
    ("uk", re.compile(r"[іїєґ]")),
    ("kk", re.compile(r"[әғқңөұүһ]")),
    ("be", re.compile(r"ў")),
)
_STOP_WORDS = {
    "en": frozenset({"the", "of", "and", "to", "in", "is", "for", "with", "that"}),
    "de": frozenset({"der", "die", "und", "das", "ist", "von", "mit", "den"}),
    "fr": frozenset({"le", "la", "les", "des", "est", "une", "et", "dans"}),
    "es": frozenset({"el", "los", "las", "una", "por", "con", "del", "que"}),
}
_SAMPLE = 20_000
_TELLING = 0.01  # share of the letters, or words, of a language that give it away
_ENOUGH = 10  # letters


def language_of(subject: Subject) -> Fact[str] | None:
    """By letters, and of Latin letters by the commonest words; None when too little is written."""
    sample = subject.folded[:_SAMPLE] or subject.titled
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic + latin < _ENOUGH:
        return None
    share = cyrillic / (cyrillic + latin)
    if share >= 0.5:  # noqa: PLR2004  # the half
        for language, letters in _MARKS:
            if len(letters.findall(sample)) > _TELLING * cyrillic:
                return Fact(language, round(share, 2))
        return Fact("ru", round(share, 2))
    words = re.findall(r"[^\W\d_]+", sample)
    counts = {
        language: sum(word in stop for word in words) for language, stop in _STOP_WORDS.items()
    }
    best = max(counts, key=lambda each: counts[each])
    if counts[best] < _TELLING * len(words):
        return None
    return Fact(best, round(1 - share, 2))
