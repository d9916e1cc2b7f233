"""The JSON of summaries, comparisons and the gate, out."""

from dataclasses import asdict
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from znatok.analytics.quality.comparing import Change, Comparison
from znatok.analytics.quality.gate import GateState, GateVerdict, Reason
from znatok.analytics.quality.gate_words import sentence
from znatok.analytics.quality.http.run_shapes import ResultOut, RunOut
from znatok.analytics.quality.measures import Estimate
from znatok.analytics.quality.summary import Summary


class EstimateOut(BaseModel):
    """A mean over `n` questions with its 95% bootstrap interval."""

    mean: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, estimate: Estimate) -> "EstimateOut":
        rounded = (round(each, 4) for each in (estimate.mean, estimate.low, estimate.high))
        mean, low, high = rounded
        return cls(mean=mean, low=low, high=high, n=estimate.n)


class PartOut(BaseModel):
    """One slice. `by`: department, kind, intent, tag or never_asked (yes, no)."""

    by: str
    value: str
    n: int
    right: float


class BinOut(BaseModel):
    low: float
    high: float
    n: int
    confidence: float | None
    right: float | None


class ReliabilityOut(BaseModel):
    """`error`: expected calibration error; null without any answer."""

    bins: list[BinOut]
    n: int
    error: float | None


class SummaryOut(BaseModel):
    run: RunOut
    measures: dict[str, EstimateOut]
    parts: list[PartOut]
    reliability: ReliabilityOut

    @classmethod
    def of(cls, run: RunOut, summary: Summary) -> "SummaryOut":
        return cls(
            run=run,
            measures={name: EstimateOut.of(each) for name, each in summary.measures.items()},
            parts=[PartOut(**asdict(each)) for each in summary.parts],
            reliability=ReliabilityOut(**asdict(summary.reliability)),
        )


class ChangeOut(BaseModel):
    name: str
    before: float | None
    after: float | None
    difference: EstimateOut | None

    @classmethod
    def of(cls, change: Change) -> "ChangeOut":
        found = change.difference
        difference = None if found is None else EstimateOut.of(found)
        return cls(
            name=change.name, before=change.before, after=change.after, difference=difference
        )


class SliceOut(BaseModel):
    by: str
    value: str
    change: ChangeOut


class PairOut(BaseModel):
    """One question in both runs."""

    before: ResultOut
    after: ResultOut


class RunComparisonOut(BaseModel):
    """`won`, `lost`: the first hundred of each; `won_count`, `lost_count`: of all."""

    before: RunOut
    after: RunOut
    compared: int
    only_before: int
    only_after: int
    leaks_before: int
    leaks_after: int
    changes: list[ChangeOut]
    slices: list[SliceOut]
    won: list[PairOut]
    lost: list[PairOut]
    won_count: int
    lost_count: int


def slices_out(comparison: Comparison) -> list[SliceOut]:
    return [
        SliceOut(by=each.by, value=each.value, change=ChangeOut.of(each.change))
        for each in comparison.slices
    ]


class GateOut(BaseModel):
    """`sentence`: the verdict for a person. `stale`: what runs now was not measured yet."""

    state: GateState
    reasons: list[Reason]
    sentence: str
    max_drop: float
    candidate_id: UUID | None
    against_id: UUID | None
    against: Literal["baseline", "run"] | None
    right: ChangeOut | None
    compared: int
    leaks: int
    few: bool
    stale: bool

    @classmethod
    def of(cls, verdict: GateVerdict, language: str) -> "GateOut":
        other, comparison = verdict.against, verdict.comparison
        kind: Literal["baseline", "run"] | None = None
        if other is not None:
            kind = "baseline" if other.baseline else "run"
        return cls(
            state=verdict.state,
            reasons=list(verdict.reasons),
            sentence=sentence(verdict, language),
            max_drop=verdict.max_drop,
            candidate_id=None if verdict.candidate is None else verdict.candidate.id,
            against_id=None if other is None else other.id,
            against=kind,
            right=None if comparison is None else ChangeOut.of(comparison.change("right")),
            compared=0 if comparison is None else comparison.compared,
            leaks=verdict.leaks,
            few=verdict.few,
            stale=verdict.stale,
        )
