from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from tests.contract.people.databases import emptied_postgresql, needs_postgresql

from znatok.bootstrap.migrating import migrate
from znatok.bootstrap.schema import config_of, import_tables
from znatok.kernel.ids import new_uuid
from znatok.platform.db import Base, Database

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgresql)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    import_tables()
    url = f"sqlite+aiosqlite:///{tmp_path / 'db.sqlite'}"
    if request.param == "postgresql":
        url = await emptied_postgresql()
    opened = Database.connect(url)
    yield opened
    await opened.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def test_a_migrated_database_is_what_the_code_expects(database: Database) -> None:
    await migrate(database)
    async with database.read() as connection:
        assert await connection.run_sync(_differences) == []
        tables = await connection.run_sync(_tables)
    assert tables == {*Base.metadata.tables, "alembic_version"}


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await migrate(database)
    async with database.write() as connection:
        conversations = Base.metadata.tables["conversations"]
        row = {"id": new_uuid(), "owner_id": new_uuid(), "title": "x", "updated_at": NOW}
        await connection.execute(conversations.insert().values(row))
    await migrate(database)
    async with database.read() as connection:
        kept = (await connection.execute(text("SELECT title FROM conversations"))).scalars().all()
        version = await connection.run_sync(_version)
    assert kept == ["x"]
    assert version == ScriptDirectory.from_config(config_of()).get_current_head()


async def test_all_the_way_down_and_up_again(database: Database) -> None:
    def down(connection: Connection) -> None:
        command.downgrade(config_of(connection), "base")

    await migrate(database)
    async with database.write() as connection:
        await connection.run_sync(down)
    async with database.read() as connection:
        assert await connection.run_sync(_tables) <= {"alembic_version"}
    await migrate(database)
    async with database.read() as connection:
        assert await connection.run_sync(_differences) == []


def test_the_history_is_one_line() -> None:
    scripts = ScriptDirectory.from_config(config_of())
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1
