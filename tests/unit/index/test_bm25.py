import pytest

from znatok.index import bm25


def test_a_rarer_term_tells_more() -> None:
    assert bm25.idf(100, 1) > bm25.idf(100, 50) > bm25.idf(100, 100) > 0


def test_an_average_fragment_with_one_occurrence_is_worth_one() -> None:
    assert bm25.saturation(1.0, bm25.penalty(40.0, 40.0)) == pytest.approx(1.0)


def test_repetition_saturates() -> None:
    penalty = bm25.penalty(40.0, 40.0)
    assert 2.19 < bm25.saturation(1000.0, penalty) < 2.2


def test_a_longer_fragment_needs_more_occurrences() -> None:
    assert bm25.saturation(2.0, bm25.penalty(80.0, 40.0)) < bm25.saturation(
        2.0, bm25.penalty(40.0, 40.0)
    )


def test_a_collection_without_terms_is_no_error() -> None:
    assert bm25.penalty(0.0, 0.0) == pytest.approx(0.3)
