"""The list of people in SQL: SQLite and PostgreSQL."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.adapters.locks import ADMINISTRATORS, one_at_a_time
from znatok.access.adapters.sql_named import add_named, page_of_named, remove_named, rename_named
from znatok.access.errors import (
    AlreadySetUp,
    DepartmentInUse,
    EmailTaken,
    LastAdmin,
    UnknownDepartment,
    UnknownGroup,
)
from znatok.access.model import (
    Account,
    Department,
    Group,
    Keep,
    Profile,
    Role,
    User,
    UserChange,
    folded,
)
from znatok.access.tables import DepartmentRow, GroupRow, MembershipRow, UserRow
from znatok.kernel.errors import NotFound
from znatok.kernel.ids import DepartmentId, GroupId, UserId
from znatok.kernel.pages import Page, decode_cursor, encode_cursor
from znatok.platform.db import Database

_USERS = UserRow.__table__


class SqlPeople:
    """`People` over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add_user(self, user: User, password_hash: str) -> None:
        async with self._db.write() as connection:
            await _insert_user(connection, user, password_hash)

    async def add_first_administrator(self, user: User, password_hash: str) -> None:
        async with self._db.write() as connection:
            await one_at_a_time(connection, ADMINISTRATORS)
            if await connection.scalar(select(exists().select_from(UserRow))):
                raise AlreadySetUp
            await _insert_user(connection, user, password_hash)

    async def account(self, email: str) -> Account | None:
        return await self._account(select(_USERS).where(UserRow.email_folded == folded(email)))

    async def account_of(self, user_id: UserId) -> Account | None:
        return await self._account(select(_USERS).where(UserRow.id == user_id))

    async def _account(self, wanted: Select[Any]) -> Account | None:
        async with self._db.read() as connection:
            row = (await connection.execute(wanted)).one_or_none()
            if row is None:
                return None
            groups = await _groups_of(connection, [row.id])
        return Account(_user(row, groups[row.id]), row.password_hash, row.epoch)

    async def profile(self, user_id: UserId) -> Profile:
        async with self._db.read() as connection:
            return await _profile(connection, user_id)

    async def profiles(self, *, limit: int, cursor: str | None = None) -> Page[Profile]:
        wanted = select(_USERS).order_by(UserRow.email_folded).limit(limit + 1)
        if cursor is not None:
            (after,) = decode_cursor(cursor, size=1)
            wanted = wanted.where(UserRow.email_folded > after)
        async with self._db.read() as connection:
            rows = (await connection.execute(wanted)).all()
            shown = await _profiles(connection, rows[:limit])
        more = len(rows) > limit
        return Page(shown, encode_cursor(rows[limit - 1].email_folded) if more else None)

    async def names_of(self, user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        wanted = select(UserRow.id, UserRow.name).where(UserRow.id.in_(user_ids))
        async with self._db.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return {UserId(row.id): row.name for row in rows}

    async def change_user(self, user_id: UserId, change: UserChange) -> Profile:
        async with self._db.write() as connection:
            if change.active is False or change.role not in (None, Role.ADMIN):
                await _refuse_for_last_admin(connection, user_id)
            values = await _changed_columns(connection, change)
            done = await connection.execute(
                update(UserRow).where(UserRow.id == user_id).values(values)
            )
            if done.rowcount == 0:
                raise NotFound
            if change.groups is not None:
                await _replace_groups(connection, user_id, change.groups)
            return await _profile(connection, user_id)

    async def replace_hash(self, user_id: UserId, old: str, new: str) -> None:
        same = (UserRow.id == user_id) & (UserRow.password_hash == old)
        async with self._db.write() as connection:
            await connection.execute(update(UserRow).where(same).values(password_hash=new))

    async def remove_user(self, user_id: UserId) -> None:
        async with self._db.write() as connection:
            await _refuse_for_last_admin(connection, user_id)
            done = await connection.execute(delete(UserRow).where(UserRow.id == user_id))
            if done.rowcount == 0:
                raise NotFound

    async def add_department(self, department: Department) -> None:
        async with self._db.write() as connection:
            await add_named(connection, DepartmentRow, department.id, department.name)

    async def departments(self, *, limit: int, cursor: str | None = None) -> Page[Department]:
        async with self._db.read() as connection:
            rows, after = await page_of_named(connection, DepartmentRow, limit=limit, cursor=cursor)
        return Page([Department(DepartmentId(row.id), row.name) for row in rows], after)

    async def rename_department(self, department: Department) -> None:
        async with self._db.write() as connection:
            await rename_named(connection, DepartmentRow, department.id, department.name)

    async def remove_department(self, department_id: DepartmentId) -> None:
        async with self._db.write() as connection:
            try:
                await remove_named(connection, DepartmentRow, department_id)
            except IntegrityError as error:
                raise DepartmentInUse from error

    async def add_group(self, group: Group) -> None:
        async with self._db.write() as connection:
            await add_named(connection, GroupRow, group.id, group.name)

    async def groups(
        self, *, limit: int, cursor: str | None = None, member: UserId | None = None
    ) -> Page[Group]:
        own = select(MembershipRow.group_id).where(MembershipRow.user_id == member)
        async with self._db.read() as connection:
            rows, after = await page_of_named(
                connection,
                GroupRow,
                limit=limit,
                cursor=cursor,
                among=None if member is None else own,
            )
        return Page([Group(GroupId(row.id), row.name) for row in rows], after)

    async def rename_group(self, group: Group) -> None:
        async with self._db.write() as connection:
            await rename_named(connection, GroupRow, group.id, group.name)

    async def remove_group(self, group_id: GroupId) -> None:
        async with self._db.write() as connection:
            await remove_named(connection, GroupRow, group_id)


async def _insert_user(connection: AsyncConnection, user: User, password_hash: str) -> None:
    await _require_department(connection, user.department_id)
    values = {
        "id": user.id,
        "email": user.email,
        "email_folded": folded(user.email),
        "name": user.name,
        "role": user.role.value,
        "department_id": user.department_id,
        "active": user.active,
        "password_hash": password_hash,
        "epoch": 0,
        "created_at": user.created_at,
    }
    try:
        await connection.execute(insert(UserRow).values(values))
    except IntegrityError as error:
        raise EmailTaken from error
    await _replace_groups(connection, user.id, user.groups)


async def _changed_columns(connection: AsyncConnection, change: UserChange) -> dict[str, Any]:
    # Assigning the id to itself keeps the statement whole when only the groups change.
    values: dict[str, Any] = {"id": UserRow.id}
    if change.name is not None:
        values["name"] = change.name
    if change.role is not None:
        values["role"] = change.role.value
    if not isinstance(change.department_id, Keep):
        await _require_department(connection, change.department_id)
        values["department_id"] = change.department_id
    if change.active is not None:
        values["active"] = change.active
    if change.password_hash is not None:
        values["password_hash"] = change.password_hash
    if change.ends_sessions:
        values["epoch"] = UserRow.epoch + 1
    return values


async def _require_department(connection: AsyncConnection, wanted: DepartmentId | None) -> None:
    if wanted is None:
        return
    # FOR SHARE, which SQLite leaves out, keeps it there until this transaction ends.
    row = select(DepartmentRow.id).where(DepartmentRow.id == wanted).with_for_update(read=True)
    if await connection.scalar(row) is None:
        raise UnknownDepartment


async def _replace_groups(
    connection: AsyncConnection, user_id: UserId, groups: frozenset[GroupId]
) -> None:
    await connection.execute(delete(MembershipRow).where(MembershipRow.user_id == user_id))
    if not groups:
        return
    there = select(GroupRow.id).where(GroupRow.id.in_(groups)).with_for_update(read=True)
    if len((await connection.execute(there)).all()) < len(groups):
        raise UnknownGroup
    await connection.execute(
        insert(MembershipRow), [{"user_id": user_id, "group_id": each} for each in groups]
    )


async def _refuse_for_last_admin(connection: AsyncConnection, user_id: UserId) -> None:
    await one_at_a_time(connection, ADMINISTRATORS)
    administrates = (UserRow.role == Role.ADMIN.value) & UserRow.active
    admins = set((await connection.scalars(select(UserRow.id).where(administrates))).all())
    if admins == {user_id}:
        raise LastAdmin


async def _groups_of(
    connection: AsyncConnection, user_ids: Iterable[UUID]
) -> Mapping[UUID, list[Group]]:
    """The groups of each user, in the order of their folded names; empty for the others."""
    wanted = (
        select(MembershipRow.user_id, GroupRow.id, GroupRow.name)
        .join(GroupRow, GroupRow.id == MembershipRow.group_id)
        .where(MembershipRow.user_id.in_(user_ids))
        .order_by(GroupRow.name_folded)
    )
    found: dict[UUID, list[Group]] = defaultdict(list)
    for row in (await connection.execute(wanted)).all():
        found[row.user_id].append(Group(GroupId(row.id), row.name))
    return found


async def _profile(connection: AsyncConnection, user_id: UserId) -> Profile:
    rows = (await connection.execute(select(_USERS).where(UserRow.id == user_id))).all()
    if not rows:
        raise NotFound
    return (await _profiles(connection, rows))[0]


async def _profiles(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Profile]:
    groups = await _groups_of(connection, [row.id for row in rows])
    named = select(DepartmentRow.id, DepartmentRow.name).where(
        DepartmentRow.id.in_({row.department_id for row in rows if row.department_id})
    )
    departments = {
        row.id: Department(DepartmentId(row.id), row.name)
        for row in (await connection.execute(named)).all()
    }
    return [
        Profile(
            _user(row, groups[row.id]),
            departments.get(row.department_id),
            tuple(groups[row.id]),
        )
        for row in rows
    ]


def _user(row: Row[Any], groups: Iterable[Group]) -> User:
    return User(
        id=UserId(row.id),
        email=row.email,
        name=row.name,
        role=Role(row.role),
        created_at=row.created_at,
        department_id=None if row.department_id is None else DepartmentId(row.department_id),
        groups=frozenset(each.id for each in groups),
        active=row.active,
    )
