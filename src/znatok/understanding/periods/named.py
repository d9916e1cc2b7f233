"""Units named by the calendar: days, months, quarters, halves, seasons, parts of months."""

from collections.abc import Callable
from dataclasses import replace

from znatok.understanding.calendar_words import MONTHS, SHORT_MONTHS
from znatok.understanding.periods.calendar import (
    Kind,
    Span,
    Unit,
    is_year,
)
from znatok.understanding.periods.guards import is_joined, is_numbered
from znatok.understanding.periods.tokens import DASHES, Line
from znatok.understanding.periods.words import (
    SEASONS,
    SEASONS_ALONE,
)
from znatok.understanding.periods.years import year_tail, year_word

Found = tuple[Unit | Span, int] | None
Rule = Callable[[Line, int], Found]

_SEPARATORS = frozenset("./")
_MONTHS_OF_YEAR = range(1, 13)
_DAYS_OF_MONTH = range(1, 32)
_QUOTES = frozenset("«»\"“”„'’")
_WINTER = 4


def whole_date(line: Line, at: int) -> Found:
    """A date with its year, already read."""
    value = line.tokens[at].day if at < len(line) else None
    if value is None:
        return None
    return Unit(Kind.DAY, value.day, value.year, value.month), at + 1


def month(line: Line, at: int) -> tuple[Unit, int] | None:
    """«март», «март 2024», «сент. 2024», «марте прошлого года»; a short name alone is weak."""
    word = line.word(at)
    number, weak, after = MONTHS.get(word), False, at + 1
    if number is None and word == "маем" and line.word(at - 1) in {"с", "и", "между"}:
        number = 5
    if number is None:
        number, weak = SHORT_MONTHS.get(word), True
        if number is not None and word.isalpha() and not word.isascii():
            after = line.skip(after, ".")
    if number is None:
        return None
    after = line.skip(after, "месяц", "месяца", "месяце")  # «за март месяц»
    tail = year_tail(line, after)
    if tail is not None:
        return Unit(Kind.MONTH, number, tail[0]), tail[1]
    return Unit(Kind.MONTH, number, weak=weak), after


def day_of_month(line: Line, at: int) -> Found:
    """«15 марта», «пятнадцатого марта», «"15" марта», "12th of March", "March 12"."""
    quoted = line.word(at) in _QUOTES and line.word(at + 2) in _QUOTES
    ordinal = line.ordinal(at + 1 if quoted else at)
    if ordinal is None:
        return _english_day(line, at)
    number, after = ordinal
    named = month(line, line.skip(after + 1 if quoted else after, "of"))
    if named is None or number not in _DAYS_OF_MONTH or line.word(at - 1) == "№":
        return None
    if not (quoted or line.word(at).isdecimal() or len(line.word(at)) > len("iii")):
        return None
    weak = named[0].weak and line.word(named[1] - 1) == "may"
    return Unit(Kind.DAY, number, named[0].year, named[0].number, weak=weak), named[1]


def _english_day(line: Line, at: int) -> Found:
    word = line.word(at)
    number = line.number(at + 1)
    if not word.isascii() or number not in _DAYS_OF_MONTH or number is None:
        return None
    named = MONTHS.get(word) or SHORT_MONTHS.get(word)
    if named is None:
        return None
    after = line.ordinal_tail(at + 2)
    tail = year_tail(line, after)
    if tail is None:
        return Unit(Kind.DAY, number, None, named, weak=word == "may"), after
    return Unit(Kind.DAY, number, tail[0], named), tail[1]


def english_days(line: Line, at: int) -> tuple[Unit, Unit, int] | None:
    """Both days of "March 1–15, 2025" and the index behind them."""
    left, right = _english_day(line, at), line.number(at + 3)
    if left is None or not isinstance(left[0], Unit) or line.word(left[1]) not in DASHES:
        return None
    if left[1] != at + 2 or right not in _DAYS_OF_MONTH or right is None:
        return None
    year, after = year_tail(line, line.skip(at + 4, ",")) or (None, at + 4)
    first = replace(left[0], weak=False)
    return first, replace(first, number=right, year=year), after


def month_in_figures(line: Line, at: int) -> Found:
    """«03.2025», «03/2025», «2025-03»."""
    first, last, sign = line.number(at), line.number(at + 2), line.word(at + 1)
    if first is None or last is None or is_joined(line, at, _SEPARATORS):
        return None
    if is_numbered(line, at) or not (line.glued(at + 1) and line.glued(at + 2)):
        return None
    if line.glued(at + 3) and line.word(at + 3) in DASHES | {".", "/"} and line.glued(at + 4):
        return None
    lengths = len(line.word(at)), len(line.word(at + 2))
    if sign in {".", "/"} and lengths == (2, 4) and first in _MONTHS_OF_YEAR:
        return (Unit(Kind.MONTH, first, last), at + 3) if is_year(last) else None
    if sign in DASHES and lengths == (4, 2) and last in _MONTHS_OF_YEAR:
        return (Unit(Kind.MONTH, last, first), at + 3) if is_year(first) else None
    return None


def day_in_figures(line: Line, at: int) -> Found:
    """«15.03»: only where both ends of a range are written so, else it is any number."""
    number, of_month = line.number(at), line.number(at + 2)
    if number not in _DAYS_OF_MONTH or of_month not in _MONTHS_OF_YEAR or line.word(at + 1) != ".":
        return None
    if number is None or of_month is None or len(line.word(at + 2)) != len("03"):
        return None
    if not (line.glued(at + 1) and line.glued(at + 2)) or is_numbered(line, at):
        return None
    if (
        is_joined(line, at, _SEPARATORS)
        or line.word(at + 3) in {"%", "₽"}
        or (line.word(at + 3) == "." and line.number(at + 4))
    ):
        return None
    return Unit(Kind.DAY, number, None, of_month), at + 3


def season(line: Line, at: int) -> Found:
    """«летом 2024», «зима 2024/2025», «осенью прошлого года», «весной»."""
    number = SEASONS.get(line.word(at))
    if number is None:
        return None
    winter = _winter(line, at + 1) if number == _WINTER else None
    if winter is not None:
        return winter
    tail = year_tail(line, at + 1)
    if tail is not None:
        # a winter said with one year is the one whose January lies in it
        return Unit(Kind.SEASON, number, tail[0] - (number == _WINTER)), tail[1]
    if line.word(at) not in SEASONS_ALONE:
        return None
    return Unit(Kind.SEASON, number, weak=line.word(at).isascii()), at + 1


def _winter(line: Line, at: int) -> Found:
    first, last = line.number(at), line.number(at + 2)
    if first is None or last is None or line.word(at + 1) not in DASHES | {"/"}:
        return None
    if not is_year(first) or last % 100 != (first + 1) % 100:
        return None
    return Unit(Kind.SEASON, _WINTER, first), year_word(line, at + 3)


def alike(unit: Unit, number: int) -> Unit | None:
    """The same kind of unit under another number: the «1» of «1–15 марта»; None: it has a name."""
    if unit.kind is Kind.YEAR:
        return replace(unit, number=number, year=number) if is_year(number) else None
    return None if unit.kind in {Kind.MONTH, Kind.SEASON} else replace(unit, number=number)
