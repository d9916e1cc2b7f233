"""Where providers, calls and budgets are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from znatok.kernel.ids import DepartmentId, UserId
from znatok.llm.providers.model import (
    CallStats,
    ChainKey,
    Chains,
    CostRow,
    CostsBy,
    MonthBudget,
    Provider,
)
from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.model import ProviderId


@dataclass(frozen=True, slots=True)
class WholeSetup:
    """Everything at one moment. `providers`: in their general order, by the time of adding."""

    revision: int
    providers: Sequence[Provider]
    chains: Chains


class ProviderStore(Protocol):
    """Providers and their order. Every change makes the revision grow."""

    async def revision(self) -> int: ...

    async def whole(self) -> WholeSetup: ...

    async def get(self, provider_id: ProviderId) -> Provider:
        """Raises ProviderNotFound."""
        ...

    async def add(self, provider: Provider) -> None:
        """Raises ProviderNameTaken: also where the names differ in case only."""
        ...

    async def replace(self, provider: Provider, *, was_version: int) -> None:
        """Raises ProviderNotFound, ProviderNameTaken, ProviderChanged."""
        ...

    async def remove(self, provider_id: ProviderId) -> None:
        """Raises ProviderNotFound."""
        ...

    async def set_chain(self, key: ChainKey, providers: Sequence[ProviderId] | None) -> None:
        """Keep an order; None forgets it, so that the more general one holds."""
        ...


class CallLog(Protocol):
    """The record of calls to vendors."""

    async def add(self, calls: Sequence[ModelCall]) -> None: ...

    async def spent(
        self, *, since: datetime, user: UserId | None, department: DepartmentId | None
    ) -> tuple[float, float]:
        """Roubles of the user and of the department; 0 for one that is None."""
        ...

    async def stats(self, *, since: datetime) -> Mapping[ProviderId, CallStats]: ...

    async def costs(self, by: CostsBy, *, since: datetime, until: datetime) -> Sequence[CostRow]:
        """The dearest first; days in their order. `since` is included, `until` is not."""
        ...

    async def forget(self, *, before: datetime) -> None:
        """Remove what is older."""
        ...


class BudgetStore(Protocol):
    async def all(self) -> Sequence[MonthBudget]: ...

    async def put(self, budget: MonthBudget) -> None:
        """Set a limit in the stead of the former one."""
        ...

    async def remove(self, budget: MonthBudget) -> None:
        """Absent already is well, too."""
        ...
