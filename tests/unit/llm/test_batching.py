from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from znatok.llm.batching import batches

lengths = st.lists(st.integers(0, 600), max_size=60)


@settings(deadline=None)  # a busy machine is not a bug
@given(lengths, st.integers(1, 2000))
def test_every_sequence_is_in_one_batch_that_fits(sizes: list[int], most: int) -> None:
    array = np.array(sizes, np.intp)
    found = batches(array, most)
    assert sorted(i for batch in found for i in batch.tolist()) == list(range(len(sizes)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * array[batch].max() <= most


@settings(deadline=None)  # a busy machine is not a bug
@given(lengths, st.integers(600, 2000))
def test_batches_hold_sequences_of_like_length(sizes: list[int], most: int) -> None:
    array = np.array(sizes, np.intp)
    flat = [array[i] for batch in batches(array, most) for i in batch.tolist()]
    assert flat == sorted(sizes)


def test_sequences_of_like_length_share_a_batch() -> None:
    assert [each.tolist() for each in batches(np.array([20, 21, 22]), 512)] == [[0, 1, 2]]


def test_a_long_sequence_is_not_what_short_ones_are_padded_to() -> None:
    assert [each.tolist() for each in batches(np.array([10, 200, 11]), 512)] == [[0, 2], [1]]


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=9))
def test_no_other_split_of_neighbours_computes_less(sizes: list[int]) -> None:
    def cost(groups: list[list[int]]) -> int:
        return sum(12 + len(each) * max(1, *each) for each in groups)

    ordered = sorted(sizes)
    every = [
        [ordered[a:b] for a, b in pairwise([0, *cuts, len(ordered)])]
        for n in range(len(ordered))
        for cuts in combinations(range(1, len(ordered)), n)
    ]
    chosen = [[sizes[i] for i in each.tolist()] for each in batches(np.array(sizes), 10_000)]
    assert cost(chosen) == min(map(cost, every))
