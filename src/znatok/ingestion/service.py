"""Taking files in: what a person's upload goes through before the worker gets it."""

import asyncio
from collections.abc import AsyncIterable
from dataclasses import dataclass, replace

from znatok.access.model import Reader
from znatok.audit.model import Details
from znatok.documents.changes import ChangeFeed
from znatok.documents.errors import NothingToRetry
from znatok.documents.model import Access, Document, Status, Version
from znatok.documents.ports import DocumentStore, PublicationStore
from znatok.documents.rules import permit_change, permit_sharing
from znatok.documents.service import without
from znatok.documents.trail import DocumentTrail
from znatok.ingestion.jobs import Order, Priority
from znatok.ingestion.naming import display_name, kind_of, title_of
from znatok.ingestion.queueing import JobQueue
from znatok.ingestion.refusals import EmptyUpload, ForeignDepartment
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Conflict, Refused
from znatok.kernel.ids import DepartmentId, DocumentId, VersionId, new_uuid
from znatok.platform.blobs import Blob, Blobs

_UNREAD = "application/octet-stream"
_RETRIED = frozenset({Status.FAILED, Status.QUARANTINED})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An upload in the blob store, not yet a document."""

    file_name: str
    blob: Blob


class IngestionService:
    def __init__(
        self,
        *,
        store: DocumentStore,
        publications: PublicationStore,
        queue: JobQueue,
        blobs: Blobs,
        trail: DocumentTrail,
        feed: ChangeFeed,
        clock: Clock,
        wake: asyncio.Event,
        max_upload_bytes: int,
    ) -> None:
        self._store = store
        self._publications = publications
        self._queue = queue
        self._blobs = blobs
        self._trail = trail
        self._feed = feed
        self._clock = clock
        self._wake = wake
        self._max_upload_bytes = max_upload_bytes

    async def keep_file(self, name: str | None, chunks: AsyncIterable[bytes]) -> StoredFile:
        """Store the bytes of an upload, before it is known what becomes of them.

        Raises:
            FileTooLarge, StorageFull: see platform/blobs.py.
            EmptyUpload: not a single byte.

        """
        shown = display_name(name)
        blob = await self._blobs.put(chunks, limit_bytes=self._max_upload_bytes)
        stored = StoredFile(shown, blob)
        if not blob.size_bytes:
            await self.discard(stored)
            raise EmptyUpload(name=shown)
        return stored

    async def discard(self, stored: StoredFile) -> None:
        """Forget a stored file that became no document."""
        await self._blobs.delete(stored.blob.key)

    async def accept(
        self,
        stored: StoredFile,
        reader: Reader,
        *,
        access: Access | None = None,
        department_id: DepartmentId | None = None,
        title: str | None = None,
        priority: Priority = Priority.INTERACTIVE,
        allow_duplicate: bool = False,
    ) -> Document:
        """Make a document of a stored file; only the owner reads it unless `access` says more.

        A refused file is discarded.

        Raises:
            MayNotShare: `access` names whom the reader may not let in.
            ForeignDepartment: `department_id` is not the reader's own, and he is no administrator.
            DuplicateDocument: the reader has the same bytes with the same access already.

        """
        document, version = self._drafted(stored, reader, access or Access(), department_id, title)
        try:
            permit_sharing(frozenset(), document.access, reader)
            _permit_department(document, reader)
            await self._trail.doing("document.uploaded", reader, document.id, _said(stored))
            await self._store.create(document, version, allow_duplicate=allow_duplicate)
        except BaseException as error:
            await self.discard(stored)
            if isinstance(error, Refused | Conflict):
                await self._trail.refused("document.uploaded", reader, document.id, error)
            raise
        await self._enqueue(document, version, reader, priority)
        return document

    async def may_add_version(self, document_id: DocumentId, reader: Reader) -> None:
        """Ask before a body is read. Raises DocumentNotFound, MayNotChange."""
        permit_change(await self._store.manageable(document_id, reader), reader)

    async def add_version(
        self, document_id: DocumentId, stored: StoredFile, reader: Reader
    ) -> Document:
        """Add a version; readers see the one before until it is ready.

        A refused file is discarded. Raises DocumentNotFound, MayNotChange.
        """
        version = self._version(stored, document_id)
        action = "document.version_added"
        try:
            permit_change(await self._store.manageable(document_id, reader), reader)
            await self._trail.doing(action, reader, document_id, _said(stored))
            document, added = await self._store.add_version(
                document_id, reader, version, lambda found: permit_change(found, reader)
            )
        except BaseException as error:
            await self.discard(stored)
            if isinstance(error, Refused):
                await self._trail.refused(action, reader, document_id, error)
            raise
        await self._enqueue(document, added, reader, Priority.INTERACTIVE)
        return document

    async def retry(self, document_id: DocumentId, reader: Reader) -> Document:
        """Read the latest version in once more. Raises NothingToRetry, MayNotChange."""

        def decide(document: Document) -> Document:
            permit_change(document, reader)
            if document.status not in _RETRIED:
                raise NothingToRetry
            return replace(document, status=Status.QUEUED, progress=0.0, failure=None)

        decide(await self._store.manageable(document_id, reader))
        await self._trail.doing("document.retried", reader, document_id, {})
        document = await self._store.change(document_id, reader, decide)
        version_id = await self._publications.latest(document_id)
        found = None if version_id is None else await self._publications.pending(version_id)
        if found is not None:
            await self._enqueue(document, found[1], reader, Priority.INTERACTIVE)
        return document

    async def cancel(self, document_id: DocumentId, reader: Reader) -> Document | None:
        """Take back what is on its way in.

        An upload that was never ready is gone with its file: None. A new version of a document
        leaves the one that readers have. Raises NothingToCancel, MayNotChange, DocumentNotFound.
        """

        def permit(document: Document) -> None:
            permit_change(document, reader)

        action = "document.cancelled"
        try:
            permit(await self._store.manageable(document_id, reader))
        except Refused as error:
            await self._trail.refused(action, reader, document_id, error)
            raise
        await self._trail.doing(action, reader, document_id, {})
        withdrawn = await self._store.withdraw(document_id, reader, permit)
        await self._queue.drop(withdrawn.versions)
        await self._feed.hurry()
        # Files last: one that a crash leaves behind now is an orphan, and is swept up.
        for key in withdrawn.blob_keys:
            await self._blobs.delete(key)
        return withdrawn.document

    async def _enqueue(
        self, document: Document, version: Version, reader: Reader, priority: Priority
    ) -> None:
        # Should this process die just before: the worker's sweep finds the document.
        order = Order(
            document_id=document.id,
            version_id=version.id,
            owner_id=reader.user_id,
            priority=priority,
            department_id=document.department_id,
            kind=kind_of(version.file_name),
            size_bytes=version.size_bytes,
        )
        await self._queue.put(order, at=self._clock.now())
        self._wake.set()
        await self._feed.hurry()

    def _drafted(
        self,
        stored: StoredFile,
        reader: Reader,
        access: Access,
        department_id: DepartmentId | None,
        title: str | None,
    ) -> tuple[Document, Version]:
        document_id = DocumentId(new_uuid())
        version = self._version(stored, document_id)
        document = Document(
            id=document_id,
            title=title or title_of(stored.file_name),
            kind=kind_of(stored.file_name),
            owner_id=reader.user_id,
            access=access,
            status=Status.QUEUED,
            created_at=version.created_at,
            updated_at=version.created_at,
            file_name=stored.file_name,
            size_bytes=stored.blob.size_bytes,
            department_id=department_id or reader.department_id,
        )
        return replace(document, access=without(access, document)), version

    def _version(self, stored: StoredFile, document_id: DocumentId) -> Version:
        return Version(
            id=VersionId(new_uuid()),
            document_id=document_id,
            number=1,
            file_name=stored.file_name,
            media_type=_UNREAD,
            size_bytes=stored.blob.size_bytes,
            sha256=stored.blob.sha256,
            created_at=self._clock.now(),
            blob_key=stored.blob.key,
        )


def _permit_department(document: Document, reader: Reader) -> None:
    if document.department_id != reader.department_id and not reader.is_admin:
        raise ForeignDepartment


def _said(stored: StoredFile) -> Details:
    """What the audit trail is told of a file: its name may be a person's."""
    return {"sha256": stored.blob.sha256, "size_bytes": stored.blob.size_bytes}
