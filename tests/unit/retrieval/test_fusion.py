from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.index.ports import Candidate
from znatok.kernel.ids import DocumentId, FragmentId
from znatok.retrieval.fusion import FusionSettings, fuse

_DOCUMENT = DocumentId(UUID(int=1))


def _candidate(
    number: int, dense: float, lexical: float = 0.0, sentences: tuple[float, ...] = ()
) -> Candidate:
    return Candidate(FragmentId(UUID(int=number)), _DOCUMENT, dense, lexical, sentences)


_SCORES = st.floats(-1, 1) | st.sampled_from([0.0, 0.5, 0.5 + 1e-13])
_CANDIDATES = st.lists(
    st.tuples(_SCORES, st.floats(0, 50), st.lists(_SCORES, max_size=3).map(tuple)), max_size=12
).map(lambda drawn: [_candidate(at, *each) for at, each in enumerate(drawn)])


def test_nothing_found_ranks_nothing() -> None:
    assert fuse([], FusionSettings()) == []


def test_meaning_and_words_are_weighed_by_their_shares() -> None:
    found = [_candidate(1, 0.9, 0.0), _candidate(2, 0.7, 10.0), _candidate(3, 0.8, 5.0)]
    ranked = fuse(found, FusionSettings(dense=0.7, sentence=0.0))
    assert [at for _, at in ranked] == [0, 2, 1]
    assert [score for score, _ in ranked] == pytest.approx([1.0, 0.5, 0.0])
    by_words = fuse(found, FusionSettings(dense=0.3, sentence=0.0))
    assert [at for _, at in by_words] == [1, 2, 0]


def test_what_stands_out_counts_for_more_than_what_is_much_alike() -> None:
    alike = [_candidate(n, 0.8 + 0.01 * (n % 2), 0.0) for n in range(2, 42)]
    named = _candidate(1, 0.8, 12.0)
    assert fuse([*alike, named], FusionSettings())[0][1] == len(alike)


def test_the_best_sentence_speaks_for_its_fragment() -> None:
    found = [_candidate(1, 0.80, sentences=(0.80,)), _candidate(2, 0.79, sentences=(0.1, 0.95))]
    assert fuse(found, FusionSettings(sentence=0.0))[0][1] == 0
    assert fuse(found, FusionSettings(sentence=0.5))[0][1] == 1


def test_what_waits_for_its_vectors_leaves_the_order_of_the_others_alone() -> None:
    ready = [_candidate(1, 0.86, 2.0), _candidate(2, 0.80, 3.0), _candidate(3, 0.78, 0.0)]
    waiting = [_candidate(number, 0.0, 1.0, (0.0, 0.0)) for number in range(4, 9)]
    settings = FusionSettings()
    order = [at for _, at in fuse([*ready, *waiting], settings)]
    assert [at for at in order if at < len(ready)] == [at for _, at in fuse(ready, settings)]
    # Its words alone put it above what is no closer in meaning than the least.
    worded = [*ready, _candidate(4, 0.0, 40.0, (0.0,))]
    order = [at for _, at in fuse(worded, settings)]
    assert order.index(len(ready)) < order.index(2)


def test_ties_go_to_the_higher_cosine_then_to_the_smaller_id() -> None:
    found = [_candidate(9, 0.5, 1.0), _candidate(3, 0.5, 1.0), _candidate(5, 0.5, 1.0)]
    assert [at for _, at in fuse(found, FusionSettings())] == [1, 2, 0]
    words_alone = FusionSettings(dense=0.0)
    found = [_candidate(1, 0.4, 1.0), _candidate(2, 0.6, 1.0)]
    assert [at for _, at in fuse(found, words_alone)] == [1, 0]


def test_scores_that_tell_nothing_apart_count_for_nothing() -> None:
    found = [_candidate(1, 0.8, 2.0), _candidate(2, 0.8, 4.0)]
    assert [score for score, _ in fuse(found, FusionSettings(dense=0.7))] == pytest.approx(
        [1.0, 0.0]
    )
    assert [score for score, _ in fuse([_candidate(1, 0.8, 2.0)], FusionSettings())] == [0.0]


@given(_CANDIDATES, st.floats(0, 1), st.floats(0, 1))
def test_every_candidate_is_ranked_once_with_a_score_from_0_to_1(
    found: list[Candidate], dense: float, sentence: float
) -> None:
    ranked = fuse(found, FusionSettings(dense=dense, sentence=sentence))
    assert sorted(at for _, at in ranked) == list(range(len(found)))
    scores = [score for score, _ in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)


@given(_CANDIDATES, st.randoms())
def test_the_order_in_which_candidates_come_changes_nothing(
    found: list[Candidate], random: Random
) -> None:
    mixed = found[:]
    random.shuffle(mixed)
    settings = FusionSettings()
    ids = [found[at].fragment_id for _, at in fuse(found, settings)]
    assert [mixed[at].fragment_id for _, at in fuse(mixed, settings)] == ids
