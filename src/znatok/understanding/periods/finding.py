"""From a text to its periods, left to right."""

import datetime as dt
from dataclasses import replace

from znatok.understanding.periods.calendar import MONTHS_IN, Kind, Span, Unit, months, neighbour
from znatok.understanding.periods.frames import frame_at, placed, unit_at
from znatok.understanding.periods.guards import is_excluded
from znatok.understanding.periods.model import FoundPeriod, Period
from znatok.understanding.periods.named import alike
from znatok.understanding.periods.relative import neighbouring
from znatok.understanding.periods.tokens import Line
from znatok.understanding.periods.words import SHIFTS, UNITS

_AND = frozenset({"и", "или", ",", "vs", "против", "к", "and", "or"})
_LONGEST_LIST = 12  # months of a year
_INSIDE = frozenset({"в", "во", "за", ",", "in"})


def find_periods(text: str, today: dt.date) -> list[FoundPeriod]:
    """Every period that `text` names, in order; spans do not overlap.

    `today`: the day the text is read on. Relative words count from it, and units without a year
    («в марте») take the latest that has begun, or the nearest to come when the text speaks of the
    future (benchmarks/sets/README.md).
    """
    line = Line(text, today)
    found: list[FoundPeriod] = []
    at = 0
    while at < len(line):
        read = (
            _framed(line, at)
            or _single(line, at)
            or _shared_number(line, at)
            or _shared_noun(line, at)
        )
        here, at = read or ([], at + 1)
        found += [
            FoundPeriod(line.tokens[start].start, line.tokens[end - 1].end, period)
            for start, end, period in here
        ]
    return found


# Token spans with their periods, and the token to go on from: what is excluded is passed over.
_Read = tuple[list[tuple[int, int, Period]], int] | None


def _framed(line: Line, at: int) -> _Read:
    framed = frame_at(line, at)
    if framed is None:
        return None
    period, after = framed
    return ([] if is_excluded(line, at, after, None) else [(at, after, period)]), after


def _single(line: Line, at: int) -> _Read:
    """A unit by itself, or one that shares the year said with its neighbour."""
    unit = unit_at(line, at)
    if unit is None:
        return None
    value, after = unit
    if is_excluded(line, at, after, value):
        return [], after
    value, after = _year_said_elsewhere(line, value, after)
    span = placed(line, value)
    return ([] if span is None else [(at, after, Period(span.start, span.end))]), after


def _shared_number(line: Line, at: int) -> _Read:
    """«1 и 2 квартал 2024»: the first number's unit stands with the second."""
    bare = line.ordinal(at)
    if bare is None or line.word(bare[1]) not in _AND:
        return None
    other = unit_at(line, bare[1] + 1)
    if other is None or not isinstance(other[0], Unit):
        return None
    same = alike(other[0], bare[0])
    first = placed(line, same) if same is not None else None
    second = placed(line, other[0])
    if first is None or second is None or is_excluded(line, at, other[1], other[0]):
        return None
    one = (at, bare[1], Period(first.start, first.end))
    two = (bare[1] + 1, other[1], Period(second.start, second.end))
    return [one, two], other[1]


def _shared_noun(line: Line, at: int) -> _Read:
    """«в этом и прошлом году», «на прошлой и текущей неделе»."""
    shift, kind = SHIFTS.get(line.word(at)), UNITS.get(line.word(at + 3))
    if shift is None or line.word(at + 1) not in _AND or kind not in {*MONTHS_IN, Kind.WEEK}:
        return None
    other = neighbouring(line, at + 2)
    second = placed(line, other[0]) if other is not None else None
    if other is None or second is None:
        return None
    first = neighbour(line.today, kind, shift)
    one = (at, at + 1, Period(first.start, first.end))
    return [one, (at + 2, other[1], Period(second.start, second.end))], other[1]


def _year_said_elsewhere(line: Line, value: Unit | Span, after: int) -> tuple[Unit | Span, int]:
    """«в 2024 году в марте» is one period, «март и апрель 2024» are two of one year."""
    year = _year_of(value)
    if year is not None:
        inner = line.skip(line.skip(after, ","), *_INSIDE)
        part = unit_at(line, inner) if inner > after else None
        if part is not None and isinstance(part[0], Unit) and part[0].year is None:
            return replace(part[0], year=year), part[1]
        return value, after
    if isinstance(value, Unit) and value.year is None:
        return replace(value, year=_year_ahead(line, value.kind, after)), after
    return value, after


def _year_ahead(line: Line, kind: Kind, at: int) -> int | None:
    """The year of the last in «январь, февраль и март 2024»."""
    for _ in range(_LONGEST_LIST):
        if line.word(at) not in _AND:
            return None
        other = unit_at(line, line.skip(at + 1, "в", "во", "за"))
        if other is None or not isinstance(other[0], Unit) or _clash(other[0].kind, kind):
            return None
        at = other[1]
        if other[0].year is not None:
            return other[0].year
    return None


def _clash(one: Kind, other: Kind) -> bool:
    """A year said with a unit is its own: «март и 2024 год» share nothing."""
    return Kind.YEAR in {one, other}


def _year_of(value: Unit | Span) -> int | None:
    if isinstance(value, Unit):
        return value.number if value.kind is Kind.YEAR else None
    whole = months(value.start.year, 1, 12)
    return value.start.year if value == whole else None
