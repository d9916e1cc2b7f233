"""Documents as people add, change and remove them, in SQL."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Reader
from znatok.documents.adapters.rows import (
    access_of,
    document_values,
    documents_of,
    log_change,
    version_values,
    visible,
    write_access,
)
from znatok.documents.adapters.sql_reading import SqlDocumentReads
from znatok.documents.errors import DocumentNotFound, DuplicateDocument, NothingToCancel
from znatok.documents.model import ChangeKind, Document, Status, Version
from znatok.documents.ports import Withdrawn
from znatok.documents.tables import DocumentRow, FragmentRow, VectorRow, VersionRow
from znatok.kernel.ids import DocumentId, VersionId

_UNREADABLE = (Status.FAILED.value, Status.QUARANTINED.value)
_UNDER_WAY = frozenset({Status.QUEUED, Status.PROCESSING, Status.SEARCHABLE})


class SqlDocuments(SqlDocumentReads):
    """`DocumentStore` over SQLAlchemy: SQLite or PostgreSQL."""

    async def manageable(self, document_id: DocumentId, reader: Reader) -> Document:
        async with self._database.read() as connection:
            return await _one_manageable(connection, document_id, reader, lock=False)

    async def change(
        self, document_id: DocumentId, reader: Reader, decide: Callable[[Document], Document]
    ) -> Document:
        async with self._database.write() as connection:
            before = await _one_manageable(connection, document_id, reader)
            after = decide(before)
            if after == before:
                return after
            values = document_values(after)
            await connection.execute(
                update(DocumentRow).where(DocumentRow.id == document_id).values(**values)
            )
            kind = ChangeKind.STATUS
            if after.access != before.access:
                await write_access(connection, after)
                kind = ChangeKind.ACCESS
            await log_change(connection, document_id, kind)
        return after

    async def remove(
        self, document_id: DocumentId, reader: Reader, permit: Callable[[Document], None]
    ) -> Sequence[str]:
        async with self._database.write() as connection:
            permit(await _one_manageable(connection, document_id, reader))
            statement = select(VersionRow.blob_key).where(VersionRow.document_id == document_id)
            keys = list((await connection.execute(statement)).scalars())
            await connection.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            await log_change(connection, document_id, ChangeKind.REMOVED)
        return keys

    async def withdraw(
        self, document_id: DocumentId, reader: Reader, permit: Callable[[Document], None]
    ) -> Withdrawn:
        async with self._database.write() as connection:
            before = await _one_manageable(connection, document_id, reader)
            permit(before)
            kept = 0 if before.status is Status.SEARCHABLE else before.current or 0
            if before.status not in _UNDER_WAY or before.latest == kept:
                raise NothingToCancel
            gone = (VersionRow.document_id == document_id) & (VersionRow.number > kept)
            statement = select(VersionRow.id, VersionRow.blob_key).where(gone)
            versions = (await connection.execute(statement)).all()
            after = None
            if kept:
                worded = await _found_by_words_only(connection, document_id)
                status = Status.SEARCHABLE if worded else Status.READY
                after = replace(before, latest=kept, status=status, progress=1.0, failure=None)
                await connection.execute(delete(VersionRow).where(gone))
                values = document_values(after)
                same = DocumentRow.id == document_id
                await connection.execute(update(DocumentRow).where(same).values(**values))
            else:
                await connection.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            kind = ChangeKind.STATUS if kept else ChangeKind.REMOVED
            await log_change(connection, document_id, kind)
        ids = [VersionId(row.id) for row in versions]
        return Withdrawn(after, ids, [row.blob_key for row in versions])

    async def create(
        self, document: Document, version: Version, *, allow_duplicate: bool = False
    ) -> None:
        async with self._database.write() as connection:
            if not allow_duplicate:
                await _refuse_duplicate(connection, document, version)
            await connection.execute(insert(DocumentRow).values(**document_values(document)))
            await write_access(connection, document)
            await connection.execute(insert(VersionRow).values(**version_values(version)))
            await log_change(connection, document.id, ChangeKind.STATUS)

    async def add_version(
        self,
        document_id: DocumentId,
        reader: Reader,
        version: Version,
        permit: Callable[[Document], None],
    ) -> tuple[Document, Version]:
        async with self._database.write() as connection:
            before = await _one_manageable(connection, document_id, reader)
            permit(before)
            added = replace(version, document_id=document_id, number=before.latest + 1)
            after = replace(
                before,
                latest=added.number,
                status=Status.QUEUED,
                progress=0.0,
                failure=None,
                updated_at=version.created_at,
            )
            await connection.execute(insert(VersionRow).values(**version_values(added)))
            values = document_values(after)
            await connection.execute(
                update(DocumentRow).where(DocumentRow.id == document_id).values(**values)
            )
            await log_change(connection, document_id, ChangeKind.STATUS)
        return after, added


async def _one_manageable(
    connection: AsyncConnection, document_id: DocumentId, reader: Reader, *, lock: bool = True
) -> Document:
    """Like `one_visible`, and for administrators any document: to decide on, not to show."""
    statement = select(DocumentRow).where(DocumentRow.id == document_id)
    if not reader.is_admin:
        statement = statement.where(visible(reader))
    if lock:  # SQLite's transaction holds the write lock already, and ignores this
        statement = statement.with_for_update()
    row = (await connection.execute(statement)).mappings().one_or_none()
    if row is None:
        raise DocumentNotFound
    return (await documents_of(connection, [row]))[0]


async def _found_by_words_only(connection: AsyncConnection, document_id: DocumentId) -> bool:
    """Whether a fragment still waits for vectors: a new version came before the first was ready."""
    held = select(VectorRow.fragment_id).where(VectorRow.fragment_id == FragmentRow.id)
    bare = select(FragmentRow.id).where(FragmentRow.document_id == document_id, ~exists(held))
    return (await connection.execute(bare.limit(1))).first() is not None


async def _refuse_duplicate(
    connection: AsyncConnection, document: Document, version: Version
) -> None:
    columns: tuple[Any, ...] = (DocumentRow.id, DocumentRow.title)
    statement = (
        select(*columns)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(
            DocumentRow.owner_id == document.owner_id,
            DocumentRow.status.not_in(_UNREADABLE),
            VersionRow.number == DocumentRow.latest,
            VersionRow.sha256 == version.sha256,
        )
        .order_by(DocumentRow.id)
    )
    titles = {row.id: row.title for row in await connection.execute(statement)}
    principals = document.access.principals(document.owner_id)
    for found, named in (await access_of(connection, list(titles))).items():
        if named == principals:
            raise DuplicateDocument(document_id=str(found), document_title=titles[found])
