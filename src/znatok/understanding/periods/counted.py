"""So many units: «последние 3 месяца», «9 месяцев 2024 года», «10 дней назад», «через неделю»."""

import datetime as dt

from znatok.understanding.periods.calendar import (
    DAYS_IN,
    MONTHS_IN,
    Kind,
    Span,
    containing,
    day,
    months,
    neighbour,
    shifted,
)
from znatok.understanding.periods.named import Found, month
from znatok.understanding.periods.tokens import Line
from znatok.understanding.periods.words import (
    AHEAD,
    FIRST_PLURAL,
    HALF_A_YEAR,
    LAST_PLURAL,
    LAST_SINGULAR,
    NEAREST,
    ROLLING,
    UNITS,
    WHOLE,
    WHOLE_BACK,
)
from znatok.understanding.periods.years import year_tail

_LONGEST_DAYS = 36_600  # a hundred years: what is longer is no question about a company
_DAYS_IN_MONTH = 31
_YEAR = 12
_EVENTS = frozenset(
    {"после", "с", "со", "от", "до", "подряд", "работы", "стажа", "after", "before", "from"}
)
_IN_ONE_GO = frozenset({"сутки", "суток"})

Count = tuple[int, Kind]


def _count(line: Line, at: int) -> tuple[Count, bool, int] | None:
    """«3 месяца», «три полных месяца», «полгода»: how many of what, whether whole, what follows."""
    if line.word(at) in HALF_A_YEAR:
        return (6, Kind.MONTH), False, at + 1
    whole = line.word(at) in WHOLE
    counted = line.count(at + whole)
    if counted is None:
        return None
    number, after = counted
    if line.word(after) in WHOLE:
        whole, after = True, after + 1
    kind = UNITS.get(line.word(after))
    if kind is None or kind is Kind.TEN_DAYS or line.word(after) in {"кв", "пг", "г", "гг"}:
        return None
    if number.denominator != 1:
        number, kind = number * _YEAR, Kind.MONTH if kind is Kind.YEAR else Kind.TEN_DAYS
        if kind is Kind.TEN_DAYS:
            return None
    after = line.skip(after + 1, ".") if line.word(after) in {"мес", "нед", "дн"} else after + 1
    count = int(number), kind
    return (count, whole, after) if _sensible(count) else None


def _sensible(count: Count) -> bool:
    number, kind = count
    days = DAYS_IN.get(kind) or MONTHS_IN[kind] * _DAYS_IN_MONTH
    return 0 < number * days <= _LONGEST_DAYS


def rolling(line: Line, at: int) -> Found:
    """«последние 3 месяца», «3 последних месяца», «ближайшие 10 дней», «первые 3 месяца 2025»."""
    word = line.word(at)
    if word in ROLLING | WHOLE_BACK | AHEAD | FIRST_PLURAL:
        counted = _count(line, at + 1)
        if counted is not None:
            return _from_today(line, word, *counted)
        if word in LAST_PLURAL and line.word(at + 1) in _IN_ONE_GO:
            return _back(line, (1, Kind.DAY)), at + 2
        return None
    number = line.count(at)
    word = line.word(number[1]) if number is not None else ""
    if number is None or word not in ROLLING | WHOLE_BACK | AHEAD | FIRST_PLURAL:
        return None
    kind = UNITS.get(line.word(number[1] + 1))
    if kind is None or kind is Kind.TEN_DAYS or number[0].denominator != 1:
        return None
    count = int(number[0]), kind
    return _from_today(line, word, count, False, number[1] + 2) if _sensible(count) else None


def _from_today(line: Line, word: str, count: Count, whole: bool, after: int) -> Found:
    outer = _outer(line, after)
    if word in FIRST_PLURAL:
        if outer is None:
            return None
        end = shifted(outer[0].start, *count)
        return (Span(outer[0].start, end), outer[1]) if end <= outer[0].end else None
    if word in LAST_PLURAL and outer is not None:
        start = shifted(outer[0].end, -count[0], count[1])
        return (Span(start, outer[0].end), outer[1]) if start >= outer[0].start else None
    if word in AHEAD:
        return Span(line.today, shifted(line.today, *count)), after
    # quarters and half-years are told by the calendar: nobody counts three months from a Tuesday
    if whole or word in WHOLE_BACK or count[1] in {Kind.QUARTER, Kind.HALF_YEAR}:
        return _whole_back(line, count), after
    return _back(line, count), after


def _outer(line: Line, at: int) -> tuple[Span, int] | None:
    """The year or month that first and last units are counted in."""
    tail = year_tail(line, at)
    if tail is not None:
        return months(tail[0], 1, _YEAR), tail[1]
    named = month(line, at)
    placed = named[0].placed(line.today, future=line.future) if named is not None else None
    return None if named is None or placed is None else (placed, named[1])


def _back(line: Line, count: Count) -> Span:
    tomorrow = line.today + dt.timedelta(days=1)
    return Span(shifted(tomorrow, -count[0], count[1]), tomorrow)


def _whole_back(line: Line, count: Count) -> Span:
    number, kind = count
    start = neighbour(line.today, kind, -number).start
    return Span(start, containing(line.today, kind).start)


def rolling_one(line: Line, at: int) -> Found:
    """«последний месяц», «последнюю неделю», «ближайший месяц», «последние полгода»."""
    word = line.word(at)
    if word not in LAST_SINGULAR and word not in NEAREST:
        return None
    whole = line.word(at + 1) in WHOLE
    noun = line.word(at + 1 + whole)
    kind = UNITS.get(noun)
    # «последний день» is somebody's last one
    if kind is None or kind in {Kind.DAY, Kind.TEN_DAYS}:
        return None
    after = at + 2 + whole
    if word in NEAREST:
        return Span(line.today, shifted(line.today, 1, kind)), after
    if whole or kind in {Kind.QUARTER, Kind.HALF_YEAR}:
        return _whole_back(line, (1, kind)), after
    return _back(line, (1, kind)), after


def months_of_year(line: Line, at: int) -> Found:
    """«9 месяцев 2024 года», «6 мес. прошлого года», «три квартала 2024»."""
    counted = _count(line, at)
    if counted is None or counted[0][1] not in {Kind.MONTH, Kind.QUARTER}:
        return None
    (number, kind), _, after = counted
    tail = year_tail(line, after)
    if tail is None or number * MONTHS_IN[kind] > _YEAR:
        return None
    return months(tail[0], 1, number * MONTHS_IN[kind]), tail[1]


def ago(line: Line, at: int) -> Found:
    """«10 дней назад», «год назад», «полгода тому назад», "3 days ago", "a week ago"."""
    counted = _count(line, at) or _one(line, line.skip(at, "a", "an"))
    if counted is None:
        return None
    count, _, after = counted
    after = line.skip(after, "тому")
    if line.word(after) not in {"назад", "ago"}:
        return None
    return day(shifted(line.today, -count[0], count[1])), after + 1


def through(line: Line, at: int) -> Found:
    """«через неделю», «через 10 дней»: that day, unless it is counted from an event."""
    if line.word(at) != "через":
        return None
    counted = _count(line, at + 1)
    if counted is None:
        counted = _one(line, at + 1)
        if counted is not None and counted[0][1] is Kind.DAY:
            return None  # «через день» is every other day
    if counted is None or line.word(counted[2]) in _EVENTS:
        return None
    count, _, after = counted
    return day(shifted(line.today, *count)), after


def _one(line: Line, at: int) -> tuple[Count, bool, int] | None:
    kind = UNITS.get(line.word(at))
    if kind is None or kind is Kind.TEN_DAYS:
        return None
    return (1, kind), False, at + 1
