import pytest

from znatok.ingestion.parsing.number_formats import BUILT_IN, month_of, number_format

ACCOUNTING = '_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-;_-* "-"??\\ "₽"_-;_-@_-'


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", 0.15, "15 %"),
        ("0.0%", 0.1234, "12,3 %"),
        ('0" %"', 15.0, "15 %"),
        ("#,##0", 1020000.0, "1020000"),
        ("# ##0.00", 1934.5, "1934,50"),
        ("# ##0.##", 92.0, "92"),
        ("0.00", 2.675, "2,68"),
        ("0", 12.7, "13"),
        ("0000", 42.0, "0042"),
        ("#,##0,", 1020000.0, "1020"),
        ('#,##0.00\\ "₽"', 4200.0, "4200,00 ₽"),
        ("#,##0\\ [$₽-419]", 4200.0, "4200 ₽"),
        ("[$$-409]#,##0.00", 9.9, "$9,90"),
        ('0" шт."', 7.0, "7 шт."),
        ("#,##0;[Red]-#,##0", -5.0, "-5"),
        ("#,##0;(#,##0)", -5.0, "(5)"),
        ("0.0", -0.04, "0,0"),
        (ACCOUNTING, -1500.0, "-1500,00 ₽"),
        (ACCOUNTING, 0.0, "- ₽"),
        (BUILT_IN[10], 0.5, "50,00 %"),
    ],
)
def test_a_number_is_shown_as_its_format_tells(code: str, value: float, shown: str) -> None:
    told = number_format(code)
    assert told is not None
    assert told.show(value) == shown


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "# ?/?",
        "0.00E+00",
        "000-00-00",
        "[<=99]0;0.0",
        "dd.mm.yyyy",
        "@",
        "0." + "0" * 30,
    ],
)
def test_a_format_that_is_not_understood_leaves_the_number_plain(code: str) -> None:
    assert number_format(code) is None


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("[$-419]mmmm yyyy;@", "март 2026"),
        ("mm.yyyy", "03.2026"),
        ("mmm-yy", "март 2026"),
        ("dd.mm.yyyy", None),
        ("h:mm", None),
        ("mm:ss", None),
    ],
)
def test_a_month_without_its_day_is_shown_without_a_day(code: str, shown: str | None) -> None:
    assert month_of(code, 2026, 3) == shown
