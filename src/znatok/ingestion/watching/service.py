"""Naming folders to watch, and watching them."""

import asyncio
import secrets
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from znatok.access.model import Actor, Reader
from znatok.access.service import Readers
from znatok.audit.model import Credential, Details, Event
from znatok.audit.ports import AuditLog
from znatok.documents.model import Access
from znatok.ingestion.watching.errors import (
    FolderWatched,
    NoSuchFolder,
    NoSuchOwner,
    NotAllowed,
    ScanRuns,
)
from znatok.ingestion.watching.model import Folder, FolderId, Scan, ScanState, Schedule
from znatok.ingestion.watching.planning import is_due
from znatok.ingestion.watching.ports import FolderStore, Sources
from znatok.ingestion.watching.scanning import FolderScanner, ScanCancelled
from znatok.kernel.background import set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused, ZnatokError
from znatok.kernel.ids import DepartmentId, UserId, new_uuid

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A folder as an administrator describes it."""

    owner_id: UserId
    department_id: DepartmentId | None
    access: Access
    schedule: Schedule
    enabled: bool = True


class FolderService:
    """Administrators and the operator only; others are Refused. All but reading is audited."""

    def __init__(
        self,
        *,
        store: FolderStore,
        sources: Sources,
        readers: Readers,
        log: AuditLog,
        clock: Clock,
        wake: asyncio.Event,
    ) -> None:
        self._store = store
        self._sources = sources
        self._readers = readers
        self._log = log
        self._clock = clock
        self._wake = wake

    async def find(self, *, by: Actor) -> Sequence[Folder]:
        permit(by)
        return await self._store.all()

    async def get(self, folder_id: FolderId, *, by: Actor) -> Folder:
        """Raises NoSuchFolder."""
        permit(by)
        return await self._store.get(folder_id)

    async def add(self, path: str, wanted: Wanted, *, by: Actor) -> Folder:
        """Watch a folder from now on.

        Raises:
            NotAllowed: the settings do not let it be watched.
            FolderWatched: it, or one around or inside it, is watched already.
            NoSuchOwner: see there.

        """
        permit(by)
        place = self._sources.check(path)
        for each in await self._store.all():
            if f"{place}/".startswith(f"{each.path}/") or f"{each.path}/".startswith(f"{place}/"):
                raise FolderWatched
        await self._check_owner(wanted)
        folder = Folder(
            id=FolderId(new_uuid()),
            path=place,
            owner_id=wanted.owner_id,
            department_id=wanted.department_id,
            access=wanted.access,
            schedule=wanted.schedule,
            created_at=self._clock.now(),
            enabled=wanted.enabled,
        )
        await self._tell("folder.added", by, folder.id, {"owner": wanted.owner_id})
        await self._store.add(folder)
        self._wake.set()
        return folder

    async def change(self, folder_id: FolderId, wanted: Wanted, *, by: Actor) -> Folder:
        """For files found from now on; documents that are there keep their rights.

        Raises NoSuchFolder, NoSuchOwner.
        """
        permit(by)
        found = await self._store.get(folder_id)
        await self._check_owner(wanted)
        changed = replace(
            found,
            owner_id=wanted.owner_id,
            department_id=wanted.department_id,
            access=wanted.access,
            schedule=wanted.schedule,
            enabled=wanted.enabled,
        )
        await self._tell("folder.changed", by, folder_id, {"owner": wanted.owner_id})
        await self._store.change(changed)
        self._wake.set()
        return changed

    async def remove(self, folder_id: FolderId, *, by: Actor) -> None:
        """Watch it no more; the documents stay. Raises NoSuchFolder."""
        permit(by)
        await self._store.get(folder_id)
        await self._tell("folder.removed", by, folder_id, {})
        await self._store.remove(folder_id)

    async def scan(
        self, folder_id: FolderId, *, by: Actor, accept_removals: bool = False
    ) -> Folder:
        """Scan soon; `accept_removals`: delete the documents of all that is not there any more.

        Raises:
            ScanRuns: one is going on.

        """
        permit(by)
        found = await self._store.get(folder_id)
        if found.last.state is ScanState.RUNNING:
            raise ScanRuns
        await self._tell("folder.scan_requested", by, folder_id, {"removals": accept_removals})
        await self._store.request(folder_id, "confirmed" if accept_removals else "scan")
        self._wake.set()
        return found

    async def cancel(self, folder_id: FolderId, *, by: Actor) -> Folder:
        """Stop a scan; what it has taken in stays. Raises NoSuchFolder."""
        permit(by)
        await self._tell("folder.scan_cancelled", by, folder_id, {})
        await self._store.cancel(folder_id)
        return await self._store.get(folder_id)

    async def _check_owner(self, wanted: Wanted) -> None:
        try:
            await self._readers.current(wanted.owner_id)
        except ZnatokError as error:
            raise NoSuchOwner from error

    async def _tell(self, action: str, by: Actor, folder_id: FolderId, details: Details) -> None:
        known = isinstance(by, Reader)
        await self._log.record_now(
            Event(
                action=action,
                actor=by.user_id if isinstance(by, Reader) else None,
                credential=Credential.ACCESS_TOKEN if known else Credential.OPERATOR,
                object=f"folder:{folder_id}",
                details=details,
            )
        )


@dataclass(frozen=True, slots=True)
class WatcherSettings:
    """`poll_s`: how soon what other processes were asked for is noticed."""

    poll_s: float = 5.0
    lease: timedelta = timedelta(seconds=120)


class FolderWatcher:
    """Scans folders when they are due, one at a time in a process, one process a folder."""

    def __init__(
        self,
        *,
        store: FolderStore,
        sources: Sources,
        scanner: FolderScanner,
        clock: Clock,
        wake: asyncio.Event,
        settings: WatcherSettings | None = None,
    ) -> None:
        self._store = store
        self._sources = sources
        self._scanner = scanner
        self._clock = clock
        self._wake = wake
        self._settings = settings or WatcherSettings()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            self._wake.clear()
            await self._survived(self.run_once())
            await set_within(self._wake, self._settings.poll_s)

    async def run_once(self) -> int:
        """Scan what is due; gives how many folders that were."""
        asked, scanned = await self._store.requested(), 0
        for folder in await self._store.all():
            if is_due(folder, asked.get(folder.id), self._clock.now()):
                confirmed = asked.get(folder.id) == "confirmed"
                scanned += await self._scan(folder, removals_confirmed=confirmed)
        return scanned

    async def _scan(self, folder: Folder, *, removals_confirmed: bool) -> bool:
        token, lease = secrets.token_hex(16), self._settings.lease
        if not await self._store.claim(folder.id, token, at=self._clock.now(), lease=lease):
            return False

        async def beat(scan: Scan) -> None:
            kept = await self._store.keep(folder.id, token, scan, at=self._clock.now(), lease=lease)
            if not kept:
                raise ScanCancelled

        now = self._clock.now()
        try:
            folder = await self._store.get(folder.id)  # its rights may have changed in the queue
            source = self._sources.open(folder.path)
            ended = await self._scanner.scan(
                folder, source, beat=beat, removals_confirmed=removals_confirmed
            )
        except (NotAllowed, NoSuchFolder) as error:
            ended = Scan(ScanState.FAILED, now, now, failure=error.slug)
        except BaseException:
            broken = Scan(ScanState.FAILED, now, self._clock.now(), failure="interrupted")
            await self._store.end(folder.id, token, broken)
            raise
        await self._store.end(folder.id, token, ended)
        return True

    async def _survived(self, work: Awaitable[int]) -> None:
        """The edge of the process: what fails now is tried again at the next round."""
        try:
            await work
        except Exception:  # noqa: BLE001  # the edge of the process; logged with its traceback
            _log.exception("folder_watch_failed")


def permit(by: Actor) -> None:
    """Raises Refused: neither the operator nor an administrator."""
    if isinstance(by, Reader) and not by.is_admin:
        raise Refused
