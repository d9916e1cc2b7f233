"""Documents as ingestion writes them and as the index is filled from them, in SQL."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.documents.adapters.fragment_rows import insert_fragments, load_embedded
from znatok.documents.adapters.generation_rows import forget_held, hold
from znatok.documents.adapters.rows import (
    IN_LIMIT,
    VERSION_COLUMNS,
    access_of,
    documents_of,
    failure_values,
    log_change,
    pack,
    title_values,
    version_of,
)
from znatok.documents.adapters.sql_gradual import SqlGradualPublications
from znatok.documents.errors import IndexSwitched
from znatok.documents.generations import FIRST, GenerationId, GenerationState
from znatok.documents.model import (
    Change,
    ChangeKind,
    Document,
    Failure,
    Fragment,
    Status,
    Version,
)
from znatok.documents.ports import EmbeddedDocument, FragmentVectors
from znatok.documents.tables import (
    ChangeRow,
    DocumentRow,
    FragmentRow,
    GenerationRow,
    VersionRow,
)
from znatok.kernel.ids import DocumentId, UserId, VersionId
from znatok.platform.db import Database

_LOADED_AT_ONCE = 100  # documents of one batch of `embedded`: tens of megabytes at most


class SqlPublications(SqlGradualPublications):
    """`PublicationStore` over SQLAlchemy: SQLite or PostgreSQL."""

    async def pending(self, version_id: VersionId) -> tuple[Document, Version] | None:
        async with self._database.read() as connection:
            statement = select(*VERSION_COLUMNS).where(VersionRow.id == version_id)
            version = (await connection.execute(statement)).mappings().one_or_none()
            if version is None:
                return None
            wanted = select(DocumentRow).where(DocumentRow.id == version["document_id"])
            rows = (await connection.execute(wanted)).mappings().all()
            return (await documents_of(connection, rows))[0], version_of(version)

    async def published(self, version_id: VersionId) -> tuple[Document, Version] | None:
        async with self._database.read() as connection:
            statement = select(VersionRow).where(
                VersionRow.id == version_id, VersionRow.content.is_not(None)
            )
            version = (await connection.execute(statement)).mappings().one_or_none()
            if version is None:
                return None
            wanted = select(DocumentRow).where(DocumentRow.id == version["document_id"])
            rows = (await connection.execute(wanted)).mappings().all()
            return (await documents_of(connection, rows))[0], version_of(version)

    async def latest(self, document_id: DocumentId) -> VersionId | None:
        statement = (
            select(VersionRow.id)
            .where(VersionRow.document_id == document_id)
            .order_by(VersionRow.number.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            found = (await connection.execute(statement)).scalar_one_or_none()
        return None if found is None else VersionId(found)

    async def registered(self, blob_keys: Collection[str]) -> frozenset[str]:
        keys, found = list(blob_keys), set[str]()
        async with self._database.read() as connection:
            for start in range(0, len(keys), IN_LIMIT // 2):
                some = keys[start : start + IN_LIMIT // 2]
                # A key begins with the hash of its file, which has an index.
                hashes = [key.partition("-")[0] for key in some]
                named = select(VersionRow.blob_key).where(
                    VersionRow.sha256.in_(hashes), VersionRow.blob_key.in_(some)
                )
                found.update((await connection.execute(named)).scalars())
        return frozenset(found)

    async def unfinished(self) -> Sequence[tuple[DocumentId, VersionId, UserId]]:
        waiting = (Status.QUEUED.value, Status.PROCESSING.value, Status.SEARCHABLE.value)
        statement = (
            select(DocumentRow.id, VersionRow.id, DocumentRow.owner_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(DocumentRow.status.in_(waiting), VersionRow.number == DocumentRow.latest)
            .order_by(VersionRow.id)
        )
        return await self._identified(statement)

    async def _identified(self, statement: Any) -> list[tuple[DocumentId, VersionId, UserId]]:
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [(DocumentId(d), VersionId(v), UserId(o)) for d, v, o in rows]

    async def set_progress(self, version_id: VersionId, progress: float) -> None:
        searchable = Status.SEARCHABLE.value
        status = case((DocumentRow.status == searchable, searchable), else_=Status.PROCESSING.value)
        values = {"status": status, "progress": progress, "failure": None}
        async with self._database.write() as connection:
            await _update_latest(connection, version_id, values)

    async def fail(
        self, version_id: VersionId, failure: Failure, *, quarantined: bool, at: datetime
    ) -> None:
        status = Status.QUARANTINED if quarantined else Status.FAILED
        values = {
            "status": status.value,
            "progress": 0.0,
            "failure": failure_values(failure),
            "updated_at": at,
        }
        async with self._database.write() as connection:
            await _update_latest(connection, version_id, values)

    async def publish(
        self,
        version: Version,
        fragments: Sequence[Fragment],
        vectors: Sequence[FragmentVectors] | None,
        *,
        model: str,
        kind: str,
        title: str | None,
        at: datetime,
        generation: GenerationId = FIRST,
    ) -> bool:
        async with self._database.write() as connection:
            document = await _document_row(connection, version.document_id)
            if document is None or not await _keep_text(connection, version):
                return False
            if version.number < (document["current"] or 0):
                return True
            founded = await _permit_generation(connection, generation, model)
            await connection.execute(
                delete(FragmentRow).where(FragmentRow.document_id == version.document_id)
            )
            await forget_held(connection, version.document_id)
            await insert_fragments(
                connection, fragments, vectors, generation=generation, model=model
            )
            if founded:
                await hold(connection, generation, version.id, len(fragments))
            values = _published_values(document, version, title)
            values["kind"] = kind
            if vectors is None and "status" in values:
                values |= {"status": Status.SEARCHABLE.value, "progress": 0.0}
            await connection.execute(
                update(DocumentRow)
                .where(DocumentRow.id == version.document_id)
                .values(**values, updated_at=at)
            )
            await log_change(connection, version.document_id, ChangeKind.CONTENT)
        return True

    async def embedded(
        self,
        model: str,
        document_ids: Collection[DocumentId] | None = None,
        *,
        generation: GenerationId = FIRST,
    ) -> AsyncIterator[Sequence[EmbeddedDocument]]:
        async with self._database.read() as connection:
            if document_ids is None:
                ready = select(DocumentRow.id).where(DocumentRow.current.is_not(None))
                wanted = list((await connection.execute(ready.order_by(DocumentRow.id))).scalars())
            else:
                wanted = [cast("UUID", each) for each in document_ids]
        for start in range(0, len(wanted), _LOADED_AT_ONCE):
            # A transaction a batch: what changes between two of them is in the change log.
            async with self._database.read() as connection:
                some = wanted[start : start + _LOADED_AT_ONCE]
                loaded = await load_embedded(connection, generation, model, some)
            if loaded:
                yield loaded

    async def principals(
        self, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, frozenset[str]]:
        async with self._database.read() as connection:
            found = await access_of(connection, list(document_ids))
        # The owner is always named, so an empty set means that the document is gone.
        return {DocumentId(each): frozenset(named) for each, named in found.items() if named}


class SqlChangeLog:
    """`ChangeLog` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self) -> int:
        async with self._database.read() as connection:
            found = await connection.execute(select(func.max(ChangeRow.seq)))
            return found.scalar_one() or 0

    async def since(self, seq: int) -> Sequence[Change] | None:
        statement = select(ChangeRow).where(ChangeRow.seq > seq).order_by(ChangeRow.seq)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
            oldest = (await connection.execute(select(func.min(ChangeRow.seq)))).scalar_one()
        if (oldest or 0) > seq + 1:
            return None
        return [Change(row.seq, DocumentId(row.document_id), ChangeKind(row.kind)) for row in rows]

    async def trim(self, keep: int) -> None:
        newest = select(func.max(ChangeRow.seq)).scalar_subquery()
        async with self._database.write() as connection:
            await connection.execute(delete(ChangeRow).where(ChangeRow.seq <= newest - keep))


