"""Folders that are watched: what is known of them, and what a scan finds."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from znatok.connectors.model import Left, Stamp
from znatok.documents.model import Access
from znatok.kernel.ids import DepartmentId, DocumentId, UserId

FolderId = NewType("FolderId", UUID)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`every_minutes`: None for never by itself. `hour`: of the server's local time, once a day."""

    every_minutes: int | None = 15
    hour: int | None = None


class ScanState(StrEnum):
    NEVER = "never"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    HELD_BACK = "held_back"  # so much had vanished that nothing was deleted: look, and confirm


@dataclass(frozen=True, slots=True)
class Counts:
    """What a scan did, in files. `missing`: not seen and not deleted, as yet."""

    files: int = 0
    unchanged: int = 0
    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    missing: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """`done`, `total`: files looked at. `left`: what was left out and why, the first of them."""

    state: ScanState = ScanState.NEVER
    started_at: datetime | None = None
    finished_at: datetime | None = None
    done: int = 0
    total: int = 0
    counts: Counts = field(default_factory=Counts)
    left: tuple[Left, ...] = ()
    left_count: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """Documents of its files belong to `owner_id` and are read by `access`."""

    id: FolderId
    path: str
    owner_id: UserId
    department_id: DepartmentId | None
    access: Access
    schedule: Schedule
    created_at: datetime
    enabled: bool = True
    last: Scan = field(default_factory=Scan)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the last scan saw it.

    `document_id`: None between the decision to take the file in and the document itself: a scan
    that was cut off there finds the document by its hash. `missing_since`: when it was first not
    there.
    """

    path: str
    stamp: Stamp
    sha256: str
    document_id: DocumentId | None
    missing_since: datetime | None = None
