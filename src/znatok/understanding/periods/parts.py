"""Units by number within a longer one: «III квартал», «вторая декада марта», «12-я неделя»."""

from znatok.understanding.periods.calendar import (
    MONTHS_IN,
    Kind,
    Span,
    Unit,
    months,
    neighbour,
    nth_within,
)
from znatok.understanding.periods.guards import is_numbered
from znatok.understanding.periods.named import Found, month
from znatok.understanding.periods.tokens import Line
from znatok.understanding.periods.words import DAY_OF_MONTH, HALF, LAST_SINGULAR, SHIFTS, UNITS
from znatok.understanding.periods.years import year_tail


def part_by_number(line: Line, at: int) -> Found:
    """«III квартал 2024 года», «первое полугодие», «вторая декада марта», «12-я неделя 2025»."""
    ordinal = line.ordinal(at)
    if ordinal is None or is_numbered(line, at):
        return None
    number, after = ordinal
    after = line.skip(line.skip(after, "."), "календарный", "календарного", "calendar")
    if line.word(after) in {"п", "пол"}:
        return _half_year_by_letter(line, at, after, number)
    return _counted_part(line, after, number, in_figures=line.word(at).isdecimal())


def _counted_part(line: Line, at: int, number: int, *, in_figures: bool) -> Found:
    """The part whose noun stands at `at`."""
    word = line.word(at)
    kind = UNITS.get(word)
    if kind is not None and kind in {Kind.QUARTER, Kind.HALF_YEAR}:
        return _quarter_or_half(line, at, kind, number)
    if word in HALF:
        return _half(line, at + 1, number)
    if kind is Kind.WEEK:
        return _week(line, at + 1, number)
    if kind is Kind.MONTH and not in_figures:
        return _month_within(line, at + 1, number)
    if word in DAY_OF_MONTH or kind is Kind.TEN_DAYS:
        return _part_of_month(line, at + 1, kind or Kind.DAY, number)
    return None


def _quarter_or_half(line: Line, at: int, kind: Kind, number: int) -> Found:
    after = line.skip(at + 1, ".")
    if number not in range(1, 12 // MONTHS_IN[kind] + 1):
        return None
    tail = year_tail(line, at + 1)
    if tail is not None:
        return Unit(kind, number, tail[0]), tail[1]
    # «2 кв. м», «д. 1 кв. 5»: metres and flats
    if line.word(at) == "кв" and (line.word(after) in {"м", "км"} or line.number(after)):
        return None
    if line.word(after).startswith("метр"):
        return None
    return Unit(kind, number), after


def _half_year_by_letter(line: Line, at: int, letter: int, number: int) -> Found:
    """«1 п/г 2024», «1П2024», «1 пол. 2024»."""
    if number not in {1, 2}:
        return None
    slashed = line.word(letter + 1) == "/" and line.word(letter + 2) == "г"
    tail = year_tail(line, letter + 3 if slashed else letter + 1)
    glued = line.glued(letter) and letter == at + 1
    if tail is not None and (slashed or glued or line.word(letter) == "пол"):
        return Unit(Kind.HALF_YEAR, number, tail[0]), tail[1]
    return (Unit(Kind.HALF_YEAR, number), letter + 3) if slashed else None


def _half(line: Line, at: int, number: int) -> Found:
    """«первая половина 2025 года», «первая половина года», «вторая половина марта»."""
    if number not in {1, 2}:
        return None
    at = line.skip(line.skip(at, "of"), "the")
    tail = year_tail(line, at)
    if tail is not None:
        return Unit(Kind.HALF_YEAR, number, tail[0]), tail[1]
    if line.word(at) in {"года", "year"}:
        return Unit(Kind.HALF_YEAR, number), at + 1
    return _part_of_month(line, at, Kind.HALF_MONTH, number)


def _part_of_month(line: Line, at: int, kind: Kind, number: int) -> Found:
    """A part of the month named at `at`: «марта 2024», «прошлого месяца»."""
    at = line.skip(at, "of")
    named = month(line, at)
    if named is not None:
        whole, after = named
        return Unit(kind, number, whole.year, whole.number), after
    shift = SHIFTS.get(line.word(at))
    if shift is None or UNITS.get(line.word(at + 1)) is not Kind.MONTH:
        return None
    start = neighbour(line.today, Kind.MONTH, shift).start
    return Unit(kind, number, start.year, start.month), at + 2


def _week(line: Line, at: int, number: int) -> Found:
    tail = year_tail(line, at)
    if tail is not None:
        return Unit(Kind.WEEK, number, tail[0]), tail[1]
    return _part_of_month(line, at, Kind.WEEK, number)


def week_by_number(line: Line, at: int) -> Found:
    """«неделя 12 2025 года», "week 12 of 2025"."""
    number = line.number(at + 1)
    if UNITS.get(line.word(at)) is not Kind.WEEK or number is None:
        return None
    tail = year_tail(line, at + 2)
    return None if tail is None else (Unit(Kind.WEEK, number, tail[0]), tail[1])


def _month_within(line: Line, at: int, number: int) -> Found:
    """«второй месяц III квартала 2024 года», «первый месяц прошлого года»."""
    outer = _outer(line, at)
    if outer is None:
        return None
    inner = nth_within(outer[0], Kind.MONTH, number)
    return None if inner is None else (inner, outer[1])


def _outer(line: Line, at: int) -> tuple[Span, int] | None:
    """The longer unit that a part is counted in."""
    found = _numbered_outer(line, at) or month(line, at)
    if found is not None and isinstance(found[0], Unit):
        placed = found[0].placed(line.today, future=line.future)
        return None if placed is None else (placed, found[1])
    tail = year_tail(line, at)
    if tail is not None:
        return months(tail[0], 1, 12), tail[1]
    shift, kind = SHIFTS.get(line.word(at)), UNITS.get(line.word(at + 1))
    if shift is None or kind not in MONTHS_IN:
        return None
    return neighbour(line.today, kind, shift), at + 2


def _numbered_outer(line: Line, at: int) -> Found:
    """The quarter or half-year: months do not lie in months, so that this never goes deeper."""
    ordinal = line.ordinal(at)
    kind = UNITS.get(line.word(ordinal[1])) if ordinal is not None else None
    if ordinal is None or kind not in {Kind.QUARTER, Kind.HALF_YEAR}:
        return None
    return _quarter_or_half(line, ordinal[1], kind, ordinal[0])


def last_part(line: Line, at: int) -> Found:
    """«последний квартал 2024 года», «последняя неделя марта», «последняя декада марта»."""
    kind = UNITS.get(line.word(at + 1))
    if line.word(at) not in LAST_SINGULAR or kind is None:
        return None
    if kind is Kind.TEN_DAYS:
        return _part_of_month(line, at + 2, Kind.TEN_DAYS, 3)
    outer = _outer(line, at + 2)
    if outer is None:
        return None
    inner = nth_within(outer[0], kind, -1)
    return None if inner is None else (inner, outer[1])
