import pytest
from tests.unit.chat.examples import fragment

from znatok.chat.places import clause_at, place_of


@pytest.mark.parametrize(
    ("text", "title", "clause", "rest"),
    [
        ("4.2. Отпуск длится 28 дней.", "Памятка", "п. 4.2", "Отпуск"),
        ("4.2 Отпуск длится 28 дней.", "Памятка", "п. 4.2", "Отпуск"),
        ("3.1.12) «Ромашка» поставляет.", "Памятка", "п. 3.1.12", "«Ромашка»"),
        ("Статья 5. Права сторон.", "Закон", "ст. 5", "Права"),
        ("§ 3 Сроки.", "Устав", "§ 3", "Сроки"),
        ("2. Назначить ответственных.", "Приказ № 9", "п. 2", "Назначить"),
    ],
)
def test_the_number_that_opens_a_line_names_the_clause(
    text: str, title: str, clause: str, rest: str
) -> None:
    found, start = clause_at(fragment(text), 0, title, "ru")
    assert found == clause
    assert text[start:].startswith(rest)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("12.03.2026 Собрание.", "Приказ"),
        ("8.30 Планёрка у директора.", "Приказ"),
        ("2. Назначить ответственных.", "Вопросы новичка"),
        ("4.2 млн рублей в год.", "Приказ"),
        ("28 дней отпуска.", "Приказ"),
        ("0.5 Оклада.", "Приказ"),
        ("Отпуск длится 28 дней.", "Приказ"),
    ],
)
def test_dates_times_and_amounts_are_no_clauses(text: str, title: str) -> None:
    assert clause_at(fragment(text), 0, title, "ru") == ("", 0)


def test_only_the_start_of_a_line_has_a_clause() -> None:
    text = "Начало. 4.2. Отпуск длится."
    assert clause_at(fragment(text), 8, "Памятка", "ru") == ("", 8)
    below = "Начало.\n4.2. Отпуск длится."
    assert clause_at(fragment(below), 8, "Памятка", "ru") == ("п. 4.2", 13)


@pytest.mark.parametrize(
    ("section", "title", "language", "place"),
    [
        ("4. Отпуска", "Положение", "ru", "раздел 4 «Отпуска»"),
        ("Отпуска", "Положение", "ru", "раздел «Отпуска»"),
        ("Глава 2. Отпуска", "Положение", "ru", "раздел 2 «Отпуска»"),
        ("Положение", "Положение", "ru", ""),
        ("ПОЛОЖЕНИЕ об отпусках", "Положение", "ru", ""),
        ("4. Leave", "Policy", "en", "section 4 “Leave”"),
    ],
)
def test_a_section_is_named_with_its_number_and_not_twice(
    section: str, title: str, language: str, place: str
) -> None:
    assert place_of(fragment("Текст.", section=(section,)), language, title=title) == place
