"""Tables of golden questions and of their runs. Private to this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class GoldenQuestionRow(Base):
    """`key` is unique a question and asker; `search_key` is folded, as SQLite folds ASCII only.

    No foreign keys to people and documents: a question outlives them, and says so when it is asked.
    """

    __tablename__ = "golden_questions"
    __table_args__ = (Index("ix_golden_questions_status_id", "status", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str]
    search_key: Mapped[str]
    reader_id: Mapped[UUID | None]
    department_id: Mapped[UUID | None]
    answerable: Mapped[bool]
    facts: Mapped[list[Any]]
    sources: Mapped[list[Any]]
    forbidden: Mapped[list[Any]]
    quote: Mapped[str]
    tags: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    author_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class QualityRunRow(Base):
    """`alive` is 1 while a run is queued or running, else NULL: unique, so one is at most."""

    __tablename__ = "quality_runs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(16), index=True)
    alive: Mapped[int | None] = mapped_column(unique=True)
    trigger: Mapped[str] = mapped_column(String(16))
    asked_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    token: Mapped[str | None] = mapped_column(String(32))
    total: Mapped[int]
    done: Mapped[int]
    fingerprint: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    baseline: Mapped[bool]
    failure: Mapped[str | None] = mapped_column(String(80))


class QualityResultRow(Base):
    """`answer` is apart from the rest in meaning only: lists of results leave it out."""

    __tablename__ = "quality_results"
    __table_args__ = (Index("uq_quality_results_ordinal", "run_id", "ordinal", unique=True),)

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("quality_runs.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    revision: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    answerable: Mapped[bool]
    outcome: Mapped[str] = mapped_column(String(16))
    right: Mapped[bool]
    source_right: Mapped[bool | None]
    leaks: Mapped[int]
    confidence: Mapped[float]
    gold_rank: Mapped[int | None]
    took_ms: Mapped[float]
    slices: Mapped[dict[str, Any]]
    answer: Mapped[dict[str, Any]]


class CalibrationRow(Base):
    """`alive` is 1 while a calibration is being made, else NULL: unique, so one is at most."""

    __tablename__ = "calibrations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(16), index=True)
    alive: Mapped[int | None] = mapped_column(unique=True)
    trigger: Mapped[str] = mapped_column(String(16))
    asked_by: Mapped[UUID | None]
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    progress: Mapped[float]
    ground: Mapped[dict[str, Any]]
    fit: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    failure: Mapped[str | None] = mapped_column(String(80))
