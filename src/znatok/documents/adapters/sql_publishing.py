"""Documents as ingestion writes them and as the index is filled from them, in SQL."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, cast
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import RowMapping, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.documents.adapters.rows import (
    VERSION_COLUMNS,
    access_of,
    batches,
    documents_of,
    failure_values,
    fragment_values,
    log_change,
    pack,
    title_values,
    to_half,
    version_of,
)
from znatok.documents.model import (
    Change,
    ChangeKind,
    Document,
    Failure,
    Fragment,
    Status,
    Version,
)
from znatok.documents.ports import EmbeddedDocument, EmbeddedFragment, FragmentVectors
from znatok.documents.tables import ChangeRow, DocumentRow, FragmentRow, VectorRow, VersionRow
from znatok.kernel.ids import DocumentId, FragmentId, UserId, VersionId
from znatok.platform.db import Database

_LOADED_AT_ONCE = 100  # documents of one batch of `embedded`: tens of megabytes at most


class SqlPublications:
    """`PublicationStore` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    async def unfinished(self) -> Sequence[tuple[DocumentId, VersionId, UserId]]:
        waiting = (Status.QUEUED.value, Status.PROCESSING.value)
        statement = (
            select(DocumentRow.id, VersionRow.id, DocumentRow.owner_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(DocumentRow.status.in_(waiting), VersionRow.number == DocumentRow.latest)
            .order_by(VersionRow.id)
        )
        return await self._identified(statement)

    async def unembedded(self, model: str) -> Sequence[tuple[DocumentId, VersionId, UserId]]:
        held = (
            select(VectorRow.fragment_id)
            .join(FragmentRow, FragmentRow.id == VectorRow.fragment_id)
            .where(FragmentRow.document_id == DocumentRow.id, VectorRow.model == model)
        )
        cut = select(FragmentRow.id).where(FragmentRow.document_id == DocumentRow.id)
        statement = (
            select(DocumentRow.id, VersionRow.id, DocumentRow.owner_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(
                DocumentRow.status == Status.READY.value,
                VersionRow.number == DocumentRow.current,
                exists(cut),
                ~exists(held),
            )
            .order_by(VersionRow.id)
        )
        return await self._identified(statement)

    async def _identified(self, statement: Any) -> list[tuple[DocumentId, VersionId, UserId]]:
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [(DocumentId(d), VersionId(v), UserId(o)) for d, v, o in rows]

    async def set_progress(self, version_id: VersionId, progress: float) -> None:
        values = {"status": Status.PROCESSING.value, "progress": progress, "failure": None}
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
        vectors: Sequence[FragmentVectors],
        *,
        model: str,
        kind: str,
        title: str | None,
        at: datetime,
    ) -> bool:
        async with self._database.write() as connection:
            document = await _document_row(connection, version.document_id)
            if document is None or not await _keep_text(connection, version):
                return False
            if version.number < (document["current"] or 0):
                return True
            await connection.execute(
                delete(FragmentRow).where(FragmentRow.document_id == version.document_id)
            )
            await _insert_fragments(connection, fragments, vectors, model)
            values = _published_values(document, version, title)
            values["kind"] = kind
            await connection.execute(
                update(DocumentRow)
                .where(DocumentRow.id == version.document_id)
                .values(**values, updated_at=at)
            )
            await log_change(connection, version.document_id, ChangeKind.CONTENT)
        return True

    async def embedded(
        self, model: str, document_ids: Collection[DocumentId] | None = None
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
                loaded = await _load(connection, model, some)
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


async def _document_row(connection: AsyncConnection, document_id: UUID) -> RowMapping | None:
    statement = select(DocumentRow).where(DocumentRow.id == document_id)
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


async def _insert_fragments(
    connection: AsyncConnection,
    fragments: Sequence[Fragment],
    vectors: Sequence[FragmentVectors],
    model: str,
) -> None:
    if not fragments:
        return
    await connection.execute(insert(FragmentRow), [fragment_values(each) for each in fragments])
    rows = [
        {
            "fragment_id": fragment.id,
            "model": model,
            "vector": to_half(vector.vector),
            "sentence_vectors": to_half(vector.sentences),
        }
        for fragment, vector in zip(fragments, vectors, strict=True)
    ]
    await connection.execute(insert(VectorRow), rows)


async def _load(
    connection: AsyncConnection, model: str, document_ids: list[UUID]
) -> list[EmbeddedDocument]:
    principals = await access_of(connection, document_ids)
    rows: list[Any] = []
    for some in batches(document_ids):
        statement = (
            select(
                FragmentRow.document_id,
                FragmentRow.id,
                FragmentRow.terms,
                VectorRow.vector,
                VectorRow.sentence_vectors,
            )
            .join(VectorRow, VectorRow.fragment_id == FragmentRow.id)
            .where(FragmentRow.document_id.in_(some), VectorRow.model == model)
            .order_by(FragmentRow.document_id, FragmentRow.ordinal)
        )
        rows += (await connection.execute(statement)).all()
    widened = _widen([blob for row in rows for blob in (row[3], row[4])], rows)
    return [
        EmbeddedDocument(
            DocumentId(document_id),
            frozenset(principals[document_id]),
            [
                EmbeddedFragment(FragmentId(row[1]), row[2], next(widened)[0], next(widened))
                for row in some
            ],
        )
        for document_id, some in groupby(rows, key=lambda row: row[0])
    ]


def _widen(blobs: list[bytes], rows: list[Any]) -> Iterator[NDArray[np.float32]]:
    """Each blob as float32 rows of unit length again; all at once, since there are many."""
    if not rows:
        return
    dimension = len(rows[0][3]) // 2
    flat = np.frombuffer(b"".join(blobs), dtype="<f2").reshape(-1, dimension).astype(np.float32)
    norms = np.sqrt(np.einsum("ij,ij->i", flat, flat))
    flat /= np.where(norms > 0, norms, 1.0)[:, None]
    start = 0
    for blob in blobs:
        stop = start + len(blob) // (2 * dimension)
        yield flat[start:stop]
        start = stop
