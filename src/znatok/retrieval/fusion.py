"""One ranking from meaning and words.

Convex combination of normalised scores inside the union of both candidate lists (Bruch, Gai &
Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"): it keeps how far apart the
scores lie, which reciprocal ranks throw away. Each list is put in units of its own spread
(z-score), so that a list in which few stand out says more than one in which all are much alike.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from znatok.index.ports import Candidate

Scores = NDArray[np.float64]
_ALIKE = 1e-12  # scores closer than this tell nothing apart


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """Weights of the fused score.

    `dense`: share of meaning; the rest is words. `sentence`: share, inside meaning, of the best
    sentence's cosine against that of the whole fragment. The best of n chances is high by luck
    alone, by about σ·√(2·ln n): `sentence_luck` and `fragment_luck` are the shares of it taken off
    for the sentences of a fragment and for the fragments of its document, without which long
    documents crowd out short ones. `spread`: that σ, of the cosines of a question with unrelated
    text (.02 to .03 for multilingual-e5-small).

    Fitted by benchmarks/ranking.py on development questions of our own over public manuals and on
    the demo company's golden questions.
    """

    dense: float = 0.7
    sentence: float = 0.3
    sentence_luck: float = 0.5
    fragment_luck: float = 0.3
    spread: float = 0.03


def fuse(candidates: Sequence[Candidate], settings: FusionSettings) -> list[tuple[float, int]]:
    """(score, position in `candidates`) of each candidate, the best first.

    Ties go to the higher cosine, then to the smaller fragment id, so that a search repeats exactly.
    """
    if not candidates:
        return []
    # Sums depend on the order of their parts; a fixed one keeps equal scores equal.
    places = sorted(range(len(candidates)), key=lambda at: candidates[at].fragment_id)
    found = [candidates[at] for at in places]
    meaning = _least_for_unknown(found, np.array([_meaning(each, settings) for each in found]))
    words = np.array([each.lexical for each in found])
    scores = _min_max(settings.dense * _standard(meaning) + (1 - settings.dense) * _standard(words))
    order = sorted(range(len(found)), key=lambda at: (-scores[at], -found[at].dense, at))
    return [(float(scores[at]), places[at]) for at in order]


def _least_for_unknown(found: Sequence[Candidate], meaning: Scores) -> Scores:
    """What waits for its vectors is ranked by its words: no closer in meaning than any other.

    Left at zero, far below all cosines there are, it would stretch their spread until differences
    between the others told nothing.
    """
    known = np.array([each.dense != 0.0 or any(each.sentences) for each in found])
    if known.all() or not known.any():
        return meaning
    return np.where(known, meaning, meaning[known].min())


def _meaning(candidate: Candidate, settings: FusionSettings) -> float:
    fragments = settings.fragment_luck * _luck(candidate.siblings, settings.spread)
    if not candidate.sentences:
        return candidate.dense - fragments
    sentences = settings.sentence_luck * _luck(len(candidate.sentences), settings.spread)
    best = max(candidate.sentences) - sentences
    return (1 - settings.sentence) * candidate.dense + settings.sentence * best - fragments


def _luck(chances: int, spread: float) -> float:
    """How far the highest of `chances` normal values stands above their mean, about."""
    return spread * math.sqrt(2 * math.log(max(1, chances)))


def _standard(values: Scores) -> Scores:
    """In standard deviations from the mean; zeros when all are alike."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > _ALIKE else np.zeros_like(values)


def _min_max(values: Scores) -> Scores:
    low, high = float(values.min()), float(values.max())
    if high - low < _ALIKE:
        return np.zeros_like(values)
    return (values - low) / (high - low)
