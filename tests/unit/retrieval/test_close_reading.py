"""Passages ranked by their best sentence."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.chat.examples import MORPHOLOGY, passage

from znatok.retrieval.close_reading import CloseReading, ReadingSettings
from znatok.retrieval.model import Passage, Query


def _read(
    question: str, passages: list[Passage], settings: ReadingSettings | None = None
) -> list[Passage]:
    terms: Mapping[str, float] = dict.fromkeys(MORPHOLOGY.terms(question), 1.0)
    query = Query(question, terms, np.ones(1, np.float32))
    reading = CloseReading(MORPHOLOGY, settings or ReadingSettings())
    return reading.read(query, passages, terms)


def _texts(passages: list[Passage]) -> list[str]:
    return [each.fragment.text for each in passages]


def test_a_sentence_with_the_words_of_the_question_lifts_its_passage() -> None:
    vague = passage("Порядок работы изложен ниже.", score=0.6)
    telling = passage("Пропуск выдаёт бюро. Срок пропуска — год.", score=0.5)
    assert _texts(_read("Какой срок у пропуска?", [vague, telling]))[0] == telling.fragment.text


def test_another_form_of_a_word_counts_as_the_word() -> None:
    one, other = passage("Подписание идёт неделю."), passage("Согласование идёт неделю.")
    assert _texts(_read("Кто должен подписать?", [other, one]))[0] == one.fragment.text


def test_every_sentence_gets_its_support() -> None:
    found = _read("отпуск", [passage("Отпуск длится месяц. Он бывает летом.")])
    assert len(found[0].support) == 2
    assert found[0].support[0] != found[0].support[1]


def test_a_sentence_that_repeats_the_title_supports_nothing() -> None:
    titled = passage("Положение об отпусках. Отпуск длится месяц.", title="Положение об отпусках")
    assert _read("отпуск", [titled])[0].support[0] == 0.0


def test_what_has_no_heading_is_not_blamed_for_not_naming_its_subject() -> None:
    under_heading = passage("Выдаётся на год.", title="Пропуск")
    alone = passage("Выдаётся на год.", title="")
    credited = _read("пропуск", [under_heading, alone])
    assert credited[0].fragment.text == "Выдаётся на год."
    supports = sorted(each.support[0] for each in credited)
    uncredited = _read("пропуск", [under_heading, alone], ReadingSettings(headless=0.0))
    assert supports[0] > min(each.support[0] for each in uncredited)


def test_reading_nothing_finds_nothing() -> None:
    assert _read("отпуск", []) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_scores_stay_within_bounds_and_fall(scores: list[float]) -> None:
    found = _read("отпуск", [passage(f"Отпуск {n}.", score=s) for n, s in enumerate(scores)])
    made = [each.score for each in found]
    assert made == sorted(made, reverse=True)
    assert all(-1e-9 <= each <= 1 + 1e-9 for each in made)


@pytest.mark.parametrize(("limit", "needed"), [(8, 20), (50, 50)])
def test_enough_is_brought_to_read(limit: int, needed: int) -> None:
    assert CloseReading(MORPHOLOGY, ReadingSettings()).needed(limit) == needed
