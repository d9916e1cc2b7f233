"""Values: found where the question's words stand, and left unsaid where two compete."""

from collections.abc import Sequence

import pytest
from tests.unit.chat.examples import MORPHOLOGY, context, evidence, passage

from znatok.chat.runs import run_of
from znatok.chat.shortly.answers import ShortAnswers
from znatok.chat.shortly.model import Short, Value

_ANSWERS = ShortAnswers(MORPHOLOGY)


def short(question: str, *texts: str, section: Sequence[str] = ()) -> Short | None:
    """The short answer from the first sentence of each text, quoted as the search would."""
    pieces = []
    for text in texts:
        found = passage(text, section=tuple(section))
        pieces.append(evidence(found, 0, run_of(found.fragment, 0)))
    shorts = _ANSWERS.of(context(*pieces, question=question)).shorts
    return shorts[0] if shorts else None


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (
            "Сколько дней длится отпуск?",
            "Отпуск длится 28 календарных дней.",
            "28 календарных дней",
        ),
        (
            "За сколько дней подавать заявление на отпуск?",
            "Заявление на отпуск подаётся не позднее чем за 14 (четырнадцать) дней.",
            "не позднее чем за 14 (четырнадцать) дней",
        ),
        (
            "Сколько человек в комиссии?",
            "Споры рассматривает комиссия из шести человек.",
            "шести человек",
        ),
        ("Сколько стоит обед?", "Комплексный обед стоит 320 ₽ в день.", "320 ₽ в день"),
        ("Какой бюджет у проекта?", "Бюджет проекта — 186,4 млн ₽.", "186,4 млн ₽"),
        ("Какой процент премии?", "Премия составляет до 20 % оклада.", "до 20 %"),
        (
            "До какого числа заполнять декларацию?",
            "Декларацию заполняют до 31 января 2027 г. на портале.",
            "до 31 января 2027 г.",
        ),
        ("В каком году основан завод?", "Завод основан в 1967 году.", "в 1967 году"),
        (
            "Когда выплачивают отпускные?",
            "Отпускные выплачивают не позднее чем за 3 дня до начала отпуска.",
            "не позднее чем за 3 дня до начала отпуска",
        ),
        (
            "Когда принимает директор?",
            "Директор принимает по четвергам с 16:00 до 18:00.",
            "по четвергам с 16:00 до 18:00",
        ),
        ("До скольки открыта столовая?", "Столовая открыта до 14:30.", "до 14:30"),
        ("Как часто проводят учения?", "Учения проводят два раза в год.", "два раза в год"),
        (
            "Какой телефон доверия?",
            "Сообщить можно по телефону доверия 8-800-000-07-07.",
            "8-800-000-07-07",
        ),
        ("Какой e-mail у кадров?", "Почта кадров: hr@knz.example.", "hr@knz.example"),
        ("В каком кабинете бухгалтерия?", "Бухгалтерия: кабинет 207.", "кабинет 207"),
        ("Какой клавишей отменить действие?", "Отменить действие: Ctrl+Z.", "Ctrl+Z"),
        ("В каком файле ключи apt?", "Ключи apt лежат в /etc/apt/trusted.gpg.", None),
        (
            "Кто бронирует билеты?",
            "Билеты бронирует секретарь Вера Дмитриевна Малинина.",
            "секретарь Вера Дмитриевна Малинина",
        ),
        ("Кто согласует отпуск?", "Отпуск согласует руководитель отдела.", "руководитель отдела"),
        ("Кем утверждается график?", "График утверждается директором.", "директором"),
        (
            "Где хранится аварийный пароль?",
            "Аварийный пароль хранится в сейфе директора.",
            "в сейфе директора",
        ),
        ("How many days is leave?", "Leave is 28 calendar days.", "28 calendar days"),
    ],
)
def test_the_value_is_said_as_the_document_writes_it(
    question: str, text: str, value: str | None
) -> None:
    assert short(question, text) == Value(1, value or "/etc/apt/trusted.gpg")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Сколько дней длится отпуск?", "Отпуск предоставляется по графику."),
        ("Сколько дней длится отпуск?", "Отпуск длится 28 дней или 35 дней."),
        ("Какой оклад у токаря?", "Токарь получает оклад и премию до 20 %."),
        (
            "Какая гарантия на запчасти?",
            "Гарантия на насосы НЦ — 24 месяца, на насосы НП — 18 месяцев.",
        ),
        ("Когда отрабатываем 13 июня?", "Работы назначены на 13 июня."),
        (
            "Какой лимит на такси?",
            "Лимит на такси для офиса — 6 000 ₽ в месяц, для курьеров — 12 000 ₽ в месяц.",
        ),
        ("Кто оформляет пропуск?", "Пропуск оформляет работник."),
        ("Чем отличается А от Б?", "А длится 28 дней."),
        ("Расскажи про отпуск", "Отпуск длится 28 дней."),
        ("Где хранится пароль?", "Пароль меняют в течение часа."),
    ],
)
def test_what_is_uncertain_is_not_said_shortly(question: str, text: str) -> None:
    assert short(question, text) is None


def test_of_two_values_the_one_among_the_words_asked_about_is_said() -> None:
    text = "Комплексный обед стоит 320 ₽, из них 150 ₽ доплачивает завод."
    assert short("Сколько стоит комплексный обед?", text) == Value(1, "320 ₽")
    text = "На насосы даём скидку 7 % при авансе 70 %."
    assert short("Какую скидку даём на насосы?", text) == Value(1, "7 %")


def test_of_two_cases_the_one_that_the_question_names_is_said() -> None:
    text = "Постоянным клиентам даётся скидка 12 %, новым — 3 %."
    assert short("Какая скидка постоянным клиентам?", text) == Value(1, "12 %")


def test_the_unit_asked_for_is_preferred() -> None:
    text = "Смена длится 12 часов, отпуск за смены — 5 дней."
    assert short("Сколько дней отпуск за смены?", text) == Value(1, "5 дней")


def test_what_the_question_says_itself_is_no_answer() -> None:
    text = "В субботу 13 июня с 8:00 до 14:00 не работает 1С."
    assert short("Когда 13 июня не работает 1С?", text) == Value(1, "с 8:00 до 14:00")


def test_what_was_before_is_no_answer() -> None:
    text = "Новая дата отгрузки — 24 июня вместо 10 июня."
    assert short("Какая новая дата отгрузки?", text) == Value(1, "24 июня")


def test_two_sources_that_say_the_same_do_not_compete() -> None:
    texts = ("Пароль меняют раз в 180 дней.", "Пароль нужно менять раз в 180 дней.")
    assert short("Через сколько дней менять пароль?", *texts) == Value(1, "раз в 180 дней")


def test_nothing_is_said_without_evidence() -> None:
    assert _ANSWERS.of(context(question="Сколько дней длится отпуск?")).shorts == ()
