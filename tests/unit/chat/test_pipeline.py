"""The nine stages together, over a small library in memory."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field, replace

import pytest
from tests.contract.conversations.memory import MemoryConversations
from tests.contract.conversations.suite import ANNA, BORIS, SteppingClock
from tests.contract.embedding_model.hashing import HashingModel
from tests.unit.chat.examples import AT, MORPHOLOGY

from znatok.access.model import Reader
from znatok.analytics.quality.collection import Passage
from znatok.analytics.quality.library import Library, LibraryBuilder
from znatok.bootstrap.answering import build_answering
from znatok.chat.errors import EmptyQuestion, NoSuchConversation
from znatok.chat.model import (
    Answer,
    AnswerStatus,
    ChatEvent,
    Cited,
    Delta,
    Done,
    Question,
    StageDone,
    Started,
)
from znatok.chat.pipeline import AnswerPipeline
from znatok.chat.service import Assistant
from znatok.chat.stages.intent import IntentStage
from znatok.chat.wire import answer_from_json, answer_to_json, event_to_json
from znatok.documents.model import LocatedFragment
from znatok.index.adapters.exact import ExactIndex
from znatok.kernel.ids import FragmentId
from znatok.platform.settings import AnswerSettings
from znatok.understanding.model import Intent

_INTENTS = IntentStage(HashingModel(), MORPHOLOGY)  # learns once, for all rooms
NINE = ["question", "intent", "query", "search", "context"]
NINE += ["prompt", "generation", "formatting", "answer"]
LEAVE = "Ежегодный отпуск длится двадцать восемь календарных дней."
_TEXTS = {
    "Отпуска": f"{LEAVE}\nЗаявление подают за две недели.",
    "Командировки": "Суточные в командировке составляют семьсот рублей.",
    "Пропуска": "Пропуск на склад выдаёт охрана по заявке начальника.",
}


@dataclass
class Journal:
    """An `AnswerJournal` that a test looks into; `stored` tells what was stored by then."""

    store: MemoryConversations
    answers: list[Answer] = field(default_factory=list)
    unfinished_then: list[bool] = field(default_factory=list)

    async def answered(self, answer: Answer, reader: Reader) -> None:
        self.answers.append(answer)
        stored = await self.store.message(answer.message_id, reader)
        self.unfinished_then.append(stored.answer is None)


class OnlyForAnna(Library):
    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        if reader.user_id != ANNA.user_id:
            return []
        return await super().fragments_by_ids(fragment_ids, reader)


@dataclass
class Room:
    assistant: Assistant
    store: MemoryConversations
    journal: Journal

    async def events(self, question: Question, reader: Reader = ANNA) -> list[ChatEvent]:
        return [each async for each in self.assistant.ask(question, reader)]

    async def answer(self, text: str, reader: Reader = ANNA) -> Answer:
        last = (await self.events(Question(text), reader))[-1]
        assert isinstance(last, Done)
        return last.answer


@pytest.fixture
async def room(request: pytest.FixtureRequest) -> AsyncIterator[Room]:
    """Its thresholds: those of the fixture's parameter, else 0, so that it always answers."""
    model = HashingModel()
    index, library = ExactIndex(model.dimension), OnlyForAnna()
    builder = LibraryBuilder(index, model, MORPHOLOGY)
    passages = [Passage(name, name, text, name) for name, text in _TEXTS.items()]
    assert [each async for each in builder.build(passages, library, at=AT)] == [1, 2, 3]
    answer_from, possible_from = getattr(request, "param", (0.0, 0.0))
    settings = AnswerSettings(answer_from=answer_from, possible_from=possible_from)
    answering = build_answering(index, library, model, MORPHOLOGY, settings)
    pipeline = AnswerPipeline(replace(answering.stages, intent=_INTENTS))
    store = MemoryConversations(SteppingClock())
    journal = Journal(store)
    yield Room(Assistant(pipeline, store, journal), store, journal)
    await index.close()


async def test_an_answer_quotes_the_very_words(room: Room) -> None:
    answer = await room.answer("Сколько дней длится ежегодный отпуск?")
    assert answer.status is AnswerStatus.ANSWERED
    best = answer.citations[0]
    assert best.title == "Отпуска"
    assert LEAVE in best.quote
    assert _TEXTS["Отпуска"][best.document_start : best.document_end] == best.quote
    assert f"[{best.n}]" in answer.text
    assert answer.trace.intent is Intent.DOCUMENTATION


