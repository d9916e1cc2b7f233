"""Bringing the database's schema up to date before anything is served."""

import re
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from znatok.platform.assets import asset
from znatok.platform.db import Database

_REVISION = re.compile(r"^(down_)?revision\b[^=]*=\s*['\"](\w+)['\"]", re.MULTILINE)


async def migrate(database: Database) -> None:
    """Bring the schema up to date; does nothing when it is. One process at a time does it."""
    newest = newest_revision(asset("migrations"))
    async with database.write() as connection:
        await connection.run_sync(_upgrade, newest)


def newest_revision(folder: Path) -> str:
    """The revision that no other follows, read off the files.

    Alembic would tell too, but a start with nothing to do need not wait half a second for it.
    """
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in (folder / "versions").glob("*.py"):
        for down, revision in _REVISION.findall(path.read_text("utf-8")):
            (followed if down else revisions).add(revision)
    (newest,) = revisions - followed
    return newest


def _upgrade(connection: Connection, newest: str) -> None:
    if inspect(connection).has_table("alembic_version"):
        present = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if present == newest:
            return
    import_module("znatok.bootstrap.schema").upgrade(connection)
