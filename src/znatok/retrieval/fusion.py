"""One ranking from meaning and words.

Convex combination of min-max normalised scores inside the union of both candidate lists (Bruch,
Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"): it keeps how far apart
the scores lie, which reciprocal ranks throw away.
"""

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
    sentence's cosine against that of the whole fragment.
    """

    dense: float = 0.7
    sentence: float = 0.5


def fuse(candidates: Sequence[Candidate], settings: FusionSettings) -> list[tuple[float, int]]:
    """(score, position in `candidates`) of each candidate, the best first.

    Ties go to the higher cosine, then to the smaller fragment id, so that a search repeats exactly.
    """
    if not candidates:
        return []
    meaning = np.array([_meaning(each, settings.sentence) for each in candidates])
    words = np.array([each.lexical for each in candidates])
    scores = settings.dense * _min_max(meaning) + (1 - settings.dense) * _min_max(words)
    order = sorted(
        range(len(candidates)),
        key=lambda at: (-scores[at], -candidates[at].dense, candidates[at].fragment_id),
    )
    return [(float(scores[at]), at) for at in order]


def _meaning(candidate: Candidate, sentence_share: float) -> float:
    best = max((candidate.dense, *candidate.sentences))
    return (1 - sentence_share) * candidate.dense + sentence_share * best


def _min_max(values: Scores) -> Scores:
    low, high = float(values.min()), float(values.max())
    if high - low < _ALIKE:
        return np.zeros_like(values)
    return (values - low) / (high - low)
