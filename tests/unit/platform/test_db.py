import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import MetaData, func, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from znatok.kernel.errors import Unavailable
from znatok.kernel.ids import new_uuid
from znatok.platform.db import Base, Database


class Own(DeclarativeBase):
    """A metadata of the test's own, with the product's column types."""

    metadata = MetaData()
    type_annotation_map = Base.type_annotation_map


class NoteRow(Own):
    __tablename__ = "notes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime | None]
    body: Mapped[dict[str, Any]]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'db.sqlite'}")
    async with opened.engine.begin() as connection:
        await connection.run_sync(Own.metadata.create_all)
    yield opened
    await opened.close()


async def _add(database: Database, at: datetime | None = None, **body: Any) -> UUID:
    id_ = new_uuid()
    async with database.write() as connection:
        await connection.execute(insert(NoteRow).values(id=id_, at=at, body=body))
    return id_


async def _count(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(select(func.count(NoteRow.id)))).scalar_one())


async def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    moscow = datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=3)))
    await _add(database, moscow)
    async with database.read() as connection:
        found = (await connection.execute(select(NoteRow.at))).scalar_one()
    assert found == moscow
    assert found.tzinfo is UTC


async def test_no_moment_stays_none(database: Database) -> None:
    await _add(database, None)
    async with database.read() as connection:
        assert (await connection.execute(select(NoteRow.at))).scalar_one() is None


async def test_refuses_a_naive_moment(database: Database) -> None:
    with pytest.raises(StatementError, match="naive"):
        await _add(database, datetime(2026, 3, 1))  # noqa: DTZ001  # that is what the test tries
    assert await _count(database) == 0


async def test_json_is_kept_readable(database: Database) -> None:
    await _add(database, title="Отпуска")
    async with database.read() as connection:
        raw = (await connection.execute(text("SELECT body FROM notes"))).scalar_one()
    assert "Отпуска" in raw


async def test_an_error_takes_back_the_whole_transaction(database: Database) -> None:
    row: dict[str, Any] = {"id": new_uuid(), "at": None, "body": {}}

    async def add_twice() -> None:
        async with database.write() as connection:
            await connection.execute(insert(NoteRow).values(row))
            await connection.execute(insert(NoteRow).values(row))

    with pytest.raises(IntegrityError):
        await add_twice()
    assert await _count(database) == 0
    await _add(database)
    assert await _count(database) == 1


async def test_writers_wait_for_each_other(database: Database) -> None:
    async def increase() -> None:
        """Read, let others run, write: loses counts unless writers are one after another."""
        async with database.write() as connection:
            count = (await connection.execute(text("SELECT value FROM counter"))).scalar_one()
            await asyncio.sleep(0.005)
            await connection.execute(text("UPDATE counter SET value = :v"), {"v": count + 1})

    async with database.write() as connection:
        await connection.execute(text("CREATE TABLE counter (value INTEGER)"))
        await connection.execute(text("INSERT INTO counter VALUES (0)"))
    await asyncio.gather(*(increase() for _ in range(12)))
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT value FROM counter"))).scalar_one() == 12


async def test_a_reader_does_not_wait_and_sees_nothing_unfinished(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(insert(NoteRow).values(id=new_uuid(), at=None, body={}))
        async with asyncio.timeout(5):
            assert await _count(database) == 0
    assert await _count(database) == 1


async def test_a_database_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    nowhere = Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'absent' / 'db.sqlite'}")
    with pytest.raises(Unavailable):
        async with nowhere.read() as connection:
            await connection.execute(text("SELECT 1"))
    await nowhere.close()
    for thread in threading.enumerate():  # the driver's, which still speaks to this event loop
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 5)


async def test_knows_its_dialect(database: Database) -> None:
    assert database.is_sqlite
