"""What models cost, and how much they may: for administrators."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from znatok.access.model import Reader
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Invalid
from znatok.llm.providers.model import CostRow, CostsBy, MonthBudget, Payer
from znatok.llm.providers.ports import BudgetStore, CallLog
from znatok.llm.providers.purse import MonthPurse, month_of
from znatok.llm.providers.trail import ProviderTrail

_MOST_RUB = 1_000_000_000.0


@dataclass(frozen=True, slots=True)
class SpentBudget:
    """`spent_rub`: of this month by the subject; None for a limit of everyone's."""

    budget: MonthBudget
    spent_rub: float | None


class BillingService:
    """Use cases over the record of calls and the limits."""

    def __init__(
        self,
        *,
        budgets: BudgetStore,
        calls: CallLog,
        purse: MonthPurse,
        trail: ProviderTrail,
        clock: Clock,
    ) -> None:
        self._budgets = budgets
        self._calls = calls
        self._purse = purse
        self._trail = trail
        self._clock = clock

    async def costs(
        self, by: CostsBy, *, since: datetime | None, until: datetime | None
    ) -> Sequence[CostRow]:
        """Of this month unless said otherwise. `since` is included, `until` is not."""
        now = self._clock.now()
        return await self._calls.costs(by, since=since or month_of(now), until=until or now)

    async def budgets(self) -> Sequence[SpentBudget]:
        """Every limit, beside what this month has cost."""
        now = self._clock.now()
        since = month_of(now)
        spent = {
            payer: {
                row.key: row.cost_rub for row in await self._calls.costs(by, since=since, until=now)
            }
            for payer, by in ((Payer.USER, CostsBy.USER), (Payer.DEPARTMENT, CostsBy.DEPARTMENT))
        }
        return [
            SpentBudget(
                each,
                None if each.subject is None else spent[each.payer].get(str(each.subject), 0.0),
            )
            for each in await self._budgets.all()
        ]

    async def set(self, budget: MonthBudget, reader: Reader) -> None:
        """Limit a month. Zero allows models that cost nothing only. Raises Invalid."""
        if not math.isfinite(budget.rub) or not 0 <= budget.rub <= _MOST_RUB:
            raise Invalid(reason="rub")
        await self._tell("model_budget.set", budget, reader)
        await self._budgets.put(budget)
        self._purse.forget()

    async def remove(self, budget: MonthBudget, reader: Reader) -> None:
        """Take a limit away; there may be none."""
        await self._tell("model_budget.removed", budget, reader)
        await self._budgets.remove(budget)
        self._purse.forget()

    async def _tell(self, action: str, budget: MonthBudget, reader: Reader) -> None:
        details = {"subject": budget.subject, "rub": round(budget.rub)}
        await self._trail.doing(action, reader, f"model_budget:{budget.payer.value}", details)
