"""The queue in the database: no other server is needed, and it survives every crash."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.ingestion.jobs import Job, Priority
from znatok.ingestion.tables import JobRow, TurnRow
from znatok.kernel.ids import DocumentId, UserId, VersionId
from znatok.platform.db import Database


class SqlJobQueue:
    """`JobQueue` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self,
        document_id: DocumentId,
        version_id: VersionId,
        owner_id: UserId,
        *,
        priority: Priority,
        at: datetime,
    ) -> None:
        job = insert(JobRow).values(
            version_id=version_id,
            document_id=document_id,
            owner_id=owner_id,
            priority=int(priority),
            attempts=0,
            queued_at=at,
            ready_at=at,
        )
        with suppress(IntegrityError):  # it is queued already
            async with self._database.write() as connection:
                await connection.execute(job)

    async def claim(self, *, at: datetime, lease: timedelta) -> Job | None:
        async with self._database.write() as connection:
            row = (await connection.execute(_next(at))).first()
            if row is None:
                return None
            job = Job(
                document_id=DocumentId(row.document_id),
                version_id=VersionId(row.version_id),
                attempts=row.attempts + 1,
                token=secrets.token_hex(16),
            )
            await connection.execute(
                update(JobRow)
                .where(JobRow.version_id == job.version_id)
                .values(attempts=job.attempts, token=job.token, leased_until=at + lease)
            )
            await _serve(connection, UserId(row.owner_id))
        return job

    async def renew(self, job: Job, *, at: datetime, lease: timedelta) -> bool:
        async with self._database.write() as connection:
            kept = await connection.execute(
                update(JobRow).where(_held(job)).values(leased_until=at + lease)
            )
        return kept.rowcount == 1

    async def release(self, job: Job, *, ready_at: datetime, spent: bool = True) -> None:
        attempts = job.attempts if spent else job.attempts - 1
        values = {"token": None, "leased_until": None, "ready_at": ready_at, "attempts": attempts}
        async with self._database.write() as connection:
            await connection.execute(update(JobRow).where(_held(job)).values(**values))

    async def done(self, job: Job) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(JobRow).where(_held(job)))

    async def waiting(self) -> int:
        async with self._database.read() as connection:
            return (await connection.execute(select(func.count(JobRow.version_id)))).scalar_one()


def _held(job: Job) -> ColumnElement[bool]:
    return (JobRow.version_id == job.version_id) & (JobRow.token == job.token)


def _next(at: datetime) -> Any:
    free = or_(JobRow.leased_until.is_(None), JobRow.leased_until < at)
    return (
        select(JobRow)
        .outerjoin(TurnRow, TurnRow.owner_id == JobRow.owner_id)
        .where(free, JobRow.ready_at <= at)
        .order_by(
            JobRow.priority,
            func.coalesce(TurnRow.served, 0),
            JobRow.queued_at,
            JobRow.version_id,
        )
        .limit(1)
        # PostgreSQL: two workers never take the same row. SQLite has one writer at a time.
        .with_for_update(skip_locked=True, of=JobRow)
    )


async def _serve(connection: AsyncConnection, owner_id: UserId) -> None:
    newest = (await connection.execute(select(func.max(TurnRow.served)))).scalar_one()
    turn = (newest or 0) + 1
    served = await connection.execute(
        update(TurnRow).where(TurnRow.owner_id == owner_id).values(served=turn)
    )
    if served.rowcount == 0:
        await connection.execute(insert(TurnRow).values(owner_id=owner_id, served=turn))
