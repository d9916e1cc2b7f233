"""One writer at a time where a rule spans rows, as "one active administrator remains" does."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

# Keys of PostgreSQL's advisory locks: any constants do, as long as no two rules share one.
ADMINISTRATORS = 0x5A_4E_00_01


async def one_at_a_time(connection: AsyncConnection, key: int) -> None:
    """Wait for every other transaction under `key` to end.

    SQLite needs nothing: its write transactions (BEGIN IMMEDIATE) never overlap.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(key)))