async def test_tells_the_nine_stages_in_order_and_every_source_before_its_label(
    room: Room,
) -> None:
    events = await room.events(Question("Сколько дней длится отпуск?"))
    assert isinstance(events[0], Started)
    stages = [each.stage.name for each in events if isinstance(each, StageDone)]
    assert stages == NINE
    known: set[int] = set()
    for event in events:
        if isinstance(event, Cited):
            known.add(event.citation.n)
        if isinstance(event, Delta):
            assert {n for n in range(1, 4) if f"[{n}]" in event.text} <= known
    done = events[-1]
    assert isinstance(done, Done)
    said = "".join(each.text for each in events if isinstance(each, Delta))
    assert done.answer.text == said.strip()
    assert [each.name for each in done.answer.trace.stages] == NINE
    assert all(each.took_ms >= 0 for each in done.answer.trace.stages)


async def test_small_talk_searches_nothing(room: Room) -> None:
    answer = await room.answer("Привет!")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.citations == ()
    assert answer.follow_ups == ()
    assert answer.trace.intent is Intent.SMALL_TALK
    assert answer.seen == ()
    assert not {"search", "query"} & {each.name for each in answer.trace.stages}


async def test_a_slip_is_set_right_and_said_so(room: Room) -> None:
    answer = await room.answer("Сколько дней длиться ежегодный отпсук?")
    assert LEAVE in answer.citations[0].quote
    understood = "Сколько дней длиться ежегодный отпуск?"
    assert answer.text.startswith(f"Показаны результаты по запросу «{understood}».")
    assert answer.trace.stages[0].detail["understood_as"] == understood


async def test_what_was_typed_right_is_not_repeated(room: Room) -> None:
    answer = await room.answer("Сколько дней длится ежегодный отпуск?")
    assert "Показаны" not in answer.text
    assert "understood_as" not in answer.trace.stages[0].detail


@pytest.mark.parametrize("room", [(0.5, 0.5)], indirect=True)
async def test_an_intent_is_no_wall_before_the_documents(room: Room) -> None:
    answer = await room.answer("посчитай динамику выручки по филиалам за март")
    assert answer.trace.intent is Intent.ANALYTICS
    assert "search" in {each.name for each in answer.trace.stages}
    assert answer.seen


@pytest.mark.parametrize(
    ("room", "status"),
    [
        ((1.0, 0.0), AnswerStatus.PARTIAL),
        ((1.0, 1.0), AnswerStatus.NOT_FOUND),
        ((0.0, 0.0), AnswerStatus.ANSWERED),
    ],
    indirect=["room"],
)
async def test_the_thresholds_of_the_settings_decide(room: Room, status: AnswerStatus) -> None:
    answer = await room.answer("Сколько дней длится отпуск?")
    assert answer.status is status
    assert answer.citations


async def test_who_may_read_nothing_gets_no_answer_and_no_hint(room: Room) -> None:
    answer = await room.answer("Сколько дней длится ежегодный отпуск?", BORIS)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert not (answer.citations)
    assert not (answer.seen)
    assert not answer.follow_ups
    assert "Отпуска" not in answer.text


async def test_an_answer_is_journalled_before_it_is_stored_or_told(room: Room) -> None:
    answer = await room.answer("Сколько дней длится отпуск?")
    assert room.journal.answers == [answer]
    assert room.journal.unfinished_then == [True]
    assert answer.seen
    stored = await room.store.message(answer.message_id, ANNA)
    assert stored.answer is not None
    assert stored.answer.text == answer.text


async def test_a_conversation_is_remembered(room: Room) -> None:
    first = await room.answer("Сколько составляют суточные в командировке?")
    follow = await room.events(Question("А почему?", first.conversation_id))
    query = next(
        each.stage for each in follow if isinstance(each, StageDone) and each.stage.name == "query"
    )
    assert "командировка" in str(query.detail["terms"])


async def test_a_bad_question_is_refused_before_anything_is_stored(room: Room) -> None:
    with pytest.raises(EmptyQuestion):
        await room.events(Question(" ?! "))
    assert (await room.store.list(ANNA, cursor=None, limit=9)).items == []


async def test_nobody_asks_in_anothers_conversation(room: Room) -> None:
    mine = await room.answer("Сколько дней длится отпуск?")
    with pytest.raises(NoSuchConversation):
        await room.events(Question("А почему?", mine.conversation_id), BORIS)


async def test_an_answer_survives_being_stored_as_json(room: Room) -> None:
    answer = await room.answer("Сколько дней длится отпуск?")
    plain = answer_to_json(answer)
    again = answer_from_json(plain)
    assert answer_to_json(again) == plain
    assert (again.citations, again.trace) == (answer.citations, answer.trace)


async def test_every_event_names_its_type(room: Room) -> None:
    events = await room.events(Question("Сколько дней длится отпуск?"))
    types = [event_to_json(each)["type"] for each in events]
    assert types[0] == "started"
    assert types[-1] == "done"
    assert set(types) == {"started", "stage", "citation", "delta", "done"}
