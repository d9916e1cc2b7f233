"""Databases to run a contract on: SQLite always, PostgreSQL where a test server is named."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import znatok.access.tables  # fills the metadata
import znatok.audit.tables  # noqa: F401  # fills the metadata
from znatok.platform.db import Base, Database

# The URL of an empty database with its async driver, as postgresql+asyncpg://user@host/name.
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL")
needs_postgresql = pytest.mark.skipif(
    POSTGRESQL is None, reason="TEST_POSTGRESQL_URL names no test server"
)


@asynccontextmanager
async def sqlite(directory: Path) -> AsyncIterator[Database]:
    async with _opened(f"sqlite+aiosqlite:///{directory / 'znatok.sqlite'}") as database:
        yield database


@asynccontextmanager
async def postgresql() -> AsyncIterator[Database]:
    assert POSTGRESQL is not None
    async with _opened(POSTGRESQL) as database:
        yield database


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
