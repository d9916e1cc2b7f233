"""Departments and groups in SQL: both are a name and an id, unique by the folded name."""

from uuid import UUID

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.errors import NameTaken
from znatok.access.model import folded
from znatok.access.tables import DepartmentRow, GroupRow
from znatok.kernel.errors import NotFound
from znatok.kernel.pages import decode_cursor, encode_cursor

NamedRow = type[DepartmentRow] | type[GroupRow]


async def add_named(connection: AsyncConnection, table: NamedRow, unit: UUID, name: str) -> None:
    values = {"id": unit, "name": name, "name_folded": folded(name)}
    try:
        await connection.execute(insert(table).values(values))
    except IntegrityError as error:
        raise NameTaken from error


async def rename_named(connection: AsyncConnection, table: NamedRow, unit: UUID, name: str) -> None:
    change = update(table).where(table.id == unit).values(name=name, name_folded=folded(name))
    try:
        done = await connection.execute(change)
    except IntegrityError as error:
        raise NameTaken from error
    if done.rowcount == 0:
        raise NotFound


async def remove_named(connection: AsyncConnection, table: NamedRow, unit: UUID) -> None:
    done = await connection.execute(delete(table).where(table.id == unit))
    if done.rowcount == 0:
        raise NotFound


async def page_of_named(
    connection: AsyncConnection,
    table: NamedRow,
    *,
    limit: int,
    cursor: str | None,
    among: Select[UUID] | None = None,
) -> tuple[list[Row[UUID, str, str]], str | None]:
    """Rows (id, name) in the order of folded names, only those `among` the ids if given."""
    wanted = select(table.id, table.name, table.name_folded).order_by(table.name_folded)
    if cursor is not None:
        (after,) = decode_cursor(cursor, size=1)
        wanted = wanted.where(table.name_folded > after)
    if among is not None:
        wanted = wanted.where(table.id.in_(among))
    rows = list((await connection.execute(wanted.limit(limit + 1))).all())
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], encode_cursor(rows[limit - 1].name_folded)
