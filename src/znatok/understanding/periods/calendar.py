"""The arithmetic of calendar units: years, halves, quarters, seasons, months, weeks, days."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum, auto

_DAY = dt.timedelta(days=1)
_MONTHS = 12
_YEARS = range(1900, 2100)  # what four digits may mean as a year
_SEARCHED_YEARS = 9  # 29 February may be eight years from the next one (1896, 1904)


class Kind(Enum):
    """A calendar unit."""

    DAY = auto()
    WEEK = auto()
    TEN_DAYS = auto()
    HALF_MONTH = auto()
    MONTH = auto()
    QUARTER = auto()
    SEASON = auto()
    HALF_YEAR = auto()
    YEAR = auto()


MONTHS_IN = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF_YEAR: 6, Kind.YEAR: 12}
DAYS_IN = {Kind.DAY: 1, Kind.WEEK: 7}


@dataclass(frozen=True, slots=True)
class Span:
    """Days [start, end), both known."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Unit:
    """A named calendar unit; `year` None: not said, so that the context has to choose.

    `number` counts from 1 within the year, or within `month` where that is not 0. A SEASON's number
    is 1 spring, 2 summer, 3 autumn, 4 winter, and a winter belongs to the year it begins in.
    `weak`: a word that is a month only beside another («мар», "may").
    """

    kind: Kind
    number: int
    year: int | None = None
    month: int = 0
    weak: bool = False

    def in_year(self, year: int) -> Span | None:
        """The unit's days in that year; None where the calendar has no such unit (31 April)."""
        if self.month:
            return _part_of_month(self.kind, self.number, year, self.month)
        if self.kind is Kind.YEAR:
            return months(self.number, 1, _MONTHS)
        if self.kind is Kind.WEEK:
            return _iso_week(year, self.number)
        if self.kind is Kind.SEASON:
            return months(year, 3 * self.number, 3)
        size = MONTHS_IN[self.kind]
        if not 1 <= self.number <= _MONTHS // size:
            return None
        return months(year, (self.number - 1) * size + 1, size)

    def placed(self, today: dt.date, *, future: bool) -> Span | None:
        """The unit's days, its year chosen if none was said.

        The month (of a day), quarter, half or season decides: the latest one that has begun, or,
        when the text speaks of the `future`, the nearest that has not ended.
        """
        if self.kind is Kind.YEAR:
            return self.in_year(self.number)
        if self.year is not None:
            return self.in_year(self.year)
        whole = replace(self, kind=Kind.MONTH, number=self.month, month=0) if self.month else self
        step = 1 if future else -1
        for offset in range(_SEARCHED_YEARS + 1):
            year = today.year + step * (offset - 1)
            around, span = whole.in_year(year), self.in_year(year)
            if around is None or span is None:
                continue
            if (around.end > today) if future else (around.start <= today):
                return span
        return None

    def before(self, end: Span) -> Span | None:
        """The unit's latest days that begin before `end` is over; for the first of a range."""
        for year in range(end.start.year, end.start.year - _SEARCHED_YEARS, -1):
            span = self.in_year(year)
            if span is not None and span.start < end.end:
                return span
        return None

    def after(self, start: Span) -> Span | None:
        """The unit's earliest days that begin no earlier than `start`; for the last of a range."""
        for year in range(start.start.year, start.start.year + _SEARCHED_YEARS):
            span = self.in_year(year)
            if span is not None and span.start >= start.start:
                return span
        return None


def is_year(number: int) -> bool:
    """Whether four digits are taken for a year: from 1900 to 2099."""
    return number in _YEARS


def months(year: int, first: int, count: int) -> Span:
    """`count` months from month `first` of `year` on."""
    start = dt.date(year, first, 1)
    return Span(start, shifted(start, count, Kind.MONTH))


def day(value: dt.date) -> Span:
    """That one day."""
    return Span(value, value + _DAY)


def shifted(value: dt.date, count: int, kind: Kind) -> dt.date:
    """`value` moved by `count` units; a day that the month lacks becomes the month's last."""
    if kind in DAYS_IN:
        return value + dt.timedelta(days=count * DAYS_IN[kind])
    index = value.year * _MONTHS + value.month - 1 + count * MONTHS_IN[kind]
    year, month = divmod(index, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(value.day, last))


def containing(value: dt.date, kind: Kind) -> Span:
    """The whole calendar unit that `value` lies in; weeks begin on Monday."""
    if kind is Kind.DAY:
        return day(value)
    if kind is Kind.WEEK:
        monday = value - dt.timedelta(days=value.weekday())
        return Span(monday, monday + dt.timedelta(days=7))
    size = MONTHS_IN[kind]
    return months(value.year, (value.month - 1) // size * size + 1, size)


def neighbour(value: dt.date, kind: Kind, shift: int) -> Span:
    """The calendar unit `shift` units after (before, when negative) the one `value` lies in."""
    return containing(shifted(containing(value, kind).start, shift, kind), kind)


def nth_within(outer: Span, kind: Kind, number: int) -> Span | None:
    """The `number`-th unit inside `outer`, counted from its start; -1: its last."""
    start = shifted(outer.start, number - 1, kind) if number > 0 else shifted(outer.end, -1, kind)
    end = shifted(start, 1, kind)
    return Span(start, end) if outer.start <= start and end <= outer.end else None


def _part_of_month(kind: Kind, number: int, year: int, month: int) -> Span | None:
    whole = months(year, month, 1)
    first_days = {
        Kind.DAY: range(1, 32),
        Kind.WEEK: (1, 8, 15, 22),
        Kind.TEN_DAYS: (1, 11, 21),
        Kind.HALF_MONTH: (1, 16),
    }[kind]
    if not 1 <= number <= len(first_days):
        return None
    start = whole.start + dt.timedelta(days=first_days[number - 1] - 1)
    if kind is Kind.DAY:
        return day(start) if start < whole.end else None
    if kind is Kind.WEEK:
        return Span(start, start + dt.timedelta(days=7))
    if number == len(first_days):
        return Span(start, whole.end)
    return Span(start, whole.start + dt.timedelta(days=first_days[number] - 1))


def _iso_week(year: int, number: int) -> Span | None:
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Span(monday, monday + dt.timedelta(days=7))
