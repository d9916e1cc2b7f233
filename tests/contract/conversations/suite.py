"""What every store of conversations must do. A subclass opens its adapter and nothing else."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from znatok.access.model import Reader, Role
from znatok.chat.errors import NoSuchConversation, NoSuchMessage
from znatok.chat.model import (
    Answer,
    AnswerStatus,
    Author,
    Citation,
    Feedback,
    Question,
    StageTrace,
    Started,
    Trace,
    new_exchange,
)
from znatok.chat.ports import Conversations
from znatok.kernel.clock import Clock
from znatok.kernel.ids import (
    ConversationId,
    DocumentId,
    FragmentId,
    MessageId,
    UserId,
    new_uuid,
)
from znatok.kernel.pages import BadCursor
from znatok.understanding.model import Intent

ANNA = Reader(UserId(new_uuid()), Role.USER)
BORIS = Reader(UserId(new_uuid()), Role.ADMIN)


class SteppingClock:
    """Every look at it is a minute later; `step` of zero makes moments equal."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.step = timedelta(minutes=1)

    def now(self) -> datetime:
        self.moment += self.step
        return self.moment


def answer_to(started: Started, text: str = "Отпуск длится 28 дней [1]") -> Answer:
    citation = Citation(
        n=1,
        document_id=DocumentId(new_uuid()),
        version=2,
        title="Положение",
        file_name="положение.docx",
        fragment_id=FragmentId(new_uuid()),
        quote="28 дней",
        start=14,
        end=21,
        key_start=14,
        key_end=21,
        document_start=114,
        document_end=121,
        score=0.83,
        updated_at=datetime(2026, 1, 5, 7, 30, tzinfo=UTC),
        section=("Общее", "Отпуска"),
        page=3,
    )
    stages = (StageTrace("question", 0.5, {"characters": 7}), StageTrace("intent", 0.1))
    return Answer(
        conversation_id=started.conversation_id,
        message_id=started.message_id,
        status=AnswerStatus.ANSWERED,
        text=text,
        citations=(citation,),
        follow_ups=("Что сказано в разделе «Премии»?",),
        trace=Trace(Intent.DOCUMENTATION, stages, 12.5),
        confidence=0.83,
    )


