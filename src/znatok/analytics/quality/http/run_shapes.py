"""The JSON of runs and results, out."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from znatok.analytics.quality.run_model import Run, RunStatus, Trigger
from znatok.analytics.quality.runs import ShownResult


class FiguresOut(BaseModel):
    """Shares are 0…1, null where no question could tell."""

    questions: int
    right: float | None
    source_right: float | None
    refused: float | None
    found_5: float | None
    leaks: int
    skipped: int
    p50_ms: float | None
    p95_ms: float | None


class RunOut(BaseModel):
    id: UUID
    status: RunStatus
    trigger: Trigger
    asked_by: UUID | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    total: int
    done: int
    fingerprint: dict[str, str]
    figures: FiguresOut | None
    baseline: bool
    failure: str | None

    @classmethod
    def of(cls, run: Run) -> "RunOut":
        figures = None if run.figures is None else FiguresOut(**asdict(run.figures))
        return cls(
            id=run.id,
            status=run.status,
            trigger=run.trigger,
            asked_by=run.asked_by,
            created_at=run.created_at,
            started_at=run.started_at,
            finished_at=run.finished_at,
            total=run.total,
            done=run.done,
            fingerprint=dict(run.fingerprint),
            figures=figures,
            baseline=run.baseline,
            failure=run.failure,
        )


class RunPage(BaseModel):
    items: list[RunOut]
    next_cursor: str | None


class SlicesOut(BaseModel):
    department: str
    kind: str
    intent: str
    tags: list[str]
    never_asked: bool | None


class ResultOut(BaseModel):
    """`withheld`: the answer quotes what the viewer may not read; `answer` is null then."""

    question_id: UUID
    question: str
    answerable: bool
    outcome: str
    right: bool
    source_right: bool | None
    leaks: int
    confidence: float
    gold_rank: int | None
    took_ms: float
    answer: str | None
    citations: list[dict[str, Any]]
    slices: SlicesOut
    withheld: bool

    @classmethod
    def of(cls, shown: ShownResult) -> "ResultOut":
        result = shown.result
        return cls(
            question_id=result.question_id,
            question=result.text,
            answerable=result.answerable,
            outcome=result.outcome,
            right=result.right,
            source_right=result.source_right,
            leaks=result.leaks,
            confidence=result.confidence,
            gold_rank=result.gold_rank,
            took_ms=result.took_ms,
            answer=result.answer.get("text"),
            citations=list(result.answer.get("citations", ())),
            slices=SlicesOut(**{**asdict(result.slices), "tags": list(result.slices.tags)}),
            withheld=shown.withheld,
        )


class ResultPage(BaseModel):
    items: list[ResultOut]
    next_cursor: str | None
