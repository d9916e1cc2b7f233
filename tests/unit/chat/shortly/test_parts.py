"""Questions of two parts: each is answered, and what is surely absent is said to be."""

import pytest
from tests.unit.chat.examples import MORPHOLOGY, context, evidence, passage

from znatok.chat.shortly.answers import ShortAnswers
from znatok.chat.shortly.model import Definition, Reply, Value
from znatok.chat.shortly.parts import parts_of

_ANSWERS = ShortAnswers(MORPHOLOGY)


def reply(question: str, *texts: str) -> Reply:
    pieces = [evidence(passage(text)) for text in texts]
    return _ANSWERS.of(context(*pieces, question=question))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Сколько дней отпуска и кто согласует заявление?",
            ["Сколько дней отпуска", "кто согласует заявление"],
        ),
        ("Сколько стоит обед? Где столовая?", ["Сколько стоит обед", "Где столовая"]),
        ("Когда отпуск, а также кто его согласует?", ["Когда отпуск", "кто его согласует"]),
        ("Кто и когда согласует отпуск?", []),
        ("Сколько платят, если отозвали из отпуска?", []),
        ("Скажите, кто согласует отпуск?", []),
        ("Хочу узнать, сколько дней отпуска", []),
        ("Сколько стоят насос и шкаф?", []),
    ],
)
def test_a_question_is_parted_where_a_second_one_begins(question: str, parts: list[str]) -> None:
    assert [each.text for each in parts_of(question, MORPHOLOGY)] == parts


def test_each_part_is_answered_by_what_is_said_of_it() -> None:
    said = reply(
        "Сколько дней длится отпуск и кто согласует заявление?",
        "Отпуск длится 28 дней.",
        "Заявление согласует руководитель отдела.",
    )
    assert said.shorts == (Value(1, "28 дней"), Value(2, "руководитель отдела"))
    assert said.parts == ("Сколько дней длится отпуск", "кто согласует заявление")
    assert said.missing == ()


def test_a_part_of_which_no_passage_has_a_word_is_missing() -> None:
    question = "Сколько дней длится отпуск и кто чинит кофемашину?"
    said = reply(question, "Отпуск длится 28 дней.")
    assert said.missing == ("кто чинит кофемашину",)


def test_a_part_is_not_called_missing_when_its_words_stand_somewhere() -> None:
    question = "Сколько дней длится отпуск и кто чинит кофемашину?"
    said = reply(question, "Отпуск длится 28 дней.", "Кофемашина стоит в холле.")
    assert said.missing == ()


def test_nothing_is_called_missing_when_nothing_is_answered() -> None:
    said = reply("Сколько стоит паркинг и кто чинит кофемашину?", "Отпуск длится 28 дней.")
    assert said == Reply()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Что такое аванс?", "Аванс — часть оплаты до отгрузки."),
        ("Что считается прогулом?", "Прогулом считается отсутствие без причин."),
        ("Что такое персональные данные?", "Персональные данные — это любые сведения о человеке."),
    ],
)
def test_a_definition_is_the_sentence_that_begins_with_the_thing(question: str, text: str) -> None:
    assert reply(question, text).shorts == (Definition(1, text, whole=True),)


@pytest.mark.parametrize(
    "text",
    ["Аванс выплачивают до отгрузки.", "Размер аванса — 40 %.", "Оплата — аванс и остаток."],
)
def test_a_sentence_about_something_else_defines_nothing(text: str) -> None:
    assert reply("Что такое аванс?", text).shorts == ()
