"""One run by itself: measures with intervals, slices, and how reliable its confidence is."""

from collections.abc import Sequence
from dataclasses import dataclass

from znatok.analytics.quality.comparing import MEASURES, MOST_SLICES, slices_of
from znatok.analytics.quality.figures import share
from znatok.analytics.quality.measures import Estimate, estimate
from znatok.analytics.quality.reliability import Reliability, reliability_of
from znatok.analytics.quality.run_model import SKIPPED, Result


@dataclass(frozen=True, slots=True)
class Part:
    """The share of right answers, 0…1, of the `n` questions in one slice."""

    by: str
    value: str
    n: int
    right: float


@dataclass(frozen=True, slots=True)
class Summary:
    """`measures`: name → mean with its 95% interval; those that no question tells are left out."""

    measures: dict[str, Estimate]
    parts: tuple[Part, ...]
    reliability: Reliability


def summary_of(results: Sequence[Result]) -> Summary:
    asked = [each for each in results if each.outcome != SKIPPED]
    measures = {}
    for name, judge in MEASURES:
        told = [float(value) for each in asked if (value := judge(each)) is not None]
        if told:
            measures[name] = estimate(told)
    parts: dict[tuple[str, str], list[Result]] = {}
    for each in asked:
        for part in slices_of(each):
            parts.setdefault(part, []).append(each)
    largest = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))[:MOST_SLICES]
    return Summary(
        measures,
        tuple(
            Part(by, value, len(some), share(each.right for each in some) or 0.0)
            for (by, value), some in largest
        ),
        reliability_of(asked),
    )
