"""Whether a person's and a department's roubles of this month are used up."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from znatok.kernel.clock import Clock
from znatok.llm.providers.model import MonthBudget, Payer
from znatok.llm.providers.ports import BudgetStore, CallLog
from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.model import Asker

_REMEMBERED_S: Final = 5.0  # limits; a change of them is felt after at most this


class MonthPurse:
    """`Purse` over the record of calls. `pending`: calls that are not written yet.

    What answers now run up is not known until they end, so a month may end over its limit by the
    answers that were under way: a limit stops the next question, not the present one.
    """

    def __init__(
        self,
        budgets: BudgetStore,
        calls: CallLog,
        clock: Clock,
        *,
        pending: Iterable[ModelCall],
        now: Callable[[], float],
    ) -> None:
        self._budgets = budgets
        self._calls = calls
        self._clock = clock
        self._pending = pending
        self._now = now
        self._known: dict[tuple[Payer, str | None], float] = {}
        self._known_at = float("-inf")
        self._reading = asyncio.Lock()

    async def is_spent(self, asker: Asker) -> bool:
        await self._refresh()
        limits = {
            Payer.USER: self._limit(Payer.USER, asker.user_id),
            Payer.DEPARTMENT: self._limit(Payer.DEPARTMENT, asker.department_id),
        }
        if all(limit is None for limit in limits.values()):
            return False
        since = month_of(self._clock.now())
        user, department = await self._calls.spent(
            since=since, user=asker.user_id, department=asker.department_id
        )
        for call in [each for each in self._pending if each.at >= since]:
            if asker.user_id is not None and call.asker.user_id == asker.user_id:
                user += call.cost_rub
            if asker.department_id is not None and call.asker.department_id == asker.department_id:
                department += call.cost_rub
        spent = {Payer.USER: user, Payer.DEPARTMENT: department}
        return any(limit is not None and spent[payer] >= limit for payer, limit in limits.items())

    def forget(self) -> None:
        """Let the next question see the limits as they are now."""
        self._known_at = float("-inf")

    async def _refresh(self) -> None:
        async with self._reading:
            if self._now() - self._known_at < _REMEMBERED_S:
                return
            self._known = limits_of(await self._budgets.all())
            self._known_at = self._now()

    def _limit(self, payer: Payer, subject: object | None) -> float | None:
        if subject is None:
            return None
        own = self._known.get((payer, str(subject)))
        return self._known.get((payer, None)) if own is None else own


def limits_of(budgets: Iterable[MonthBudget]) -> dict[tuple[Payer, str | None], float]:
    return {
        (each.payer, None if each.subject is None else str(each.subject)): each.rub
        for each in budgets
    }


def month_of(moment: datetime) -> datetime:
    """The beginning of the calendar month, in UTC."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
