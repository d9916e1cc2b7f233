"""Results of a run in numbers."""

from collections.abc import Iterable, Sequence

from znatok.analytics.quality.measures import percentile
from znatok.analytics.quality.run_model import SKIPPED, Figures, Result

_FOUND = 5


def figures_of(results: Sequence[Result]) -> Figures:
    """What a run shows; questions that could not be asked count as skipped only."""
    asked = [each for each in results if each.outcome != SKIPPED]
    took = [each.took_ms for each in asked]
    answerable = [each for each in asked if each.answerable]
    return Figures(
        questions=len(asked),
        right=share(each.right for each in asked),
        source_right=share(each.source_right for each in asked if each.source_right is not None),
        refused=share(each.right for each in asked if not each.answerable),
        found_5=share(
            each.gold_rank is not None and each.gold_rank <= _FOUND
            for each in answerable
            if each.source_right is not None
        ),
        leaks=sum(each.leaks for each in asked),
        skipped=len(results) - len(asked),
        p50_ms=round(percentile(took, 0.5), 1) if took else None,
        p95_ms=round(percentile(took, 0.95), 1) if took else None,
    )


def share(values: Iterable[bool]) -> float | None:
    """Share of the true ones, 0…1; None of nothing."""
    counted = list(values)
    return round(sum(counted) / len(counted), 4) if counted else None
