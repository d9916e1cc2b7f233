"""The queue in the database: no other server is needed, and it survives every crash."""

import secrets
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from znatok.ingestion.jobs import Job, Lane, Marks, Order, Stage, Step, Took
from znatok.ingestion.queueing import ANYTHING
from znatok.ingestion.tables import JobRow, PaceRow, TurnRow
from znatok.kernel.ids import DocumentId, VersionId
from znatok.platform.db import Database, UtcDateTime

_REMEMBERED = 0.95  # of the sums of a pace, with each new file: about the last 20 count
_NOTHING_SHOWN = {
    "stage": None,
    "pages": None,
    "pages_done": 0,
    "fragments": None,
    "fragments_done": 0,
}


class SqlJobQueue:
    """`JobQueue` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, order: Order, *, at: datetime) -> None:
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(JobRow).values(**_values(order, at)))
        except IntegrityError:  # it is queued already
            async with self._database.write() as connection:
                await connection.execute(_more_urgent(order))

    async def claim(self, *, at: datetime, lease: timedelta, lane: Lane = ANYTHING) -> Job | None:
        while True:
            async with self._database.read() as connection:  # most looks find nothing
                row = (await connection.execute(_next(lane), {"at": at})).first()
            if row is None:
                return None
            died = row.token is not None  # claimed, and never given back
            job = Job(
                document_id=DocumentId(row.document_id),
                version_id=VersionId(row.version_id),
                attempts=row.attempts + (not died),
                token=secrets.token_hex(16),
                kind=row.kind,
                deaths=row.deaths,
            )
            taken = {"id": row.version_id, "number": job.attempts, "proof": job.token}
            taken["died"] = job.deaths + 1  # taken back by whoever lives to give the job back
            stage = Stage.READING if row.step == Step.WORDS else Stage.EMBEDDING
            until = {"at": at, "until": at + lease, "shown": stage.value}
            async with self._database.write() as connection:
                if (await connection.execute(_TAKE, taken | until)).rowcount == 1:
                    served = {row.owner_id, row.department_id or row.owner_id}
                    await _serve(connection, served, row.step)
                    return job
            # Another worker was quicker.

    async def renew(self, job: Job, *, at: datetime, lease: timedelta) -> bool:
        async with self._database.write() as connection:
            kept = await connection.execute(
                update(JobRow).where(_held(job)).values(leased_until=at + lease)
            )
        return kept.rowcount == 1

    async def holds(self, job: Job) -> bool:
        async with self._database.read() as connection:
            found = await connection.execute(select(JobRow.version_id).where(_held(job)))
            return found.first() is not None

    async def release(self, job: Job, *, ready_at: datetime, spent: bool = True) -> None:
        values = {
            "token": None,
            "leased_until": None,
            "ready_at": ready_at,
            "attempts": job.attempts if spent else job.attempts - 1,
            "deaths": job.deaths,
            **_NOTHING_SHOWN,
        }
        async with self._database.write() as connection:
            await connection.execute(update(JobRow).where(_held(job)).values(**values))

    async def advance(self, job: Job, took: Took, marks: Marks, *, at: datetime) -> None:
        values = {
            "pages": marks.pages,
            "fragments": marks.fragments,
            "token": None,
            "leased_until": None,
            "ready_at": at,
            "attempts": 0,
            "deaths": 0,
            "step": int(Step.MEANING),
            "stage": None,
        }
        async with self._database.write() as connection:
            await connection.execute(update(JobRow).where(_held(job)).values(**values))
            await _learn(connection, took)

    async def done(self, job: Job, took: Took | None = None) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(JobRow).where(_held(job)))
            if took is not None:
                await _learn(connection, took)

    async def drop(self, version_ids: Collection[VersionId]) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(JobRow).where(JobRow.version_id.in_(list(version_ids))))

    async def queued(self, version_ids: Collection[VersionId]) -> frozenset[VersionId]:
        if not version_ids:
            return frozenset()
        async with self._database.read() as connection:  # fewer bytes than asking for each
            found = (await connection.execute(select(JobRow.version_id))).scalars()
            return frozenset(version_ids) & {VersionId(each) for each in found}

    async def waiting(self) -> int:
        async with self._database.read() as connection:
            return (await connection.execute(select(func.count(JobRow.version_id)))).scalar_one()


def _values(order: Order, at: datetime) -> dict[str, Any]:
    return {
        "version_id": order.version_id,
        "document_id": order.document_id,
        "owner_id": order.owner_id,
        "department_id": order.department_id,
        "kind": order.kind,
        "size_bytes": order.size_bytes,
        "priority": int(order.priority),
        "step": int(Step.WORDS),
        "attempts": 0,
        "deaths": 0,
        "queued_at": at,
        "ready_at": at,
        **_NOTHING_SHOWN,
    }


def _more_urgent(order: Order) -> Any:
    """The sweep may have found a document just before its upload queued it, as it were bulk."""
    same = (JobRow.version_id == order.version_id) & (JobRow.priority > int(order.priority))
    values: dict[str, Any] = {"priority": int(order.priority)}
    if order.department_id is not None:
        values["department_id"] = order.department_id
    return update(JobRow).where(same).values(**values)


def _held(job: Job) -> ColumnElement[bool]:
    return (JobRow.version_id == job.version_id) & (JobRow.token == job.token)


_AT = bindparam("at", type_=UtcDateTime())
_FREE = or_(JobRow.leased_until.is_(None), JobRow.leased_until < _AT)
_TAKE = (
    update(JobRow)
    .where(JobRow.version_id == bindparam("id"), _FREE)
    .values(
        attempts=bindparam("number"),
        deaths=bindparam("died"),
        token=bindparam("proof"),
        leased_until=bindparam("until"),
        stage=bindparam("shown"),
    )
)


@cache  # there are few lanes, and making the statement costs more than running it
def _next(lane: Lane) -> Any:
    """The job to take: of each owner's oldest ones in each step, that whose turn it is.

    An index gives the oldest of an owner at once, so that the length of the queue hardly counts.
    """
    fits = JobRow.priority <= int(lane.lowest)
    if lane.most_bytes is not None:
        fits = and_(fits, JobRow.size_bytes <= lane.most_bytes)
    waiting = select(JobRow.owner_id, JobRow.step).distinct().subquery()
    oldest = (
        select(JobRow.version_id)
        .where(
            JobRow.owner_id == waiting.c.owner_id,
            JobRow.step == waiting.c.step,
            _FREE,
            JobRow.ready_at <= _AT,
            fits,
        )
        .order_by(JobRow.priority, JobRow.deaths, JobRow.queued_at, JobRow.version_id)
        .limit(1)
        .correlate(waiting)
        .scalar_subquery()
    )
    job, of_owner, of_department = aliased(JobRow), aliased(TurnRow), aliased(TurnRow)
    department = func.coalesce(job.department_id, job.owner_id)
    return (
        select(job)
        .select_from(waiting)
        .join(job, job.version_id == oldest)
        .outerjoin(of_owner, and_(of_owner.owner_id == job.owner_id, of_owner.step == job.step))
        .outerjoin(
            of_department,
            and_(of_department.owner_id == department, of_department.step == job.step),
        )
        .order_by(
            job.priority,
            job.deaths,
            job.step != int(lane.first),
            func.coalesce(of_department.served, 0),
            func.coalesce(of_owner.served, 0),
            job.queued_at,
            job.version_id,
        )
        .limit(1)
    )


async def _serve(connection: AsyncConnection, served: set[UUID], step: int) -> None:
    newest = (await connection.execute(select(func.max(TurnRow.served)))).scalar_one()
    turn = (newest or 0) + 1
    for each in sorted(served):
        found = await connection.execute(
            update(TurnRow)
            .where(TurnRow.owner_id == each, TurnRow.step == step)
            .values(served=turn)
        )
        if found.rowcount == 0:
            await connection.execute(insert(TurnRow).values(owner_id=each, step=step, served=turn))


async def _learn(connection: AsyncConnection, took: Took) -> None:
    kept = _REMEMBERED if took.files else 1.0
    for kind in sorted({took.kind, ""}):  # in one order everywhere: no two wait for each other
        learned = await connection.execute(
            update(PaceRow)
            .where(PaceRow.kind == kind)
            .values(
                files=PaceRow.files * kept + took.files,
                seconds=PaceRow.seconds * kept + took.seconds,
                fragments=PaceRow.fragments * kept + took.fragments,
            )
        )
        if learned.rowcount == 0:
            first = insert(PaceRow).values(
                kind=kind, files=took.files, seconds=took.seconds, fragments=took.fragments
            )
            with suppress(IntegrityError):  # another worker was the first: an estimate may be lost
                async with connection.begin_nested():
                    await connection.execute(first)