async def _permit_generation(
    connection: AsyncConnection, generation: GenerationId, model: str
) -> bool:
    """Whether generations have been founded; until then the first is taken for granted.

    On PostgreSQL the row is locked, so that a switch waits until what is published is committed.

    Raises:
        IndexSwitched: another one is active, or its vectors are of another model.

    """
    active = GenerationRow.state == GenerationState.ACTIVE.value
    statement = select(GenerationRow.id, GenerationRow.model).where(active)
    found = (await connection.execute(statement.with_for_update(read=True))).one_or_none()
    if found is not None and (found.id, found.model) == (generation, model):
        return True
    founded = select(func.count(GenerationRow.id))
    if found is None and not (await connection.execute(founded)).scalar_one():
        return False
    raise IndexSwitched


async def _document_row(connection: AsyncConnection, document_id: UUID) -> RowMapping | None:
    # Locked first, as everything that changes a document does: else two changes could wait for each
    # other, or a new title be overwritten by the one that was read here.
    statement = select(DocumentRow).where(DocumentRow.id == document_id).with_for_update()
    return (await connection.execute(statement)).mappings().one_or_none()


async def _keep_text(connection: AsyncConnection, version: Version) -> bool:
    kept = await connection.execute(
        update(VersionRow)
        .where(VersionRow.id == version.id)
        .values(
            content=pack(version),
            pages=version.pages,
            media_type=version.media_type,
            warnings=list(version.warnings),
        )
    )
    return kept.rowcount == 1


def _published_values(document: RowMapping, version: Version, title: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "current": version.number,
        "file_name": version.file_name,
        "size_bytes": version.size_bytes,
        "pages": version.pages,
        "warnings": list(version.warnings),
        **title_values(title or document["title"], version.file_name),
    }
    if version.number == document["latest"]:
        values |= {"status": Status.READY.value, "progress": 1.0, "failure": None}
    return values


async def _update_latest(
    connection: AsyncConnection, version_id: VersionId, values: dict[str, Any]
) -> None:
    """Set what people see of the document, unless a newer version has been added meanwhile."""
    latest = select(VersionRow.document_id).where(
        VersionRow.id == version_id, VersionRow.number == DocumentRow.latest
    )
    statement = update(DocumentRow).where(DocumentRow.id.in_(latest)).values(**values)
    changed = await connection.execute(statement.returning(DocumentRow.id))
    for document_id in changed.scalars().all():
        await log_change(connection, document_id, ChangeKind.STATUS)
