"""The rooms documents and ingestion built together, with a fast model and an in-process reader."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from tests.contract.embedding_model.hashing import HashingModel

from znatok.access.model import Reader, Role
from znatok.audit.model import Event
from znatok.documents.adapters.sql_changing import SqlDocuments
from znatok.documents.adapters.sql_facts import SqlFacts
from znatok.documents.adapters.sql_publishing import SqlChangeLog, SqlPublications
from znatok.documents.changes import ChangeFeed
from znatok.documents.facts_service import FactService
from znatok.documents.model import Access, Document
from znatok.documents.service import DocumentService
from znatok.documents.trail import DocumentTrail
from znatok.documents.watching import DocumentWatch
from znatok.index.adapters.exact import ExactIndex
from znatok.index.ports import Candidate, IndexQuery
from znatok.ingestion import tables as _ingestion_tables
from znatok.ingestion.adapters.sql_board import SqlJobBoard
from znatok.ingestion.adapters.sql_queue import SqlJobQueue
from znatok.ingestion.archives import Archives
from znatok.ingestion.errors import Unreadable
from znatok.ingestion.facts.keeping import FactsKeeper
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.parsing import read_file
from znatok.ingestion.pipeline import Pipeline
from znatok.ingestion.progress import ProgressService
from znatok.ingestion.refusals import FileUnreadable, failure_of
from znatok.ingestion.searchable import IndexSync
from znatok.ingestion.service import IngestionService
from znatok.ingestion.worker import Worker, WorkerSettings
from znatok.kernel.ids import DepartmentId, GroupId, UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.platform.blobs import FolderBlobs
from znatok.platform.db import Base, Database

assert _ingestion_tables  # its tables are part of the schema below
MORPHOLOGY = Morphology()  # takes a tenth of a second to load; it keeps no state of a test
SALES, LAW = DepartmentId(new_uuid()), DepartmentId(new_uuid())
BOARD = GroupId(new_uuid())
ZERO = timedelta(0)


class TurnedClock:
    """Stands still until a test turns it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def turn(self, by: timedelta) -> None:
        self.time += by


class NamesById:
    async def names(
        self, users: Collection[UserId], departments: Collection[DepartmentId]
    ) -> Mapping[UUID, str]:
        return {each: f"name of {each}" for each in (*users, *departments)}


