"""Documents over HTTP: reading, changing, removing, watching. Uploads are in ingestion/http.py."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from time import monotonic
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.documents.facts import DocumentType, Facts
from znatok.documents.facts_http import TheFacts
from znatok.documents.model import DocumentFilter, Status
from znatok.documents.service import DocumentService
from znatok.documents.shapes import (
    ContentOut,
    DocumentChangeBody,
    DocumentOut,
    DocumentPage,
    DocumentWithVersions,
    FragmentPage,
)
from znatok.documents.watching import DocumentWatch
from znatok.kernel.ids import DepartmentId, DocumentId
from znatok.platform.http import language_of, provided

# A reader's rights are taken when the stream opens: it ends in time to take them again.
_STREAM_LIFETIME_S = 300.0

router = APIRouter(prefix="/documents", tags=["documents"], route_class=GuardedRoute)

Documents = Annotated[DocumentService, Depends(provided(DocumentService))]
Watch = Annotated[DocumentWatch, Depends(provided(DocumentWatch))]


@router.get("")
async def list_documents(
    *,
    request: Request,
    reader: CurrentReader,
    documents: Documents,
    q: Annotated[str | None, Query(max_length=300)] = None,
    status: Status | None = None,
    department: UUID | None = None,
    kind: Annotated[str | None, Query(max_length=32)] = None,
    updated_from: datetime | None = None,
    updated_to: datetime | None = None,
    type_: Annotated[list[DocumentType] | None, Query(alias="type")] = None,
    dated_from: date | None = None,
    dated_to: date | None = None,
    in_force: Annotated[bool, Query(description="Only what is in force today")] = False,
    sort: Annotated[str, Query(max_length=32)] = "-updated_at",
    cursor: Annotated[str | None, Query(max_length=4_000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DocumentPage:
    """Documents the reader may see, by filters."""
    wanted = DocumentFilter(
        q=q,
        status=status,
        department_id=None if department is None else DepartmentId(department),
        kind=kind,
        updated_from=_in_utc(updated_from),
        updated_to=_in_utc(updated_to),
        types=frozenset(type_ or ()),
        dated_from=dated_from,
        dated_to=dated_to,
        in_force_on=datetime.now(UTC).date() if in_force else None,
        sort=sort,
    )
    page = await documents.find(wanted, reader, cursor=cursor, limit=limit)
    language = language_of(request)
    items = [DocumentOut.of(each, language) for each in page.items]
    return DocumentPage(items=items, next_cursor=page.next_cursor)


@router.get("/events", response_class=EventSourceResponse)
async def watch_documents(
    request: Request, reader: CurrentReader, watch: Watch
) -> AsyncIterator[ServerSentEvent]:
    """Events `document`: each document the reader may see, whenever it changes.

    Ends after five minutes, to take the reader's rights anew: connect again then.
    """
    language = language_of(request)
    ends = monotonic() + _STREAM_LIFETIME_S
    yield ServerSentEvent(comment="watching")
    async for document in watch.changes(reader, until=ends):
        yield ServerSentEvent(
            event="document", data=DocumentOut.of(document, language).model_dump(mode="json")
        )


@router.get("/{document_id}")
async def get_document(
    request: Request,
    document_id: UUID,
    reader: CurrentReader,
    documents: Documents,
    facts: TheFacts,
) -> DocumentWithVersions:
    id_ = DocumentId(document_id)
    found = await documents.get(id_, reader)
    versions = await documents.versions(id_, reader)
    known = (await facts.of([id_], reader)).get(id_, Facts())
    return DocumentWithVersions.with_versions(found, versions, known, language_of(request))


@router.get("/{document_id}/content")
async def get_content(
    document_id: UUID,
    reader: CurrentReader,
    documents: Documents,
    version: Annotated[int | None, Query(ge=1)] = None,
) -> ContentOut:
    """The text of a version with its structure; offsets count code points."""
    document, found = await documents.content(DocumentId(document_id), reader, version)
    return ContentOut.of(document, found)


@router.get("/{document_id}/file", response_class=StreamingResponse)
async def get_file(
    document_id: UUID,
    reader: CurrentReader,
    documents: Documents,
    version: Annotated[int | None, Query(ge=1)] = None,
) -> StreamingResponse:
    """The original file, to be saved: no browser is to render what a stranger may have written."""
    found = await documents.file(DocumentId(document_id), reader, version)
    headers = {
        "Content-Disposition": attachment(found.version.file_name),
        "Content-Length": str(found.version.size_bytes),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(found.chunks, media_type=found.version.media_type, headers=headers)


@router.get("/{document_id}/fragments")
async def list_fragments(
    document_id: UUID,
    reader: CurrentReader,
    documents: Documents,
    cursor: Annotated[str | None, Query(max_length=4_000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> FragmentPage:
    page = await documents.fragments(DocumentId(document_id), reader, cursor=cursor, limit=limit)
    return FragmentPage.of(page)


@router.patch("/{document_id}", responses={204: {"description": "Changed; not for you to read"}})
async def change_document(
    request: Request,
    document_id: UUID,
    body: DocumentChangeBody,
    reader: CurrentReader,
    documents: Documents,
    facts: TheFacts,
    response: Response,
) -> DocumentOut | None:
    """Rename, share, correct facts. An administrator who may not read the document gets 204."""
    id_ = DocumentId(document_id)
    if body.facts is not None:
        await facts.edit(id_, reader, body.facts.values())
    changed = await documents.update(
        id_,
        reader,
        title=body.title,
        access=None if body.access is None else body.access.access(),
    )
    if body.title is not None and changed is not None:
        await facts.renamed(id_, changed.document.title)
    if changed is None:
        response.status_code = 204
        return None
    return DocumentOut.of(changed, language_of(request))


@router.delete("/{document_id}", status_code=204)
async def delete_document(document_id: UUID, reader: CurrentReader, documents: Documents) -> None:
    await documents.delete(DocumentId(document_id), reader)


def attachment(file_name: str) -> str:
    """A Content-Disposition by RFC 6266: `filename*` in UTF-8, an ASCII fallback beside it."""
    plain = "".join(
        each if each.isascii() and each.isprintable() and each not in '"\\%' else "_"
        for each in file_name
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"


def _in_utc(time: datetime | None) -> datetime | None:
    """A time without a zone, or a bare date, is taken as UTC: that is what the API gives out."""
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)
