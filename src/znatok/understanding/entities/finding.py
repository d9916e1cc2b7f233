"""All entities of a text, each place taken once."""

import datetime as dt
from collections.abc import Iterator

from znatok.understanding.dates import find_dates
from znatok.understanding.entities.directory import Directory, whole_terms
from znatok.understanding.entities.model import Entities, Entity, EntityKind
from znatok.understanding.entities.money import find_money
from znatok.understanding.entities.numbers import find_numbers
from znatok.understanding.entities.organisations import find_organisations
from znatok.understanding.entities.people import find_people
from znatok.understanding.folding import fold_in_place
from znatok.understanding.periods import FoundPeriod, Period, find_periods


def entities_of(text: str, today: dt.date, directory: Directory) -> Entities:
    """What `text` names: of two readings of one place the more telling one is kept.

    `today`: the day relative periods count from. Inside an organisation no person is looked for
    («ИП Петров»), inside a date no clause, and so on, in the order below.
    """
    folded = fold_in_place(text)
    kept: list[Entity] = []
    for entity in _candidates(text, folded, today, directory):
        if all(entity.end <= other.start or entity.start >= other.end for other in kept):
            kept.append(entity)
    return Entities(tuple(sorted(kept, key=lambda entity: entity.start)))


def _candidates(text: str, folded: str, today: dt.date, directory: Directory) -> Iterator[Entity]:
    yield from directory.departments_in(text, whole_terms(directory.morphology, text))
    yield from find_money(folded)
    yield from find_organisations(text, folded)
    yield from _days(text, today)
    yield from find_numbers(text, folded)
    yield from find_people(text, directory)


def _days(text: str, today: dt.date) -> Iterator[Entity]:
    """Whole dates as dates, all else as periods."""
    dates = {(found.start, found.end): found.day for found in find_dates(text)}
    for found in find_periods(text, today):
        day = dates.get((found.start, found.end))
        if day is not None:
            yield Entity(EntityKind.DATE, found.start, found.end, day.isoformat(), day)
        else:
            yield Entity(EntityKind.PERIOD, found.start, found.end, _shown(found), found.period)


def _shown(found: FoundPeriod) -> str:
    return shown_period(found.period)


def shown_period(period: Period) -> str:
    """ISO 8601 interval without its last day: «2024-07-01/2024-10-01», «../2025-03-15»."""
    start = period.start.isoformat() if period.start else ".."
    end = period.end.isoformat() if period.end else ".."
    return f"{start}/{end}"
