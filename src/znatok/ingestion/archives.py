"""Files of an archive become documents of their own, with the archive's readers and its owner.

It happens while the archive's own version is read in, before readers see it. Ids follow from the
archive's document and the path inside, and what exists is left as it is: killed at any point, the
job is done again and adds what is missing, nothing twice.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from uuid import uuid5

import structlog

from znatok.documents.errors import DuplicateDocument
from znatok.documents.model import BlockKind, Document, Status, Version
from znatok.documents.ports import DocumentStore, PublicationStore
from znatok.ingestion.errors import EmptyFile, Unreadable
from znatok.ingestion.jobs import Order, Priority
from znatok.ingestion.model import DEFAULT_LIMITS, Limits, ParsedFile
from znatok.ingestion.naming import kind_of, title_of
from znatok.ingestion.parsing.archive_listing import Entry, listing
from znatok.ingestion.parsing.archives import Member, members
from znatok.ingestion.queueing import JobQueue
from znatok.kernel.clock import Clock
from znatok.kernel.ids import DocumentId, VersionId
from znatok.platform.blobs import Blob, Blobs

_UNREAD = "application/octet-stream"  # what a version is until it has been read in
_log = structlog.get_logger(__name__)


class Archives:
    """`limits`: the same as those the archive has been read through with, in another process."""

    def __init__(
        self,
        *,
        store: DocumentStore,
        publications: PublicationStore,
        queue: JobQueue,
        blobs: Blobs,
        clock: Clock,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._store = store
        self._publications = publications
        self._queue = queue
        self._blobs = blobs
        self._clock = clock
        self._limits = limits

    async def unpack(
        self, archive: Document, version: Version, data: bytes, parsed: ParsedFile
    ) -> ParsedFile:
        """Make documents of the files of `version`; gives the archive's own text.

        `parsed`: what reading the archive through has given. A version that was published before
        is not unpacked again, for its files may have been deleted since.

        Raises:
            StorageFull, DatabaseUnavailable: safe to do again.

        """
        if version.media_type != _UNREAD:
            found = await self._publications.published(version.id)
            return _as_it_stands(found[1], parsed) if found else parsed
        entries = []
        walk = members(data, version.file_name, self._limits)
        with closing(walk):
            while (member := await asyncio.to_thread(next, walk, None)) is not None:
                now = await self._publications.pending(version.id)
                if now is None:  # deleted or cancelled meanwhile: no more of it comes in
                    break
                archive = now[0]  # its rights as they are, not as they were an hour ago
                entries.append(await self._take(archive, version, member))
        taken = sum(not each.problem for each in entries)
        _log.info(
            "archive_unpacked", document_id=str(archive.id), files=len(entries), documents=taken
        )
        return listing(entries, version.file_name, parsed.kind, self._limits)

    async def _take(self, archive: Document, version: Version, member: Member) -> Entry:
        problem = member.problem or (None if member.size_bytes else EmptyFile(name=member.path))
        if problem is not None:
            return Entry(member.path, problem.message("ru"))
        try:
            document_id = await self._free_id(archive.id, member)
            if document_id is None:
                return Entry(member.path)
            blob = await self._blobs.put(_flow(member), limit_bytes=self._limits.max_bytes)
        except Unreadable as error:
            return Entry(member.path, error.message("ru"))
        child = _document(document_id, archive, version, member, blob)
        first = _first_version(child, member, blob)
        try:
            await self._store.create(child, first)
        except DuplicateDocument as error:
            await self._blobs.delete(blob.key)
            return Entry(member.path, f"уже есть: «{error.details['document_title']}».")
        # Should this process die just before: the worker's sweep finds the document.
        order = Order(
            document_id=child.id,
            version_id=first.id,
            owner_id=child.owner_id,
            priority=Priority.BULK,
            department_id=child.department_id,
            kind=child.kind,
            size_bytes=first.size_bytes,
        )
        await self._queue.put(order, at=self._clock.now())
        return Entry(member.path)

    async def _free_id(self, archive_id: DocumentId, member: Member) -> DocumentId | None:
        """The id of a document to be made; None when there is one of these very bytes.

        A later version of the archive may hold other bytes under the same path: these become one
        more document, for nobody has said that they replace the former.
        """
        document_id = DocumentId(uuid5(archive_id, member.path))
        known = await self._publications.latest(document_id)
        if known is None:
            return document_id
        sha256 = await asyncio.to_thread(_digest, member)
        found = await self._publications.pending(known)
        if found is not None and found[1].sha256 == sha256:
            return None
        document_id = DocumentId(uuid5(archive_id, f"{member.path}\0{sha256}"))
        return None if await self._publications.latest(document_id) else document_id


def documents_listed(archive_id: DocumentId, version: Version) -> list[DocumentId]:
    """Ids under which the files that an archive's text lists came in, if they came as new."""
    lines = (each for each in version.blocks if each.kind is BlockKind.LIST_ITEM)
    paths = (version.text[each.start : each.end] for each in lines)
    return [DocumentId(uuid5(archive_id, path)) for path in paths]


def _document(
    document_id: DocumentId, archive: Document, version: Version, member: Member, blob: Blob
) -> Document:
    *folders, name = member.path.split("/")
    return Document(
        id=document_id,
        title=" / ".join([version.file_name, *folders, title_of(name)]),
        kind=kind_of(name),
        owner_id=archive.owner_id,
        access=archive.access,
        status=Status.QUEUED,
        created_at=version.created_at,
        updated_at=version.created_at,
        file_name=name,
        size_bytes=blob.size_bytes,
        department_id=archive.department_id,
    )


def _first_version(child: Document, member: Member, blob: Blob) -> Version:
    return Version(
        id=VersionId(uuid5(child.id, "1")),
        document_id=child.id,
        number=1,
        file_name=member.name,
        media_type=_UNREAD,
        size_bytes=blob.size_bytes,
        sha256=blob.sha256,
        created_at=child.created_at,
        blob_key=blob.key,
    )


def _as_it_stands(version: Version, parsed: ParsedFile) -> ParsedFile:
    return ParsedFile(
        text=version.text,
        blocks=version.blocks,
        kind=parsed.kind,
        media_type=parsed.media_type,
        title=parsed.title,
        warnings=version.warnings,
    )


async def _flow(member: Member) -> AsyncIterator[bytes]:
    """Bytes unpacked in another thread, a megabyte at a time."""
    pieces: Iterator[bytes] = member.chunks()
    while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
        yield piece


def _digest(member: Member) -> str:
    digest = hashlib.sha256()
    for piece in member.chunks():
        digest.update(piece)
    return digest.hexdigest()
