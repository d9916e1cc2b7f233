import datetime as dt
import io
from typing import Any

import openpyxl
import pytest

from znatok.documents.model import BlockKind
from znatok.ingestion.errors import TooLarge
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing import read_file


def book(**sheets: Any) -> Any:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_sheet_is_a_heading_and_areas_between_empty_rows_are_tables() -> None:
    rows = [["Товар", "Цена"], ["Стол", 12500], [], [], ["Итого", None, 12500.5]]
    parsed = read_file(saved(book(Прайс=rows)), "a.xlsx")
    assert [(b.kind, b.sheet) for b in parsed.blocks] == [
        (BlockKind.HEADING, "Прайс"),
        (BlockKind.TABLE, "Прайс"),
        (BlockKind.TABLE, "Прайс"),
    ]
    assert parsed.blocks[1].rows == (("Товар", "Цена"), ("Стол", "12500"))
    assert parsed.blocks[2].rows == (("Итого", "12500,5"),)


def test_values_read_as_people_write_them() -> None:
    row = [
        dt.date(2026, 3, 12),
        dt.datetime.fromisoformat("2026-03-12T09:05"),
        True,
        0.1 + 0.2,
        1e6,
        -3.0,
    ]
    parsed = read_file(saved(book(Лист=[["д", "в", "п", "с", "м", "о"], row])), "a.xlsx")
    assert parsed.blocks[1].rows[1] == (
        "12.03.2026",
        "12.03.2026 09:05",
        "ИСТИНА",
        "0,3",
        "1000000",
        "-3",
    )


def test_merged_cells_are_repeated() -> None:
    made = book(Лист=[["Отдел", "Дни", None], [None, "лето", "зима"]])
    made["Лист"].merge_cells("A1:A2")
    made["Лист"].merge_cells("B1:C1")
    assert read_file(saved(made), "a.xlsx").blocks[1].rows == (
        ("Отдел", "Дни", "Дни"),
        ("Отдел", "лето", "зима"),
    )


def test_a_hidden_sheet_is_read_with_a_warning() -> None:
    made = book(Явный=[["а", "б"]], Скрытый=[["в", "г"]])
    made["Скрытый"].sheet_state = "hidden"
    parsed = read_file(saved(made), "a.xlsx")
    assert "в | г" in parsed.text
    assert parsed.warnings == ("hidden-sheets",)
    assert "Скрытый (скрытый лист)" in parsed.text


def tables(rows: Any) -> list[tuple[tuple[str, ...], ...]]:
    return [b.rows for b in read_file(saved(book(Лист=rows)), "a.xlsx").blocks if b.rows]


def test_tables_side_by_side_are_apart() -> None:
    rows = [
        ["Товар", "Цена", None, "Город", "Суточные"],
        ["Стол", 12500, None, "Пермь", 700],
        ["Стул", 3500],
        ["Шкаф", 9900],
    ]
    assert tables(rows) == [
        (("Товар", "Цена"), ("Стол", "12500"), ("Стул", "3500"), ("Шкаф", "9900")),
        (("Город", "Суточные"), ("Пермь", "700")),
    ]
    twice = [["Товар", "Цена", None, "Товар", "Цена"], ["Стол", 1, None, "Стул", 2]]
    assert tables(twice) == [
        (("Товар", "Цена"), ("Стол", "1")),
        (("Товар", "Цена"), ("Стул", "2")),
    ]


def test_a_column_left_empty_inside_a_table_does_not_break_it() -> None:
    rows = [
        ["Товар", "Цена", None, "Склад", "Остаток"],
        ["Стол", 12500, None, "Юг", 7],
        ["Итого", 12500],
    ]
    assert tables(rows) == [
        (
            ("Товар", "Цена", "Склад", "Остаток"),
            ("Стол", "12500", "Юг", "7"),
            ("Итого", "12500", "", ""),
        )
    ]


def test_too_many_cells_are_refused() -> None:
    rows = [[1, 2, 3]] * 50
    with pytest.raises(TooLarge):
        read_file(saved(book(Лист=rows)), "a.xlsx", Limits(max_cells=100))


def test_merged_cells_are_found_when_the_table_starts_in_the_middle_of_the_sheet() -> None:
    made = book(Лист=[[], [], [None, "Зона", "Дни", None], [None, None, "лето", "зима"]])
    made["Лист"].merge_cells("B3:B4")
    made["Лист"].merge_cells("C3:D3")
    assert read_file(saved(made), "a.xlsx").blocks[1].rows == (
        ("Зона", "Дни", "Дни"),
        ("Зона", "лето", "зима"),
    )


def test_numbers_are_shown_in_the_format_of_their_cell() -> None:
    made = book(
        Лист=[[], [None, "Скидка", "Цена", "Месяц"], [None, 0.15, 4200, dt.date(2026, 3, 1)]]
    )
    sheet = made["Лист"]
    sheet["B3"].number_format = "0%"
    sheet["C3"].number_format = '#,##0.00\\ "₽"'
    sheet["D3"].number_format = "mmmm yyyy"
    assert read_file(saved(made), "a.xlsx").blocks[1].rows[1] == ("15 %", "4200,00 ₽", "март 2026")


def test_formats_are_taken_from_the_sheet_they_stand_in() -> None:
    made = book(Доли=[["Доля"], [0.5]], Числа=[["Число"], [0.5]])
    made["Доли"]["A2"].number_format = "0%"
    parsed = read_file(saved(made), "a.xlsx")
    assert [b.rows[1] for b in parsed.blocks if b.rows] == [("50 %",), ("0,5",)]


def test_formats_are_found_in_a_large_sheet() -> None:
    made = book(Лист=[["Доля", "Слова"], *([0.25, "слово " * 20] for _ in range(9000))])
    made["Лист"]["A9001"].number_format = "0%"
    rows = read_file(saved(made), "a.xlsx").blocks[1].rows
    assert (rows[1][0], rows[9000][0]) == ("0,25", "25 %")


def test_a_merged_caption_stands_before_its_table() -> None:
    made = book(Склад=[["Остатки на 1 июня"], ["Код", "Имя", "Штук"], ["А-1", "Насос", 4]])
    made["Склад"].merge_cells("A1:C1")
    blocks = read_file(saved(made), "a.xlsx").blocks
    assert [b.kind for b in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert blocks[2].rows[0] == ("Код", "Имя", "Штук")
