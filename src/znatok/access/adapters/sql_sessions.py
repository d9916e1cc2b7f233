"""Sessions, tickets and failed tries in SQL. Only hashes of secrets come this far."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from znatok.access.adapters.locks import one_at_a_time
from znatok.access.model import Account, Reader, Role
from znatok.access.ports import Admission, Rotation, RotationOutcome, TokenHashes
from znatok.access.tables import (
    FailedTryRow,
    MembershipRow,
    SessionRow,
    SessionTokenRow,
    TicketRow,
    UserRow,
)
from znatok.kernel.ids import DepartmentId, GroupId, UserId
from znatok.platform.db import Database

_ACCESS, _REFRESH = "access", "refresh"
_UNKNOWN = Rotation(RotationOutcome.UNKNOWN)


class SqlSessions:
    """`Sessions` over one `Database`. A session that has ended is a row that is gone."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def open(
        self, session_id: UUID, account: Account, tokens: TokenHashes, now: datetime
    ) -> None:
        async with self._db.write() as connection:
            await _forget(connection, SessionRow.id, SessionRow.expires_at <= now)
            await _forget(connection, SessionTokenRow.token_hash, SessionTokenRow.expires_at <= now)
            # The epoch is the one whose password was checked: a change since has ended the session
            # before it begins. Who was removed since has no row to belong to.
            user = (
                select(UserRow.id).where(UserRow.id == account.user.id).with_for_update(read=True)
            )
            if await connection.scalar(user) is None:
                return
            await connection.execute(
                insert(SessionRow).values(
                    id=session_id,
                    user_id=account.user.id,
                    epoch=account.epoch,
                    opened_at=now,
                    expires_at=tokens.refresh_until,
                )
            )
            await _add_tokens(connection, session_id, tokens)

    async def rotate(self, refresh: bytes, tokens: TokenHashes, now: datetime) -> Rotation:
        async with self._db.write() as connection:
            row = (await connection.execute(_refreshable(refresh, now))).one_or_none()
            if row is None:
                return _UNKNOWN
            session_id, user_id = row.id, UserId(row.user_id)
            unused = (SessionTokenRow.token_hash == refresh) & SessionTokenRow.used_at.is_(None)
            used = await connection.execute(
                update(SessionTokenRow).where(unused).values(used_at=now)
            )
            if used.rowcount == 0:
                await connection.execute(delete(SessionRow).where(SessionRow.id == session_id))
                return Rotation(RotationOutcome.REUSED, user_id)
            await connection.execute(
                update(SessionRow)
                .where(SessionRow.id == session_id)
                .values(expires_at=tokens.refresh_until)
            )
            await _add_tokens(connection, session_id, tokens)
            return Rotation(RotationOutcome.ROTATED, user_id)

    async def end(self, token: bytes) -> UserId | None:
        of_token = select(SessionTokenRow.session_id).where(SessionTokenRow.token_hash == token)
        ended = (
            delete(SessionRow)
            .where(SessionRow.id == of_token.scalar_subquery())
            .returning(SessionRow.user_id)
        )
        async with self._db.write() as connection:
            user_id = await connection.scalar(ended)
        return None if user_id is None else UserId(user_id)

    async def admit(self, access: bytes, now: datetime) -> Admission | None:
        wanted = (
            _rights(SessionTokenRow.expires_at)
            .join(SessionRow, (SessionRow.user_id == UserRow.id))
            .join(SessionTokenRow, SessionTokenRow.session_id == SessionRow.id)
            .where(
                SessionTokenRow.token_hash == access,
                SessionTokenRow.kind == _ACCESS,
                SessionTokenRow.expires_at > now,
                SessionRow.epoch == UserRow.epoch,
            )
        )
        async with self._db.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return Admission(_reader(rows), rows[0].expires_at) if rows else None

    async def reader(self, user_id: UserId) -> Reader | None:
        async with self._db.read() as connection:
            rows = (await connection.execute(_rights().where(UserRow.id == user_id))).all()
        return _reader(rows) if rows else None


