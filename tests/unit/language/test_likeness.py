import pytest

from znatok.language.likeness import likeness, likeness_in


@pytest.mark.parametrize(
    ("one", "other"),
    [("подписание", "подписать"), ("северный", "север"), ("отпускной", "отпуск")],
)
def test_words_of_one_root_are_alike(one: str, other: str) -> None:
    assert 0.5 < likeness(one, other) < 1
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("отпуск", "командировка"), ("пер", "перо"), ("переезд", "перерасчет"), ("2024", "2025")],
)
def test_words_of_other_roots_and_numbers_are_not(one: str, other: str) -> None:
    assert likeness(one, other) == 0


def test_the_word_itself_outweighs_its_kin() -> None:
    assert likeness_in("отпуск", {"отпуск", "отпускной"}) == 1
    assert likeness_in("отпуск", {"отпускной", "приказ"}) == likeness("отпуск", "отпускной")
    assert likeness_in("отпуск", frozenset()) == 0
