"""Databases to run a contract on: SQLite always, PostgreSQL where one can be started or is named."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.servers import postgresql as server

import znatok.access.tables  # fills the metadata
import znatok.audit.tables  # noqa: F401  # fills the metadata
from znatok.platform.db import Base, Database

# The URL of an empty database with its async driver, as postgresql+asyncpg://user@host/name; without
# it a server of our own is started.
NAMED = os.environ.get("TEST_POSTGRESQL_URL")
needs_postgresql = pytest.mark.skipif(
    NAMED is None and not server.is_installed(),
    reason="PostgreSQL is not installed, and TEST_POSTGRESQL_URL names no server",
)


@asynccontextmanager
async def sqlite(directory: Path) -> AsyncIterator[Database]:
    async with _opened(f"sqlite+aiosqlite:///{directory / 'znatok.sqlite'}") as database:
        yield database


@asynccontextmanager
async def postgresql() -> AsyncIterator[Database]:
    async with _opened(NAMED or server.url()) as database:
        yield database


async def emptied_postgresql() -> str:
    """The URL of the test database, after all that was in it has been dropped."""
    url = NAMED or server.url()
    database = Database.connect(url)
    try:
        async with database.engine.begin() as connection:
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    finally:
        await database.close()
    return url


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database.connect(url)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.drop_all)
            await connection.run_sync(Base.metadata.create_all)
        yield database
    finally:
        await database.close()
