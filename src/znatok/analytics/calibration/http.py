"""/quality/calibration over HTTP: how far confidence can be trusted, and making it anew."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.analytics.calibration.calibrating import ALLOWED
from znatok.analytics.calibration.model import Bin, CalibrationRun, CalibrationState, Fit
from znatok.analytics.calibration.service import CalibrationService
from znatok.platform.http import provided
from znatok.platform.settings import Settings

router = APIRouter(prefix="/quality/calibration", tags=["quality"], route_class=GuardedRoute)

Service = Annotated[CalibrationService, Depends(provided(CalibrationService))]
Admin = Annotated[Reader, Depends(require(Role.ADMIN))]
Viewer = Annotated[Reader, Depends(require(Role.ADMIN, Role.AUDITOR))]


class ReliabilityBinOut(BaseModel):
    """One bar: mean confidence against the share that the documents answer, both 0…1."""

    low: float
    high: float
    confidence: float
    answerable: float
    weight: float
    questions: int

    @classmethod
    def of(cls, given: Bin) -> "ReliabilityBinOut":
        return cls(
            low=given.low,
            high=given.high,
            confidence=round(given.confidence, 4),
            answerable=round(given.answerable, 4),
            weight=round(given.weight, 4),
            questions=given.questions,
        )


class FitOut(BaseModel):
    """How the calibration does on the generated questions it was made of; shares 0…1."""

    questions: dict[str, int]
    answered: float
    false_near: float
    false_far: float
    auroc_near: float
    auroc_far: float
    allowed_false: float
    prior: float
    expected_calibration_error: float
    reliability: list[ReliabilityBinOut]

    @classmethod
    def of(cls, fit: Fit) -> "FitOut":
        return cls(
            questions={"answerable": fit.answerable, "near": fit.near, "far": fit.far},
            answered=round(fit.answered, 4),
            false_near=round(fit.false_near, 4),
            false_far=round(fit.false_far, 4),
            auroc_near=round(fit.auroc_near, 4),
            auroc_far=round(fit.auroc_far, 4),
            allowed_false=ALLOWED,
            prior=round(fit.prior, 4),
            expected_calibration_error=round(fit.error, 4),
            reliability=[ReliabilityBinOut.of(each) for each in fit.bins],
        )


class CalibrationRunOut(BaseModel):
    """`ground`: the model, the weights, the documents and the change of them it was made on."""

    id: UUID
    status: str
    trigger: str
    progress: float
    started_at: datetime
    finished_at: datetime | None
    failure: str | None
    ground: dict[str, str]
    fit: FitOut | None

    @classmethod
    def of(cls, run: CalibrationRun) -> "CalibrationRunOut":
        return cls(
            id=run.id,
            status=run.status.value,
            trigger=run.trigger.value,
            progress=round(run.progress, 3),
            started_at=run.started_at,
            finished_at=run.finished_at,
            failure=run.failure,
            ground=dict(run.ground),
            fit=None if run.fit is None else FitOut.of(run.fit),
        )


class ThresholdsOut(BaseModel):
    """`answer_from`, `possible_from`: confidence from which an answer, and a possible one, is
    given. `evidence_answer`, `evidence_possible`: the same in logits; `slope`: between the two.
    """

    answer_from: float
    possible_from: float
    evidence_answer: float
    evidence_possible: float
    slope: float


class CalibrationOut(BaseModel):
    """`source`: "corpus" when made on this installation's documents, else "default"."""

    source: str
    thresholds: ThresholdsOut
    in_force: CalibrationRunOut | None
    last: CalibrationRunOut | None

    @classmethod
    def of(cls, state: CalibrationState, settings: Settings) -> "CalibrationOut":
        used, answers = state.calibration, settings.answers
        possible = answers.possible_from
        if possible is None:
            possible = min(answers.answer_from, used.confidence(used.possible))
        in_force = state.in_force if state.applied else None
        return cls(
            source="corpus" if state.applied else "default",
            thresholds=ThresholdsOut(
                answer_from=answers.answer_from,
                possible_from=round(possible, 4),
                evidence_answer=round(used.threshold, 4),
                evidence_possible=round(used.possible, 4),
                slope=round(used.slope, 4),
            ),
            in_force=None if in_force is None else CalibrationRunOut.of(in_force),
            last=None if state.last is None else CalibrationRunOut.of(state.last),
        )


@router.get("")
async def calibration(
    viewer: Viewer,
    service: Service,
    settings: Annotated[Settings, Depends(provided(Settings))],
) -> CalibrationOut:
    """The calibration in force with its reliability diagram, and the run that goes on."""
    return CalibrationOut.of(await service.shown(by=viewer), settings)


@router.post("", status_code=202)
async def recalibrate(admin: Admin, service: Service) -> CalibrationRunOut:
    """Make a calibration anew on the documents as they are."""
    return CalibrationRunOut.of(await service.request(by=admin))
