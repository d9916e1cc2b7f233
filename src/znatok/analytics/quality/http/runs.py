"""/quality/runs: runs of the golden questions. Administrators start them, auditors look too."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.analytics.quality.http.run_shapes import ResultOut, ResultPage, RunOut, RunPage
from znatok.analytics.quality.run_model import RunId
from znatok.analytics.quality.runs import RunService
from znatok.platform.http import provided

router = APIRouter(prefix="/quality/runs", tags=["quality"], route_class=GuardedRoute)

Runs = Annotated[RunService, Depends(provided(RunService))]
Admin = Annotated[Reader, Depends(require(Role.ADMIN))]
Viewer = Annotated[Reader, Depends(require(Role.ADMIN, Role.AUDITOR))]


@router.get("")
async def runs(
    viewer: Viewer,
    service: Runs,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> RunPage:
    """Runs, the newest first."""
    page = await service.find(by=viewer, cursor=cursor, limit=limit)
    return RunPage(items=[RunOut.of(each) for each in page.items], next_cursor=page.next_cursor)


@router.post("", status_code=202)
async def start(admin: Admin, service: Runs) -> RunOut:
    """Ask all confirmed questions; the run goes on by itself."""
    return RunOut.of(await service.start(by=admin))


@router.get("/{run_id}")
async def run(run_id: UUID, viewer: Viewer, service: Runs) -> RunOut:
    return RunOut.of(await service.get(RunId(run_id), by=viewer))


@router.post("/{run_id}/cancel")
async def cancel(run_id: UUID, admin: Admin, service: Runs) -> RunOut:
    """Stop a run; what is over stays as it is."""
    return RunOut.of(await service.cancel(RunId(run_id), by=admin))


@router.put("/{run_id}/baseline")
async def pin(run_id: UUID, admin: Admin, service: Runs) -> RunOut:
    """Make a finished run the one that others are measured against."""
    return RunOut.of(await service.pin(RunId(run_id), by=admin))


@router.get("/{run_id}/results")
async def results(
    run_id: UUID,
    viewer: Viewer,
    service: Runs,
    wrong: bool = False,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ResultPage:
    """How each question fared, in the order of asking; `wrong` leaves out the right ones."""
    await service.get(RunId(run_id), by=viewer)
    page = await service.page(
        RunId(run_id), by=viewer, wrong_only=wrong, cursor=cursor, limit=limit
    )
    return ResultPage(
        items=[ResultOut.of(each) for each in page.items], next_cursor=page.next_cursor
    )