class SqlTickets:
    """`TicketStore` over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, ticket: bytes, user_id: UserId, until: datetime, now: datetime) -> None:
        async with self._db.write() as connection:
            await _forget(connection, TicketRow.ticket_hash, TicketRow.expires_at <= now)
            epoch = await connection.scalar(select(UserRow.epoch).where(UserRow.id == user_id))
            if epoch is None:  # removed a moment ago: the ticket will simply admit nobody
                return
            await connection.execute(
                insert(TicketRow).values(
                    ticket_hash=ticket, user_id=user_id, epoch=epoch, expires_at=until
                )
            )

    async def take(self, ticket: bytes, now: datetime) -> Reader | None:
        spent = (
            delete(TicketRow)
            .where(TicketRow.ticket_hash == ticket)
            .returning(TicketRow.user_id, TicketRow.epoch, TicketRow.expires_at)
        )
        async with self._db.write() as connection:
            row = (await connection.execute(spent)).one_or_none()
            if row is None or row.expires_at <= now:
                return None
            wanted = _rights().where(UserRow.id == row.user_id, UserRow.epoch == row.epoch)
            rows = (await connection.execute(wanted)).all()
        return _reader(rows) if rows else None


class SqlTries:
    """`Tries` over one `Database`, so that several processes count together."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def reserve(
        self, account: bytes, now: datetime, *, limit: int, window: timedelta
    ) -> timedelta | None:
        async with self._db.write() as connection:
            # The lock's key is a part of the hash: two accounts that share it only wait in turn.
            await one_at_a_time(connection, int.from_bytes(account[:8], signed=True))
            await _forget(connection, FailedTryRow.id, FailedTryRow.at <= now - window)
            counted = select(func.count(), func.min(FailedTryRow.at)).where(
                FailedTryRow.account_hash == account
            )
            count, oldest = (await connection.execute(counted)).one()
            if count >= limit:
                return max(oldest + window - now, timedelta(seconds=1))
            await connection.execute(insert(FailedTryRow).values(account_hash=account, at=now))
            return None

    async def take_back(self, account: bytes, at: datetime) -> None:
        that = (FailedTryRow.account_hash == account) & (FailedTryRow.at == at)
        async with self._db.write() as connection:
            await connection.execute(delete(FailedTryRow).where(that))

    async def forgive(self, account: bytes) -> None:
        async with self._db.write() as connection:
            await connection.execute(
                delete(FailedTryRow).where(FailedTryRow.account_hash == account)
            )


def _refreshable(refresh: bytes, now: datetime) -> Select[UUID, UUID]:
    """The session of a live refresh token, used or not, whose user may still sign in."""
    return (
        select(SessionRow.id, SessionRow.user_id)
        .join(SessionTokenRow, SessionTokenRow.session_id == SessionRow.id)
        .join(UserRow, UserRow.id == SessionRow.user_id)
        .where(
            SessionTokenRow.token_hash == refresh,
            SessionTokenRow.kind == _REFRESH,
            SessionTokenRow.expires_at > now,
            SessionRow.epoch == UserRow.epoch,
            UserRow.active,
        )
        # Every trade of one session waits here, before it touches anything else.
        .with_for_update(of=SessionRow)
    )


async def _forget(
    connection: AsyncConnection, key: InstrumentedAttribute[Any], old: ColumnElement[bool]
) -> None:
    """Delete old rows, without waiting for those that another transaction holds (PostgreSQL)."""
    free = select(key).where(old).with_for_update(skip_locked=True)
    await connection.execute(delete(key.class_).where(key.in_(free)))


async def _add_tokens(connection: AsyncConnection, session_id: UUID, tokens: TokenHashes) -> None:
    rows = [
        {"token_hash": tokens.access, "kind": _ACCESS, "expires_at": tokens.access_until},
        {"token_hash": tokens.refresh, "kind": _REFRESH, "expires_at": tokens.refresh_until},
    ]
    await connection.execute(
        insert(SessionTokenRow), [{**row, "session_id": session_id} for row in rows]
    )


def _rights(*more: Any) -> Select[Any]:
    """One row for each group of an active user, or one with no group."""
    return (
        select(UserRow.id, UserRow.role, UserRow.department_id, MembershipRow.group_id, *more)
        .select_from(UserRow)
        .outerjoin(MembershipRow, MembershipRow.user_id == UserRow.id)
        .where(UserRow.active)
    )


def _reader(rows: Sequence[Row[Any]]) -> Reader:
    first = rows[0]
    return Reader(
        user_id=UserId(first.id),
        role=Role(first.role),
        department_id=None if first.department_id is None else DepartmentId(first.department_id),
        groups=frozenset(GroupId(row.group_id) for row in rows if row.group_id is not None),
    )
