"""What a message names: people, organisations, days, money, papers, departments."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from znatok.understanding.periods import Period


class EntityKind(StrEnum):
    """What kind of thing is named."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    DATE = "date"
    PERIOD = "period"
    MONEY = "money"
    NUMBER = "number"  # of a document: № 45-К
    STANDARD = "standard"  # ГОСТ Р 7.0.97-2016, ISO 9001:2015
    LAW = "law"  # 152-ФЗ
    CLAUSE = "clause"  # ст. 81, п. 3.1.2


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency; None: none was said («300 тыс.»)."""

    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """Characters [start, end) of the text name `normal`.

    `normal`: the nominative, full or usual form, for showing; `value`: what to compute and compare
    with. PERSON, ORGANISATION and DEPARTMENT: the directory's own spelling where it has one, else a
    key without inflection; NUMBER, STANDARD, LAW, CLAUSE: a comparable form. `listed`: the
    directory knows it.
    """

    kind: EntityKind
    start: int
    end: int
    normal: str
    value: str | dt.date | Period | Money
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """All that a text names, in its order; spans do not overlap."""

    found: tuple[Entity, ...]

    def of(self, kind: EntityKind) -> tuple[Entity, ...]:
        """Those of one kind."""
        return tuple(entity for entity in self.found if entity.kind is kind)

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Whole dates."""
        return tuple(each.value for each in self.found if isinstance(each.value, dt.date))

    @property
    def periods(self) -> tuple[Period, ...]:
        """Periods, those of a single whole date too."""
        return tuple(each.value for each in self.found if isinstance(each.value, Period)) + tuple(
            Period(day, day + dt.timedelta(days=1)) for day in self.dates
        )

    @property
    def money(self) -> tuple[Money, ...]:
        """Amounts."""
        return tuple(each.value for each in self.found if isinstance(each.value, Money))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Comparable document numbers: see `comparable_number`."""
        return tuple(str(each.value) for each in self.of(EntityKind.NUMBER))
