"""Units counted from today: «вчера», «на прошлой неделе», «в эту среду», «в выходные»."""

import datetime as dt

from znatok.understanding.calendar_words import MONTHS, WEEKDAYS
from znatok.understanding.periods.calendar import Kind, Span, Unit, containing, day, neighbour
from znatok.understanding.periods.named import Found
from znatok.understanding.periods.tokens import Line
from znatok.understanding.periods.words import (
    CURRENT,
    NEAR_DAYS,
    NEAREST,
    PREVIOUS,
    SEASONS,
    SHIFTS,
    UNITS,
    WEEKEND,
)

_WINTER = 4
_SATURDAY = 5
_SHORT_WEEKDAY = 3  # «пн», "mon": schedules are written with them, not days
_PLURAL_ENDINGS = ("ие", "ые", "их", "ых", "ими", "ыми")
_PLURALS = frozenset({"эти", "этих", "этими"})
_FILLERS = ("отчетн", "календарн", "финансов", "полн", "full", "calendar")
_DAY_NOUNS_FORMS = "день дня дню днем дне число числа числе дату дата дате date"
_DAY_NOUNS = frozenset(_DAY_NOUNS_FORMS.split())
_THE_DAY_BEFORE_YESTERDAY = ("the", "day", "before", "yesterday")
_NOW = (
    ("настоящее", "время"),
    ("настоящего", "времени"),
    ("сей", "день"),
    ("этот", "день"),
    ("сих", "пор"),
    ("данный", "момент"),
    ("текущий", "момент"),
    ("наст", "время"),
    ("н", ".", "в"),
    ("now",),
    ("date",),
)


def near_day(line: Line, at: int) -> Found:
    """«вчера», «завтрашний день», «текущая дата», "the day before yesterday"."""
    for skipped in (0, 1):
        words = _THE_DAY_BEFORE_YESTERDAY[skipped:]
        if tuple(line.words[at : at + len(words)]) == words:
            return _day(line, -2), at + len(words)
    shift = NEAR_DAYS.get(line.word(at))
    noun = line.word(at + 1) in _DAY_NOUNS
    if shift is not None:
        if line.word(at).isascii() or not line.word(at).endswith(("а", "я")):
            return _day(line, shift), at + 1 + noun
        return _day(line, shift), at + 1 + (noun and line.word(at).endswith("яя"))
    if line.word(at) in CURRENT and noun:
        return _day(line, 0), at + 2
    return None


def now(line: Line, at: int) -> Found:
    """«настоящее время», «сей день»: only as the end of a range."""
    for words in _NOW:
        if tuple(line.words[at : at + len(words)]) == words:
            return _day(line, 0), line.skip(at + len(words), ".") if "." in words else at + len(
                words
            )
    return None


def neighbouring(line: Line, at: int) -> Found:
    """«этот месяц», «прошлую неделю», «позапрошлом году», «следующие выходные», "last month"."""
    word = line.word(at)
    shift = -1 if word == "last" else 0 if word in NEAREST else SHIFTS.get(word)
    if shift is None:
        return None
    noun = at + 2 if line.word(at + 1).startswith(_FILLERS) else at + 1
    if line.word(noun) in WEEKEND:
        return _weekend(line, shift), noun + 1
    kind = UNITS.get(line.word(noun))
    many = word in NEAREST or word in _PLURALS or word.endswith(_PLURAL_ENDINGS)
    if many or kind is Kind.DAY:
        return _last_day(line, word, noun)
    if kind is None:
        return _weekday(line, noun, shift) or _named(line, noun, shift)
    if kind is Kind.TEN_DAYS:
        return None
    shortened = line.word(noun) in {"г", "кв", "мес"}
    after = line.skip(noun + 1, ".") if shortened else noun + 1
    return neighbour(line.today, kind, shift), after