class ConversationsContract:
    def opened(self, directory: Path, clock: Clock) -> AbstractAsyncContextManager[Conversations]:
        raise NotImplementedError

    @pytest.fixture
    def clock(self) -> SteppingClock:
        return SteppingClock()

    @pytest.fixture
    async def store(self, tmp_path: Path, clock: SteppingClock) -> AsyncIterator[Conversations]:
        async with self.opened(tmp_path, clock) as store:
            yield store

    async def test_a_question_begins_a_conversation_named_by_it(self, store: Conversations) -> None:
        started = await store.begin(Question("  Сколько\nдней отпуска? "), ANNA)
        found = await store.get(started.conversation_id, ANNA)
        assert found.title == "Сколько дней отпуска?"
        question, answer = found.messages
        assert (question.id, answer.id) == (started.question_id, started.message_id)
        assert (question.author, answer.author) == (Author.USER, Author.ASSISTANT)
        assert question.text == "  Сколько\nдней отпуска? "
        assert (answer.text, answer.answer, answer.rating) == ("", None, None)
        assert question.created_at.tzinfo is not None

    async def test_a_long_question_makes_a_short_title(self, store: Conversations) -> None:
        started = await store.begin(Question("очень " * 100), ANNA)
        title = (await store.get(started.conversation_id, ANNA)).title
        assert len(title) <= 80
        assert title.endswith("…")

    async def test_an_answer_comes_back_as_it_was(self, store: Conversations) -> None:
        started = await store.begin(Question("Отпуск?"), ANNA)
        answer = answer_to(started)
        await store.finish(answer, ANNA)
        found = await store.message(started.message_id, ANNA)
        assert found.answer == answer
        assert found.text == answer.text

    async def test_an_answer_of_a_sheet_without_a_page_comes_back_too(
        self, store: Conversations
    ) -> None:
        started = await store.begin(Question("Отпуск?"), ANNA)
        whole = answer_to(started)
        cited = replace(whole.citations[0], page=None, sheet="Нормы", section=())
        answer = replace(whole, citations=(cited,), status=AnswerStatus.PARTIAL)
        await store.finish(answer, ANNA)
        assert (await store.message(started.message_id, ANNA)).answer == answer

    async def test_a_question_kept_with_its_answer_is_as_one_that_was_begun(
        self, store: Conversations
    ) -> None:
        started = new_exchange(None)
        answer = answer_to(started)
        await store.keep(Question("Отпуск?"), started, answer, ANNA)
        found = await store.get(started.conversation_id, ANNA)
        question, answered = found.messages
        assert (question.text, answered.text, answered.answer) == ("Отпуск?", answer.text, answer)
        with pytest.raises(NoSuchConversation):
            await store.get(started.conversation_id, BORIS)

    async def test_a_further_question_joins_its_conversation(self, store: Conversations) -> None:
        first = await store.begin(Question("Отпуск?"), ANNA)
        second = await store.begin(Question("А премия?", first.conversation_id), ANNA)
        found = await store.get(first.conversation_id, ANNA)
        assert second.conversation_id == first.conversation_id
        assert found.title == "Отпуск?"
        assert [each.id for each in found.messages] == [
            first.question_id,
            first.message_id,
            second.question_id,
            second.message_id,
        ]

    async def test_history_is_the_last_messages_before_one_the_oldest_first(
        self, store: Conversations
    ) -> None:
        first = await store.begin(Question("Раз?"), ANNA)
        id_ = first.conversation_id
        second = await store.begin(Question("Два?", id_), ANNA)
        third = await store.begin(Question("Три?", id_), ANNA)
        found = await store.history(id_, ANNA, before=third.question_id, limit=3)
        assert [each.id for each in found] == [
            first.message_id,
            second.question_id,
            second.message_id,
        ]
        assert await store.history(id_, ANNA, before=first.question_id, limit=3) == []

    async def test_to_others_a_conversation_does_not_exist(self, store: Conversations) -> None:
        started = await store.begin(Question("Отпуск?"), ANNA)
        id_ = started.conversation_id
        with pytest.raises(NoSuchConversation):
            await store.begin(Question("И я", id_), BORIS)
        with pytest.raises(NoSuchConversation):
            await store.get(id_, BORIS)
        with pytest.raises(NoSuchConversation):
            await store.rename(id_, "Моё", BORIS)
        with pytest.raises(NoSuchConversation):
            await store.delete(id_, BORIS)
        with pytest.raises(NoSuchMessage):
            await store.message(started.message_id, BORIS)
        with pytest.raises(NoSuchMessage):
            await store.rate(started.message_id, Feedback(1), BORIS)
        assert await store.history(id_, BORIS, before=started.message_id, limit=9) == []
        assert (await store.list(BORIS, cursor=None, limit=9)).items == []
        whole = await store.get(id_, ANNA)
        assert whole.title == "Отпуск?"
        assert len(whole.messages) == 2

    async def test_nobody_finishes_anothers_answer(self, store: Conversations) -> None:
        started = await store.begin(Question("Отпуск?"), ANNA)
        with pytest.raises(NoSuchMessage):
            await store.finish(answer_to(started, "Подлог"), BORIS)
        own = await store.begin(Question("Премия?"), BORIS)
        crossed = replace(started, conversation_id=own.conversation_id)
        with pytest.raises(NoSuchMessage):
            await store.finish(answer_to(crossed, "Подлог"), BORIS)
        assert (await store.message(started.message_id, ANNA)).answer is None

    async def test_what_does_not_exist_is_said_so(self, store: Conversations) -> None:
        conversation, message = ConversationId(new_uuid()), MessageId(new_uuid())
        absent = Started(conversation, message, message)
        with pytest.raises(NoSuchConversation):
            await store.begin(Question("Отпуск?", conversation), ANNA)
        with pytest.raises(NoSuchConversation):
            await store.get(conversation, ANNA)
        with pytest.raises(NoSuchMessage):
            await store.message(message, ANNA)
        with pytest.raises(NoSuchMessage):
            await store.finish(answer_to(absent), ANNA)
        with pytest.raises(NoSuchMessage):
            await store.rate(message, Feedback(1), ANNA)

    async def test_the_latest_conversation_is_listed_first(self, store: Conversations) -> None:
        first = await store.begin(Question("Раз?"), ANNA)
        second = await store.begin(Question("Два?"), ANNA)
        assert await _listed(store) == ["Два?", "Раз?"]
        await store.begin(Question("Ещё", first.conversation_id), ANNA)
        assert await _listed(store) == ["Раз?", "Два?"]
        await store.rename(second.conversation_id, "Переименована", ANNA)
        assert await _listed(store) == ["Раз?", "Переименована"]

    @pytest.mark.parametrize("step", [timedelta(seconds=1), timedelta(0)])
    async def test_pages_hold_every_conversation_once(
        self, store: Conversations, clock: SteppingClock, step: timedelta
    ) -> None:
        clock.step = step
        for number in range(7):
            await store.begin(Question(f"Вопрос {number}?"), ANNA)
        seen: list[str] = []
        cursor: str | None = None
        for size in (3, 3, 1):
            page = await store.list(ANNA, cursor=cursor, limit=3)
            assert len(page.items) == size
            seen += [each.title for each in page.items]
            cursor = page.next_cursor
        assert cursor is None
        assert sorted(seen) == [f"Вопрос {number}?" for number in range(7)]
        assert seen == await _listed(store)

    @pytest.mark.parametrize("cursor", ["", "хм", "WyJhIiwiYiJd", "WyIyMDI2LTAzLTAyIiwiYiJd"])
    async def test_a_damaged_cursor_is_refused(self, store: Conversations, cursor: str) -> None:
        await store.begin(Question("Раз?"), ANNA)
        with pytest.raises(BadCursor):
            await store.list(ANNA, cursor=cursor, limit=3)

    async def test_a_deleted_conversation_takes_its_messages_along(
        self, store: Conversations
    ) -> None:
        gone = await store.begin(Question("Раз?"), ANNA)
        kept = await store.begin(Question("Два?"), ANNA)
        await store.delete(gone.conversation_id, ANNA)
        with pytest.raises(NoSuchConversation):
            await store.get(gone.conversation_id, ANNA)
        with pytest.raises(NoSuchMessage):
            await store.message(gone.question_id, ANNA)
        with pytest.raises(NoSuchMessage):
            await store.finish(answer_to(gone), ANNA)
        assert await _listed(store) == ["Два?"]
        assert (await store.message(kept.question_id, ANNA)).text == "Два?"

    async def test_the_latest_word_on_an_answer_counts(self, store: Conversations) -> None:
        started = await store.begin(Question("Отпуск?"), ANNA)
        await store.finish(answer_to(started), ANNA)
        await store.rate(started.message_id, Feedback(-1, "Неполно", "Ещё 3 дня"), ANNA)
        await store.rate(started.message_id, Feedback(5), ANNA)
        assert (await store.message(started.message_id, ANNA)).rating == 5

    async def test_a_question_cannot_be_rated(self, store: Conversations) -> None:
        started = await store.begin(Question("Отпуск?"), ANNA)
        with pytest.raises(NoSuchMessage):
            await store.rate(started.question_id, Feedback(1), ANNA)


async def _listed(store: Conversations) -> list[str]:
    return [each.title for each in (await store.list(ANNA, cursor=None, limit=50)).items]
