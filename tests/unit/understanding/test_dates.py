import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.understanding.dates import find_dates

_TWELFTH = dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12 марта 2024 г.",
        "12 марта 2024 года",
        "12\u00a0МАРТА 2024",
        "12 мар. 2024 г.",
        "12-го марта 2024 года",
        "«12» марта 2024 г.",
        '"12" марта 2024 года',
        "“12” марта 2024 г.",
        "12 марта 24 г.",
        "12.03.2024",
        "12.03.2024 г.",
        "12.03.2024г.",
        "«12»марта 2024г.",
        "12.3.2024",
        "12.03.24",
        "12/03/2024",
        "12-03-2024",
        "2024-03-12",
        "2024.03.12",
        "двенадцатого марта 2024 года",
        "Двенадцатое марта 2024",
        "двенадцатого марта две тысячи двадцать четвёртого года",
        "March 12, 2024",
        "12 March 2024",
        "12th of March 2024",
        "Mar 12 2024",
    ],
)
def test_reads_one_day_however_it_is_written(written: str) -> None:
    text = f"Приказ от {written} утверждён"
    [found] = find_dates(text)
    assert found.day == _TWELFTH
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("двадцать первого января 1999 года", dt.date(1999, 1, 21)),
        ("тридцать первого мая 2023 г.", dt.date(2023, 5, 31)),
        ("третьего июля 2025 года", dt.date(2025, 7, 3)),
        ("пятого мая двухтысячного года", dt.date(2000, 5, 5)),
        ("первого июня тысяча девятьсот девяносто восьмого года", dt.date(1998, 6, 1)),
        ("01.02.98", dt.date(1998, 2, 1)),
        ("29.02.2024", dt.date(2024, 2, 29)),
    ],
)
def test_reads_the_day_month_and_year(written: str, day: dt.date) -> None:
    assert [found.day for found in find_dates(written)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2024",
        "29.02.2023",
        "31 апреля 2024 года",
        "12.13.2024",
        "«___» марта 2024 г.",
        "п. 3.1.24",
        "пункт 10.11.12",
        "версия 11.12.13",
        "IP 10.12.20.24",
        "тел. 12-03-24",
        "+7 495 12-03-2024-55",
        "12 марта",
        "2024 год",
        "12.03",
        "счёт 40702810.12.03.2024.1",
        "",
    ],
)
def test_what_is_no_whole_date_is_not_found(text: str) -> None:
    assert find_dates(text) == []


def test_a_span_of_days_ends_on_a_whole_date() -> None:
    assert [found.day for found in find_dates("с 12-15 марта 2024 г.")] == [dt.date(2024, 3, 15)]


def test_finds_every_date_in_order() -> None:
    text = "Договор от 01.02.2024 действует по 31 декабря 2025 г., изменён 2024-06-05T10:00."
    assert [found.day for found in find_dates(text)] == [
        dt.date(2024, 2, 1),
        dt.date(2025, 12, 31),
        dt.date(2024, 6, 5),
    ]


def test_spans_hold_where_lower_case_is_longer() -> None:
    text = "İİİ от 12.03.2024"
    [found] = find_dates(text)
    assert text[found.start : found.end] == "12.03.2024"


@given(st.text(alphabet='0123456789.-/ «»"гмартяпеоддьцтихчвы№İ\n', max_size=60))
def test_any_text_gives_spans_inside_it_apart_and_in_order(text: str) -> None:
    found = find_dates(text)
    edges = [edge for date in found for edge in (date.start, date.end)]
    assert edges == sorted(edges)
    assert all(0 <= date.start < date.end <= len(text) for date in found)


@given(st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2067, 12, 31)))
def test_every_day_is_read_back_from_each_way_of_writing(day: dt.date) -> None:
    for written in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d.%m.%y}", f"{day:%B %d, %Y}"):
        assert [found.day for found in find_dates(f"от {written}.")] == [day]
