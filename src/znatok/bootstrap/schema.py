"""The schema of the database, as Alembic keeps it: every room's tables and their migrations."""

from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from znatok.platform.assets import asset

_ROOMS_WITH_TABLES = (
    "access",
    "analytics",
    "audit",
    "chat",
    "documents",
    "ingestion",
    "ingestion.watching",
    "llm.providers",
    "understanding",
)


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


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing."""
    command.upgrade(config_of(connection), "head")
