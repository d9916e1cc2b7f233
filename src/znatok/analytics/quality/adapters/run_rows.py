"""Rows of runs and results to models and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from znatok.analytics.quality.model import QuestionId
from znatok.analytics.quality.run_model import (
    Figures,
    Result,
    Run,
    RunId,
    RunStatus,
    Slices,
    Trigger,
)
from znatok.analytics.tables import QualityResultRow
from znatok.kernel.ids import UserId

LISTED = [
    column
    for column in QualityResultRow.__table__.columns
    if column.name != QualityResultRow.answer.key
]


def run_of(row: Mapping[Any, Any]) -> Run:
    figures = row["figures"]
    return Run(
        id=RunId(row["id"]),
        status=RunStatus(row["status"]),
        trigger=Trigger(row["trigger"]),
        asked_by=None if row["asked_by"] is None else UserId(row["asked_by"]),
        created_at=row["created_at"],
        total=row["total"],
        done=row["done"],
        fingerprint=row["fingerprint"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        figures=None if figures is None else Figures(**figures),
        baseline=row["baseline"],
        failure=row["failure"],
    )


def figures_to_json(figures: Figures) -> dict[str, Any]:
    return asdict(figures)


def result_values(run_id: RunId, ordinal: int, result: Result) -> dict[str, Any]:
    slices = {**asdict(result.slices), "tags": list(result.slices.tags)}
    return {
        "run_id": run_id,
        "question_id": result.question_id,
        "ordinal": ordinal,
        "revision": result.revision,
        "text": result.text,
        "answerable": result.answerable,
        "outcome": result.outcome,
        "right": result.right,
        "source_right": result.source_right,
        "leaks": result.leaks,
        "confidence": result.confidence,
        "gold_rank": result.gold_rank,
        "took_ms": result.took_ms,
        "slices": slices,
        "answer": dict(result.answer),
    }


def result_of(row: Mapping[Any, Any]) -> Result:
    slices = row["slices"]
    return Result(
        question_id=QuestionId(row["question_id"]),
        revision=row["revision"],
        text=row["text"],
        answerable=row["answerable"],
        outcome=row["outcome"],
        right=row["right"],
        source_right=row["source_right"],
        leaks=row["leaks"],
        confidence=row["confidence"],
        gold_rank=row["gold_rank"],
        took_ms=row["took_ms"],
        answer=row.get("answer") or {},
        slices=Slices(**{**slices, "tags": tuple(slices["tags"])}),
    )
