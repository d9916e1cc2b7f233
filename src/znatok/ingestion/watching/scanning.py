"""One look at a watched folder, and what follows from it for the documents.

May die at any point: what was taken in stands, and the next scan goes on from there.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

import structlog

from znatok.access.model import Reader, Role
from znatok.connectors.errors import FileDenied, FileGone
from znatok.connectors.model import Flaw, Left, SeenFile
from znatok.connectors.ports import FileSource
from znatok.documents.errors import DocumentNotFound, DuplicateDocument
from znatok.documents.service import DocumentService
from znatok.ingestion.jobs import Priority
from znatok.ingestion.naming import display_name, title_of
from znatok.ingestion.refusals import EmptyUpload
from znatok.ingestion.service import IngestionService, StoredFile
from znatok.ingestion.watching.model import Folder, FolderId, KnownFile, Scan, ScanState
from znatok.ingestion.watching.planning import Plan, plan, stamped, vanished
from znatok.ingestion.watching.ports import FolderStore
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused, ZnatokError
from znatok.kernel.ids import DocumentId
from znatok.platform.blobs import FileTooLarge

SHOWN = 100  # of what was left out; the rest is counted
_TOLD_EVERY_S = 1.0
_log = structlog.get_logger(__name__)

_FLAWS: tuple[tuple[type[ZnatokError], Flaw], ...] = (
    (FileGone, Flaw.STILL_CHANGING),
    (FileDenied, Flaw.UNREADABLE),
    (FileTooLarge, Flaw.TOO_LARGE),
    (EmptyUpload, Flaw.EMPTY),
    (Refused, Flaw.REFUSED),
)


class ScanCancelled(Exception):  # noqa: N818  # an outcome, not a fault
    """Somebody asked for the end of the scan, or another process has taken it over."""


@dataclass(slots=True)
class _Look:
    """What one scan has done so far. `beat`: raises ScanCancelled."""

    folder: Folder
    source: FileSource
    reader: Reader
    beat: Callable[[Scan], Awaitable[None]]
    scan: Scan
    left: list[Left] = field(default_factory=list)
    told_at: float = 0.0

    def count(self, **more: int) -> None:
        counts = self.scan.counts
        grown = {name: getattr(counts, name) + number for name, number in more.items()}
        self.scan = replace(self.scan, counts=replace(counts, **grown))

    async def step(self) -> None:
        self.scan = replace(self.scan, done=self.scan.done + 1)
        if time.monotonic() - self.told_at >= _TOLD_EVERY_S:
            self.told_at = time.monotonic()
            await self.beat(self.shown())

    def shown(self) -> Scan:
        return replace(self.scan, left=tuple(self.left[:SHOWN]), left_count=len(self.left))


class FolderScanner:
    """`removal_delay`: how long a file must be missing before its document goes."""

    def __init__(
        self,
        *,
        store: FolderStore,
        ingestion: IngestionService,
        documents: DocumentService,
        clock: Clock,
        removal_delay: timedelta = timedelta(minutes=10),
    ) -> None:
        self._store = store
        self._ingestion = ingestion
        self._documents = documents
        self._clock = clock
        self._removal_delay = removal_delay

    async def scan(
        self,
        folder: Folder,
        source: FileSource,
        *,
        beat: Callable[[Scan], Awaitable[None]],
        removals_confirmed: bool = False,
    ) -> Scan:
        """Bring the documents in step with the folder; gives how it ended.

        `beat` is told from time to time how far it is. `removals_confirmed`: delete at once what is
        missing, however much it is.
        """
        began = self._clock.now()
        # The folder's documents are the owner's; an administrator has named him and the access.
        reader = Reader(folder.owner_id, Role.ADMIN, folder.department_id, frozenset())
        look = _Look(folder, source, reader, beat, Scan(ScanState.RUNNING, began))
        try:
            listing = await source.list()
            known = await self._store.known(folder.id)
            planned = plan(known, listing)
            look.left += listing.left
            look.scan = replace(look.scan, total=planned.to_look_at)
            look.count(
                files=len(listing.files), skipped=listing.skipped, unchanged=len(planned.same)
            )
            await beat(look.shown())
            await self._follow(look, planned)
            state = await self._remove(look, planned, len(known), confirmed=removals_confirmed)
        except ScanCancelled:
            state = ScanState.CANCELLED
        except ZnatokError as error:
            state = ScanState.FAILED
            look.scan = replace(look.scan, failure=error.slug)
        ended = replace(look.shown(), state=state, finished_at=self._clock.now())
        counts = ended.counts
        _log.info(
            "folder_scanned",
            folder_id=str(folder.id),
            state=state.value,
            files=counts.files,
            added=counts.added,
            changed=counts.changed,
            moved=counts.moved,
            removed=counts.removed,
        )
        return ended

    async def _follow(self, look: _Look, planned: Plan) -> None:
        back = [replace(each, missing_since=None) for each in planned.same if each.missing_since]
        if back:
            await self._store.put(look.folder.id, back)
        for origin, file in planned.moved:
            await self._move(look, origin, file)
            await look.step()
        missing = {each.sha256: each for each in planned.missing if each.document_id is not None}
        for before, file in planned.doubtful:
            await self._look_into(look, file, before, missing)
        for file in planned.new:
            await self._look_into(look, file, None, missing)

    async def _look_into(
        self, look: _Look, file: SeenFile, before: KnownFile | None, missing: dict[str, KnownFile]
    ) -> None:
        try:
            stored = await self._ingestion.keep_file(
                display_name(file.path.rpartition("/")[2]), look.source.read(file)
            )
            if before is not None and before.document_id is not None:
                await self._changed(look, file, before, before.document_id, stored)
            else:
                origin = missing.pop(stored.blob.sha256, None) if before is None else None
                if origin is not None:
                    await self._ingestion.discard(stored)
                    await self._move(look, origin, file)
                else:
                    await self._add(look, file, stored, interrupted=before is not None)
        except tuple(kind for kind, _ in _FLAWS) as error:
            flaw = next(flaw for kind, flaw in _FLAWS if isinstance(error, kind))
            look.left.append(Left(file.path, flaw))
        await look.step()

    async def _changed(
        self,
        look: _Look,
        file: SeenFile,
        before: KnownFile,
        document_id: DocumentId,
        stored: StoredFile,
    ) -> None:
        """A file whose stamp is another: maybe only touched, else a new version."""
        now = self._clock.now()
        known = KnownFile(file.path, stamped(file, now), stored.blob.sha256, document_id)
        if stored.blob.sha256 == before.sha256:
            await self._ingestion.discard(stored)
            look.count(unchanged=1)
        else:
            try:
                await self._ingestion.add_version(document_id, stored, look.reader)
            except DocumentNotFound:  # somebody deleted it here; the file has a new content
                again = await self._ingestion.keep_file(stored.file_name, look.source.read(file))
                await self._add(look, file, again, interrupted=False)
                return
            look.count(changed=1)
        await self._store.put(look.folder.id, [known])

    async def _add(
        self, look: _Look, file: SeenFile, stored: StoredFile, *, interrupted: bool
    ) -> None:
        """`interrupted`: a scan before meant to take the file in, and perhaps did."""
        folder, sha256 = look.folder, stored.blob.sha256
        intended = KnownFile(file.path, stamped(file, self._clock.now()), sha256, None)
        await self._store.put(folder.id, [intended])
        try:
            document_id = await self._accept(look, stored, allow_duplicate=not interrupted)
        except DuplicateDocument as error:
            document_id = DocumentId(UUID(str(error.details["document_id"])))
            if any(each.document_id == document_id for each in await self._store.known(folder.id)):
                again = await self._ingestion.keep_file(stored.file_name, look.source.read(file))
                document_id = await self._accept(look, again, allow_duplicate=True)
        await self._store.put(folder.id, [replace(intended, document_id=document_id)])
        look.count(added=1)

    async def _accept(
        self, look: _Look, stored: StoredFile, *, allow_duplicate: bool
    ) -> DocumentId:
        document = await self._ingestion.accept(
            stored,
            look.reader,
            access=look.folder.access,
            department_id=look.folder.department_id,
            priority=Priority.BULK,
            allow_duplicate=allow_duplicate,
        )
        return document.id

    async def _move(self, look: _Look, origin: KnownFile, file: SeenFile) -> None:
        """The document stays, with its rights and versions; a title made of the name follows."""
        moved = replace(
            origin, path=file.path, stamp=stamped(file, self._clock.now()), missing_since=None
        )
        await self._store.put(look.folder.id, [moved], gone=[origin.path])
        look.count(moved=1)
        if origin.document_id is None:
            return
        old, new = (title_of(display_name(p.rpartition("/")[2])) for p in (origin.path, file.path))
        try:
            found = await self._documents.get(origin.document_id, look.reader)
            if old != new and found.document.title == old:
                await self._documents.update(origin.document_id, look.reader, title=new)
        except DocumentNotFound:
            return  # deleted here meanwhile

    async def _remove(
        self, look: _Look, planned: Plan, known: int, *, confirmed: bool
    ) -> ScanState:
        """Delete documents of files that are gone; not if so much is gone that nothing may be."""
        held = await self._store.known(look.folder.id)
        paths = {each.path for each in held}  # without those that were found elsewhere
        missing = [each for each in planned.missing if each.path in paths]
        # What was accepted is what was shown: more that is missing now waits like anything else.
        confirmed = confirmed and len(missing) <= look.folder.last.counts.missing
        if missing and vanished(len(missing), known) and not confirmed:
            look.count(missing=len(missing))
            return ScanState.HELD_BACK
        now = self._clock.now()
        for file in missing:
            since = file.missing_since or now
            if not confirmed and now - since < self._removal_delay:
                look.count(missing=1)
                await self._store.put(look.folder.id, [replace(file, missing_since=since)])
                continue
            await self._forget(look.folder.id, look.reader, file)
            look.count(removed=1)
            await look.beat(look.shown())
        return ScanState.DONE

    async def _forget(self, folder_id: FolderId, reader: Reader, file: KnownFile) -> None:
        """The document first: a scan that dies in between finds the file missing again."""
        if file.document_id is not None:
            try:
                await self._documents.delete(file.document_id, reader)
            except DocumentNotFound:
                _log.info("folder_document_gone_already", folder_id=str(folder_id))
        await self._store.put(folder_id, [], gone=[file.path])
