"""What a question and a document meet by, beside lemmas."""

import pytest

from znatok.language.morphology import Morphology
from znatok.language.wording import (
    YES_NO,
    asks_yes_or_no,
    family,
    indexed_terms,
    says_yes_or_no,
    searched_terms,
)


def test_words_of_one_root_share_a_family() -> None:
    morphology = Morphology()
    assert family(morphology.lemma("подписание")) == family(morphology.lemma("подписать"))
    assert family("отпуск") != family("отправка")


def test_a_family_is_never_taken_for_a_lemma() -> None:
    assert family("срок") != "срок"


def test_a_code_is_its_own_family() -> None:
    assert family("50-200/11") != family("50-200/12")


def test_a_fragment_is_indexed_by_lemmas_and_families() -> None:
    terms = indexed_terms(["перевод", "перевод", "перевозка", YES_NO])
    assert terms == {"перевод": 2, "перевозка": 1, family("перевод"): 3, YES_NO: 1}


def test_a_question_weighs_a_family_as_its_lemmas_together() -> None:
    terms = searched_terms("Как оформить перевод?", {"перевод": 1.0, "перевозка": 0.5})
    assert terms[family("перевод")] == 1.5
    assert YES_NO not in terms


@pytest.mark.parametrize("question", ["Можно ли взять отпуск?", "есть ли парковка", "Can I park?"])
def test_hears_that_a_yes_or_a_no_is_wanted(question: str) -> None:
    assert asks_yes_or_no(question)
    assert YES_NO in searched_terms(question, {"отпуск": 1.0})


@pytest.mark.parametrize("question", ["Сколько дней отпуска?", "где взять ключи", "Who may park?"])
def test_a_question_for_a_fact_wants_neither(question: str) -> None:
    assert not asks_yes_or_no(question)


def test_sees_that_a_text_opens_with_a_yes_or_a_no() -> None:
    assert says_yes_or_no("Нет. Один номер привязывается к одной записи.")
    assert says_yes_or_no("— Да, можно.")
    assert not says_yes_or_no("Данные хранятся год.")
    assert not says_yes_or_no("Отпуск можно перенести.")
