from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.understanding.numerals import CARDINALS, read_cardinal, read_ordinal


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("три", 3),
        ("двадцать один", 21),
        ("сто пять", 105),
        ("три тысячи двести", 3200),
        ("двух миллионов трёхсот тысяч", 2_300_000),
        ("тысяча", 1000),
        ("полтора миллиона", 1_500_000),
    ],
)
def test_reads_numbers_in_words(words: str, value: int) -> None:
    split = words.replace("ё", "е").split()
    assert read_cardinal(split, 0) == (Fraction(value), len(split))


def test_a_number_stops_where_a_second_one_begins() -> None:
    assert read_cardinal(["пять", "три"], 0) == (Fraction(5), 1)
    assert read_cardinal(["десять", "два"], 0) == (Fraction(10), 1)
    assert read_cardinal(["рублей"], 0) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("третьего", 3),
        ("двадцать первого", 21),
        ("две тысячи двадцать четвертого", 2024),
        ("тысяча девятьсот девяносто восьмого", 1998),
        ("двухтысячного", 2000),
    ],
)
def test_reads_ordinals_in_words(words: str, value: int) -> None:
    assert read_ordinal(words.split(), 0) == (value, len(words.split()))


@pytest.mark.parametrize("words", ["двадцать", "пять первого", "тридцать двадцатого", "дом"])
def test_what_is_no_ordinal_is_none(words: str) -> None:
    assert read_ordinal(words.split(), 0) is None


@given(st.lists(st.sampled_from([*CARDINALS, "тысяч", "миллион", "первого", "год"]), max_size=8))
def test_any_words_are_read_forward_or_not_at_all(words: list[str]) -> None:
    for read in (read_cardinal(words, 0), read_ordinal(words, 0)):
        assert read is None or 0 < read[1] <= len(words)
