"""Reading and managing documents. Bringing them in is the ingestion room's work."""

import unicodedata
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, replace

from znatok.access.model import Reader
from znatok.audit.model import Details
from znatok.documents.changes import ChangeFeed
from znatok.documents.errors import BadTitle, DocumentNotFound
from znatok.documents.model import (
    Access,
    DescribedDocument,
    Document,
    DocumentFilter,
    Fragment,
    LocatedFragment,
    Version,
)
from znatok.documents.ports import DocumentStore, Names
from znatok.documents.rules import can_change, can_read, permit_change, permit_sharing
from znatok.documents.trail import DocumentTrail
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused
from znatok.kernel.ids import DocumentId, FragmentId
from znatok.kernel.pages import Page
from znatok.language.text import squeeze
from znatok.platform.blobs import Blobs

MAX_TITLE = 300
MAX_PAGE = 200
_LISTED = 200  # what one detail of an audit event holds


@dataclass(frozen=True, slots=True)
class OriginalFile:
    document: Document
    version: Version
    chunks: AsyncIterator[bytes]


class DocumentService:
    """Every method names its reader; absent and forbidden are both `DocumentNotFound`."""

    def __init__(
        self,
        *,
        store: DocumentStore,
        blobs: Blobs,
        names: Names,
        trail: DocumentTrail,
        feed: ChangeFeed,
        clock: Clock,
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._names = names
        self._trail = trail
        self._feed = feed
        self._clock = clock

    async def find(
        self, wanted: DocumentFilter, reader: Reader, *, cursor: str | None = None, limit: int = 50
    ) -> Page[DescribedDocument]:
        """Visible documents; at most `MAX_PAGE` at once. Raises UnknownSort, BadCursor."""
        page = await self._store.find(
            wanted, reader, cursor=cursor, limit=max(1, min(limit, MAX_PAGE))
        )
        return Page(await self.describe(page.items, reader), page.next_cursor)

    async def matching(self, wanted: DocumentFilter, reader: Reader) -> frozenset[DocumentId]:
        """Ids of all visible documents that a filter leaves: where a search may look."""
        return await self._store.matching(wanted, reader)

    async def get(self, document_id: DocumentId, reader: Reader) -> DescribedDocument:
        document = await self._store.get(document_id, reader)
        return (await self.describe([document], reader))[0]

    async def versions(self, document_id: DocumentId, reader: Reader) -> Sequence[Version]:
        """All versions, the newest first, without text."""
        return await self._store.versions(document_id, reader)

    async def content(
        self, document_id: DocumentId, reader: Reader, number: int | None = None
    ) -> tuple[Document, Version]:
        """A version with text and blocks, the current one by default; the audit trail tells."""
        document, version = await self._store.content(document_id, reader, number)
        details = {"version": version.number}
        await self._trail.seen("document.content_read", reader, document_id, details)
        return document, version

    async def file(
        self, document_id: DocumentId, reader: Reader, number: int | None = None
    ) -> OriginalFile:
        """The original as it was uploaded; the audit trail tells. Raises BlobNotFound, too."""
        document, version = await self._store.file(document_id, reader, number)
        if not await self._blobs.exists(version.blob_key):
            raise DocumentNotFound
        details = {"version": version.number}
        await self._trail.seen("document.file_read", reader, document_id, details)
        return OriginalFile(document, version, self._blobs.open(version.blob_key))

    async def fragments(
        self,
        document_id: DocumentId,
        reader: Reader,
        *,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[Fragment]:
        return await self._store.fragments(
            document_id, reader, cursor=cursor, limit=max(1, min(limit, MAX_PAGE))
        )

    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        """Those that exist and are visible, in the order given: the hot read of an answer.

        Rights are applied here again, whatever a search has applied before.
        """
        return await self._store.fragments_by_ids(fragment_ids, reader)

    async def update(
        self,
        document_id: DocumentId,
        reader: Reader,
        *,
        title: str | None = None,
        access: Access | None = None,
    ) -> DescribedDocument | None:
        """Change title or access; None when the reader may not read the result.

        Raises:
            MayNotChange, MayNotShare, MayNotLetOneselfIn: see `documents.rules`.
            BadTitle: empty or longer than `MAX_TITLE`.

        """
        named = None if title is None else _sound_title(title)

        def decide(document: Document) -> Document:
            permit_change(document, reader)
            changed = document
            if named is not None and named != document.title:
                changed = replace(changed, title=named, updated_at=self._clock.now())
            if access is not None:
                now = document.access.principals(document.owner_id)
                permit_sharing(now, access, reader)
                changed = replace(changed, access=without(access, document))
            return changed

        before = await self._store.manageable(document_id, reader)
        try:
            planned = decide(before)
        except Refused as error:
            await self._trail.refused("document.changed", reader, document_id, error)
            raise
        if planned.title != before.title:
            await self._trail.doing("document.renamed", reader, document_id, {})
        if planned.access != before.access:
            details = _said(before, planned)
            await self._trail.doing("document.access_changed", reader, document_id, details)
        after = await self._store.change(document_id, reader, decide)
        await self._feed.hurry()
        if not can_read(after, reader):
            return None
        return (await self.describe([after], reader))[0]

    async def delete(self, document_id: DocumentId, reader: Reader) -> None:
        """Forget a document, its versions and its files. Raises MayNotChange."""

        def permit(document: Document) -> None:
            permit_change(document, reader)

        found = await self._store.manageable(document_id, reader)
        try:
            permit(found)
        except Refused as error:
            await self._trail.refused("document.deleted", reader, document_id, error)
            raise
        await self._trail.doing("document.deleted", reader, document_id, {"versions": found.latest})
        keys = await self._store.remove(document_id, reader, permit)
        await self._feed.hurry()
        for key in keys:
            await self._blobs.delete(key)

    async def describe(
        self, documents: Sequence[Document], reader: Reader
    ) -> Sequence[DescribedDocument]:
        """Documents that the reader may see, with names and what he may do."""
        users = {each.owner_id for each in documents}
        departments = {each.department_id for each in documents if each.department_id is not None}
        names = await self._names.names(users, departments)
        return [
            DescribedDocument(
                document=each,
                owner_name=names.get(each.owner_id, ""),
                department_name=names.get(each.department_id, "") if each.department_id else None,
                can_edit=can_change(each, reader),
            )
            for each in documents
        ]


def without(access: Access, document: Document) -> Access:
    """Grants as they are stored: the owner's right is not a grant."""
    return replace(access, users=access.users - {document.owner_id})


def _said(before: Document, after: Document) -> Details:
    """Who was let in and who was shut out, for the audit trail."""
    old = before.access.principals(before.owner_id)
    new = after.access.principals(after.owner_id)
    return {
        "granted": sorted(new - old)[:_LISTED],
        "granted_count": len(new - old),
        "revoked": sorted(old - new)[:_LISTED],
        "revoked_count": len(old - new),
    }


def _sound_title(title: str) -> str:
    # Category C: control characters, bidirectional overrides, lone surrogates.
    found = squeeze("".join(each for each in title if unicodedata.category(each)[0] != "C"))
    if not 1 <= len(found) <= MAX_TITLE:
        raise BadTitle(limit=MAX_TITLE)
    return found
