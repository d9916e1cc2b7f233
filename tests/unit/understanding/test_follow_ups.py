"""Which questions need the ones before them."""

import pytest

from znatok.language.morphology import Morphology
from znatok.understanding.follow_ups import leans_on_earlier, thread_of

_MORPHOLOGY = Morphology()


def _leans(text: str) -> bool:
    return leans_on_earlier(text, set(_MORPHOLOGY.terms(text)))


@pytest.mark.parametrize(
    "text",
    [
        "а если меньше года?",
        "А в Минске?",
        "какой у неё телефон",
        "сколько дней максимум",
        "из них заёмных сколько",
        "почему так строго",
        "and the hotel limit?",
        "подробнее",
    ],
)
def test_a_question_that_points_back_goes_on_or_names_nothing_leans(text: str) -> None:
    assert _leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Где курить на территории?",
        "а сколько стоит абонемент в бассейн по компенсации?",
        "посчитай выручку за третий квартал по филиалам",
        "Кому сообщать о фишинговом письме?",
    ],
)
def test_a_question_with_a_subject_of_its_own_stands_alone(text: str) -> None:
    assert not _leans(text)


def test_a_chain_of_leaning_questions_is_followed_to_the_one_that_stands_alone() -> None:
    asked = ("Где бассейн?", "Кто ведёт проект «Север»?", "а бюджет?")
    assert thread_of(asked, (False, False, True)) == asked[1:]
    assert thread_of(asked, (False, False, False)) == asked[2:]


def test_a_thread_is_never_longer_than_asked_for() -> None:
    asked = [f"вопрос {n}" for n in range(6)]
    assert thread_of(asked, [True] * 6, longest=3) == tuple(asked[3:])
    assert thread_of((), ()) == ()
