"""Frequent answers over a real database: whatever has changed, nothing stale and nothing hidden.

The oracle is the nine stages without a memory: for every reader, after every change, the memory must
tell what they would tell.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from tests.integration.ingestion.house import (
    BOARD,
    LAW,
    MORPHOLOGY,
    SALES,
    House,
    built,
    house_over,
    moved,
    person,
)

from znatok.access.model import Reader, Role
from znatok.bootstrap.answering import build_answering
from znatok.chat.answer_cache import AnswerCacheSettings, CachedAnswers
from znatok.chat.model import Answer, Question, new_exchange, whole_answer
from znatok.chat.ports import Answers
from znatok.documents.adapters.sql_ground import SqlGround
from znatok.documents.model import Access, Document
from znatok.kernel.ids import DocumentId
from znatok.platform.cache import MemoryCache
from znatok.platform.settings import AnswerSettings

Result = TypeVar("Result")
QUESTIONS = (
    "Сколько дней длится отпуск?",
    "сколько дней длится отпуск",
    "Сколько дней командировка?",
)
EVERYONE = Access(everyone=True)
HOUR = timedelta(hours=1)


@dataclass
class Desk:
    """One process: its house, its answers with the memory and without."""

    house: House
    fresh: Answers
    remembering: Answers
    cache: MemoryCache

    async def ask(self, reader: Reader, text: str = QUESTIONS[0]) -> Answer:
        return await _answer(self.remembering, reader, text)

    async def check(self, reader: Reader) -> None:
        for text in QUESTIONS:
            given = await _answer(self.remembering, reader, text)
            assert _told(given) == _told(await _answer(self.fresh, reader, text))


async def _answer(answers: Answers, reader: Reader, text: str) -> Answer:
    return await whole_answer(answers.run(Question(text), (), reader, new_exchange(None)))


def _told(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.text, answer.citations, answer.follow_ups, answer.seen


def desk_in(house: House) -> Desk:
    everything = AnswerSettings(answer_from=0.0, possible_from=0.0)
    answering = build_answering(house.index, house.store, house.model, MORPHOLOGY, everything)
    cache = MemoryCache("answers", 10**7, house.clock)
    ground = SqlGround(house.database, house.feed)
    remembering = CachedAnswers(
        answering.pipeline, cache, [ground], house.clock, AnswerCacheSettings("test", HOUR)
    )
    return Desk(house, answering.pipeline, remembering, cache)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Desk]:
    async with built(folder) as house:
        yield desk_in(house)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with opened(tmp_path) as each:
        yield each


async def publish(desk: Desk, owner: Reader, text: str, access: Access = EVERYONE) -> Document:
    document = await desk.house.upload(owner, text, access=access, allow_duplicate=True)
    await desk.house.work()
    return document


async def test_colleagues_of_equal_rights_share_an_answer(desk: Desk) -> None:
    await publish(desk, person(Role.EDITOR), "Отпуск длится 28 дней.")
    first, again = await desk.ask(person()), await desk.ask(person())
    assert desk.cache.stats().hits == 1
    assert _told(first) == _told(again)
    assert first.citations


async def test_whoever_has_a_document_of_his_own_shares_nothing(desk: Desk) -> None:
    await publish(desk, person(Role.EDITOR), "Отпуск длится 28 дней.")
    secretive = person()
    await publish(desk, secretive, "Мой отпуск длится 90 дней.", Access())
    own = await desk.ask(secretive)
    other = await desk.ask(person())
    assert desk.cache.stats().hits == 0
    assert (len(own.seen), len(other.seen)) == (2, 1)


async def test_a_right_taken_away_by_another_process_is_gone_at_once(
    desk: Desk, tmp_path: Path
) -> None:
    owner, reader = person(Role.EDITOR), person()
    document = await publish(desk, owner, "Отпуск длится 28 дней.")
    assert "28" in (await desk.ask(reader)).text
    async with house_over(desk.house.database, tmp_path) as elsewhere:
        await elsewhere.documents.update(document.id, owner, access=Access())
    after = await desk.ask(reader)  # this process has not heard of it yet
    assert "28" not in after.text
    assert not after.citations


async def test_an_answer_made_while_the_search_lags_is_not_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    owner, reader = person(Role.EDITOR), person()
    await publish(desk, owner, "Отпуск длится 28 дней.")
    async with house_over(desk.house.database, tmp_path) as elsewhere:
        await elsewhere.upload(owner, "Командировка длится сорок дней.", access=EVERYONE)
        await elsewhere.work()
        question = "Сколько дней длится командировка?"
        await desk.ask(reader, question)
        assert desk.cache.stats().entries == 0
        await desk.house.feed.pump()
    assert "сорок" in (await desk.ask(reader, question)).text


async def test_a_new_name_of_a_document_is_shown_at_once(desk: Desk) -> None:
    owner = person(Role.EDITOR)
    document = await publish(desk, owner, "Отпуск длится 28 дней.")
    await desk.ask(person())
    await desk.house.documents.update(document.id, owner, title="Положение об отдыхе")
    assert (await desk.ask(person())).citations[0].title == "Положение об отдыхе"


class StaleMachine(RuleBasedStateMachine):
    """Readers ask while documents come, change hands, are replaced and go."""

    NAMES = ("anna", "boris", "vera", "editor")
    who = st.sampled_from(NAMES)
    accesses = st.sampled_from(
        [
            EVERYONE,
            Access(),
            Access(departments=frozenset({SALES})),
            Access(departments=frozenset({LAW})),
            Access(groups=frozenset({BOARD})),
        ]
    )

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.documents: list[DocumentId] = []
        self.days = 10

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)

    @initialize()
    def build(self) -> None:
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.desk = self.run(self.stack.enter_async_context(opened(folder)))
        self.elsewhere = self.run(
            self.stack.enter_async_context(house_over(self.desk.house.database, folder))
        )
        self.people = {
            "anna": person(groups=[BOARD]),
            "boris": person(),
            "vera": person(department=LAW),
            "editor": person(Role.EDITOR, LAW),
        }

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.run(self.loop.shutdown_default_executor())
        self.loop.close()

    def house(self, *, other: bool) -> House:
        return self.elsewhere if other else self.desk.house

    @rule(access=accesses, other=st.booleans())
    def upload(self, access: Access, other: bool) -> None:
        self.days += 1
        text = f"Отпуск длится {self.days} дней. Командировка длится {self.days + 500} дней."
        house = self.house(other=other)
        added = self.run(
            house.upload(self.people["editor"], text, access=access, allow_duplicate=True)
        )
        self.run(house.work())
        self.documents.append(added.id)

    @precondition(lambda self: self.documents)
    @rule(access=accesses, pick=st.integers(0, 9), other=st.booleans())
    def share(self, access: Access, pick: int, other: bool) -> None:
        document_id = self.documents[pick % len(self.documents)]
        changing = self.house(other=other).documents.update(
            document_id, self.people["editor"], access=access
        )
        self.run(changing)

    @precondition(lambda self: self.documents)
    @rule(pick=st.integers(0, 9), other=st.booleans())
    def remove(self, pick: int, other: bool) -> None:
        document_id = self.documents.pop(pick % len(self.documents))
        self.run(self.house(other=other).documents.delete(document_id, self.people["editor"]))

    @rule(name=who, department=st.sampled_from([SALES, LAW, None]))
    def change_department(self, name: str, department: object) -> None:
        self.people[name] = moved(self.people[name], department=department)

    @rule()
    def hear_of_it(self) -> None:
        self.run(self.desk.house.feed.pump())

    @invariant()
    def everybody_is_told_what_is_true_for_them_now(self) -> None:
        if hasattr(self, "desk"):
            for reader in self.people.values():
                self.run(self.desk.check(reader))


StaleMachine.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # shrinking would build hundreds of databases
    suppress_health_check=[HealthCheck.too_slow],
)
TestNothingStale = StaleMachine.TestCase
