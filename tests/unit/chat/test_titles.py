import pytest
from tests.unit.chat.examples import MORPHOLOGY

from znatok.chat.titles import source_named


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Положение об отпусках", "Положению об отпусках"),
        ("Правила внутреннего распорядка", "Правилам внутреннего распорядка"),
        ("Приказ № 112 о графике работы", "Приказу № 112 о графике работы"),
        ("Политика информационной безопасности", "Политике информационной безопасности"),
        ("Трудовой договор № 17", "Трудовому договору № 17"),
        ("Должностная инструкция кладовщика", "Должностной инструкции кладовщика"),
        ("Общие требования", "Общим требованиям"),
        ("Кадровая политика", "Кадровой политике"),
        ("Рабочий план на 2026 год", "Рабочему плану на 2026 год"),
        ("Хорошее руководство", "Хорошему руководству"),
        ("Штатное расписание", "Штатному расписанию"),
        ("Договор с АО «Ромашка»", "Договору с АО «Ромашка»"),
    ],
)
def test_a_title_that_begins_with_a_known_kind_is_declined(title: str, named: str) -> None:
    assert source_named(title, "ru", MORPHOLOGY) == named


@pytest.mark.parametrize(
    "title",
    [
        "Вопросы новичка",
        "Как сдать отчёт",
        "Письмо: договор согласован",
        "ПОЛОЖЕНИЕ ОБ ОТПУСКАХ",
        "Положение.docx",
        "Положение об отпусках — приложение 1",
        "Отпуск и положение",
        "Положение " + "о многом " * 20,
        "",
    ],
)
def test_a_title_that_may_be_anything_is_quoted(title: str) -> None:
    assert source_named(title, "ru", MORPHOLOGY).startswith("документу «")


def test_english_titles_are_quoted() -> None:
    assert source_named("Leave policy", "en", MORPHOLOGY) == "“Leave policy”"


def test_a_declined_title_is_as_safe_as_a_quoted_one() -> None:
    assert source_named("Приказ *о* [1](x)", "ru", MORPHOLOGY) == "Приказу \\*о\\* \\[1\\](x)"
