"""Working days of Russia, counted so that a waiting period never ends early."""

from datetime import date, timedelta

# Labour Code of Russia, art. 112: (month, day).
_HOLIDAYS = frozenset(
    {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)
_SATURDAY = 5
_DAY = timedelta(days=1)


def certainly_working(day: date) -> bool:
    """Whether the day is a working one whatever the government decided for its year.

    Days off are moved by a yearly decree, mostly beside another holiday, so the days next to one
    count as free: a period counted this way may end some days late, and not early.
    """
    around = (day - _DAY, day, day + _DAY)
    beside = any((each.month, each.day) in _HOLIDAYS for each in around)
    return day.weekday() < _SATURDAY and not beside


def after_working_days(start: date, count: int) -> date:
    """The day after `count` working days that follow `start`, which itself does not count."""
    day = start
    while count:
        day += _DAY
        count -= certainly_working(day)
    return day + _DAY
