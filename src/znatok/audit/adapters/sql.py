"""The audit trail in SQL: SQLite and PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Decision
from znatok.audit.errors import AuditDamaged, AuditFull, AuditUnavailable
from znatok.audit.model import START, Checkpoint, Credential, Event, Record, link, plain_details
from znatok.audit.ports import AuditQuery
from znatok.audit.tables import AuditRow
from znatok.kernel.ids import UserId
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor
from znatok.platform.db import Database, DatabaseFull, DatabaseUnavailable

_ROWS = AuditRow.__table__
_CHAIN = 0x5A_4E_00_02  # a key of PostgreSQL's advisory locks that no other rule uses
# What turning edited columns back into an event raises: a time, an id, JSON or a slug that is none.
_NOT_AN_EVENT = (ValueError, TypeError, AttributeError)


class SqlAuditStore:
    """`AuditStore` over one `Database`.

    The next `seq` is read inside the write transaction: on SQLite BEGIN IMMEDIATE lets in one
    writer at a time, on PostgreSQL an advisory lock does, so that processes never meet in a number.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    async def append(self, events: Sequence[tuple[datetime, Event]]) -> Checkpoint:
        try:
            async with self._db.write() as connection:
                if connection.dialect.name == "postgresql":
                    await connection.execute(select(func.pg_advisory_xact_lock(_CHAIN)))
                last = await _head(connection)
                records = link(last, events)
                if not records:
                    return last
                await connection.execute(insert(AuditRow), [_row(each) for each in records])
        except DatabaseFull as error:
            raise AuditFull from error
        except (SQLAlchemyError, DatabaseUnavailable) as error:
            raise AuditUnavailable from error
        return Checkpoint(records[-1].seq, records[-1].hash)

    async def head(self) -> Checkpoint:
        async with self._db.read() as connection:
            return await _head(connection)

    async def page(
        self, query: AuditQuery, *, limit: int, cursor: str | None = None
    ) -> Page[Record]:
        wanted = _filtered(query).order_by(AuditRow.seq.desc())
        if cursor is not None:
            wanted = wanted.where(AuditRow.seq < _seq_of(cursor))
        async with self._db.read() as connection:
            found, damaged = await _read(connection, wanted.limit(limit + 1))
        if damaged is not None:
            raise AuditDamaged(seq=damaged)
        records, more = found[:limit], len(found) > limit
        return Page(records, encode_cursor(str(records[-1].seq)) if more else None)

    async def records(self, *, batch: int) -> AsyncIterator[Sequence[Record]]:
        after = 0
        while True:
            wanted = select(_ROWS).where(AuditRow.seq > after).order_by(AuditRow.seq).limit(batch)
            async with self._db.read() as connection:
                found, damaged = await _read(connection, wanted)
            if found:
                yield found
                after = found[-1].seq
            if damaged is not None:
                raise AuditDamaged(seq=damaged)
            if not found:
                return


async def _head(connection: AsyncConnection) -> Checkpoint:
    last = select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
    row = (await connection.execute(last)).one_or_none()
    return START if row is None else Checkpoint(row.seq, row.hash)


async def _read(
    connection: AsyncConnection, wanted: Select[Any]
) -> tuple[list[Record], int | None]:
    """The records up to the first that cannot be read, and the `seq` of that one."""
    try:
        return [_record(row) for row in (await connection.execute(wanted)).all()], None
    except _NOT_AN_EVENT:
        pass  # which one it is takes reading them singly, a price paid for damage only
    found: list[Record] = []
    for seq in (await connection.scalars(wanted.with_only_columns(AuditRow.seq))).all():
        single = select(_ROWS).where(AuditRow.seq == seq)
        try:
            found.append(_record((await connection.execute(single)).one()))
        except _NOT_AN_EVENT:
            return found, seq
    return found, None


def _filtered(query: AuditQuery) -> Select[Any]:
    wanted: Select[Any] = select(_ROWS)
    if query.action is not None:
        wanted = wanted.where(AuditRow.action == query.action)
    if query.actor is not None:
        wanted = wanted.where(AuditRow.actor == query.actor)
    if query.decision is not None:
        wanted = wanted.where(AuditRow.decision == query.decision.value)
    if query.object is not None:
        wanted = wanted.where(AuditRow.object == query.object)
    if query.since is not None:
        wanted = wanted.where(AuditRow.at >= query.since)
    if query.until is not None:
        wanted = wanted.where(AuditRow.at < query.until)
    return wanted


def _seq_of(cursor: str) -> int:
    (position,) = decode_cursor(cursor, size=1)
    if not position.isascii() or not position.isdigit() or len(position) > len(str(2**62)):
        raise BadCursor
    return int(position)


def _row(record: Record) -> dict[str, Any]:
    event = record.event
    return {
        "seq": record.seq,
        "at": record.at,
        "actor": event.actor,
        "credential": event.credential.value,
        "action": event.action,
        "object": event.object,
        "decision": event.decision.value,
        "details": plain_details(event.details),
        "request_id": event.request_id,
        "previous_hash": record.previous_hash,
        "hash": record.hash,
    }


def _record(row: Row[Any]) -> Record:
    event = Event(
        action=row.action,
        decision=Decision(row.decision),
        actor=None if row.actor is None else UserId(row.actor),
        credential=Credential(row.credential),
        object=row.object,
        details=row.details,
        request_id=row.request_id,
    )
    return Record(row.seq, row.at, event, row.previous_hash, row.hash)
