"""Write the next migration from the difference between the tables and the migrations.

Usage: python scripts/new_migration.py "what changes"
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from znatok.bootstrap.migrating import migrate
from znatok.bootstrap.schema import config_of
from znatok.platform.db import Database


def _revise(connection: Connection) -> None:
    config = config_of(connection)
    command.revision(config, message=sys.argv[1], autogenerate=True)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.connect(f"sqlite+aiosqlite:///{Path(folder) / 'empty.sqlite'}")
        await migrate(database)
        async with database.engine.connect() as connection:
            await connection.run_sync(_revise)
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
