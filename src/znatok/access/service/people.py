"""What an administrator does with people, departments and groups; and what everyone may see."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from znatok.access.model import (
    Actor,
    Decision,
    Department,
    Group,
    Occurrence,
    Operator,
    Profile,
    Reader,
    Role,
    User,
    UserChange,
    clean_email,
    clean_name,
)
from znatok.access.ports import Passwords, People, Witness
from znatok.access.service.passwords import check_password, generated_password
from znatok.access.service.readers import Readers
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused, ZnatokError
from znatok.kernel.ids import DepartmentId, GroupId, UserId, new_uuid
from znatok.kernel.pages import Page


@dataclass(frozen=True, slots=True)
class NewUser:
    """Without a password one is generated, to be told to the person once."""

    email: str
    name: str
    role: Role = Role.USER
    department_id: DepartmentId | None = None
    groups: frozenset[GroupId] = frozenset()
    password: str | None = None

    def __repr__(self) -> str:
        return f"NewUser(role={self.role.value!r}, the rest hidden)"


@dataclass(frozen=True, slots=True)
class Created:
    profile: Profile
    generated_password: str | None

    def __repr__(self) -> str:
        return f"Created(user:{self.profile.user.id})"


class PeopleService:
    """Every change needs an administrator or the operator, and is witnessed before it is made.

    Unless a method says more, it raises Refused for anybody else, and what its port raises.
    """

    def __init__(
        self,
        people: People,
        passwords: Passwords,
        readers: Readers,
        witness: Witness,
        clock: Clock,
    ) -> None:
        self._people = people
        self._passwords = passwords
        self._readers = readers
        self._witness = witness
        self._clock = clock

    async def create_user(self, new: NewUser, *, by: Actor) -> Created:
        """Raises BadEmail, BadName, WeakPassword, EmailTaken, UnknownDepartment, UnknownGroup."""
        user, password = self._prepared(new)
        async with self._change("user.created", f"user:{user.id}", by):
            hashed = await self._passwords.hash(password)
            await self._people.add_user(user, hashed)
        return await self._created(user, new, password)

    async def create_first_administrator(self, new: NewUser, *, by: Operator) -> Created:
        """The first user, whatever role `new` names; of all concurrent calls one succeeds.

        Raises:
            AlreadySetUp: there are users already.

        """
        user, password = self._prepared(replace(new, role=Role.ADMIN))
        async with self._change("user.first_created", f"user:{user.id}", by):
            hashed = await self._passwords.hash(password)
            await self._people.add_first_administrator(user, hashed)
        return await self._created(user, new, password)

    async def change_user(
        self, user_id: UserId, change: UserChange, *, by: Actor, password: str | None = None
    ) -> Profile:
        """Apply the change, with a new password if given. Raises NotFound, LastAdmin and others."""
        async with self._change("user.changed", f"user:{user_id}", by):
            if change.name is not None:
                change = replace(change, name=clean_name(change.name))
            if password is not None:
                profile = await self._people.profile(user_id)
                check_password(password, profile.user.email)
                change = replace(change, password_hash=await self._passwords.hash(password))
            return await self._people.change_user(user_id, change)

    async def remove_user(self, user_id: UserId, *, by: Actor) -> None:
        """Raises NotFound, LastAdmin."""
        async with self._change("user.removed", f"user:{user_id}", by):
            await self._people.remove_user(user_id)

    async def users(self, *, by: Actor, limit: int, cursor: str | None = None) -> Page[Profile]:
        _require_admin(by)
        return await self._people.profiles(limit=limit, cursor=cursor)

    async def user(self, user_id: UserId, *, by: Actor) -> Profile:
        _require_admin(by)
        return await self._people.profile(user_id)

    async def find_user(self, email: str, *, by: Operator) -> Reader | None:
        """The reader an operator acts as (`znatok ask --as EMAIL`); None when there is none."""
        account = await self._people.account(email)
        if account is None or not account.user.active:
            return None
        await self._witness.saw(_occurrence("user.impersonated", f"user:{account.user.id}", by))
        return await self._readers.current(account.user.id)

    async def create_department(self, name: str, *, by: Actor) -> Department:
        department = Department(DepartmentId(new_uuid()), clean_name(name))
        async with self._change("department.created", f"department:{department.id}", by):
            await self._people.add_department(department)
        return department

    async def rename_department(self, department: Department, *, by: Actor) -> Department:
        named = replace(department, name=clean_name(department.name))
        async with self._change("department.renamed", f"department:{named.id}", by):
            await self._people.rename_department(named)
        return named

    async def remove_department(self, department_id: DepartmentId, *, by: Actor) -> None:
        async with self._change("department.removed", f"department:{department_id}", by):
            await self._people.remove_department(department_id)

    async def create_group(self, name: str, *, by: Actor) -> Group:
        group = Group(GroupId(new_uuid()), clean_name(name))
        async with self._change("group.created", f"group:{group.id}", by):
            await self._people.add_group(group)
        return group

    async def rename_group(self, group: Group, *, by: Actor) -> Group:
        named = replace(group, name=clean_name(group.name))
        async with self._change("group.renamed", f"group:{named.id}", by):
            await self._people.rename_group(named)
        return named

    async def remove_group(self, group_id: GroupId, *, by: Actor) -> None:
        async with self._change("group.removed", f"group:{group_id}", by):
            await self._people.remove_group(group_id)

    async def own_profile(self, reader: Reader) -> Profile:
        return await self._people.profile(reader.user_id)

    async def departments(
        self,
        *,
        by: Actor,  # noqa: ARG002  # every read names its reader, also where all see the same
        limit: int,
        cursor: str | None = None,
    ) -> Page[Department]:
        """All departments, for whoever is signed in: people choose among them when they share."""
        return await self._people.departments(limit=limit, cursor=cursor)

    async def groups(self, *, by: Actor, limit: int, cursor: str | None = None) -> Page[Group]:
        """The reader's own groups; all of them for an administrator."""
        member = by.user_id if isinstance(by, Reader) and not by.is_admin else None
        return await self._people.groups(limit=limit, cursor=cursor, member=member)

    async def names_of(self, user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        """Names to show beside what these users own; whoever was removed is left out."""
        return await self._people.names_of(user_ids)

    def _prepared(self, new: NewUser) -> tuple[User, str]:
        email, name = clean_email(new.email), clean_name(new.name)
        password = generated_password() if new.password is None else new.password
        check_password(password, email)
        user = User(
            id=UserId(new_uuid()),
            email=email,
            name=name,
            role=new.role,
            created_at=self._clock.now(),
            department_id=new.department_id,
            groups=new.groups,
        )
        return user, password

    async def _created(self, user: User, new: NewUser, password: str) -> Created:
        profile = await self._people.profile(user.id)
        return Created(profile, password if new.password is None else None)

    @asynccontextmanager
    async def _change(self, action: str, target: str, by: Actor) -> AsyncIterator[None]:
        """Refuse, or witness the decision, make the change, and let the readers be asked anew."""
        if not _is_admin(by):
            await self._witness.noticed(_occurrence(action, target, by, Decision.REFUSED))
            raise Refused
        await self._witness.saw(_occurrence(action, target, by))
        try:
            yield
        except ZnatokError:
            await self._witness.noticed(_occurrence(action, target, by, Decision.FAILED))
            raise
        finally:
            self._readers.forget()


def _is_admin(actor: Actor) -> bool:
    return isinstance(actor, Operator) or actor.is_admin


def _require_admin(actor: Actor) -> None:
    if not _is_admin(actor):
        raise Refused


def _occurrence(
    action: str, target: str, by: Actor, decision: Decision = Decision.ALLOWED
) -> Occurrence:
    who: UUID | None = by.user_id if isinstance(by, Reader) else None
    return Occurrence(
        action=action,
        decision=decision,
        actor=None if who is None else UserId(who),
        object=target,
        credential="access_token" if isinstance(by, Reader) else "operator",
    )
