"""How far uploads are, over HTTP: one document's state, and a stream of all that moves."""

from collections.abc import AsyncIterator
from time import monotonic
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.documents.model import Status
from znatok.ingestion.jobs import Stage
from znatok.ingestion.progress import Counted, Overview, Progress, ProgressService
from znatok.kernel.ids import DocumentId
from znatok.platform.http import provided

# A reader's rights are taken when the stream opens: it ends in time to take them again.
_STREAM_LIFETIME_S = 300.0

router = APIRouter(prefix="/documents", tags=["documents"], route_class=GuardedRoute)

TheProgress = Annotated[ProgressService, Depends(provided(ProgressService))]


class CountedOut(BaseModel):
    """`total` is null until it is known."""

    done: int
    total: int | None

    @classmethod
    def of(cls, counted: Counted) -> "CountedOut":
        return cls(done=counted.done, total=counted.total)


class ProgressOut(BaseModel):
    """`stage` is null when nothing is under way; `left_s`: an estimate in seconds, if there is."""

    document_id: UUID
    status: Status
    stage: Stage | None
    bytes: CountedOut
    pages: CountedOut
    fragments: CountedOut
    ahead: int
    left_s: float | None

    @classmethod
    def of(cls, progress: Progress) -> "ProgressOut":
        return cls(
            document_id=progress.document_id,
            status=progress.status,
            stage=progress.stage,
            bytes=CountedOut.of(progress.bytes),
            pages=CountedOut.of(progress.pages),
            fragments=CountedOut.of(progress.fragments),
            ahead=progress.ahead,
            left_s=progress.left_s,
        )


class UploadsOut(BaseModel):
    """The caller's own files on their way in."""

    documents: int
    bytes_left: int
    left_s: float | None

    @classmethod
    def of(cls, overview: Overview) -> "UploadsOut":
        return cls(
            documents=overview.documents, bytes_left=overview.bytes_left, left_s=overview.left_s
        )


class ProgressEvents(BaseModel):
    """The data of the stream's events, by their names."""

    progress: ProgressOut
    overview: UploadsOut


@router.get(
    "/progress",
    response_class=EventSourceResponse,
    responses={200: {"model": ProgressEvents, "description": "Events with data of these shapes"}},
)
async def watch_progress(
    reader: CurrentReader, service: TheProgress
) -> AsyncIterator[ServerSentEvent]:
    """Events `progress`, a file that has come further, and `overview`, all of one's own together.

    Ends after five minutes, to take the reader's rights anew: connect again then.
    """
    yield ServerSentEvent(comment="watching")
    async for news, overview in service.watch(reader, until=monotonic() + _STREAM_LIFETIME_S):
        for each in news:
            yield ServerSentEvent(
                event="progress", data=ProgressOut.of(each).model_dump(mode="json")
            )
        yield ServerSentEvent(
            event="overview", data=UploadsOut.of(overview).model_dump(mode="json")
        )


@router.get("/{document_id}/progress")
async def get_progress(
    document_id: UUID, reader: CurrentReader, service: TheProgress
) -> ProgressOut:
    """How far reading a document in has come: bytes, pages, fragments, time left."""
    return ProgressOut.of(await service.of(DocumentId(document_id), reader))
