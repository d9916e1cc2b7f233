"""When documents are in force, as one reader may know it, in SQL."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from znatok.access.model import Reader
from znatok.documents.adapters.sql_relations import in_effect
from znatok.documents.facts import DocumentType, Kin, Validity
from znatok.documents.facts_relations import REPLACING
from znatok.documents.tables import AccessRow, DocumentRow, FactsRow, RelationRow, VersionRow
from znatok.kernel.ids import DocumentId

_REPLACING = sorted(each.value for each in REPLACING)
_NEWER, _OLDER = aliased(DocumentRow), aliased(DocumentRow)
# To be selected with a document whose version's facts are joined.
VALIDITY: tuple[Any, ...] = (
    FactsRow.type.label("facts_type"),
    FactsRow.dated.label("facts_dated"),
    FactsRow.valid_from.label("facts_valid_from"),
    FactsRow.valid_until.label("facts_valid_until"),
    FactsRow.edition.label("facts_edition"),
    # Saves asking for the relations of documents that have none: most.
    or_(
        exists(select(RelationRow.kind).where(RelationRow.older_id == DocumentRow.id)),
        exists(select(RelationRow.kind).where(RelationRow.newer_id == DocumentRow.id)),
    ).label("has_kin"),
)


async def validities(
    connection: AsyncConnection, rows: Iterable[Any], reader: Reader
) -> dict[UUID, Validity]:
    """Validity by document; `rows` hold `document_id` and the columns `VALIDITY`."""
    by_document = {row["document_id"]: row for row in rows}
    kin = await _kin(
        connection, [id_ for id_, row in by_document.items() if row["has_kin"]], reader
    )
    return {
        id_: Validity(
            type=None if row["facts_type"] is None else DocumentType(row["facts_type"]),
            dated=row["facts_dated"],
            valid_from=row["facts_valid_from"],
            valid_until=row["facts_valid_until"],
            edition=row["facts_edition"],
            newer=tuple(kin[id_][0]) if id_ in kin else (),
            older=tuple(kin[id_][1]) if id_ in kin else (),
        )
        for id_, row in by_document.items()
    }


async def _kin(
    connection: AsyncConnection, ids: Collection[UUID], reader: Reader
) -> dict[UUID, tuple[list[Kin], list[Kin]]]:
    """Newer and older of each document, where the reader may read both."""
    found: dict[UUID, tuple[list[Kin], list[Kin]]] = {each: ([], []) for each in ids}
    if not ids:
        return found
    statement = (
        select(
            RelationRow.newer_id,
            RelationRow.older_id,
            RelationRow.since,
            _NEWER.title.label("newer_title"),
            _OLDER.title.label("older_title"),
        )
        .join(_NEWER, _NEWER.id == RelationRow.newer_id)
        .join(_OLDER, _OLDER.id == RelationRow.older_id)
        .where(
            or_(RelationRow.newer_id.in_(ids), RelationRow.older_id.in_(ids)),
            RelationRow.kind.in_(_REPLACING),
            in_effect(),
            _seen(_NEWER.id, reader),
            _seen(_OLDER.id, reader),
        )
        .order_by(RelationRow.newer_id, RelationRow.older_id)
    )
    for row in await connection.execute(statement):
        if row.older_id in found:
            kin = Kin(DocumentId(row.newer_id), row.newer_title, row.since)
            found[row.older_id][0].append(kin)
        if row.newer_id in found:
            kin = Kin(DocumentId(row.older_id), row.older_title, row.since)
            found[row.newer_id][1].append(kin)
    return found


def in_force(on: date, reader: Reader) -> ColumnElement[bool]:
    """The condition under which a row of `documents` is not out of force on a day.

    What the reader may not see puts nothing out of force for him.
    """
    lapsed = exists(
        select(FactsRow.version_id)
        .join(VersionRow, VersionRow.id == FactsRow.version_id)
        .where(
            VersionRow.document_id == DocumentRow.id,
            VersionRow.number == DocumentRow.current,
            or_(FactsRow.valid_from > on, FactsRow.valid_until < on),
        )
        .correlate(DocumentRow)
    )
    replaced = exists(
        select(RelationRow.kind)
        .where(
            RelationRow.older_id == DocumentRow.id,
            RelationRow.kind.in_(_REPLACING),
            in_effect(),
            or_(RelationRow.since.is_(None), RelationRow.since <= on),
            _seen(RelationRow.newer_id, reader),
        )
        .correlate(DocumentRow)
    )
    return and_(~lapsed, ~replaced)


def current_facts(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the facts of a document's current version fulfil all conditions."""
    return exists(
        select(FactsRow.version_id)
        .join(VersionRow, VersionRow.id == FactsRow.version_id)
        .where(
            VersionRow.document_id == DocumentRow.id,
            VersionRow.number == DocumentRow.current,
            *conditions,
        )
        .correlate(DocumentRow)
    )


def _seen(document_id: Any, reader: Reader) -> ColumnElement[bool]:
    """Whether the document of that id is the reader's to see."""
    return exists(
        select(AccessRow.document_id).where(
            AccessRow.document_id == document_id,
            AccessRow.principal.in_(sorted(reader.principals)),
        )
    )
