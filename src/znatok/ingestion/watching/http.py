"""/folders: folders of the server that are watched. Administrators only."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.connectors.model import Flaw
from znatok.documents.shapes import AccessBody
from znatok.ingestion.watching.model import Folder, FolderId, Scan, ScanState, Schedule
from znatok.ingestion.watching.service import FolderService, Wanted
from znatok.kernel.ids import DepartmentId, UserId
from znatok.platform.http import provided

router = APIRouter(prefix="/folders", tags=["folders"], route_class=GuardedRoute)

Service = Annotated[FolderService, Depends(provided(FolderService))]
Admin = Annotated[Reader, Depends(require(Role.ADMIN))]
_WEEK_MINUTES = 7 * 24 * 60


class FolderBody(BaseModel):
    """`owner_id`: None is whoever asks. `hour`: of the server's local time, once a day."""

    model_config = ConfigDict(extra="forbid")
    owner_id: UUID | None = None
    department_id: UUID | None = None
    access: AccessBody = AccessBody()
    every_minutes: Annotated[int | None, Field(ge=1, le=_WEEK_MINUTES)] = 15
    hour: Annotated[int | None, Field(ge=0, le=23)] = None
    enabled: bool = True

    def wanted(self, by: Reader) -> Wanted:
        department = by.department_id if self.owner_id is None else None
        if self.department_id is not None:
            department = DepartmentId(self.department_id)
        return Wanted(
            UserId(self.owner_id) if self.owner_id is not None else by.user_id,
            department,
            self.access.access(),
            Schedule(self.every_minutes, self.hour),
            self.enabled,
        )


class NewFolderBody(FolderBody):
    path: Annotated[str, Field(min_length=1, max_length=4_096)]


class ScanBody(BaseModel):
    """`accept_removals`: delete the documents of all files that are not there any more."""

    model_config = ConfigDict(extra="forbid")
    accept_removals: bool = False


class LeftOut(BaseModel):
    path: str
    flaw: Flaw


class ScanOut(BaseModel):
    """`left_out`: what was not taken in, the first of `left_out_count`. `failure`: a slug."""

    state: ScanState
    started_at: datetime | None
    finished_at: datetime | None
    done: int
    total: int
    files: int
    unchanged: int
    added: int
    changed: int
    moved: int
    removed: int
    missing: int
    skipped: int
    left_out: list[LeftOut]
    left_out_count: int
    failure: str | None

    @classmethod
    def of(cls, scan: Scan) -> "ScanOut":
        counts = scan.counts
        return cls(
            state=scan.state,
            started_at=scan.started_at,
            finished_at=scan.finished_at,
            done=scan.done,
            total=scan.total,
            files=counts.files,
            unchanged=counts.unchanged,
            added=counts.added,
            changed=counts.changed,
            moved=counts.moved,
            removed=counts.removed,
            missing=counts.missing,
            skipped=counts.skipped,
            left_out=[LeftOut(path=each.path, flaw=each.flaw) for each in scan.left],
            left_out_count=scan.left_count,
            failure=scan.failure,
        )


class FolderOut(BaseModel):
    id: UUID
    path: str
    owner_id: UUID
    department_id: UUID | None
    access: AccessBody
    every_minutes: int | None
    hour: int | None
    enabled: bool
    created_at: datetime
    scan: ScanOut

    @classmethod
    def of(cls, folder: Folder) -> "FolderOut":
        return cls(
            id=folder.id,
            path=folder.path,
            owner_id=folder.owner_id,
            department_id=folder.department_id,
            access=AccessBody.of(folder.access),
            every_minutes=folder.schedule.every_minutes,
            hour=folder.schedule.hour,
            enabled=folder.enabled,
            created_at=folder.created_at,
            scan=ScanOut.of(folder.last),
        )


class FolderList(BaseModel):
    items: list[FolderOut]


@router.get("")
async def folders(admin: Admin, service: Service) -> FolderList:
    """The folders that are watched, each with its last scan."""
    return FolderList(items=[FolderOut.of(each) for each in await service.find(by=admin)])


@router.post("", status_code=201)
async def add(body: NewFolderBody, admin: Admin, service: Service) -> FolderOut:
    """Watch a folder; its first scan begins at once."""
    return FolderOut.of(await service.add(body.path, body.wanted(admin), by=admin))


@router.get("/{folder_id}")
async def folder(folder_id: UUID, admin: Admin, service: Service) -> FolderOut:
    return FolderOut.of(await service.get(FolderId(folder_id), by=admin))


@router.put("/{folder_id}")
async def change(folder_id: UUID, body: FolderBody, admin: Admin, service: Service) -> FolderOut:
    """Replace owner, rights and schedule, for files that are found from now on."""
    return FolderOut.of(await service.change(FolderId(folder_id), body.wanted(admin), by=admin))


@router.delete("/{folder_id}", status_code=204)
async def remove(folder_id: UUID, admin: Admin, service: Service) -> None:
    """Watch it no more; its documents stay."""
    await service.remove(FolderId(folder_id), by=admin)


@router.post("/{folder_id}/scan", status_code=202)
async def scan(
    folder_id: UUID, admin: Admin, service: Service, body: ScanBody | None = None
) -> FolderOut:
    """Scan now; it goes on by itself."""
    accept = body is not None and body.accept_removals
    found = await service.scan(FolderId(folder_id), by=admin, accept_removals=accept)
    return FolderOut.of(found)


@router.post("/{folder_id}/cancel")
async def cancel(folder_id: UUID, admin: Admin, service: Service) -> FolderOut:
    """Stop the scan; what it has taken in stays."""
    return FolderOut.of(await service.cancel(FolderId(folder_id), by=admin))
