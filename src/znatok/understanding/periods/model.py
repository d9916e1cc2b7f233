"""What is found: half-open spans of days."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to but without `end`; None: unbounded on that side."""

    start: dt.date | None
    end: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period and the words that name it: characters [start, end) of the text searched."""

    start: int
    end: int
    period: Period
