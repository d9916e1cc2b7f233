"""How far the jobs have come, in the rows of the queue itself: they come and go with the work."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.ingestion.jobs import Marks, Pace, Stage, Watched
from znatok.ingestion.tables import JobRow, PaceRow
from znatok.kernel.ids import DocumentId, UserId, VersionId
from znatok.platform.db import Database

_IN_LIMIT = 500  # ids of one IN (…): SQLite before 3.32 takes 999 parameters a statement
_TURN = func.coalesce(JobRow.department_id, JobRow.owner_id).label("turn")


class SqlJobBoard:
    """`JobBoard` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mark(self, version_id: VersionId, marks: Marks) -> None:
        values = {
            "stage": marks.stage.value,
            "pages": marks.pages,
            "pages_done": marks.pages_done,
            "fragments": marks.fragments,
            "fragments_done": marks.fragments_done,
        }
        async with self._database.write() as connection:
            same = JobRow.version_id == version_id
            await connection.execute(update(JobRow).where(same).values(**values))

    async def of_documents(self, document_ids: Collection[DocumentId]) -> Sequence[Watched]:
        ids = list(document_ids)
        rows: list[Row[Any]] = []
        async with self._database.read() as connection:
            for start in range(0, len(ids), _IN_LIMIT):
                some = JobRow.document_id.in_(ids[start : start + _IN_LIMIT])
                rows += (await connection.execute(_watched().where(some))).all()
            rows.sort(key=lambda row: (row.queued_at, row.version_id))
            return await _with_places(connection, rows)

    async def of_interest(self, owner_id: UserId, *, limit: int) -> Sequence[Watched]:
        mine = (JobRow.owner_id == owner_id) | JobRow.stage.is_not(None)
        statement = (
            _watched()
            .where(mine)
            .order_by(JobRow.stage.is_(None), JobRow.queued_at, JobRow.version_id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
            return await _with_places(connection, rows)

    async def paces(self) -> Mapping[str, Pace]:
        async with self._database.read() as connection:
            rows = (await connection.execute(select(PaceRow))).all()
        return {
            row.kind: Pace(
                file_s=row.seconds / row.files if row.files else None,
                fragment_s=row.seconds / row.fragments if row.fragments else None,
            )
            for row in rows
        }


def _watched() -> Any:
    return select(*JobRow.__table__.columns, _TURN)


async def _with_places(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Watched]:
    waiting = [row for row in rows if row.stage is None]
    counts: Sequence[Any] = []
    places: dict[UUID, int] = {}
    if waiting:
        counted = func.count().label("jobs")
        statement = (
            select(JobRow.priority, _TURN, JobRow.owner_id, counted)
            .where(JobRow.stage.is_(None))
            .group_by(JobRow.priority, _TURN, JobRow.owner_id)
        )
        counts = (await connection.execute(statement)).all()
        places = await _places(connection, {row.owner_id for row in waiting})
    return [_of(row, _ahead(row, places.get(row.version_id, 0), counts)) for row in rows]


async def _places(connection: AsyncConnection, owners: Collection[UUID]) -> dict[UUID, int]:
    """The place of each waiting job, from 0, among those of its owner of the same priority."""
    statement = (
        select(JobRow.version_id, JobRow.priority, JobRow.owner_id)
        .where(JobRow.stage.is_(None), JobRow.owner_id.in_(list(owners)[:_IN_LIMIT]))
        .order_by(JobRow.queued_at, JobRow.version_id)
    )
    found: dict[UUID, int] = {}
    seen: defaultdict[tuple[int, UUID], int] = defaultdict(int)
    for version_id, priority, owner in await connection.execute(statement):
        found[version_id] = seen[priority, owner]
        seen[priority, owner] += 1
    return found


def _ahead(row: Row[Any], place: int, counts: Sequence[Any]) -> int:
    """How many waiting jobs go first when owners, and departments above them, take turns.

    Before one's job number n each of the other owners is served at most n times, or as often as he
    has jobs; the same holds one level up. Who comes first within a round is left open.
    """
    if row.stage is not None:
        return 0
    more_urgent: int = sum(each.jobs for each in counts if each.priority < row.priority)
    peers = [each for each in counts if each.priority == row.priority]
    inside: int = place + sum(
        min(each.jobs, place + 1)
        for each in peers
        if each.turn == row.turn and each.owner_id != row.owner_id
    )
    others: defaultdict[UUID, int] = defaultdict(int)
    for each in peers:
        if each.turn != row.turn:
            others[each.turn] += each.jobs
    return more_urgent + inside + sum(min(jobs, inside + 1) for jobs in others.values())


def _of(row: Row[Any], ahead: int) -> Watched:
    return Watched(
        document_id=DocumentId(row.document_id),
        version_id=VersionId(row.version_id),
        owner_id=UserId(row.owner_id),
        kind=row.kind,
        size_bytes=row.size_bytes,
        marks=Marks(
            stage=Stage.WAITING if row.stage is None else Stage(row.stage),
            pages=row.pages,
            pages_done=row.pages_done,
            fragments=row.fragments,
            fragments_done=row.fragments_done,
        ),
        ahead=ahead,
    )
