"""One ranking from meaning and words.

Convex combination of min-max normalised scores inside the union of both candidate lists (Bruch,
Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"): it keeps how far apart
the scores lie, which reciprocal ranks throw away.
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
    """

    dense: float = 0.7
    sentence: float = 0.3
    sentence_luck: float = 1.0
    fragment_luck: float = 0.15
    spread: float = 0.03


def fuse(candidates: Sequence[Candidate], settings: FusionSettings) -> list[tuple[float, int]]:
    """(score, position in `candidates`) of each candidate, the best first.

    Ties go to the higher cosine, then to the smaller fragment id, so that a search repeats exactly.
    """
    if not candidates:
        return []
    meaning = np.array([_meaning(each, settings) for each in candidates])
    words = np.array([each.lexical for each in candidates])
    scores = settings.dense * _min_max(meaning) + (1 - settings.dense) * _min_max(words)
    order = sorted(
        range(len(candidates)),
        key=lambda at: (-scores[at], -candidates[at].dense, candidates[at].fragment_id),
    )
    return [(float(scores[at]), at) for at in order]


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


def _min_max(values: Scores) -> Scores:
    low, high = float(values.min()), float(values.max())
    if high - low < _ALIKE:
        return np.zeros_like(values)
    return (values - low) / (high - low)
