"""How far reading in has come, as people may see it: bytes, pages, fragments, time left."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from znatok.access.model import Reader
from znatok.documents.changes import ChangeFeed
from znatok.documents.model import Document, DocumentFilter, Status
from znatok.documents.service import DocumentService
from znatok.ingestion.jobs import Pace, Stage, Watched
from znatok.ingestion.queueing import JobBoard
from znatok.kernel.ids import DocumentId

_BUSY_S, _IDLE_S = 0.5, 5.0  # between two looks, while there is work and while there is none
_MOST = 400  # jobs of one look; a larger import shows as its first ones and in the sums


@dataclass(frozen=True, slots=True)
class Counted:
    """`total` is None until it is known."""

    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one document is. `stage` None: nothing is under way.

    `bytes`: of the file that have been read. `pages`, `fragments`: with vectors. `ahead`: files
    whose turn comes first. `left_s`: an estimate from the latest files; None without any.
    """

    document_id: DocumentId
    status: Status
    stage: Stage | None
    bytes: Counted
    pages: Counted
    fragments: Counted
    ahead: int = 0
    left_s: float | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the reader's own files on their way in. `left_s`: until the last is ready."""

    documents: int
    bytes_left: int
    left_s: float | None


class ProgressService:
    """`workers`: how many files are read in at a time."""

    def __init__(
        self, *, board: JobBoard, documents: DocumentService, feed: ChangeFeed, workers: int
    ) -> None:
        self._board = board
        self._documents = documents
        self._feed = feed
        self._workers = workers

    async def of(self, document_id: DocumentId, reader: Reader) -> Progress:
        """Raises DocumentNotFound."""
        document = (await self._documents.get(document_id, reader)).document
        jobs = await self._board.of_documents([document_id])
        if not jobs:
            return _settled(document)
        return _progress(document.status, jobs[-1], await self._board.paces(), self._workers)

    async def watch(
        self, reader: Reader, *, until: float
    ) -> AsyncIterator[tuple[Sequence[Progress], Overview]]:
        """What has changed since the last time, until `time.monotonic` shows `until`.

        Files of the reader and those he may see that are being worked on; each once more when it
        is ready or has failed, or not again when it is gone. The first yield comes at once.
        """
        told: dict[DocumentId, Progress] = {}
        said: Overview | None = None
        with self._feed.subscribe() as changed:
            while monotonic() < until:
                now, overview = await self._look(reader, frozenset(told))
                news = [each for each in now.values() if told.get(each.document_id) != each]
                if news or overview != said:
                    yield news, overview
                told = {id_: each for id_, each in now.items() if each.stage is not None}
                said = overview
                wait_s = _BUSY_S if told else _IDLE_S
                try:
                    async with asyncio.timeout(min(wait_s, max(0.0, until - monotonic()))):
                        if not told:  # nothing moves: the next change may be an upload
                            await changed.get()
                        await asyncio.sleep(_BUSY_S)
                except TimeoutError:
                    pass
                while not changed.empty():
                    changed.get_nowait()

    async def _look(
        self, reader: Reader, told: frozenset[DocumentId]
    ) -> tuple[dict[DocumentId, Progress], Overview]:
        jobs = {
            each.document_id: each
            for each in await self._board.of_interest(reader.user_id, limit=_MOST)
        }
        documents = await self._visible(reader, jobs.keys() | told)
        paces = await self._board.paces()
        found: dict[DocumentId, Progress] = {}
        for id_, document in documents.items():
            job = jobs.get(id_)
            found[id_] = (
                _settled(document)
                if job is None
                else _progress(document.status, job, paces, self._workers)
            )
        mine = [jobs[id_] for id_ in found if id_ in jobs and jobs[id_].owner_id == reader.user_id]
        left = [found[each.document_id].left_s for each in mine]
        known = [each for each in left if each is not None]
        return found, Overview(
            documents=len(mine),
            bytes_left=sum(each.size_bytes - _read_bytes(each) for each in mine),
            left_s=max(known) if known and len(known) == len(left) else None,
        )

    async def _visible(self, reader: Reader, ids: set[DocumentId]) -> dict[DocumentId, Document]:
        found: dict[DocumentId, Document] = {}
        wanted, cursor = DocumentFilter(ids=sorted(ids)), None
        while ids:
            page = await self._documents.find(wanted, reader, cursor=cursor, limit=200)
            found |= {each.document.id: each.document for each in page.items}
            cursor = page.next_cursor
            if cursor is None:
                break
        return found


def _settled(document: Document) -> Progress:
    """What has no job: it is ready or failed, or its job is about to be put."""
    size = document.size_bytes
    waits = document.status in (Status.QUEUED, Status.PROCESSING, Status.SEARCHABLE)
    done = document.status is Status.READY
    return Progress(
        document.id,
        document.status,
        Stage.WAITING if waits else None,
        Counted(size if done else 0, size),
        Counted(document.pages or 0 if done else 0, document.pages),
        Counted(0, None),
    )


def _progress(status: Status, job: Watched, paces: Mapping[str, Pace], workers: int) -> Progress:
    marks = job.marks
    return Progress(
        document_id=job.document_id,
        status=status,
        stage=marks.stage,
        bytes=Counted(_read_bytes(job), job.size_bytes or None),
        pages=Counted(marks.pages_done, marks.pages),
        fragments=Counted(marks.fragments_done, marks.fragments),
        ahead=job.ahead,
        left_s=_left_s(job, paces, workers),
    )


def _read_bytes(job: Watched) -> int:
    """A file is read as a whole: its text is there, or nothing is."""
    return 0 if job.marks.fragments is None else job.size_bytes


def _left_s(job: Watched, paces: Mapping[str, Pace], workers: int) -> float | None:
    """Files ahead at the mean pace of all, shared by the workers; then its own.

    Its own is what is left of its fragments, or, until they are known, a mean file of its format.
    """
    overall = paces.get("", Pace())
    pace = paces.get(job.kind, overall)
    own = pace.file_s
    marks = job.marks
    if marks.fragments is not None and pace.fragment_s is not None:
        own = (marks.fragments - marks.fragments_done) * pace.fragment_s
    if own is None or (job.ahead and overall.file_s is None):
        return None
    queue = job.ahead * (overall.file_s or 0.0) / max(1, workers)
    return round(queue + own, 1)
