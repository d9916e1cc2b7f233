"""Providers as they are kept, their order, their budgets and what they have cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from znatok.llm.model import Region
from znatok.llm.routing.model import Notice, ProviderId, Task
from znatok.privacy.model import DataClass


class ProviderOrigin(StrEnum):
    PAGE = "page"  # an administrator added it
    SETTINGS = "settings"  # it stands in the settings of the server


@dataclass(frozen=True, slots=True)
class Abroad:
    """What an administrator declares of a transfer across the border (152-ФЗ, art. 12)."""

    allowed: bool = False
    number: str | None = None
    sent_on: date | None = None
    adequate: bool = False

    @property
    def notice(self) -> Notice | None:
        if not self.allowed or self.number is None or self.sent_on is None:
            return None
        return Notice(self.number, self.sent_on, self.adequate)


@dataclass(frozen=True, slots=True)
class Provider:
    """`options`: of its kind, without secrets. `sealed`: those, as JSON. `tails`: their ends.

    `classes`: None is the usual of its region. `streams`: at once. `version` grows with changes.
    """

    id: ProviderId
    name: str
    kind: str
    options: Mapping[str, Any]
    streams: int
    enabled: bool
    version: int
    created_at: datetime
    updated_at: datetime
    classes: frozenset[DataClass] | None = None
    abroad: Abroad = field(default_factory=Abroad)
    sealed: str | None = field(default=None, repr=False)
    tails: Mapping[str, str] = field(default_factory=dict)
    origin: ProviderOrigin = ProviderOrigin.PAGE


# What a region's providers may be shown unless an administrator says otherwise; the egress policy
# decides besides, and masks (ADR 25).
USUAL_CLASSES: Mapping[Region, frozenset[DataClass]] = {
    Region.LOCAL: frozenset(DataClass),
    Region.RUSSIA: frozenset({DataClass.PUBLIC, DataClass.INTERNAL, DataClass.PERSONAL}),
    Region.FOREIGN: frozenset({DataClass.PUBLIC, DataClass.INTERNAL}),
}


@dataclass(frozen=True, slots=True)
class ChainKey:
    """Whose order: of a task, of a class of data, of both, or (both None) of everything."""

    task: Task | None = None
    data_class: DataClass | None = None


Chains = Mapping[ChainKey, Sequence[ProviderId]]


class Payer(StrEnum):
    USER = "user"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class MonthBudget:
    """Roubles a calendar month (of UTC). `subject`: None is everyone who has none of his own."""

    payer: Payer
    subject: UUID | None
    rub: float


class CostsBy(StrEnum):
    """What costs are summed by."""

    PROVIDER = "provider"
    TASK = "task"
    USER = "user"
    DEPARTMENT = "department"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class CostRow:
    """`key`: an id, a task, or a day (ISO 8601); None where nobody was named."""

    key: str | None
    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_rub: float
    problems: int


@dataclass(frozen=True, slots=True)
class CallStats:
    """Of one provider over some time; percentiles (ms) of the latest calls that said something."""

    calls: int = 0
    problems: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_rub: float = 0.0
    ttft_p50_ms: int | None = None
    ttft_p95_ms: int | None = None
    took_p50_ms: int | None = None
    took_p95_ms: int | None = None
    last_problem: str | None = None
