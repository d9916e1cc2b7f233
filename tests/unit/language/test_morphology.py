import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.language.morphology import Morphology
from znatok.language.rarity import inverse_frequencies
from znatok.language.text import fold, squeeze


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology()


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("шёл", "идти"),
        ("людей", "человек"),
        ("отпуска", "отпуск"),
        ("Договору", "договор"),
        ("ёлки", "елка"),
        ("елки", "елка"),
        ("server", "server"),
        ("Servers", "servers"),
        ("2024", "2024"),
    ],
)
def test_a_word_becomes_its_dictionary_form(morphology: Morphology, word: str, lemma: str) -> None:
    assert morphology.lemma(word) == lemma


def test_words_with_and_without_the_dots_of_yo_are_one(morphology: Morphology) -> None:
    assert morphology.terms("Всё включено: счёт, приём") == morphology.terms(
        "Все включено: счет, прием"
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("152-ФЗ", ["152-фз", "152", "фз"]),
        ("счёт-фактура", ["счет-фактура", "счет", "фактура"]),
        ("п. 4.2.1", ["п", "4.2.1", "4", "2", "1"]),
        ("А-17/3", ["а-17/3", "17", "3"]),
    ],
)
def test_a_compound_gives_itself_whole_and_its_parts(
    morphology: Morphology, text: str, terms: list[str]
) -> None:
    assert morphology.terms(text) == terms


def test_function_words_are_left_out(morphology: Morphology) -> None:
    assert morphology.terms("не в отпуске и без договора, но с ними") == ["отпуск", "договор"]


def test_counts_how_often_a_term_occurs(morphology: Morphology) -> None:
    counts = morphology.counts("Отпуск, отпуска, отпуском. Договор.")
    assert counts == {"отпуск": 3, "договор": 1}


@given(
    st.text(st.sampled_from("абвёжшеАБЁ abcXYZ 0123-./_№«»\n\u00a0ﬁ½"), max_size=80)
    | st.text(max_size=80)
)
def test_a_located_term_stands_where_it_says(morphology: Morphology, text: str) -> None:
    for start, end, lemma in morphology.located_terms(text):
        assert 0 <= start < end <= len(text)
        assert morphology.lemma(text[start:end]) == lemma
        assert lemma


def test_spans_of_parts_lie_inside_their_compound(morphology: Morphology) -> None:
    text = "Выставлена счёт-фактура."
    found = [(text[start:end], lemma) for start, end, lemma in morphology.located_terms(text)]
    assert found[1:] == [
        ("счёт-фактура", "счет-фактура"),
        ("счёт", "счет"),
        ("фактура", "фактура"),
    ]


@pytest.mark.parametrize(
    ("word", "known"), [("Иванов", True), ("Москва", True), ("отпуск", False), ("срок", False)]
)
def test_knows_names_from_other_words(morphology: Morphology, word: str, *, known: bool) -> None:
    assert morphology.is_name(word) is known


def test_the_rarer_a_term_the_more_it_tells() -> None:
    rarity = inverse_frequencies({"редкий": 1, "частый": 60, "всюду": 100, "нигде": 0}, 100)
    assert rarity["нигде"] > rarity["редкий"] > rarity["частый"] > rarity["всюду"] > 0
    assert rarity["редкий"] == pytest.approx(math.log(1 + 99.5 / 1.5))


def test_an_empty_index_knows_no_rarity_and_fails_on_nothing() -> None:
    assert inverse_frequencies({"слово": 0}, 0)["слово"] > 0
    assert inverse_frequencies({}, 10) == {}


def test_folding_compares_and_squeezing_tidies() -> None:
    assert fold("Ёлка № ½ ﬁ") == "елка no 1⁄2 fi"
    assert squeeze("  один \n\t два\u00a0три ") == "один два три"
