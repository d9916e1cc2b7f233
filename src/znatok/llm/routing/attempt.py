"""One call to one provider: its place, its time budgets, its record."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError
from znatok.llm.errors import (
    ModelBusy,
    ModelFiltered,
    ModelQuotaSpent,
    ModelRefusedKey,
    ModelUnavailable,
)
from znatok.llm.model import ChatDelta, ChatRequest, Finish, Finished, TextDelta, ToolCall, Usage
from znatok.llm.routing.errors import EmptyAnswer, ModelTooSlow, ProviderResting
from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import Asker, Budget, Chosen, RoutedDelta, RoutedEnd, Task
from znatok.llm.routing.ports import Journal

_CLOSE_S: Final = 2.0  # a connection that has not closed by then is left to its own time limit
# What vendors say of Russian text is 3 to 4 characters a token (GigaChat, "Подсчёт токенов"); the
# dearer end, for where neither the vendor nor the adapter counts.
_CHARACTERS_A_TOKEN: Final = 3
_WHOLE: Final = (Finish.STOP, Finish.TOOL_CALLS)


@dataclass(frozen=True, slots=True)
class Errand:
    """What is asked, for whom, and until when (`deadline`: on the clock of `now`)."""

    task: Task
    request: ChatRequest
    asker: Asker
    budget: Budget
    deadline: float


@dataclass(slots=True)
class _Progress:
    began: float
    first_at: float | None = None
    text: list[str] = field(default_factory=list)
    finished: Finished | None = None
    problem: ZnatokError | None = None

    @property
    def tool_calls(self) -> tuple[ToolCall, ...]:
        return () if self.finished is None else self.finished.tool_calls


class Attempt:
    """`number`: which call to a vendor this is for the errand, from 1."""

    def __init__(
        self,
        line: Line,
        errand: Errand,
        *,
        number: int,
        journal: Journal,
        clock: Clock,
        now: Callable[[], float],
    ) -> None:
        self._line = line
        self._errand = errand
        self._number = number
        self._journal = journal
        self._clock = clock
        self._now = now

    async def stream(self) -> AsyncGenerator[RoutedDelta, None]:
        """`Chosen`, text, `RoutedEnd`; once `Chosen` is out nothing is raised any more.

        Raises:
            ProviderResting: its breaker is open; the vendor was not called.
            QueueFull: no place came free in time; the vendor was not called.
            ZnatokError: as `ChatModel.stream`, or it was too slow or empty; nothing was yielded.

        """
        line = self._line
        left_s = self._errand.deadline - self._now()
        async with line.limiter.place(at_most_s=left_s):
            if not line.breaker.admit():
                raise ProviderResting(model=line.card.name)
            progress = _Progress(began=self._now())
            end: RoutedEnd | None = None
            try:
                async with _closing(line.model.stream(self._errand.request)) as deltas:
                    await self._begin(deltas, progress)
                    yield self._chosen()
                    if progress.text:
                        yield TextDelta(progress.text[0])
                    while await self._advance(deltas, progress):
                        yield TextDelta(progress.text[-1])
                end = await self._settle(progress)
            except ZnatokError as error:
                progress.problem = error
                end = await self._settle(progress)
                raise
            finally:
                if end is None:
                    await self._settle(progress, cancelled=True)
        yield end  # outside: a reader who is slow to take it holds no place

    def _chosen(self) -> Chosen:
        card = self._line.card
        return Chosen(card, self._line.model.name, card.region, card.capabilities)

    async def _begin(self, deltas: AsyncIterator[ChatDelta], progress: _Progress) -> None:
        """Read up to the first text or tool call."""
        name = self._line.card.name
        wait_until = self._now() + self._errand.budget.first_token_s
        while not progress.text and progress.finished is None:
            left_s = min(wait_until, self._errand.deadline) - self._now()
            _take(await self._next(deltas, left_s), progress)
        if not progress.text and not progress.tool_calls:
            assert progress.finished is not None
            if progress.finished.finish is Finish.FILTERED:
                raise ModelFiltered(model=name)
            raise EmptyAnswer(model=name)
        progress.first_at = self._now()

    async def _advance(self, deltas: AsyncIterator[ChatDelta], progress: _Progress) -> bool:
        """Read one piece more; False at the end, whether good or bad."""
        had = len(progress.text)
        try:
            while len(progress.text) == had:
                if progress.finished is not None:
                    return False
                left_s = min(
                    self._errand.budget.between_tokens_s, self._errand.deadline - self._now()
                )
                _take(await self._next(deltas, left_s), progress)
        except ZnatokError as error:
            progress.problem = error
            return False
        return True

    async def _next(self, deltas: AsyncIterator[ChatDelta], left_s: float) -> ChatDelta:
        name = self._line.card.name
        limit = asyncio.timeout(max(left_s, 0.0))
        try:
            async with limit:
                return await anext(deltas)
        except StopAsyncIteration as error:
            raise ModelUnavailable(model=name) from error
        except TimeoutError as error:
            kind = ModelTooSlow if limit.expired() else ModelUnavailable
            raise kind(model=name) from error

    async def _settle(self, progress: _Progress, *, cancelled: bool = False) -> RoutedEnd:
        """Tell the breaker, the record and the health how it went."""
        line, finished, ended = self._line, progress.finished, self._now()
        self._judge(progress, cancelled=cancelled)
        usage, estimated = await self._usage(progress)
        finish = None if finished is None else finished.finish
        problem = None if progress.problem is None else progress.problem.slug
        cost_rub = line.card.price.of(usage)
        first_at = progress.first_at
        call = ModelCall(
            at=self._clock.now(),
            provider=line.card.id,
            model=line.model.name,
            task=self._errand.task,
            asker=self._errand.asker,
            usage=usage,
            estimated=estimated,
            cost_rub=cost_rub,
            took_ms=_ms(ended - progress.began),
            ttft_ms=None if first_at is None else _ms(first_at - progress.began),
            finish=finish,
            problem=problem,
            cancelled=cancelled,
        )
        line.health.note(call)
        self._journal.note(call)
        return RoutedEnd(
            finish=finish,
            usage=usage,
            cost_rub=cost_rub,
            partial=finish not in _WHOLE,
            provider=line.card,
            model=line.model.name,
            attempts=self._number,
            estimated=estimated,
            problem=problem,
            tool_calls=progress.tool_calls,
            carried=None if finished is None else finished.carried,
        )

    def _judge(self, progress: _Progress, *, cancelled: bool) -> None:
        breaker, problem = self._line.breaker, progress.problem
        if cancelled or isinstance(problem, ModelBusy) or self._ran_out_of_time(progress):
            breaker.abandoned()  # says nothing of whether the provider is well
        elif isinstance(problem, ModelRefusedKey | ModelQuotaSpent):
            breaker.tripped()
        elif isinstance(problem, ModelUnavailable):
            breaker.failed()
        else:
            breaker.succeeded()  # it answered, if only to refuse this request

    def _ran_out_of_time(self, progress: _Progress) -> bool:
        """Whether it was the errand's time that ended, not the provider's patience."""
        if not isinstance(progress.problem, ModelTooSlow) or self._now() < self._errand.deadline:
            return False
        return progress.first_at is not None or self._number > 1

    async def _usage(self, progress: _Progress) -> tuple[Usage, bool]:
        if progress.finished is not None and progress.finished.usage is not None:
            return progress.finished.usage, False
        if progress.first_at is None:
            return Usage(), False
        prompt = "\n".join(each.text for each in self._errand.request.messages)
        counted = [await self._tokens(text) for text in (prompt, "".join(progress.text))]
        return Usage(prompt=counted[0], completion=counted[1]), True

    async def _tokens(self, text: str) -> int:
        try:
            return await self._line.model.count_tokens(text)
        except ZnatokError:
            return -(-len(text) // _CHARACTERS_A_TOKEN)


@asynccontextmanager
async def _closing(deltas: AsyncIterator[ChatDelta]) -> AsyncIterator[AsyncIterator[ChatDelta]]:
    """Close the vendor's stream at the end, whatever the end is."""
    try:
        yield deltas
    finally:
        close = getattr(deltas, "aclose", None)
        if close is not None:
            with suppress(TimeoutError, ZnatokError):
                async with asyncio.timeout(_CLOSE_S):
                    await close()


def _take(delta: ChatDelta, progress: _Progress) -> None:
    if isinstance(delta, Finished):
        progress.finished = delta
    elif delta.text:
        progress.text.append(delta.text)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
