"""A model within the nine stages: asked only where the documents may answer, heard only if proved."""

from tests.unit.chat.examples import STARTED, context, evidence, passage
from tests.unit.chat.generative.desk import READER, TEMPLATES, Desk, Roster
from tests.unit.chat.generative.test_answerer import LEAVE, PAY

from znatok.chat.conflicts import CandidAnswerer
from znatok.chat.context import Context, Unanswered
from znatok.chat.generative.ground import ModelsGround
from znatok.chat.model import AnswerStatus
from znatok.chat.stages.generation import GenerationStage, Thresholds
from znatok.chat.stages.prompt import build_prompt


async def said(desk: Desk, made_of: Context) -> tuple[list[object], str]:
    stage = GenerationStage(CandidAnswerer(desk.answerer), Thresholds())
    prompt = build_prompt(made_of, (), READER, STARTED)
    pieces: list[object] = [each async for each in stage.run(prompt, stage.status_of(made_of))]
    return pieces, "".join(each for each in pieces if isinstance(each, str))


async def test_where_nothing_answers_no_model_is_asked() -> None:
    desk = Desk()
    model = desk.add("Отпуск длится 28 календарных дней [1].")
    nearest = evidence(passage(LEAVE, title="Отпуска"))
    _, text = await said(desk, context(nearest, nearest=[nearest], confidence=0.01))
    assert model.requests == []
    assert text.startswith("В доступных вам документах ответа на этот вопрос нет.")


async def test_an_answer_without_support_becomes_none_with_the_nearest_places() -> None:
    desk = Desk()
    desk.add("Облака состоят из воды [1].")
    nearest = evidence(passage(LEAVE, title="Отпуска"))
    pieces, text = await said(desk, context(nearest, nearest=[nearest]))
    assert isinstance(pieces[0], Unanswered)
    assert text.startswith("В доступных вам документах ответа на этот вопрос нет.")
    assert "Ближе всего по теме: «Отпуска» [1]" in text


async def test_a_possible_answer_is_called_so_only_when_there_is_one() -> None:
    desk = Desk()
    desk.add("Отпуск длится 28 календарных дней [1].")
    leave, pay = passage(LEAVE), passage(PAY)
    made_of = context(evidence(leave), evidence(pay), confidence=0.3)
    assert GenerationStage(desk.answerer, Thresholds()).status_of(made_of) is AnswerStatus.PARTIAL
    _, text = await said(desk, made_of)
    assert text.startswith("Точного ответа я не нашёл. Возможно, поможет это:\n\nОтпуск длится")
    silent = Desk()
    silent.add("НЕТ ОТВЕТА")
    _, text = await said(silent, made_of)
    assert "Возможно" not in text


async def test_the_memory_of_answers_knows_who_is_asked_and_what_he_is_told() -> None:
    desk = Desk()
    ground = ModelsGround(Roster(desk.lines), TEMPLATES)
    nobody = await ground.state(READER)
    desk.add("Да [1].")
    one = await ground.state(READER)
    desk.add("Да [1].", "вторая")
    assert len({nobody, one, await ground.state(READER)}) == 3
    assert nobody is not None
    assert "documentation.ru.1-" in nobody
