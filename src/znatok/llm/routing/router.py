"""Asks one provider after the other until one begins to answer."""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

import structlog

from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError
from znatok.llm.errors import ModelQuotaSpent, ModelUnavailable
from znatok.llm.model import ChatRequest
from znatok.llm.routing.attempt import Attempt, Errand
from znatok.llm.routing.errors import (
    BudgetSpent,
    ModelTooSlow,
    NoModelAvailable,
    ProviderResting,
    QueueFull,
    Why,
)
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import (
    Asker,
    Budget,
    FailedAttempt,
    ProviderCard,
    RoutedDelta,
    Task,
)
from znatok.llm.routing.ports import Journal, Purse, Roster
from znatok.privacy.model import DataClass

log = structlog.get_logger()

_NOBODY: Final = Asker()


@dataclass(frozen=True, slots=True)
class Retrying:
    """How often one provider is asked again, and after which pause (before the first text only).

    A pause is drawn evenly from 0 to `pause_s`, doubled each time ("full jitter": Brooker 2015,
    "Exponential Backoff And Jitter", AWS Architecture Blog). A vendor that asks for longer than
    `longest_pause_s` is not waited for: the next provider is asked.
    """

    times: int = 1
    pause_s: float = 0.5
    longest_pause_s: float = 2.0


class Router:
    """Streams the answer of the first provider in the chain that begins one.

    `now`: seconds that only grow; `sleep` and `chance` are for tests.
    """

    def __init__(
        self,
        *,
        roster: Roster,
        journal: Journal,
        purse: Purse,
        clock: Clock,
        retrying: Retrying | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._roster = roster
        self._journal = journal
        self._purse = purse
        self._clock = clock
        self._retrying = retrying or Retrying()
        self._now = now
        self._sleep = sleep
        self._chance = chance

    def has_models(self, task: Task, data_class: DataClass | None = None) -> bool:
        """Whether anybody is set up for the task; says nothing of whether he can answer now."""
        return bool(self._roster.lines(task, data_class))

    async def stream(
        self,
        task: Task,
        request: ChatRequest,
        *,
        admits: Callable[[ProviderCard], bool],
        budget: Budget | None = None,
        asker: Asker = _NOBODY,
        data_class: DataClass | None = None,
    ) -> AsyncGenerator[RoutedDelta, None]:
        """Yield `Chosen`, then the text, then `RoutedEnd`, each of the first and the last once.

        Until `Chosen` is out, a provider that fails is asked again or left for the next one; after
        it nothing is begun anew: an answer that breaks off ends with `RoutedEnd.partial`. Close the
        iterator (`contextlib.aclosing`) to stop early: the vendor's connection closes with it.

        `admits`: the egress policy's say on a provider. `data_class`: of the most sensitive text
        in the request; None where there is none. `asker`: whose money is spent.

        Raises:
            BudgetSpent: the month's roubles are used up (a `NoModelAvailable`).
            NoModelAvailable: nothing could begin; nothing was yielded.

        """
        limits = budget or Budget()
        errand = Errand(task, request, asker, limits, self._now() + limits.total_s)
        failed: list[FailedAttempt] = []
        calls = 0
        lines, spent = await self._permitted(errand, admits, data_class)
        for line in lines:
            for again in range(1 + self._retrying.times):
                if self._now() >= errand.deadline:
                    break
                attempt = self._attempt(line, errand, number=calls + 1)
                try:
                    async with aclosing(attempt.stream()) as deltas:
                        async for delta in deltas:
                            yield delta
                    return  # noqa: TRY300  # an `else` would stand far from what it ends
                except ZnatokError as error:
                    calls += not isinstance(error, QueueFull | ProviderResting)
                    failed.append(FailedAttempt(line.card.name, error.slug))
                    log.warning("model_failed", provider=line.card.name, problem=error.slug)
                    pause_s = self._pause_s(error, again)
                if pause_s is None:
                    break
                await self._sleep(min(pause_s, max(errand.deadline - self._now(), 0.0)))
        raise BudgetSpent(failed) if spent else NoModelAvailable(Why.FAILED, failed)

    async def _permitted(
        self,
        errand: Errand,
        admits: Callable[[ProviderCard], bool],
        data_class: DataClass | None,
    ) -> tuple[Sequence[Line], bool]:
        """The lines that may be asked, and whether the money is used up.

        Without money those remain that cost nothing by the token.
        """
        lines = self._roster.lines(errand.task, data_class)
        if not lines:
            raise NoModelAvailable(Why.NOT_CONFIGURED)
        admitted = [each for each in lines if _shows(each.card, data_class) and admits(each.card)]
        if not admitted:
            raise NoModelAvailable(Why.NOT_ADMITTED)
        if all(each.card.is_free for each in admitted):
            return admitted, False
        if not await self._purse.is_spent(errand.asker):
            return admitted, False
        return [each for each in admitted if each.card.is_free], True

    def _attempt(self, line: Line, errand: Errand, *, number: int) -> Attempt:
        return Attempt(
            line, errand, number=number, journal=self._journal, clock=self._clock, now=self._now
        )

    def _pause_s(self, error: ZnatokError, again: int) -> float | None:
        """How long to wait before the same provider is asked once more; None: not at all."""
        hopeless = ModelQuotaSpent | ModelTooSlow | QueueFull | ProviderResting
        if again >= self._retrying.times or not isinstance(error, ModelUnavailable):
            return None
        if isinstance(error, hopeless):
            return None
        asked_s = error.details.get("after_s")
        if isinstance(asked_s, int | float):
            return float(asked_s) if asked_s <= self._retrying.longest_pause_s else None
        return self._chance() * self._retrying.pause_s * float(2**again)


def _shows(card: ProviderCard, data_class: DataClass | None) -> bool:
    return data_class is None or data_class in card.classes
