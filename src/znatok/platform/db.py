"""The database: one model, two dialects (SQLite in WAL mode embedded, PostgreSQL beyond).

A port method is one use case and one transaction: adapters open `read()` or `write()` once per
method and never hold it open across a model call.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    MetaData,
    String,
    TypeDecorator,
    Uuid,
    event,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

from znatok.kernel.errors import Unavailable

_BUSY_TIMEOUT_MS = 10_000  # a writer waits this long for another process before it gives up
_READERS = 8  # connections kept; SQLite readers do not wait for the writer in WAL mode


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC on both dialects; SQLite would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy names it
        if value is not None and value.tzinfo is None:
            message = "a naive datetime reached the database"
            raise ValueError(message)
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy names it
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Mother of every room's tables. Tables are private to their room."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        UUID: Uuid(),
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: String,
    }


class DatabaseUnavailable(Unavailable):
    slug = "database-unavailable"
    ru = "База данных сейчас недоступна. Повторите через минуту; ничего не потеряно."
    en = "The database is unavailable now. Try again in a minute; nothing is lost."


class DatabaseFull(DatabaseUnavailable):
    """There is no room left on its disk: reading goes on, writing goes on once there is room."""

    slug = "storage-full"
    status: ClassVar[int] = 507
    ru = "На сервере закончилось место, поэтому изменение не сохранено. Сообщите администратору."
    en = "The server has run out of room, so the change was not saved. Tell the administrator."


class Database:
    """Opens transactions. Safe to share between tasks; one per process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._reader = engine
        self._writer = engine.execution_options(znatok_write=True)
        # SQLite has one writer at a time, and those who wait for it sleep and try again: in one
        # process they queue here instead, which is fair and wakes the next at once.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else None

    @classmethod
    def connect(cls, url: str) -> "Database":
        """Prepare a database at an SQLAlchemy async URL; nothing is opened yet."""
        sqlite = url.startswith("sqlite")
        engine = create_async_engine(
            url,
            pool_size=_READERS,
            max_overflow=_READERS,
            json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
        )
        if sqlite:
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return cls(engine)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A consistent snapshot; nothing may be written in it.

        Raises:
            DatabaseUnavailable: it cannot be reached or is locked for too long.

        """
        with _translated():
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction, committed at the end, rolled back on an exception.

        Raises:
            DatabaseUnavailable: see `read`; nothing was written.
            DatabaseFull: its disk is full; nothing was written.

        """
        with _translated():
            async with self._turn or nullcontext(), self._writer.begin() as connection:
                yield connection

    async def close(self) -> None:
        await self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise (DatabaseFull if _is_full(error) else DatabaseUnavailable) from error
    except DBAPIError as error:  # asyncpg's class 53 comes as a plain one
        if _is_full(error):
            raise DatabaseFull from error
        raise


def _is_full(error: DBAPIError) -> bool:
    """SQLITE_FULL as sqlite3 words it (sqlite3ErrStr); "disk_full" of PostgreSQL's appendix A."""
    said = str(error.orig)
    return "database or disk is full" in said or getattr(error.orig, "sqlstate", "") == "53100"


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: it would take the write lock late, in the
    # middle of a transaction that has already read, where waiting cannot help.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("znatok_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
