"""Tables: the row the question names, the column it asks for; nothing where several fit."""

import re

import pytest
from tests.unit.chat.examples import MORPHOLOGY, context, evidence, passage

from znatok.chat.shortly.answers import ShortAnswers
from znatok.chat.shortly.model import Cell, Short
from znatok.documents.model import BlockKind

_ANSWERS = ShortAnswers(MORPHOLOGY)
_PRICES = """Артикул | Наименование | Цена, руб. | Остаток, шт. | Срок, дней
НЦ-50 | Насос НЦ 50-200/11 | 124600 | 27 | 10
НЦ-80 | Насос НЦ 80-200/22 | 386500 | 4 | 15
ТУ-45 | Торцовое уплотнение Т-45 | 9400 | 46 | 2"""
_PHONES = """Должность | Кто | Телефон | Кабинет
Диспетчер склада | Осипов Р. И. | 151 | 12
Юрист | Чернова Е. В. | 170 | 207"""
_LEAVE = """Стаж на заводе | Дополнительный отпуск
до 5 лет | нет
от 5 до 10 лет | 2 календарных дня
от 10 до 20 лет | 4 календарных дня
20 лет и более | 6 календарных дней"""


def short(question: str, table: str, *rows: int) -> Short | None:
    lines = [match.span() for match in re.finditer(r".+", table)]
    found = passage(table, spans=lines, kind=BlockKind.TABLE, title="Таблица")
    pieces = [evidence(found, row) for row in rows]
    shorts = _ANSWERS.of(context(*pieces, question=question)).shorts
    return shorts[0] if shorts else None


@pytest.mark.parametrize(
    ("question", "table", "row", "named", "column", "value"),
    [
        ("Сколько стоит НЦ 50-200/11?", _PRICES, 1, "Насос НЦ 50-200/11", "Цена, руб.", "124600"),
        ("Сколько штук Т-45 в остатке?", _PRICES, 3, "Т-45", "Остаток, шт.", "46"),
        ("Какой остаток у Т-45?", _PRICES, 3, "Т-45", "Остаток, шт.", "46"),
        ("Телефон диспетчера склада", _PHONES, 1, "Диспетчер склада", "Телефон", "151"),
        ("В каком кабинете Чернова?", _PHONES, 2, "Чернова Е. В.", "Кабинет", "207"),
        ("Сколько дней отпуска за стаж 12 лет?", _LEAVE, 3, "от 10 до 20", "Доп", "4 кален"),
        ("Сколько дней отпуска за стаж 25 лет?", _LEAVE, 4, "20 лет и более", "Доп", "6 кален"),
    ],
)
def test_the_cell_is_said_with_its_row_and_column(
    question: str, table: str, row: int, named: str, column: str, value: str
) -> None:
    said = short(question, table, row)
    assert isinstance(said, Cell)
    assert named in said.row
    assert said.column.startswith(column)
    assert said.value.startswith(value)


def test_the_row_counts_wherever_it_stands_among_the_evidence() -> None:
    said = short("Сколько стоит Т-45?", _PRICES, 1, 3)
    assert isinstance(said, Cell)
    assert (said.label, said.value) == (2, "9400")


@pytest.mark.parametrize(
    ("question", "table", "rows"),
    [
        ("Сколько стоит насос?", _PRICES, (1, 2)),  # two pumps
        ("Сколько стоит Т-45?", _PRICES, (1, 2)),  # its row is not what is quoted
        ("Какой телефон у директора?", _PHONES, (1, 2)),  # no such row
        ("Какая масса у Т-45?", _PRICES, (3,)),  # no such column
        ("Что известно про Т-45?", _PRICES, (3,)),  # all columns
    ],
)
def test_no_cell_is_said_where_row_or_column_is_uncertain(
    question: str, table: str, rows: tuple[int, ...]
) -> None:
    assert short(question, table, *rows) is None


def test_a_condition_in_a_cell_is_not_the_sum_asked_for() -> None:
    table = "Договор | Кто согласует | Срок\nсвыше 300 000 ₽ | главный бухгалтер | 3 дня"
    assert not isinstance(short("Какой оклад у главного бухгалтера?", table, 1), Cell)
