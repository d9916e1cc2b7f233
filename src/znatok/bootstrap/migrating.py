"""The schema of the database: every room's tables, brought up to date before anything is served."""

from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from znatok.platform.assets import asset
from znatok.platform.db import Database

_ROOMS_WITH_TABLES = ("access", "audit", "chat", "documents", "ingestion")


def import_tables() -> None:
    """Make every room's tables known to the one metadata."""
    for room in _ROOMS_WITH_TABLES:
        import_module(f"znatok.{room}.tables")


def config_of(connection: Connection | None = None, folder: Path | None = None) -> Config:
    """Alembic's configuration; without a connection only the scripts can be read."""
    config = Config()
    config.set_main_option("script_location", str(folder or asset("migrations")))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> None:
    """Bring the schema up to date; does nothing when it is. One process at a time does it."""
    async with database.write() as connection:
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = config_of(connection)
    head = ScriptDirectory.from_config(config).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() == head:
        return
    command.upgrade(config, "head")
