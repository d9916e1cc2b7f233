import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from tests.contract.conversations.memory import MemoryConversations
from tests.contract.conversations.suite import ANNA, BORIS, SteppingClock, answer_to

from znatok.access.model import Reader
from znatok.chat import streams as module
from znatok.chat.errors import EmptyQuestion, NoSuchMessage
from znatok.chat.model import ChatEvent, Cited, Delta, Done, Question, Started
from znatok.chat.streams import AnswerLost, AnswerStreams
from znatok.kernel.errors import Refused
from znatok.kernel.ids import MessageId, new_uuid

_PATIENCE = 5  # seconds until a test that hangs is called so


@dataclass
class SlowAssistant:
    """Tells four pieces; each waits for `steps`. `failure` comes instead of the third."""

    store: MemoryConversations
    steps: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    failure: Exception | None = None

    async def ask(self, question: Question, reader: Reader) -> AsyncIterator[ChatEvent]:
        if not question.text:
            raise EmptyQuestion
        started = await self.store.begin(question, reader)
        yield started
        for number in range(4):
            await self.steps.acquire()
            if self.failure is not None and number == 2:
                raise self.failure
            yield Delta(f"{number} ")
        answer = answer_to(started, "0 1 2 3")
        await self.store.finish(answer, reader)
        yield Done(answer)

    def let_go(self, pieces: int = 9) -> None:
        for _ in range(pieces):
            self.steps.release()


@dataclass
class Room:
    assistant: SlowAssistant
    store: MemoryConversations
    streams: AnswerStreams

    def other_process(self) -> AnswerStreams:
        return AnswerStreams(self.assistant, self.store)  # type: ignore[arg-type]  # the same shape

    async def begun(self, reader: Reader = ANNA) -> tuple[MessageId, AsyncIterator[object]]:
        events = self.streams.ask(Question("Отпуск?"), reader)
        _, first = await anext(events)
        assert isinstance(first, Started)
        return first.message_id, events


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    store = MemoryConversations(SteppingClock())
    assistant = SlowAssistant(store)
    streams = AnswerStreams(assistant, store)  # type: ignore[arg-type]  # the same shape
    yield Room(assistant, store, streams)
    await streams.close()


async def _all(events: AsyncIterator[tuple[int, ChatEvent]]) -> list[tuple[int, ChatEvent]]:
    async with asyncio.timeout(_PATIENCE):
        return [each async for each in events]


async def test_events_are_numbered_from_zero(room: Room) -> None:
    room.assistant.let_go()
    events = await _all(room.streams.ask(Question("Отпуск?"), ANNA))
    assert [number for number, _ in events] == list(range(6))
    assert isinstance(events[-1][1], Done)


async def test_leaving_early_does_not_stop_an_answer(room: Room) -> None:
    message_id, events = await room.begun()
    await events.aclose()  # type: ignore[attr-defined]  # a generator
    room.assistant.let_go()
    rest = await _all(room.streams.resume(message_id, ANNA, after=1))
    assert isinstance(rest[-1][1], Done)
    assert (await room.store.message(message_id, ANNA)).answer is not None


@pytest.mark.parametrize("after", range(7))
async def test_resuming_gives_the_rest_exactly_once(room: Room, after: int) -> None:
    room.assistant.let_go()
    whole = await _all(room.streams.ask(Question("Отпуск?"), ANNA))
    started = whole[0][1]
    assert isinstance(started, Started)
    rest = await _all(room.streams.resume(started.message_id, ANNA, after=after))
    assert rest == whole[after:]


async def test_resuming_an_answer_under_way_waits_for_its_end(room: Room) -> None:
    message_id, _ = await room.begun()
    resumed = asyncio.create_task(_all(room.streams.resume(message_id, ANNA, after=2)))
    await asyncio.sleep(0.01)
    assert not resumed.done()
    room.assistant.let_go()
    assert [number for number, _ in await resumed] == [2, 3, 4, 5]


async def test_two_readers_of_one_answer_see_the_same(room: Room) -> None:
    message_id, _ = await room.begun()
    both = [asyncio.create_task(_all(room.streams.resume(message_id, ANNA, after=0))) for _ in "12"]
    room.assistant.let_go()
    one, other = await asyncio.gather(*both)
    assert one == other
    assert len(one) == 6


async def test_anothers_answer_can_be_neither_followed_nor_stopped(room: Room) -> None:
    message_id, _ = await room.begun()
    with pytest.raises(NoSuchMessage):
        await _all(room.streams.resume(message_id, BORIS, after=0))
    with pytest.raises(NoSuchMessage):
        await room.streams.cancel(message_id, BORIS)
    with pytest.raises(NoSuchMessage):
        await _all(room.other_process().resume(message_id, BORIS, after=0))
    room.assistant.let_go()
    assert len(await _all(room.streams.resume(message_id, ANNA, after=0))) == 6


