"""Summaries and comparisons of runs, and the gate. Administrators and auditors."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.analytics.quality.comparing import Pair, compare
from znatok.analytics.quality.gate import QualityGate
from znatok.analytics.quality.http.comparison_shapes import (
    ChangeOut,
    GateOut,
    PairOut,
    RunComparisonOut,
    SummaryOut,
    slices_out,
)
from znatok.analytics.quality.http.run_shapes import ResultOut, RunOut
from znatok.analytics.quality.run_model import RunId
from znatok.analytics.quality.runs import RunService
from znatok.analytics.quality.summary import summary_of
from znatok.platform.http import language_of, provided

router = APIRouter(prefix="/quality", tags=["quality"], route_class=GuardedRoute)

Runs = Annotated[RunService, Depends(provided(RunService))]
Gate = Annotated[QualityGate, Depends(provided(QualityGate))]
Viewer = Annotated[Reader, Depends(require(Role.ADMIN, Role.AUDITOR))]
_LISTED = 100  # questions won and lost that are told one by one


@router.get("/runs/{run_id}/summary")
async def summary(run_id: UUID, viewer: Viewer, service: Runs) -> SummaryOut:
    """Measures with intervals, slices and the reliability diagram of a run."""
    run = await service.get(RunId(run_id), by=viewer)
    results = await service.results(run.id, by=viewer)
    return SummaryOut.of(RunOut.of(run), summary_of(results))


@router.get("/runs/{run_id}/comparison")
async def comparison(
    run_id: UUID, viewer: Viewer, service: Runs, other: Annotated[UUID, Query(alias="with")]
) -> RunComparisonOut:
    """What changed from the run `with` to this one, on the questions of both."""
    after = await service.finished(RunId(run_id), by=viewer)
    before = await service.finished(RunId(other), by=viewer)
    found = compare(
        await service.results(before.id, by=viewer), await service.results(after.id, by=viewer)
    )
    return RunComparisonOut(
        before=RunOut.of(before),
        after=RunOut.of(after),
        compared=found.compared,
        only_before=found.only_before,
        only_after=found.only_after,
        leaks_before=found.leaks_before,
        leaks_after=found.leaks_after,
        changes=[ChangeOut.of(each) for each in found.changes],
        slices=slices_out(found),
        won=await _pairs(found.won, before.id, after.id, service, viewer),
        lost=await _pairs(found.lost, before.id, after.id, service, viewer),
        won_count=len(found.won),
        lost_count=len(found.lost),
    )


@router.get("/gate")
async def gate(
    request: Request,
    viewer: Viewer,
    service: Gate,
    candidate: UUID | None = None,
    against: UUID | None = None,
    max_drop: Annotated[float | None, Query(ge=0, le=1)] = None,
) -> GateOut:
    """Whether the newest finished run, or `candidate`, may go into use."""
    verdict = await service.verdict(
        by=viewer,
        candidate=None if candidate is None else RunId(candidate),
        against=None if against is None else RunId(against),
        max_drop=max_drop,
    )
    return GateOut.of(verdict, language_of(request))


async def _pairs(
    pairs: Sequence[Pair], before: RunId, after: RunId, service: RunService, viewer: Reader
) -> list[PairOut]:
    """The pairs with texts and answers, as far as the viewer may see them."""
    ids = [each.after.question_id for each in pairs[:_LISTED]]
    if not ids:
        return []
    was, now = (
        {shown.result.question_id: ResultOut.of(shown) for shown in found}
        for found in (
            await service.pick(before, ids, by=viewer),
            await service.pick(after, ids, by=viewer),
        )
    )
    return [PairOut(before=was[each], after=now[each]) for each in ids]
