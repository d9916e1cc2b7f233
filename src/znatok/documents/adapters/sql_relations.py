"""Relations between documents, in SQL. Whoever reads them may read both documents."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Reader
from znatok.documents.adapters.rows import documents_of, log_change, one_visible, visible
from znatok.documents.errors import RelationNotFound
from znatok.documents.facts_json import edits_from_json, facts_from_json
from znatok.documents.facts_likeness import from_bytes
from znatok.documents.facts_ports import Related
from znatok.documents.facts_relations import (
    Card,
    Relation,
    RelationKind,
    Verdict,
    meeting_points,
    relations,
)
from znatok.documents.model import ChangeKind, Document
from znatok.documents.tables import BucketRow, DocumentRow, FactsRow, RelationRow, VersionRow
from znatok.kernel.ids import DepartmentId, DocumentId, UserId
from znatok.platform.db import Database

_COMPARED = 200  # documents that share most with a new one; keeps the cost of each flat
_TWINS = 20  # near duplicates of one document that are kept: a template may have thousands


class SqlRelations:
    """The relations half of `FactStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def relate(self, document_id: DocumentId) -> None:
        async with self._database.write() as connection:
            cards = await _cards(connection, [document_id])
            if not cards:
                return
            card = cards[0]
            points = meeting_points(card)
            await connection.execute(delete(BucketRow).where(BucketRow.document_id == document_id))
            if points:
                rows = [{"bucket": each, "document_id": document_id} for each in sorted(points)]
                await connection.execute(insert(BucketRow), rows)
            others = await _cards(connection, await _met(connection, document_id, points))
            found = [each for other in others for each in relations(card, other)]
            if await _replace(connection, document_id, _fewest_twins(found)):
                await log_change(connection, document_id, ChangeKind.STATUS)
            same = FactsRow.document_id == document_id
            await connection.execute(update(FactsRow).where(same).values(related=True))

    async def related(self, document_id: DocumentId, reader: Reader) -> Sequence[Related]:
        async with self._database.read() as connection:
            await one_visible(connection, document_id, reader)
            mine = or_(RelationRow.newer_id == document_id, RelationRow.older_id == document_id)
            rows = (await connection.execute(select(*_COLUMNS).where(mine))).mappings().all()
            found = [relation_of(row) for row in rows]
            ids = {other_of(each, document_id) for each in found}
            statement = select(DocumentRow).where(DocumentRow.id.in_(ids), visible(reader))
            documents = (await connection.execute(statement)).mappings().all()
            others = {each.id: each for each in await documents_of(connection, documents)}
        seen = [
            Related(each, others[other_of(each, document_id)])
            for each in found
            if other_of(each, document_id) in others
        ]
        return sorted(seen, key=lambda each: (-(each.relation.similarity or 0), each.other.title))

    async def judge(
        self,
        newer_id: DocumentId,
        older_id: DocumentId,
        kind: RelationKind,
        verdict: Verdict | None,
        reader: Reader,
        *,
        permit: Callable[[Document, Document], None],
        at: datetime,
    ) -> None:
        same = and_(
            RelationRow.newer_id == newer_id,
            RelationRow.older_id == older_id,
            RelationRow.kind == kind.value,
        )
        async with self._database.write() as connection:
            newer = await one_visible(connection, newer_id, reader)
            older = await one_visible(connection, older_id, reader)
            permit(newer, older)
            values = {
                "verdict": None if verdict is None else verdict.value,
                "decided_by": None if verdict is None else reader.user_id,
                "decided_at": None if verdict is None else at,
            }
            changed = await connection.execute(update(RelationRow).where(same).values(**values))
            if not changed.rowcount:
                raise RelationNotFound
            await log_change(connection, older_id, ChangeKind.STATUS)


_COLUMNS = list(RelationRow.__table__.columns)


def in_effect() -> ColumnElement[bool]:
    """The condition under which a relation counts."""
    confirmed = RelationRow.verdict == Verdict.CONFIRMED.value
    return or_(confirmed, and_(RelationRow.verdict.is_(None), RelationRow.trusted.is_(True)))


def other_of(relation: Relation, document_id: DocumentId) -> DocumentId:
    return relation.older_id if relation.newer_id == document_id else relation.newer_id


def relation_of(row: RowMapping) -> Relation:
    return Relation(
        newer_id=DocumentId(row["newer_id"]),
        older_id=DocumentId(row["older_id"]),
        kind=RelationKind(row["kind"]),
        similarity=row["similarity"],
        quote=row["quote"],
        since=row["since"],
        trusted=row["trusted"],
        verdict=None if row["verdict"] is None else Verdict(row["verdict"]),
    )


async def _cards(connection: AsyncConnection, ids: Collection[UUID]) -> list[Card]:
    statement = (
        select(
            DocumentRow.id,
            DocumentRow.owner_id,
            DocumentRow.department_id,
            VersionRow.created_at,
            FactsRow.family_key,
            FactsRow.found,
            FactsRow.edits,
            FactsRow.signature,
        )
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(FactsRow, FactsRow.version_id == VersionRow.id)
        .where(DocumentRow.id.in_(list(ids)), VersionRow.number == DocumentRow.current)
    )
    return [_card(row) for row in (await connection.execute(statement)).mappings()]


def _card(row: RowMapping) -> Card:
    department = row["department_id"]
    return Card(
        document_id=DocumentId(row["id"]),
        owner_id=UserId(row["owner_id"]),
        department_id=None if department is None else DepartmentId(department),
        family_key=row["family_key"],
        facts=edits_from_json(row["edits"]).over(facts_from_json(row["found"])),
        published=row["created_at"].date(),
        signature=None if row["signature"] is None else from_bytes(row["signature"]),
    )


async def _met(
    connection: AsyncConnection, document_id: UUID, points: Collection[int]
) -> list[UUID]:
    """Documents at the same meeting points, those at most of them first."""
    if not points:
        return []
    shared = func.count()
    statement = (
        select(BucketRow.document_id)
        .where(BucketRow.bucket.in_(sorted(points)), BucketRow.document_id != document_id)
        .group_by(BucketRow.document_id)
        .order_by(shared.desc(), BucketRow.document_id.desc())
        .limit(_COMPARED)
    )
    return list((await connection.execute(statement)).scalars())


def _fewest_twins(found: Sequence[Relation]) -> list[Relation]:
    twins = [each for each in found if each.kind is RelationKind.NEAR_DUPLICATE]
    twins.sort(key=lambda each: -(each.similarity or 0))
    return [each for each in found if each.kind is not RelationKind.NEAR_DUPLICATE] + twins[:_TWINS]


async def _replace(
    connection: AsyncConnection, document_id: UUID, found: Sequence[Relation]
) -> bool:
    """Store what was worked out in place of what was before; verdicts stay. True on any change."""
    mine = or_(RelationRow.newer_id == document_id, RelationRow.older_id == document_id)
    rows = (await connection.execute(select(*_COLUMNS).where(mine))).mappings().all()
    before = {_key(relation_of(row)): relation_of(row) for row in rows}
    judged = {key for key, each in before.items() if each.verdict is not None}
    kept = {key: each for key, each in before.items() if key not in judged}
    fresh = {_key(each): each for each in found if _key(each) not in judged}
    if fresh == kept:
        return False
    await connection.execute(delete(RelationRow).where(mine, RelationRow.verdict.is_(None)))
    if fresh:
        await connection.execute(insert(RelationRow), [_values(each) for each in fresh.values()])
    return True


def _key(relation: Relation) -> tuple[UUID, UUID, str]:
    return relation.newer_id, relation.older_id, relation.kind.value


def _values(relation: Relation) -> dict[str, Any]:
    since: date | None = relation.since
    return {
        "newer_id": relation.newer_id,
        "older_id": relation.older_id,
        "kind": relation.kind.value,
        "similarity": relation.similarity,
        "quote": relation.quote,
        "since": since,
        "trusted": relation.trusted,
        "verdict": None,
        "decided_by": None,
        "decided_at": None,
    }
