import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.unit.chat.examples import AT, MORPHOLOGY, asked

from znatok.chat.context import Prepared
from znatok.chat.model import Author, Message
from znatok.chat.stages.query import QueryStage
from znatok.kernel.ids import DocumentId, MessageId, new_uuid
from znatok.retrieval.model import Query
from znatok.retrieval.queries import QueryMaker

_STAGE = QueryStage(QueryMaker(MORPHOLOGY, HashingModel()))
_BEFORE = "Сколько дней отпуска положено при стаже больше года?"


def _answered(text: str) -> Message:
    return Message(MessageId(new_uuid()), Author.ASSISTANT, text, AT)


async def _query(text: str, *history: Message) -> Query:
    return await _STAGE.run(Prepared(text, "ru", history), None)


@pytest.mark.parametrize(
    "text",
    ["А если меньше года?", "А директору?", "Почему?", "Когда его оплатят?", "Подробнее", "Ещё?"],
)
async def test_a_short_question_that_points_back_leans_on_the_one_before(text: str) -> None:
    query = await _query(text, asked(_BEFORE), _answered("Двадцать восемь дней."))
    assert query.text == f"{_BEFORE} {text}"
    assert 0 < query.terms["отпуск"] < 1


@pytest.mark.parametrize(
    "text",
    [
        "Как оформить командировку в другой город?",
        "Где лежит договор?",
        "А если сотрудник заболел во время ежегодного оплачиваемого отпуска за границей?",
    ],
)
async def test_a_full_question_stands_alone(text: str) -> None:
    query = await _query(text, asked(_BEFORE))
    assert query.text == text
    assert "стаж" not in query.terms


async def test_a_question_that_continues_a_follow_up_reaches_the_question_under_both() -> None:
    query = await _query("а заочно?", asked("Где бассейн?"), asked(_BEFORE), asked("а студентам?"))
    assert query.text == f"{_BEFORE} а студентам? а заочно?"


async def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert (await _query("А если меньше года?")).text == "А если меньше года?"
    only_answers = await _query("Почему?", _answered("Потому."))
    assert only_answers.text == "Почему?"


async def test_a_question_leans_on_the_latest_one_and_its_own_words_weigh_more() -> None:
    query = await _query("А если отпуск летний?", asked("Где бассейн?"), asked(_BEFORE))
    assert query.text.startswith(_BEFORE)
    assert query.terms["отпуск"] == 1.0
    assert query.terms["стаж"] < query.terms["летний"]


async def test_the_scope_of_a_question_reaches_the_search() -> None:
    scope = frozenset({DocumentId(new_uuid())})
    assert (await _STAGE.run(Prepared("Отпуск?", "ru"), scope)).documents == scope


async def test_what_an_unclear_word_may_mean_is_looked_for_beside_it() -> None:
    query = await _STAGE.run(Prepared("где шлюфы", "ru"), None, unclear={"шлюзы": 0.5})
    assert query.terms["шлюз"] == 0.5
    assert query.text == "где шлюфы"
