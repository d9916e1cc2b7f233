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
    sentence's cosine against that of the whole fragment. `luck`: of many sentences the best is high
    by chance alone, by about σ·√(2·ln n); this share of it is taken off. `spread`: that σ, of the
    cosines of a question with unrelated sentences (measured for multilingual-e5-small).
    """

    dense: float = 0.7
    sentence: float = 0.3
    luck: float = 0.6
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
    if not candidate.sentences:
        return candidate.dense
    luck = settings.spread * math.sqrt(2 * math.log(len(candidate.sentences)))
    best = max(candidate.sentences) - settings.luck * luck
    return (1 - settings.sentence) * candidate.dense + settings.sentence * best


def _min_max(values: Scores) -> Scores:
    low, high = float(values.min()), float(values.max())
    if high - low < _ALIKE:
        return np.zeros_like(values)
    return (values - low) / (high - low)