def nearest_weekday(line: Line, at: int) -> Found:
    """«ближайшая пятница»: the first from today on."""
    weekday = WEEKDAYS.get(line.word(at + 1))
    if line.word(at) not in NEAREST or weekday is None or len(line.word(at + 1)) <= _SHORT_WEEKDAY:
        return None
    return _day(line, (weekday - line.today.weekday()) % 7), at + 2


def _last_day(line: Line, word: str, noun: int) -> Found:
    """«прошедшие сутки», «предыдущий день»: yesterday."""
    if word in PREVIOUS and UNITS.get(line.word(noun)) is Kind.DAY:
        single = line.word(noun) in {"день", "дня", "дне", "сутки", "суток", "day"}
        return (_day(line, -1), noun + 1) if single else None
    return None


def _weekday(line: Line, at: int, shift: int) -> Found:
    weekday = WEEKDAYS.get(line.word(at))
    if weekday is None or len(line.word(at)) <= _SHORT_WEEKDAY:
        return None
    return _of_week(line, weekday, shift), at + 1


def _named(line: Line, at: int, shift: int) -> Found:
    """«этим летом», «прошлый март»: of this year, of the last."""
    year = line.today.year + shift
    season, month = SEASONS.get(line.word(at)), MONTHS.get(line.word(at))
    if season == _WINTER:
        started = containing(line.today, Kind.YEAR).start
        recent = Unit(Kind.SEASON, _WINTER).placed(line.today, future=False)
        first = recent.start.year if recent is not None else started.year
        return Unit(Kind.SEASON, _WINTER, first + shift), at + 1
    if season is not None:
        return Unit(Kind.SEASON, season, year), at + 1
    return None if month is None else (Unit(Kind.MONTH, month, year), at + 1)


def weekday_of_week(line: Line, at: int) -> Found:
    """«среду на прошлой неделе», «понедельник следующей недели»."""
    weekday = WEEKDAYS.get(line.word(at))
    if weekday is None or len(line.word(at)) <= _SHORT_WEEKDAY:
        return None
    week = _week(line, at + 1)
    return None if week is None else (_of_week(line, weekday, week[0]), week[1])


def weekdays(line: Line, at: int) -> Found:
    """«понедельника по пятницу [прошлой недели]»: both days included."""
    first, last = WEEKDAYS.get(line.word(at)), WEEKDAYS.get(line.word(at + 2))
    if first is None or last is None or line.word(at + 1) not in {"по", "до", "to", "through"}:
        return None
    shift, after = _week(line, at + 3) or (0, at + 3)
    start, end = _of_week(line, first, shift), _of_week(line, last, shift)
    stop = end.start if line.word(at + 1) == "до" else end.end
    return (Span(start.start, stop), after) if start.start < stop else None


def _week(line: Line, at: int) -> tuple[int, int] | None:
    at = line.skip(at, "на", "of")
    shift = SHIFTS.get(line.word(at), -1 if line.word(at) == "last" else None)
    if shift is None or UNITS.get(line.word(at + 1)) is not Kind.WEEK:
        return None
    return shift, at + 2


def weekend(line: Line, at: int) -> Found:
    """«в выходные», but not the norm «в выходные дни», «в выходные и праздничные»."""
    if line.word(at) not in WEEKEND or line.word(at - 1) not in {"в", "на", "за"}:
        return None
    after = line.word(at + 1)
    if UNITS.get(after) is Kind.DAY or (after in {"и", "или"} and _is_holiday(line.word(at + 2))):
        return None
    return _weekend(line, 0), at + 1


def _is_holiday(word: str) -> bool:
    return word.startswith(("праздн", "нерабоч"))


def _weekend(line: Line, shift: int) -> Span:
    saturday = _of_week(line, _SATURDAY, shift).start
    return Span(saturday, saturday + dt.timedelta(days=2))


def _of_week(line: Line, weekday: int, shift: int) -> Span:
    monday = neighbour(line.today, Kind.WEEK, shift).start
    return day(monday + dt.timedelta(days=weekday))


def _day(line: Line, shift: int) -> Span:
    return day(line.today + dt.timedelta(days=shift))
