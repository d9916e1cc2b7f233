"""Frequent questions: what is given again, to whom, and when it is made anew."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.cache.suite import MovedClock
from tests.contract.conversations.suite import ANNA, BORIS
from tests.unit.chat.examples import AT, asked

from znatok.access.model import Reader, Role
from znatok.chat.answer_cache import (
    AnswerCacheSettings,
    CachedAnswers,
    FollowedRevision,
    comparable,
)
from znatok.chat.errors import EmptyQuestion
from znatok.chat.model import (
    Answer,
    AnswerStatus,
    ChatEvent,
    Citation,
    Cited,
    Delta,
    Done,
    Message,
    Question,
    StageDone,
    StageTrace,
    Started,
    Trace,
    Written,
    new_exchange,
    whole_answer,
)
from znatok.kernel.ids import DepartmentId, DocumentId, FragmentId, new_uuid
from znatok.platform.cache import MemoryCache
from znatok.understanding.model import Intent

HOUR = timedelta(hours=1)
QUESTION = Question("Сколько дней длится отпуск?")
FOUND = FragmentId(new_uuid())


@dataclass
class Writing:
    """`Answers` that counts how often it is asked; every answer is another one."""

    intent: Intent = Intent.DOCUMENTATION
    written: Written | None = None
    asked: list[tuple[str, Reader]] = field(default_factory=list)

    async def run(
        self, question: Question, history: Sequence[Message], reader: Reader, started: Started
    ) -> AsyncIterator[ChatEvent]:
        self.asked.append((question.text, reader))
        text = f"Ответ номер {len(self.asked)} [1]"
        citation = Citation(
            1, DocumentId(new_uuid()), 3, "Отпуска", "отпуска.docx", FOUND, "28 дней", 0, 7, 0, 7,
            10, 17, 0.9, AT, ("Общее",), 2,
        )  # fmt: skip
        stages = (StageTrace("question", 1.5), StageTrace("answer", 2.5))
        trace = Trace(self.intent, stages, 4.0)
        for stage in stages:
            yield StageDone(stage)
        yield Cited(citation)
        yield Delta(text)
        yield Done(
            Answer(
                started.conversation_id,
                started.message_id,
                AnswerStatus.ANSWERED,
                text,
                (citation,),
                ("А ещё?",),
                trace,
                0.87,
                (FOUND, FragmentId(new_uuid())),
                self.written,
            )
        )


@dataclass
class Documents:
    """A `Ground`: a number that a test changes; None stands for an index that lags behind."""

    number: int | None = 1

    async def state(self, reader: Reader) -> str | None:
        if self.number is None:
            return None
        return f"{self.number} {sorted(reader.principals)}"


@dataclass
class Desk:
    writing: Writing = field(default_factory=Writing)
    documents: Documents = field(default_factory=Documents)
    clock: MovedClock = field(default_factory=MovedClock)

    def __post_init__(self) -> None:
        self.cache = MemoryCache("answers", 1_000_000, self.clock)
        self.answers = self.over("recipe")

    def over(self, recipe: str, ttl: timedelta = HOUR) -> CachedAnswers:
        settings = AnswerCacheSettings(recipe, ttl)
        return CachedAnswers(self.writing, self.cache, [self.documents], self.clock, settings)

    async def ask(
        self, question: Question = QUESTION, reader: Reader = ANNA, *history: Message
    ) -> Answer:
        return await whole_answer(self.answers.run(question, history, reader, new_exchange(None)))

    @property
    def written(self) -> int:
        return len(self.writing.asked)


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_question_asked_again_is_not_answered_anew(desk: Desk) -> None:
    first, again = await desk.ask(), await desk.ask()
    assert desk.written == 1
    same = replace(
        again,
        conversation_id=first.conversation_id,
        message_id=first.message_id,
        trace=first.trace,
    )
    assert same == first


async def test_an_answer_given_again_has_the_ids_of_its_own_exchange(desk: Desk) -> None:
    await desk.ask()
    started = new_exchange(None)
    events = [each async for each in desk.answers.run(QUESTION, (), ANNA, started)]
    done = events[-1]
    assert isinstance(done, Done)
    assert done.answer.message_id == started.message_id
    assert done.answer.conversation_id == started.conversation_id
    assert [type(each) for each in events] == [StageDone, Cited, Delta, Done]


async def test_an_answer_given_again_says_so_in_its_trace(desk: Desk) -> None:
    first, again = await desk.ask(), await desk.ask()
    assert [each.name for each in again.trace.stages] == ["cache"]
    assert again.trace.stages[0].detail == {"cached": True, "first_took_ms": first.trace.took_ms}
    assert again.trace.intent is Intent.DOCUMENTATION


async def test_what_was_seen_is_known_for_the_journal(desk: Desk) -> None:
    first, again = await desk.ask(), await desk.ask()
    assert again.seen == first.seen
    assert len(again.seen) == 2


@pytest.mark.parametrize(
    "same",
    [
        "сколько дней длится отпуск",
        "  Сколько дней длится отпуск ?! ",
        "Сколько\nдней длится отпуск…",
    ],
)
async def test_spelling_that_changes_nothing_makes_no_other_question(desk: Desk, same: str) -> None:
    await desk.ask()
    await desk.ask(Question(same))
    assert desk.written == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("что такое ТОР", "что такое тор"), ("пункт 4.2", "пункт 42"), ("не летать", "нелетать")],
)
def test_spelling_that_changes_the_meaning_makes_another_question(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTION, language="en"),
        replace(QUESTION, documents=frozenset()),
        replace(QUESTION, documents=frozenset({DocumentId(new_uuid())})),
        replace(QUESTION, text="Сколько часов длится отпуск?"),
    ],
)
async def test_another_question_scope_or_language_is_answered_anew(
    desk: Desk, other: Question
) -> None:
    await desk.ask()
    await desk.ask(other)
    assert desk.written == 2


async def test_a_change_of_documents_is_answered_anew(desk: Desk) -> None:
    await desk.ask()
    desk.documents.number = 2
    await desk.ask()
    assert desk.written == 2


async def test_nothing_is_shared_while_the_search_lags_behind(desk: Desk) -> None:
    await desk.ask()
    desk.documents.number = None
    await desk.ask()
    await desk.ask()
    desk.documents.number = 2
    await desk.ask()
    assert desk.written == 4


async def test_another_reader_of_other_rights_is_answered_anew(desk: Desk) -> None:
    await desk.ask(reader=ANNA)
    await desk.ask(reader=BORIS)
    assert [reader for _, reader in desk.writing.asked] == [ANNA, BORIS]


async def test_a_question_within_a_conversation_is_answered_anew(desk: Desk) -> None:
    await desk.ask(QUESTION, ANNA, asked("Что такое отпуск?"))
    await desk.ask(QUESTION, ANNA, asked("Что такое отпуск?"))
    await desk.ask()
    assert desk.written == 3


@pytest.mark.parametrize("intent", [Intent.HELP, Intent.SMALL_TALK, Intent.ANALYTICS])
async def test_only_answers_from_documents_are_kept(desk: Desk, intent: Intent) -> None:
    desk.writing.intent = intent
    await desk.ask()
    await desk.ask()
    assert desk.written == 2


@pytest.mark.parametrize("intent", [Intent.DOCUMENTATION, Intent.OUT_OF_SCOPE])
async def test_whatever_the_documents_answered_is_kept(desk: Desk, intent: Intent) -> None:
    desk.writing.intent = intent
    await desk.ask()
    await desk.ask()
    assert desk.written == 1


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (Written("GigaChat", "GigaChat-2", "documentation.ru.1"), 1),
        (Written("GigaChat", "GigaChat-2", "documentation.ru.1", cut=True), 2),
        (Written(prompt="documentation.ru.1", fell_back=True), 2),
    ],
)
async def test_what_a_model_did_not_end_is_not_kept(
    desk: Desk, written: Written, asked: int
) -> None:
    desk.writing.written = written
    first = await desk.ask()
    again = await desk.ask()
    assert len(desk.writing.asked) == asked
    assert first.written == again.written == written


async def test_an_hour_later_it_is_answered_anew(desk: Desk) -> None:
    await desk.ask()
    desk.clock.move(HOUR)
    await desk.ask()
    assert desk.written == 2


async def test_with_the_new_hour_a_new_day_may_have_begun(desk: Desk) -> None:
    await desk.ask()
    desk.clock.move(timedelta(minutes=44))
    await desk.ask()
    assert desk.written == 1
    desk.clock.move(timedelta(minutes=1))  # 10:00
    await desk.ask()
    assert desk.written == 2


async def test_another_recipe_is_answered_anew(desk: Desk) -> None:
    await desk.ask()
    desk.answers = desk.over("another")
    await desk.ask()
    assert desk.written == 2


async def test_no_time_to_keep_switches_it_off(desk: Desk) -> None:
    desk.answers = desk.over("recipe", ttl=timedelta(0))
    await desk.ask()
    await desk.ask()
    assert desk.written == 2
    assert desk.cache.stats().entries == 0


async def test_a_question_that_cannot_be_asked_is_refused(desk: Desk) -> None:
    with pytest.raises(EmptyQuestion):
        await desk.ask(Question("?!"))


async def test_an_answer_that_breaks_off_is_not_kept(desk: Desk) -> None:
    events = desk.answers.run(QUESTION, (), ANNA, new_exchange(None))
    async for event in events:
        if isinstance(event, Delta):
            break
    await events.aclose()  # type: ignore[attr-defined]
    assert desk.cache.stats().entries == 0


_PLACES = [DepartmentId(new_uuid()) for _ in range(2)]
_readers = st.builds(
    Reader,
    st.sampled_from([ANNA.user_id, BORIS.user_id]),
    st.sampled_from(Role),
    st.sampled_from([None, *_PLACES]),
)


@given(st.lists(st.tuples(_readers, st.integers(1, 2)), max_size=12))
async def test_two_readers_of_different_rights_never_share_an_answer(
    asking: list[tuple[Reader, int]],
) -> None:
    desk, made = Desk(), dict[str, tuple[frozenset[str], int]]()
    for reader, number in asking:
        desk.documents.number = number
        answer = await desk.ask(reader=reader)
        rights = reader.principals, number
        assert made.setdefault(answer.text, rights) == rights


async def test_a_dictionary_that_has_changed_elsewhere_is_told_at_once() -> None:
    kept, followed = 4, 4

    async def newest() -> int:
        return kept

    ground = FollowedRevision(newest, lambda: followed)
    first = await ground.state(ANNA)
    kept = 5
    assert await ground.state(ANNA) is None
    followed = 5
    assert await ground.state(ANNA) not in {None, first}