class EventsKept:
    """An `AuditLog` that a test looks into."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    async def record(self, event: Event) -> None:
        self.events.append(event)

    async def record_now(self, event: Event) -> None:
        self.events.append(event)

    def actions(self) -> list[tuple[str, str]]:
        return [(each.action, each.decision.value) for each in self.events]


class InProcessReader:
    """`FileReader` without a process of its own; `broken` makes the next reads fail."""

    def __init__(self) -> None:
        self.broken: list[Exception] = []
        self.held: asyncio.Event | None = None
        self.reading = asyncio.Event()

    async def read(self, data: bytes, name: str) -> ParsedFile:
        self.reading.set()
        if self.held is not None:
            await self.held.wait()
        if self.broken:
            raise self.broken.pop(0)
        try:
            return read_file(data, name)
        except Unreadable as error:
            raise FileUnreadable(failure_of(error)) from error


@dataclass
class House:
    database: Database
    clock: TurnedClock
    audit: EventsKept
    blobs: FolderBlobs
    blob_folder: Path
    queue: SqlJobQueue
    store: SqlDocuments
    publications: SqlPublications
    feed: ChangeFeed
    index: ExactIndex
    sync: IndexSync
    reader: InProcessReader
    model: HashingModel
    documents: DocumentService
    watch: DocumentWatch
    ingestion: IngestionService
    worker: Worker
    facts: FactService
    keeper: FactsKeeper
    board: SqlJobBoard
    progress: ProgressService
    people: dict[str, Reader] = field(default_factory=dict)

    async def upload(
        self,
        reader: Reader,
        text: str | bytes,
        name: str = "Памятка.txt",
        access: Access | None = None,
        **more: object,
    ) -> Document:
        data = text.encode() if isinstance(text, str) else text
        stored = await self.ingestion.keep_file(name, chunked(data))
        return await self.ingestion.accept(stored, reader, access=access, **more)  # type: ignore[arg-type]

    async def work(self) -> int:
        """Do all jobs that are ready, in all their steps; gives how many left the queue."""
        before = await self.queue.waiting()
        while await self.worker.run_once():
            pass
        return before - await self.queue.waiting()

    async def search(self, text: str, reader: Reader) -> list[Candidate]:
        vector = (await self.model.embed_queries([text]))[0]
        terms = dict.fromkeys(MORPHOLOGY.terms(text), 1.0)
        return await self.index.search(IndexQuery(vector, terms, reader.principals))


async def chunked(data: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def person(
    role: Role = Role.USER,
    department: DepartmentId | None = SALES,
    groups: Sequence[GroupId] = (),
) -> Reader:
    return Reader(UserId(new_uuid()), role, department, frozenset(groups))


def moved(reader: Reader, **changes: object) -> Reader:
    """The same person, elsewhere."""
    return Reader(
        reader.user_id,
        changes.get("role", reader.role),  # type: ignore[arg-type]
        changes.get("department", reader.department_id),  # type: ignore[arg-type]
        changes.get("groups", reader.groups),  # type: ignore[arg-type]
    )


@asynccontextmanager
async def built(folder: Path, **settings: object) -> AsyncIterator[House]:
    """`settings`: of the worker."""
    database = Database.connect(f"sqlite+aiosqlite:///{folder / 'db.sqlite'}")
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    try:
        async with house_over(database, folder, **settings) as house:
            yield house
    finally:
        await database.close()


@asynccontextmanager
async def house_over(database: Database, folder: Path, **settings: object) -> AsyncIterator[House]:
    """A house over a database that is there already: a second process, as it were."""
    clock, audit, blobs = TurnedClock(), EventsKept(), FolderBlobs(folder / "blobs")
    store, publications, queue = (
        SqlDocuments(database),
        SqlPublications(database),
        SqlJobQueue(database),
    )
    feed, trail, model = ChangeFeed(SqlChangeLog(database)), DocumentTrail(audit), HashingModel()
    index, reader, wake = ExactIndex(model.dimension), InProcessReader(), asyncio.Event()
    board = SqlJobBoard(database)
    sync = IndexSync(
        publications=publications,
        index=index,
        feed=feed,
        model=model.name,
        dimension=model.dimension,
    )
    documents = DocumentService(
        store=store, blobs=blobs, names=NamesById(), trail=trail, feed=feed, clock=clock
    )
    facts_store = SqlFacts(database)
    keeper = FactsKeeper(
        facts=facts_store, publications=publications, feed=feed, morphology=MORPHOLOGY
    )
    facts = FactService(
        facts=facts_store,
        documents=store,
        trail=trail,
        feed=feed,
        clock=clock,
        morphology=MORPHOLOGY,
    )
    pipeline = Pipeline(
        publications=publications,
        blobs=blobs,
        reader=reader,
        model=model,
        morphology=MORPHOLOGY,
        clock=clock,
        facts=keeper,
        archives=Archives(
            store=store, publications=publications, queue=queue, blobs=blobs, clock=clock
        ),
        board=board,
    )
    ingestion = IngestionService(
        store=store,
        publications=publications,
        queue=queue,
        blobs=blobs,
        trail=trail,
        feed=feed,
        clock=clock,
        wake=wake,
        max_upload_bytes=1_000_000,
    )
    worker = Worker(
        queue=queue,
        pipeline=pipeline,
        publications=publications,
        feed=feed,
        clock=clock,
        wake=wake,
        settings=replace(WorkerSettings(retry_after=ZERO, outage_retry_after=ZERO), **settings),  # type: ignore[arg-type]
    )
    watch = DocumentWatch(documents=documents, feed=feed)
    progress = ProgressService(board=board, documents=documents, feed=feed, workers=2)
    await sync.load()
    try:
        yield House(
            database,
            clock,
            audit,
            blobs,
            folder / "blobs",
            queue,
            store,
            publications,
            feed,
            index,
            sync,
            reader,
            model,
            documents,
            watch,
            ingestion,
            worker,
            facts,
            keeper,
            board,
            progress,
        )
    finally:
        await index.close()
