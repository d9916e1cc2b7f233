"""What a calibration is: where the evidence of this corpus's questions lies, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from znatok.chat.answerability import Calibration
from znatok.kernel.ids import UserId

CalibrationId = NewType("CalibrationId", UUID)


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a reliability diagram: the questions whose confidence is in [low, high).

    `confidence`: their mean confidence. `answerable`: the share of them that the documents answer,
    0…1. `weight`: their share of all. `questions`: how many.
    """

    low: float
    high: float
    confidence: float
    answerable: float
    weight: float
    questions: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration and how well it does on the generated questions that it was made of.

    `answerable`, `near`, `far`: how many. `answered`, `false_near`, `false_far`: the share of each
    that reaches the threshold. `prior`: the share of answerable questions at which confidence is a
    probability; the diagram is drawn for it. `error`: the expected calibration error, the mean
    distance of the bars from the diagonal (Naeini, Cooper & Hauskrecht 2015).
    """

    calibration: Calibration
    answerable: int
    near: int
    far: int
    answered: float
    false_near: float
    false_far: float
    auroc_near: float
    auroc_far: float
    prior: float
    error: float
    bins: tuple[Bin, ...]


class RunStatus(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Trigger(StrEnum):
    CHANGE = "change"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class CalibrationRun:
    """One making of a calibration.

    `ground`: what it stands on: the embedding model, the weights, how many documents there were,
    and the newest entry of the change log. `progress`: 0…1. `failure`: a slug.
    """

    id: CalibrationId
    status: RunStatus
    trigger: Trigger
    started_at: datetime
    ground: Mapping[str, str]
    asked_by: UserId | None = None
    progress: float = 0.0
    finished_at: datetime | None = None
    fit: Fit | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class CalibrationState:
    """What administrators see: the calibration in force, and the run that goes on or went last.

    `applied`: whether this process judges by the run `in_force`; else by the defaults.
    """

    calibration: Calibration
    applied: bool
    in_force: CalibrationRun | None = None
    last: CalibrationRun | None = None
