"""Runs: all confirmed questions asked at one moment, and what came of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NewType
from uuid import UUID

from znatok.analytics.quality.model import QuestionId
from znatok.kernel.ids import DocumentId, UserId

RunId = NewType("RunId", UUID)

CORPUS: Final = "corpus"  # the part of the fingerprint that grows with every document
SKIPPED: Final = "skipped"  # the outcome of a question whose reader is not active any more


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"  # its process ended before it did
    FAILED = "failed"


class Trigger(StrEnum):
    HAND = "hand"
    NIGHTLY = "nightly"
    CHANGE = "change"  # model, index, settings, code or many documents are not what they were


@dataclass(frozen=True, slots=True)
class Slices:
    """To which parts of the whole a question belongs.

    `department`: name of the asker's. `kind`: of the expected document. `never_asked`: whether the
    expected document has never been cited in a conversation; None where none is expected.
    """

    department: str = ""
    kind: str = ""
    intent: str = ""
    tags: tuple[str, ...] = ()
    never_asked: bool | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How one question fared.

    `outcome`: the answer's status, or SKIPPED. `right`: all facts shown from a right source, or
    nothing claimed where nothing may be. `source_right`: None where no source is right. `leaks`:
    citations of documents that the reader may not read, and forbidden strings shown. `gold_rank`:
    of the first passage of a right document, from 1; None when it was not found. `answer`: text,
    and citations as chat/wire.py writes them. `confidence`: 0…1.
    """

    question_id: QuestionId
    revision: str
    text: str
    answerable: bool
    outcome: str
    right: bool
    source_right: bool | None
    leaks: int
    confidence: float
    gold_rank: int | None
    took_ms: float
    answer: Mapping[str, Any]
    slices: Slices

    @property
    def claims(self) -> bool:
        """Whether an answer was given, be it as a possible one."""
        return self.outcome in ("answered", "partial")

    @property
    def claim_right(self) -> bool:
        return self.claims and self.answerable and self.right

    @property
    def cited(self) -> frozenset[DocumentId]:
        found = self.answer.get("citations", ())
        return frozenset(DocumentId(UUID(each["document_id"])) for each in found)


@dataclass(frozen=True, slots=True)
class Figures:
    """A run in numbers; shares are 0…1, None where no question could tell.

    `refused`: of the questions that nothing answers, those rightly left unanswered. `found_5`: of
    the answerable, those with a right document among the first five passages.
    """

    questions: int
    right: float | None
    source_right: float | None
    refused: float | None
    found_5: float | None
    leaks: int
    skipped: int
    p50_ms: float | None
    p95_ms: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """`fingerprint`: what was measured, by name. `failure`: slug of what stopped it."""

    id: RunId
    status: RunStatus
    trigger: Trigger
    asked_by: UserId | None
    created_at: datetime
    total: int
    done: int
    fingerprint: Mapping[str, str]
    started_at: datetime | None = None
    finished_at: datetime | None = None
    figures: Figures | None = None
    baseline: bool = False
    failure: str | None = None


def behaviour(fingerprint: Mapping[str, str]) -> dict[str, str]:
    """What decides how a question is answered, the documents aside."""
    return {name: value for name, value in fingerprint.items() if name != CORPUS}
