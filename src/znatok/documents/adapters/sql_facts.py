"""Facts of versions, in SQL."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Reader
from znatok.documents.adapters.rows import batches, documents_of, log_change, visible
from znatok.documents.adapters.sql_relations import SqlRelations
from znatok.documents.errors import DocumentNotFound, FactsNotReady
from znatok.documents.facts import FactEdits, Facts
from znatok.documents.facts_json import (
    edits_from_json,
    edits_to_json,
    facts_from_json,
    facts_to_json,
)
from znatok.documents.facts_likeness import to_bytes
from znatok.documents.facts_ports import KeptFacts
from znatok.documents.model import ChangeKind, Document
from znatok.documents.tables import DocumentRow, FactsRow, VersionRow
from znatok.kernel.ids import DocumentId, VersionId

CURRENT = and_(VersionRow.document_id == DocumentRow.id, VersionRow.number == DocumentRow.current)


class SqlFacts(SqlRelations):
    """`FactStore` over SQLAlchemy: SQLite or PostgreSQL."""

    async def keep(self, kept: KeptFacts) -> None:
        async with self._database.write() as connection:
            version = await _version(connection, kept.version_id)
            if version is None:
                return
            row = await _row(connection, FactsRow.version_id == kept.version_id)
            if row is not None:
                edits = edits_from_json(row["edits"])
            else:
                edits = await _inherited(connection, version, kept.facts)
            values = {
                **_columns(kept.facts, edits),
                "document_id": version["document_id"],
                "extractor": kept.extractor,
                "found": facts_to_json(kept.facts),
                "edits": edits_to_json(edits),
                "signature": None if kept.signature is None else to_bytes(kept.signature),
                "family_key": kept.family_key,
                "related": False,
            }
            if row is None:
                await connection.execute(
                    insert(FactsRow).values(version_id=kept.version_id, **values)
                )
            else:
                same = FactsRow.version_id == kept.version_id
                await connection.execute(update(FactsRow).where(same).values(**values))

    async def lacking(
        self, extractor: int, *, limit: int
    ) -> Sequence[tuple[DocumentId, VersionId]]:
        statement = (
            select(DocumentRow.id, VersionRow.id)
            .join(VersionRow, CURRENT)
            .outerjoin(FactsRow, FactsRow.version_id == VersionRow.id)
            .where((FactsRow.version_id.is_(None)) | (FactsRow.extractor < extractor))
            .order_by(DocumentRow.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [(DocumentId(document), VersionId(version)) for document, version in rows]

    async def unrelated(self, *, limit: int) -> Sequence[DocumentId]:
        statement = (
            select(DocumentRow.id)
            .join(VersionRow, CURRENT)
            .join(FactsRow, FactsRow.version_id == VersionRow.id)
            .where(FactsRow.related.is_(False))
            .order_by(DocumentRow.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [DocumentId(each) for each in (await connection.execute(statement)).scalars()]

    async def facts(
        self, document_ids: Sequence[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, Facts]:
        found: dict[DocumentId, Facts] = {}
        async with self._database.read() as connection:
            for some in batches(list(document_ids)):
                statement = (
                    select(DocumentRow.id, FactsRow.found, FactsRow.edits)
                    .join(VersionRow, CURRENT)
                    .join(FactsRow, FactsRow.version_id == VersionRow.id)
                    .where(DocumentRow.id.in_(some), visible(reader))
                )
                for document_id, stored, edits in await connection.execute(statement):
                    known = edits_from_json(edits).over(facts_from_json(stored))
                    found[DocumentId(document_id)] = known
        return found

    async def edit(
        self,
        document_id: DocumentId,
        reader: Reader,
        values: Mapping[str, object],
        permit: Callable[[Document], None],
    ) -> None:
        async with self._database.write() as connection:
            permit(await _changeable(connection, document_id, reader))
            row = await _current(connection, document_id)
            if row is None:
                raise FactsNotReady
            edits = FactEdits({**edits_from_json(row["edits"]).values, **values})
            changed = {
                **_columns(facts_from_json(row["found"]), edits),
                "edits": edits_to_json(edits),
                "related": False,
            }
            same = FactsRow.version_id == row["version_id"]
            await connection.execute(update(FactsRow).where(same).values(**changed))
            # Answers made from the old facts are no longer those that would be made now.
            await log_change(connection, document_id, ChangeKind.STATUS)

    async def rename(self, document_id: DocumentId, family_key: str) -> None:
        versions = select(VersionRow.id).where(VersionRow.document_id == document_id)
        async with self._database.write() as connection:
            await connection.execute(
                update(FactsRow)
                .where(FactsRow.version_id.in_(versions), FactsRow.family_key != family_key)
                .values(family_key=family_key, related=False)
            )


def _columns(found: Facts, edits: FactEdits) -> dict[str, Any]:
    """What filters and searches look at: the found facts with a person's word above them."""
    known = edits.over(found)
    return {
        "type": None if known.type is None else known.type.value.value,
        "dated": None if known.dated is None else known.dated.value,
        "valid_from": None if known.valid_from is None else known.valid_from.value,
        "valid_until": None if known.valid_until is None else known.valid_until.value,
        "edition": None if known.edition is None else known.edition.value,
    }


async def _version(connection: AsyncConnection, version_id: VersionId) -> RowMapping | None:
    statement = select(VersionRow.document_id, VersionRow.number).where(VersionRow.id == version_id)
    return (await connection.execute(statement)).mappings().one_or_none()


async def _row(connection: AsyncConnection, condition: Any) -> RowMapping | None:
    statement = select(*FactsRow.__table__.columns).where(condition)
    return (await connection.execute(statement)).mappings().one_or_none()


async def _current(connection: AsyncConnection, document_id: DocumentId) -> RowMapping | None:
    statement = (
        select(*FactsRow.__table__.columns)
        .join(VersionRow, VersionRow.id == FactsRow.version_id)
        .join(DocumentRow, CURRENT)
        .where(DocumentRow.id == document_id)
    )
    return (await connection.execute(statement)).mappings().one_or_none()


async def _inherited(connection: AsyncConnection, version: RowMapping, found: Facts) -> FactEdits:
    statement = (
        select(FactsRow.edits)
        .join(VersionRow, VersionRow.id == FactsRow.version_id)
        .where(
            VersionRow.document_id == version["document_id"],
            VersionRow.number < version["number"],
        )
        .order_by(VersionRow.number.desc())
        .limit(1)
    )
    before = (await connection.execute(statement)).scalar_one_or_none()
    return edits_from_json(before or {}).inherited(found)


async def _changeable(
    connection: AsyncConnection, document_id: DocumentId, reader: Reader
) -> Document:
    """Facts are set by those who can read what they are about."""
    statement = select(DocumentRow).where(DocumentRow.id == document_id, visible(reader))
    rows = (await connection.execute(statement)).mappings().all()
    if not rows:
        raise DocumentNotFound
    return (await documents_of(connection, rows))[0]
