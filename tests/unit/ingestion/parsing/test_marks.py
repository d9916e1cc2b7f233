import pytest

from znatok.ingestion.parsing.marks import is_caps, is_short_title, list_mark, structural_level


@pytest.mark.parametrize(
    ("line", "depth"),
    [("4.2. Заказчик", 2), ("1) первый", 1), ("а) буква", 2), ("IV. Порядок", 1), ("1.Общие", 1)],
)
def test_a_clause_number_is_a_mark(line: str, depth: int) -> None:
    mark = list_mark(line)
    assert mark is not None
    assert (mark.depth, mark.bullet) == (depth, False)


@pytest.mark.parametrize("line", ["• пункт", "— пункт", "- пункт", "● пункт"])
def test_a_bullet_is_a_mark_that_says_nothing(line: str) -> None:
    mark = list_mark(line)
    assert mark is not None
    assert mark.bullet
    assert line[mark.width :] == "пункт"


@pytest.mark.parametrize(
    "line", ["г. Брянск", "38.05.01 Экономика", "12.03.2026 подписан", "2026 год", "-5 градусов"]
)
def test_a_city_a_code_and_a_date_are_no_marks(line: str) -> None:
    assert list_mark(line) is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Раздел I. Общая часть", 1),
        ("Глава 2", 2),
        ("§ 3. Сроки", 3),
        ("Статья 5. Отпуск", 4),
        ("Приложение № 1", 1),
        ("Статья 5 настоящего Закона применяется", None),
        ("статья 5", None),
        ("Часть времени уходит на дорогу", None),
    ],
)
def test_structural_words_head_only_where_they_stand_alone(text: str, level: int | None) -> None:
    assert structural_level(text) == level


def test_capitals_and_short_titles() -> None:
    assert is_caps("ОБЩИЕ ПОЛОЖЕНИЯ")
    assert not is_caps("ООО")
    assert not is_caps("Общие положения")
    assert is_short_title("1. Общие положения")
    assert is_short_title("1. Предмет договора.", period=True)
    assert not is_short_title("поставщик обязуется передать товар")
