import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.analytics.quality.measures import (
    auroc,
    estimate,
    ndcg,
    percentile,
    recall,
    reciprocal_rank,
)

_RANKED = [f"p{number}" for number in range(1, 13)]
_SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]), min_size=1, max_size=15)


def _gold(*ids: str) -> frozenset[str]:
    return frozenset(ids)


@pytest.mark.parametrize(
    ("gold", "depth", "found"),
    [
        (_gold("p1"), 1, 1.0),
        (_gold("p2"), 1, 0.0),
        (_gold("p5", "p9"), 5, 1.0),
        (_gold("p11"), 10, 0.0),
        (_gold("absent"), 12, 0.0),
    ],
)
def test_recall_is_whether_a_right_one_is_among_the_first(
    gold: frozenset[str], depth: int, found: float
) -> None:
    assert recall(_RANKED, gold, depth) == found


@pytest.mark.parametrize(
    ("gold", "value"),
    [
        (_gold("p1"), 1.0),
        (_gold("p4", "p2"), 0.5),
        (_gold("p10"), 0.1),
        (_gold("p11"), 0.0),
        (_gold(), 0.0),
    ],
)
def test_the_reciprocal_rank_is_of_the_first_right_one(gold: frozenset[str], value: float) -> None:
    assert reciprocal_rank(_RANKED, gold) == pytest.approx(value)


@pytest.mark.parametrize(
    ("gold", "value"),
    [
        (_gold("p1"), 1.0),
        (_gold("p3"), 1 / math.log2(4)),
        (_gold("p2", "p4"), (1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3))),
        (_gold("p1", "absent"), 1 / (1 + 1 / math.log2(3))),
        (_gold("p11"), 0.0),
        (_gold(), 0.0),
    ],
)
def test_ndcg_agrees_with_a_reckoning_by_hand(gold: frozenset[str], value: float) -> None:
    assert ndcg(_RANKED, gold) == pytest.approx(value)


def test_more_right_ones_than_ten_still_make_a_perfect_list() -> None:
    assert ndcg(_RANKED, frozenset(_RANKED)) == pytest.approx(1.0)


@given(_SCORES, _SCORES)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    answerable: list[float], unanswerable: list[float]
) -> None:
    pairs = [(a > u) + 0.5 * (a == u) for a in answerable for u in unanswerable]
    assert auroc(answerable, unanswerable) == pytest.approx(sum(pairs) / len(pairs))


def test_auroc_tells_apart_perfectly_or_not_at_all() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5, 0.5], [0.5]) == 0.5


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 5))
def test_an_interval_lies_in_the_range_and_repeats_with_its_seed(
    values: list[float], seed: int
) -> None:
    found = estimate(values, seed=seed)
    assert found == estimate(values, seed=seed)
    assert found.mean == pytest.approx(sum(values) / len(values))
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found.n == len(values)


def test_an_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = estimate([0.0, 1.0] * 10), estimate([0.0, 1.0] * 500)
    assert few.low < few.mean < few.high
    assert many.low < many.mean < many.high
    assert many.high - many.low < few.high - few.low
    # 1.96 standard errors of a fair coin thrown a thousand times, either way
    assert many.high - many.low == pytest.approx(2 * 1.96 * math.sqrt(0.25 / 1_000), rel=0.15)


def test_a_certain_value_has_no_width() -> None:
    found = estimate([1.0] * 7)
    assert (found.low, found.mean, found.high) == (1.0, 1.0, 1.0)


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == pytest.approx(2.5)
    assert percentile([10.0], 0.95) == 10.0
    assert percentile([0.0, 100.0], 0.95) == pytest.approx(95.0)
