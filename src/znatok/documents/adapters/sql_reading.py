"""Documents as people read them, in SQL. The rights are part of every statement."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Reader
from znatok.documents.adapters.generation_rows import ACTIVE
from znatok.documents.adapters.rows import (
    VERSION_COLUMNS,
    batches,
    documents_of,
    fragment_of,
    one_visible,
    version_of,
    visible,
)
from znatok.documents.adapters.sql_force import VALIDITY, current_facts, in_force, validities
from znatok.documents.errors import DocumentNotFound, UnknownSort
from znatok.documents.facts import Validity
from znatok.documents.model import (
    SORTS,
    Document,
    DocumentFilter,
    Fragment,
    LocatedFragment,
    Version,
)
from znatok.documents.tables import DocumentRow, FactsRow, FragmentRow, VersionRow
from znatok.kernel.ids import DocumentId, FragmentId
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor
from znatok.language.text import fold
from znatok.platform.db import Database

_SORT_COLUMNS: dict[str, Any] = {
    "updated_at": DocumentRow.updated_at,
    "created_at": DocumentRow.created_at,
    "title": DocumentRow.title_key,
    "size_bytes": DocumentRow.size_bytes,
}


class SqlDocumentReads:
    """The reading half of `DocumentStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self, wanted: DocumentFilter, reader: Reader, *, cursor: str | None, limit: int
    ) -> Page[Document]:
        name, column, descending = _sorting(wanted.sort)
        order = (column.desc(), DocumentRow.id.desc()) if descending else (column, DocumentRow.id)
        statement = select(DocumentRow).where(visible(reader), *_conditions(wanted, reader))
        if cursor is not None:
            statement = statement.where(_after(cursor, wanted.sort, name, column, descending))
        async with self._database.read() as connection:
            result = await connection.execute(statement.order_by(*order).limit(limit + 1))
            rows = result.mappings().all()
            items = await documents_of(connection, rows[:limit])
        if len(rows) <= limit:
            return Page(items)
        last = rows[limit - 1]
        value = last[column.key]
        shown = value.isoformat() if isinstance(value, datetime) else str(value)
        return Page(items, encode_cursor(wanted.sort, shown, str(last["id"])))

    async def matching(self, wanted: DocumentFilter, reader: Reader) -> frozenset[DocumentId]:
        narrowed = _conditions(wanted, reader)
        statement = select(DocumentRow.id).where(visible(reader), *narrowed)
        async with self._database.read() as connection:
            return frozenset(map(DocumentId, (await connection.execute(statement)).scalars()))

    async def get(self, document_id: DocumentId, reader: Reader) -> Document:
        async with self._database.read() as connection:
            return await one_visible(connection, document_id, reader)

    async def versions(self, document_id: DocumentId, reader: Reader) -> Sequence[Version]:
        async with self._database.read() as connection:
            await one_visible(connection, document_id, reader)
            statement = select(*VERSION_COLUMNS).where(VersionRow.document_id == document_id)
            result = await connection.execute(statement.order_by(VersionRow.number.desc()))
            return [version_of(row) for row in result.mappings()]

    async def content(
        self, document_id: DocumentId, reader: Reader, number: int | None
    ) -> tuple[Document, Version]:
        async with self._database.read() as connection:
            document = await one_visible(connection, document_id, reader)
            wanted = document.current if number is None else number
            statement = select(VersionRow).where(
                VersionRow.document_id == document_id,
                VersionRow.number == wanted,
                VersionRow.content.is_not(None),
            )
            return document, await _one_version(connection, statement)

    async def file(
        self, document_id: DocumentId, reader: Reader, number: int | None
    ) -> tuple[Document, Version]:
        async with self._database.read() as connection:
            document = await one_visible(connection, document_id, reader)
            wanted = number or document.current or document.latest
            statement = select(*VERSION_COLUMNS).where(
                VersionRow.document_id == document_id, VersionRow.number == wanted
            )
            return document, await _one_version(connection, statement)

    async def fragments(
        self, document_id: DocumentId, reader: Reader, *, cursor: str | None, limit: int
    ) -> Page[Fragment]:
        after = -1 if cursor is None else _whole(decode_cursor(cursor, size=1)[0])
        statement = (
            select(FragmentRow)
            .where(
                FragmentRow.document_id == document_id,
                FragmentRow.generation == ACTIVE,
                FragmentRow.ordinal > after,
            )
            .order_by(FragmentRow.ordinal)
            .limit(limit + 1)
        )
        async with self._database.read() as connection:
            await one_visible(connection, document_id, reader)
            found = [fragment_of(row) for row in (await connection.execute(statement)).mappings()]
        if len(found) <= limit:
            return Page(found)
        return Page(found[:limit], encode_cursor(str(found[limit - 1].ordinal)))

    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        found: dict[UUID, LocatedFragment] = {}
        async with self._database.read() as connection:
            for some in batches(list(fragment_ids)):
                statement = (
                    select(
                        FragmentRow,
                        DocumentRow.title.label("document_title"),
                        DocumentRow.file_name.label("document_file_name"),
                        DocumentRow.current.label("document_version"),
                        DocumentRow.updated_at.label("document_updated_at"),
                        *VALIDITY,
                    )
                    .join(DocumentRow, DocumentRow.id == FragmentRow.document_id)
                    .outerjoin(FactsRow, FactsRow.version_id == FragmentRow.version_id)
                    .where(FragmentRow.id.in_(some), visible(reader))
                )
                rows = (await connection.execute(statement)).mappings().all()
                known = await validities(connection, rows, reader)
                found |= {row["id"]: _located(row, known[row["document_id"]]) for row in rows}
        return [found[each] for each in fragment_ids if each in found]


async def _one_version(connection: AsyncConnection, statement: Select[Any]) -> Version:
    row = (await connection.execute(statement)).mappings().one_or_none()
    if row is None:
        raise DocumentNotFound
    return version_of(row)


def _located(row: RowMapping, validity: Validity) -> LocatedFragment:
    return LocatedFragment(
        fragment=fragment_of(row),
        title=row["document_title"],
        file_name=row["document_file_name"],
        version=row["document_version"],
        updated_at=row["document_updated_at"],
        validity=validity,
    )


def _conditions(wanted: DocumentFilter, reader: Reader) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q and wanted.q.strip():
        found.append(DocumentRow.search_key.contains(fold(wanted.q.strip()), autoescape=True))
    if wanted.status is not None:
        found.append(DocumentRow.status == wanted.status.value)
    if wanted.department_id is not None:
        found.append(DocumentRow.department_id == wanted.department_id)
    if wanted.kind is not None:
        found.append(DocumentRow.kind == wanted.kind)
    if wanted.updated_from is not None:
        found.append(DocumentRow.updated_at >= wanted.updated_from)
    if wanted.updated_to is not None:
        found.append(DocumentRow.updated_at < wanted.updated_to)
    if wanted.ids is not None:
        found.append(DocumentRow.id.in_(list(wanted.ids)))
    found += _of_facts(wanted, reader)
    return found


def _of_facts(wanted: DocumentFilter, reader: Reader) -> list[ColumnElement[bool]]:
    """Conditions on what the documents say about themselves."""
    found: list[ColumnElement[bool]] = []
    facts: list[ColumnElement[bool]] = []
    if wanted.types:
        facts.append(FactsRow.type.in_(sorted(each.value for each in wanted.types)))
    if wanted.dated_from is not None:
        facts.append(FactsRow.dated >= wanted.dated_from)
    if wanted.dated_to is not None:
        facts.append(FactsRow.dated <= wanted.dated_to)
    if facts:
        found.append(current_facts(*facts))
    if wanted.in_force_on is not None:
        found.append(in_force(wanted.in_force_on, reader))
    return found


def _sorting(sort: str) -> tuple[str, Any, bool]:
    name = sort.removeprefix("-")
    if name not in _SORT_COLUMNS:
        raise UnknownSort(sort=sort, allowed=", ".join(SORTS))
    return name, _SORT_COLUMNS[name], sort.startswith("-")


def _after(cursor: str, sort: str, name: str, column: Any, descending: bool) -> ColumnElement[bool]:
    asked, shown, last_id = decode_cursor(cursor, size=3)
    if asked != sort:
        raise BadCursor
    try:
        last = UUID(last_id)
        value: object = shown
        if name in {"updated_at", "created_at"}:
            value = datetime.fromisoformat(shown).astimezone(UTC)
        elif name == "size_bytes":
            value = int(shown)
    except ValueError as error:
        raise BadCursor from error
    if descending:
        return or_(column < value, and_(column == value, DocumentRow.id < last))
    return or_(column > value, and_(column == value, DocumentRow.id > last))


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadCursor from error