async def test_an_unknown_answer_is_said_to_be_unknown(room: Room) -> None:
    unknown = MessageId(new_uuid())
    with pytest.raises(NoSuchMessage):
        await _all(room.streams.resume(unknown, ANNA, after=0))
    with pytest.raises(NoSuchMessage):
        await room.streams.cancel(unknown, ANNA)


async def test_a_cancelled_answer_ends_and_says_so(room: Room) -> None:
    message_id, _ = await room.begun()
    room.assistant.let_go(1)
    followed = asyncio.create_task(_all(room.streams.resume(message_id, ANNA, after=0)))
    await asyncio.sleep(0.01)
    await room.streams.cancel(message_id, ANNA)
    with pytest.raises(AnswerLost):
        await followed
    assert (await room.store.message(message_id, ANNA)).answer is None


async def test_cancelling_an_answer_that_has_ended_changes_nothing(room: Room) -> None:
    room.assistant.let_go()
    (_, started), *_ = await _all(room.streams.ask(Question("Отпуск?"), ANNA))
    assert isinstance(started, Started)
    await room.streams.cancel(started.message_id, ANNA)
    assert len(await _all(room.streams.resume(started.message_id, ANNA, after=0))) == 6


async def test_a_bad_question_fails_before_the_first_event(room: Room) -> None:
    with pytest.raises(EmptyQuestion):
        await anext(room.streams.ask(Question(""), ANNA))


async def test_a_failure_reaches_the_reader_after_what_was_said(room: Room) -> None:
    room.assistant.failure = Refused()
    room.assistant.let_go()
    events = room.streams.ask(Question("Отпуск?"), ANNA)
    said = [(await anext(events))[1] for _ in range(3)]
    assert said[1:] == [Delta("0 "), Delta("1 ")]
    with pytest.raises(Refused):
        await anext(events)


async def test_an_unforeseen_failure_is_an_answer_lost(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    room.assistant.failure = RuntimeError("внутри")
    room.assistant.let_go()
    with pytest.raises(AnswerLost) as caught:
        await _all(room.streams.ask(Question("Отпуск?"), ANNA))
    assert "внутри" not in caught.value.message("ru")


async def test_another_process_gives_a_finished_answer_whole(room: Room) -> None:
    room.assistant.let_go()
    (_, started), *_ = await _all(room.streams.ask(Question("Отпуск?"), ANNA))
    assert isinstance(started, Started)
    events = [
        e for _, e in await _all(room.other_process().resume(started.message_id, ANNA, after=0))
    ]
    assert isinstance(events[0], Cited)
    assert events[1] == Delta("0 1 2 3")
    assert isinstance(events[-1], Done)


async def test_another_process_does_not_repeat_text_to_who_has_seen_a_part(room: Room) -> None:
    room.assistant.let_go()
    (_, started), *_ = await _all(room.streams.ask(Question("Отпуск?"), ANNA))
    assert isinstance(started, Started)
    rest = await _all(room.other_process().resume(started.message_id, ANNA, after=3))
    assert [number for number, _ in rest] == [3, 4]
    assert not any(isinstance(each, Delta) for _, each in rest)


async def test_another_process_waits_for_an_answer_under_way(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_POLL_SECONDS", 0.005)
    message_id, _ = await room.begun()
    elsewhere = asyncio.create_task(_all(room.other_process().resume(message_id, ANNA, after=0)))
    await asyncio.sleep(0.02)
    assert not elsewhere.done()
    room.assistant.let_go()
    assert isinstance((await elsewhere)[-1][1], Done)


async def test_another_process_gives_up_on_an_answer_nobody_makes(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_POLL_SECONDS", 0.001)
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.005)
    orphan = await room.store.begin(Question("Отпуск?"), ANNA)
    with pytest.raises(AnswerLost):
        await _all(room.other_process().resume(orphan.message_id, ANNA, after=0))


async def test_closing_ends_every_answer_under_way(room: Room) -> None:
    _, events = await room.begun()
    await room.streams.close()
    with pytest.raises(AnswerLost):
        await _all(events)  # type: ignore[arg-type]  # numbered events


async def test_only_so_many_finished_answers_are_kept_at_hand(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_KEPT", 2)
    room.assistant.let_go(40)
    ids: list[MessageId] = []
    for _ in range(4):
        (_, started), *_ = await _all(room.streams.ask(Question("Отпуск?"), ANNA))
        assert isinstance(started, Started)
        ids.append(started.message_id)
    forgotten = await _all(room.streams.resume(ids[0], ANNA, after=0))
    assert isinstance(forgotten[0][1], Cited)  # from the store, no longer as it was told
    kept = await _all(room.streams.resume(ids[-1], ANNA, after=0))
    assert isinstance(kept[0][1], Started)
