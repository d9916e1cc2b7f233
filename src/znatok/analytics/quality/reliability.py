"""Whether confidence means what it says: of answers given with 80%, 80% should be right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from znatok.analytics.quality.run_model import Result

BINS: Final = 10  # of equal width, as Guo et al. 2017 draw them and reckon the error


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with a confidence of [low, high), the last bin closed. Means are None when empty."""

    low: float
    high: float
    n: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """`error`: expected calibration error, 0…1 (Naeini et al. 2015); None without any answer."""

    bins: tuple[Bin, ...]
    n: int
    error: float | None


def reliability_of(results: Sequence[Result]) -> Reliability:
    """Confidence against rightness, of the questions to which an answer was given.

    A possible answer counts as one. Of a question that nothing answers, any answer is wrong.
    """
    claims = [(each.confidence, each.claim_right) for each in results if each.claims]
    bins = tuple(_bin(number, claims) for number in range(BINS))
    if not claims:
        return Reliability(bins, 0, None)
    gaps = (
        each.n * abs(each.confidence - each.right)
        for each in bins
        if each.confidence is not None and each.right is not None
    )
    return Reliability(bins, len(claims), round(sum(gaps) / len(claims), 4))


def _bin(number: int, claims: Sequence[tuple[float, bool]]) -> Bin:
    inside = [each for each in claims if min(int(each[0] * BINS), BINS - 1) == number]
    low, high = number / BINS, (number + 1) / BINS
    if not inside:
        return Bin(low, high, 0, None, None)
    n = len(inside)
    confidence = sum(each for each, _ in inside) / n
    right = sum(each for _, each in inside) / n
    return Bin(low, high, n, round(confidence, 4), round(right, 4))
