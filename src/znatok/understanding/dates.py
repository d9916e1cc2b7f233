"""Whole dates as documents write them: day, month and year.

«12 марта 2024 г.», «"12" марта 2024 года», «12.03.2024», «12.03.24», «2024-03-12»,
«двенадцатого марта две тысячи двадцать четвёртого года», "March 12, 2024". Numbers are read day
first, as GOST R 7.0.97-2016, 5.10 orders them. What the calendar does not have (31.02) is no date.
A day without its year is a matter of `periods`, which knows what today is.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from znatok.understanding.calendar_words import MONTHS, SHORT_MONTHS
from znatok.understanding.folding import fold_in_place
from znatok.understanding.numerals import CARDINALS, ORDINALS, read_ordinal

_PIVOT = 69  # POSIX strptime %y: 69–99 are 1969–1999, 00–68 are 2000–2068
_LAST_DAY = 31
_ALL_MONTHS = {**MONTHS, **SHORT_MONTHS}


def _alternatives(words: Iterator[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_alternatives(iter(_ALL_MONTHS))})\b\.?"
_YEAR_MARK = r"(?:\s*(?:г\.г\.|гг?\b\.?|год(?:а|у|ом|е)?\b))"
_QUOTE = "[«»\"“”„‟'‘’]"  # forms filled in by hand
_DAY_TAIL = r"(?:\s?-?(?:го|ого|е|ое|st|nd|rd|th)\b)?"
_TENS = _alternatives(word for word, n in CARDINALS.items() if n in {20, 30})
_ORDINAL = _alternatives(word for word, n in ORDINALS.items() if n <= _LAST_DAY)
# A section or a version is not a date, however much it looks like one.
_NOT_AFTER = re.compile(
    r"(?:\b(?:п|пп|пункт\w*|подпункт\w*|раздел\w*|глав\w+|ст|стать\w+|верси\w+|релиз\w*|version|v"
    r"|ip|артикул\w*)\.?|№)\s*$"
)

_DAY_FIRST = re.compile(
    r"(?<![\w./:-])(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)"
    rf"(?P<year>(?:19|20)\d\d|\d\d)(?:{_YEAR_MARK}|(?![\w]|[./:-]\d))"
)
_YEAR_FIRST = re.compile(
    r"(?<![\w./:-])(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)"
    r"(?P<day>\d{1,2})(?![\d]|[./:-]\d|[^\W\dt])"
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?:(?P<opening>{_QUOTE})\s*)?(?<![\w.,/])(?P<day>\d{{1,2}}){_DAY_TAIL}"
    rf"(?:\s*{_QUOTE})?\s*(?:of\s+)?(?<!\w){_MONTH},?"
    rf"\s*(?:(?P<year>[12]\d{{3}})(?!\d){_YEAR_MARK}?|(?P<short>\d\d){_YEAR_MARK})"
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?<!\w){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{{3}})(?!\d)"
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?P<words>(?:(?:{_TENS})\s+)?(?:{_ORDINAL}))\s+{_MONTH}"
    rf"\s+(?:(?P<year>[12]\d{{3}})(?!\d){_YEAR_MARK}?"
    r"|(?P<spoken>(?:две\s+тысячи|двухтысячн\w+|(?:одна\s+)?тысяча)(?:\s+[а-я]+){0,4}?)"
    r"\s+год(?:а|у)\b)"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: characters [start, end) of the text searched."""

    start: int
    end: int
    day: dt.date


def find_dates(text: str) -> list[FoundDate]:
    """Every whole date of `text` in order; spans do not overlap."""
    folded = fold_in_place(text)
    found = sorted(_candidates(folded), key=lambda date: (date.start, -date.end))
    kept: list[FoundDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def _candidates(folded: str) -> Iterator[FoundDate]:
    yield from _numeric(folded)
    for match in _DAY_MONTH_YEAR.finditer(folded):
        year = match["year"] or match["short"]
        yield from _dated(match, int(match["day"]), _ALL_MONTHS[match["month"]], year)
    for match in _MONTH_DAY_YEAR.finditer(folded):
        yield from _dated(match, int(match["day"]), _ALL_MONTHS[match["month"]], match["year"])
    for match in _IN_WORDS.finditer(folded):
        words = match["words"].split()
        day = read_ordinal(words, 0)
        year = match["year"] or _spoken_year(match["spoken"])
        if day is not None and day[1] == len(words) and year:
            yield from _dated(match, day[0], _ALL_MONTHS[match["month"]], year)


def _numeric(folded: str) -> Iterator[FoundDate]:
    for match in _DAY_FIRST.finditer(folded):
        short_year = len(match["year"]) == len("24")
        padded = len(match["day"]) == len(match["month"]) == len("03")
        # 12-03-24 is a telephone number more often than a date, 1.2.24 a clause
        if short_year and (match["sep"] == "-" or not padded):
            continue
        if not _NOT_AFTER.search(folded, max(0, match.start() - 16), match.start()):
            yield from _dated(match, int(match["day"]), int(match["month"]), match["year"])
    for match in _YEAR_FIRST.finditer(folded):
        yield from _dated(match, int(match["day"]), int(match["month"]), match["year"])


def _dated(match: re.Match[str], day: int, month: int, year: str) -> Iterator[FoundDate]:
    """The date of a match, if the calendar has it."""
    try:
        value = dt.date(full_year(year), month, day)
    except ValueError:
        return
    yield FoundDate(match.start(), match.end(), value)


def full_year(written: str) -> int:
    """«24» → 2024, «98» → 1998, «2024» → 2024."""
    year = int(written)
    if len(written) > len("24"):
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _spoken_year(spoken: str) -> str:
    words = spoken.split()
    year = read_ordinal(words, 0)
    return str(year[0]) if year is not None and year[1] == len(words) else ""
