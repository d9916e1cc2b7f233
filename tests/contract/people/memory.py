"""The list of people in memory: what the contract means, in the fewest words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from znatok.access.errors import (
    AlreadySetUp,
    DepartmentInUse,
    EmailTaken,
    LastAdmin,
    NameTaken,
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
from znatok.kernel.errors import NotFound
from znatok.kernel.ids import DepartmentId, GroupId, UserId
from znatok.kernel.pages import Page, decode_cursor, encode_cursor

Item = TypeVar("Item")
Unit = TypeVar("Unit", Department, Group)


class MemoryPeople:
    def __init__(self) -> None:
        self._accounts: dict[UserId, Account] = {}
        self._departments: dict[UUID, Department] = {}
        self._groups: dict[UUID, Group] = {}

    async def add_user(self, user: User, password_hash: str) -> None:
        self._check(user)
        if any(folded(each.user.email) == folded(user.email) for each in self._accounts.values()):
            raise EmailTaken
        self._accounts[user.id] = Account(user, password_hash, 0)

    async def add_first_administrator(self, user: User, password_hash: str) -> None:
        if self._accounts:
            raise AlreadySetUp
        await self.add_user(user, password_hash)

    async def account(self, email: str) -> Account | None:
        found = (e for e in self._accounts.values() if folded(e.user.email) == folded(email))
        return next(found, None)

    async def account_of(self, user_id: UserId) -> Account | None:
        return self._accounts.get(user_id)

    async def profile(self, user_id: UserId) -> Profile:
        return self._profile(self._there(user_id).user)

    async def profiles(self, *, limit: int, cursor: str | None = None) -> Page[Profile]:
        users = {folded(each.user.email): each.user for each in self._accounts.values()}
        page = _page(users, limit, cursor)
        return Page([self._profile(user) for user in page.items], page.next_cursor)

    async def names_of(self, user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        return {e: self._accounts[e].user.name for e in user_ids if e in self._accounts}

    async def change_user(self, user_id: UserId, change: UserChange) -> Profile:
        account = self._there(user_id)
        user = account.user
        if not isinstance(change.department_id, Keep):
            user = replace(user, department_id=change.department_id)
        user = replace(
            user,
            name=user.name if change.name is None else change.name,
            role=user.role if change.role is None else change.role,
            groups=user.groups if change.groups is None else change.groups,
            active=user.active if change.active is None else change.active,
        )
        if user.role is not Role.ADMIN or not user.active:
            self._refuse_for_last_admin(user_id)
        self._check(user)
        self._accounts[user_id] = Account(
            user,
            change.password_hash or account.password_hash,
            account.epoch + change.ends_sessions,
        )
        return self._profile(user)

    async def replace_hash(self, user_id: UserId, old: str, new: str) -> None:
        account = self._accounts.get(user_id)
        if account is not None and account.password_hash == old:
            self._accounts[user_id] = replace(account, password_hash=new)

    async def remove_user(self, user_id: UserId) -> None:
        self._there(user_id)
        self._refuse_for_last_admin(user_id)
        del self._accounts[user_id]

    async def add_department(self, department: Department) -> None:
        _require_free_name(self._departments.values(), department)
        self._departments[department.id] = department

    async def departments(self, *, limit: int, cursor: str | None = None) -> Page[Department]:
        return _page({folded(e.name): e for e in self._departments.values()}, limit, cursor)

    async def rename_department(self, department: Department) -> None:
        _rename(self._departments, department)

    async def remove_department(self, department_id: DepartmentId) -> None:
        if department_id not in self._departments:
            raise NotFound
        if any(e.user.department_id == department_id for e in self._accounts.values()):
            raise DepartmentInUse
        del self._departments[department_id]

    async def add_group(self, group: Group) -> None:
        _require_free_name(self._groups.values(), group)
        self._groups[group.id] = group

    async def groups(
        self, *, limit: int, cursor: str | None = None, member: UserId | None = None
    ) -> Page[Group]:
        own = None if member is None else self._there(member).user.groups
        shown = {folded(e.name): e for e in self._groups.values() if own is None or e.id in own}
        return _page(shown, limit, cursor)

    async def rename_group(self, group: Group) -> None:
        _rename(self._groups, group)

    async def remove_group(self, group_id: GroupId) -> None:
        if self._groups.pop(group_id, None) is None:
            raise NotFound
        for user_id, account in self._accounts.items():
            left = replace(account.user, groups=account.user.groups - {group_id})
            self._accounts[user_id] = replace(account, user=left)

    def _there(self, user_id: UserId) -> Account:
        if user_id not in self._accounts:
            raise NotFound
        return self._accounts[user_id]

    def _check(self, user: User) -> None:
        if user.department_id is not None and user.department_id not in self._departments:
            raise UnknownDepartment
        if not user.groups <= self._groups.keys():
            raise UnknownGroup

    def _refuse_for_last_admin(self, user_id: UserId) -> None:
        users = [each.user for each in self._accounts.values()]
        admins = [each.id for each in users if each.role is Role.ADMIN and each.active]
        if admins == [user_id]:
            raise LastAdmin

    def _profile(self, user: User) -> Profile:
        groups = sorted((self._groups[e] for e in user.groups), key=lambda e: folded(e.name))
        department = None if user.department_id is None else self._departments[user.department_id]
        return Profile(user, department, tuple(groups))


def _require_free_name(units: Iterable[Unit], unit: Unit) -> None:
    if any(folded(e.name) == folded(unit.name) and e.id != unit.id for e in units):
        raise NameTaken


def _rename(units: dict[UUID, Unit], unit: Unit) -> None:
    if unit.id not in units:
        raise NotFound
    _require_free_name(units.values(), unit)
    units[unit.id] = unit


def _page(by_key: dict[str, Item], limit: int, cursor: str | None) -> Page[Item]:
    after = "" if cursor is None else decode_cursor(cursor, size=1)[0]
    keys = sorted(key for key in by_key if key > after)
    more = encode_cursor(keys[limit - 1]) if len(keys) > limit else None
    return Page([by_key[key] for key in keys[:limit]], more)
