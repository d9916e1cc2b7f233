"""Measures of retrieval and of refusal, with bootstrap intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 1_000
_CONFIDENCE = 0.95
_DEPTH = 10  # nDCG@10 and MRR@10, as BEIR reports them


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions with its 95% percentile bootstrap interval (Efron 1979)."""

    mean: float
    low: float
    high: float
    n: int


def recall(ranked: Sequence[str], gold: frozenset[str], depth: int) -> float:
    """Whether any right passage is among the first `depth`: 1 or 0 (success at depth)."""
    return float(any(each in gold for each in ranked[:depth]))


def reciprocal_rank(ranked: Sequence[str], gold: frozenset[str]) -> float:
    """1 / rank of the first right passage within the first ten, else 0."""
    ranks = (rank for rank, each in enumerate(ranked[:_DEPTH], start=1) if each in gold)
    return 1 / first if (first := next(ranks, 0)) else 0.0


def ndcg(ranked: Sequence[str], gold: frozenset[str]) -> float:
    """nDCG@10 with binary relevance (Järvelin & Kekäläinen 2002)."""
    gained = sum(
        1 / math.log2(rank + 1)
        for rank, each in enumerate(ranked[:_DEPTH], start=1)
        if each in gold
    )
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(_DEPTH, len(gold)) + 1))
    return gained / best if best else 0.0


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """Probability that an answerable question has the higher confidence; ties count half.

    By ranks (Mann & Whitney 1947).
    """
    values = np.concatenate([np.asarray(answerable), np.asarray(unanswerable)])
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[inverse]
    n, m = len(answerable), len(unanswerable)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def estimate(values: Sequence[float], *, seed: int = 0) -> Estimate:
    """The mean of `values` with its interval; the same seed gives the same interval."""
    sample: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    random = np.random.default_rng(seed)
    means = np.array(
        [sample[random.integers(0, len(sample), len(sample))].mean() for _ in range(_RESAMPLES)]
    )
    tail = (1 - _CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Estimate(float(sample.mean()), float(low), float(high), len(sample))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, linear between neighbours."""
    return float(np.quantile(np.asarray(values), share))
