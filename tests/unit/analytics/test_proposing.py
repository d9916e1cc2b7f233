"""Questions made of sentences and cells; the sentences are written for these tests."""

import pytest

from znatok.analytics.quality.proposing.grammar import Grammar
from znatok.analytics.quality.proposing.sentences import ask_about
from znatok.analytics.quality.proposing.tables import ask_about_table

_GRAMMAR = Grammar()


@pytest.mark.parametrize(
    ("sentence", "question", "fact"),
    [
        (
            "2.1. Срок рассмотрения обращения гражданина составляет 30 календарных дней.",
            "Какой срок рассмотрения обращения гражданина?",
            "30 календарных дней",
        ),
        (
            "Стоимость повторной выдачи пропуска составляет 1 200 рублей.",
            "Какая стоимость повторной выдачи пропуска?",
            "1 200 рублей",
        ),
        (
            "Размер аванса по договору подряда не может превышать 40 %.",
            "Какой максимальный размер аванса по договору подряда?",
            "40 %",
        ),
        (
            "График отпусков производственного цеха утверждает главный инженер.",
            "Кто утверждает график отпусков производственного цеха?",
            "главный инженер",
        ),
        (
            "Служба охраны проверяет пропуска посетителей на главном входе.",
            "Кто проверяет пропуска посетителей на главном входе?",
            "Служба охраны",
        ),
        (
            "Заявка на обучение подаётся руководителю не позднее чем за 2 рабочих дня до начала курса.",
            "За сколько рабочих дней до начала курса заявка на обучение подаётся руководителю?",
            "2 рабочих дня",
        ),
        (
            "Счёт поставщика оплачивается бухгалтерией в течение 5 рабочих дней после приёмки.",
            "В какой срок после приёмки счёт поставщика оплачивается бухгалтерией?",
            "5 рабочих дней",
        ),
        (
            "Наставник новичка — это опытный работник того же участка, назначенный приказом.",
            "Что такое наставник новичка?",
            "опытный работник того же участка",
        ),
        (
            "По вопросам оформления командировок обращайтесь по адресу trips@firma.example.",
            "Куда обращаться по вопросам оформления командировок?",
            "trips@firma.example",
        ),
    ],
)
def test_asks_what_a_plain_sentence_answers(sentence: str, question: str, fact: str) -> None:
    made = ask_about(sentence, _GRAMMAR)
    assert made is not None
    assert made.question == question
    assert fact in made.fact


@pytest.mark.parametrize(
    "sentence",
    [
        "Он составляет 14 календарных дней со дня подачи.",  # who?
        "Этот срок составляет 14 календарных дней подряд.",
        "Срок составляет 14 календарных дней.",  # of what?
        "Работник подаёт заявление в отдел кадров письменно.",  # anybody
        "Сведения не раскрываются третьим лицам в течение 3 лет.",  # how long it lasts
        "Отчёт проверяется и подписывается в течение 3 дней.",  # two predicates
        "После согласования принесите оригиналы в течение 10 рабочих дней.",  # a request
        "Если заявка не согласована, срок составляет 5 рабочих дней.",
        "Склад; цех; контора: всего 15 помещений в трёх зданиях.",
        "НАСОС 50-200 | 38 000 | 12 месяцев гарантии от завода.",
        "",
        "Да.",
    ],
)
def test_makes_nothing_of_what_it_is_not_sure_about(sentence: str) -> None:
    assert ask_about(sentence, _GRAMMAR) is None


def test_asks_about_cells_by_their_row_and_column() -> None:
    rows = [
        ("№", "Сотрудник", "Телефон"),
        ("1", "Петров Пётр", "+7 495 000-00-01"),
        ("2", "Иванова Анна", "+7 495 000-00-02"),
        ("3", "Итого", "2"),
    ]
    found = list(ask_about_table(rows, "Справочник", _GRAMMAR))
    assert [each.question for each in found] == [
        "Какой телефон у сотрудника «Петров Пётр»?",
        "Какой телефон у сотрудника «Иванова Анна»?",
    ]
    assert found[0].quote == "Петров Пётр | +7 495 000-00-01"


def test_a_column_that_many_tables_have_names_its_document() -> None:
    rows = [("Вид работы", "Срок, дней"), ("Монтаж стенда", "12"), ("Наладка линии", "18")]
    first = next(ask_about_table(rows, "План 2026", _GRAMMAR))
    assert first.question == "Какой срок для вида работы «Монтаж стенда» в документе «План 2026»?"


def test_a_table_without_a_sure_header_or_with_the_same_rows_asks_nothing() -> None:
    same = [("Сотрудник", "Телефон"), ("Петров Пётр", "101"), ("Петров Пётр", "102")]
    assert list(ask_about_table(same, "Справочник", _GRAMMAR)) == []
    vague = [("Статья", "Январь"), ("Выручка", "100"), ("Аренда", "200")]
    assert list(ask_about_table(vague, "Бюджет", _GRAMMAR)) == []
    assert list(ask_about_table([], "Пусто", _GRAMMAR)) == []
