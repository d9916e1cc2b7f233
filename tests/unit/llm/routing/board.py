"""A router over scripted models, and everything it tells others."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.standins.scripted import CAPABLE, Script, ScriptedModel

from znatok.kernel.ids import new_uuid
from znatok.llm.model import ChatMessage, ChatRequest, Price, Region, Role, TextDelta
from znatok.llm.ports import ChatModel
from znatok.llm.routing.breaker import BreakerSettings
from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import (
    Asker,
    Budget,
    Chosen,
    ProviderCard,
    ProviderId,
    RoutedDelta,
    RoutedEnd,
    Task,
)
from znatok.llm.routing.router import Retrying, Router
from znatok.privacy.model import DataClass

QUESTION = ChatRequest((ChatMessage(Role.USER, "Сколько дней отпуска?"),), max_tokens=100)
NO_PAUSE = Retrying(times=1, pause_s=0.0, longest_pause_s=0.0)


class Seconds:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC)


class Journal:
    def __init__(self) -> None:
        self.calls: list[ModelCall] = []

    def note(self, call: ModelCall) -> None:
        self.calls.append(call)


@dataclass
class Purse:
    spent: bool = False

    async def is_spent(self, asker: Asker) -> bool:
        return self.spent


@dataclass
class Board:
    """`pauses`: what the router slept between tries."""

    lines: list[Line] = field(default_factory=list)
    now: Seconds = field(default_factory=Seconds)
    journal: Journal = field(default_factory=Journal)
    purse: Purse = field(default_factory=Purse)
    retrying: Retrying = NO_PAUSE
    pauses: list[float] = field(default_factory=list)

    def add(
        self,
        model: ChatModel | Script,
        name: str = "первый",
        *,
        streams: int = 10,
        wait_s: float = 1.0,
        price: Price | None = None,
        breaker: BreakerSettings | None = None,
        classes: frozenset[DataClass] = frozenset(DataClass),
    ) -> Line:
        if not hasattr(model, "stream"):
            model = ScriptedModel(model, name=name)
        card = ProviderCard(
            id=ProviderId(new_uuid()),
            name=name,
            kind="scripted",
            model=model.name,
            region=Region.LOCAL,
            capabilities=CAPABLE,
            price=price or Price(),
            classes=classes,
        )
        line = Line.opened(
            card, model, streams=streams, now=self.now, breaker=breaker, wait_s=wait_s
        )
        self.lines.append(line)
        return line

    @property
    def router(self) -> Router:
        async def sleep(seconds: float) -> None:
            self.pauses.append(seconds)

        return Router(
            roster=_Roster(self.lines),
            journal=self.journal,
            purse=self.purse,
            clock=Noon(),
            retrying=self.retrying,
            now=self.now,
            sleep=sleep,
            chance=lambda: 0.5,
        )

    async def ask(
        self,
        *,
        budget: Budget | None = None,
        refuse: frozenset[str] = frozenset(),
        data_class: DataClass | None = None,
    ) -> list[RoutedDelta]:
        stream = self.router.stream(
            Task.ANSWER,
            QUESTION,
            admits=lambda card: card.name not in refuse,
            budget=budget,
            data_class=data_class,
        )
        async with aclosing(stream) as deltas:
            return [each async for each in deltas]


@dataclass
class _Roster:
    all: list[Line]

    def lines(self, task: Task, data_class: DataClass | None) -> Sequence[Line]:
        return self.all


def text_of(deltas: Sequence[RoutedDelta]) -> str:
    return "".join(each.text for each in deltas if isinstance(each, TextDelta))


def end_of(deltas: Sequence[RoutedDelta]) -> RoutedEnd:
    *before, end = deltas
    assert isinstance(end, RoutedEnd)
    assert not any(isinstance(each, RoutedEnd) for each in before)
    return end


def chosen_of(deltas: Sequence[RoutedDelta]) -> Chosen:
    first, *after = deltas
    assert isinstance(first, Chosen)
    assert not any(isinstance(each, Chosen) for each in after)
    return first


async def drop(deltas: AsyncIterator[RoutedDelta]) -> None:
    async for _ in deltas:
        pass
