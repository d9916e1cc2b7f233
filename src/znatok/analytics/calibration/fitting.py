"""Fitting: logistic regression for the weights, Platt scaling and a working point for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_STEPS = 60
_STEADY = 1e-9  # a step shorter than this changes nothing that is kept
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Scores:
    """Evidence (logits) of questions that the documents answer, and of those they do not.

    `near`: what answers was hidden, its surroundings were not; `far`: the whole document or topic
    was hidden.
    """

    answerable: Values
    near: Values
    far: Values

    @property
    def size(self) -> int:
        return len(self.answerable) + len(self.near) + len(self.far)

    def false_share(self, threshold: float) -> float:
        """Share of the unanswerable at or above a threshold, near and far counting the same."""
        shares = [float((each >= threshold).mean()) for each in (self.near, self.far) if len(each)]
        return sum(shares) / len(shares) if shares else 0.0

    def answered_share(self, threshold: float) -> float:
        return float((self.answerable >= threshold).mean())

    def weighed(self) -> tuple[Values, Values, Values]:
        """(evidence, 1 where answerable, weight): both classes weigh 1, near and far half each."""
        parts = [each for each in (self.near, self.far) if len(each)]
        evidence = np.concatenate([self.answerable, *parts])
        labels = np.zeros(len(evidence))
        labels[: len(self.answerable)] = 1.0
        weights = [np.full(len(self.answerable), 1 / max(1, len(self.answerable)))]
        weights += [np.full(len(each), 1 / len(parts) / len(each)) for each in parts]
        return evidence, labels, np.concatenate(weights)


def logistic(rows: Values, labels: Values, weights: Values, penalty: float) -> tuple[Values, float]:
    """(weight of each column, bias) of a ridge logistic regression, by Newton's method.

    `rows`: shape (n, columns). `penalty`: on the squares of the weights of standardised columns,
    for `weights` that average 1; the bias is free.
    """
    mean, spread = rows.mean(0), rows.std(0) + _TINY
    x = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    beta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weights * (p - labels)) + ridge * beta
        hessian = (x.T * (weights * p * (1 - p) + _TINY)) @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < _STEADY:
            break
    raw = beta[:-1] / spread
    return raw, float(beta[-1] - raw @ mean)


def platt(scores: Scores, penalty: float) -> tuple[float, float]:
    """(slope, intercept) of the log-odds of "answerable" by evidence, both classes as likely.

    Platt scaling (Platt 1999); the slope is above 0.
    """
    evidence, labels, weights = scores.weighed()
    weights = weights * len(weights) / weights.sum()
    (slope,), intercept = logistic(evidence[:, None], labels, weights, penalty)
    return max(float(slope), _TINY), intercept


def working_point(scores: Scores, allowed: float) -> float:
    """The lowest threshold at which at most the `allowed` share of false answers is given."""
    negatives = np.unique(np.concatenate([scores.near, scores.far]))
    low, high = 0, len(negatives)
    while low < high:
        middle = (low + high) // 2
        if scores.false_share(_just_above(negatives[middle])) <= allowed:
            high = middle
        else:
            low = middle + 1
    return _just_above(negatives[min(low, len(negatives) - 1)]) if len(negatives) else 0.0


def _just_above(value: float) -> float:
    return float(np.nextafter(value, np.inf))


def values(given: Sequence[float]) -> Values:
    return np.asarray(given, dtype=np.float64)
