"""The JSON of people, departments and groups, in and out. Unknown fields are refused."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from znatok.access.model import KEEP, Department, Group, Profile, Role, UserChange
from znatok.access.service import NewUser
from znatok.kernel.ids import DepartmentId, GroupId
from znatok.kernel.pages import Page

MOST_GROUPS = 1_000  # of one user; a bound on the body, far above any company's practice

Limit = Annotated[int, Field(ge=1, le=500)]
Text = Annotated[str, Field(max_length=400)]
Password = Annotated[SecretStr, Field(max_length=1_000)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(BaseModel):
    id: UUID
    name: str

    @classmethod
    def of(cls, unit: Department | Group) -> "Named":
        return cls(id=unit.id, name=unit.name)


class NamedPage(BaseModel):
    items: list[Named]
    next_cursor: str | None = None

    @classmethod
    def of(cls, page: Page[Department] | Page[Group]) -> "NamedPage":
        units: Iterable[Department | Group] = page.items
        return cls(items=[Named.of(each) for each in units], next_cursor=page.next_cursor)


class Me(BaseModel):
    id: UUID
    email: str
    name: str
    role: Role
    department: Named | None
    groups: list[Named]

    @classmethod
    def of(cls, profile: Profile) -> "Me":
        return cls.model_validate(_fields(profile))


class UserOut(Me):
    active: bool
    created_at: datetime

    @classmethod
    def of(cls, profile: Profile) -> "UserOut":
        user = profile.user
        more = {"active": user.active, "created_at": user.created_at}
        return cls.model_validate({**_fields(profile), **more})


class CreatedUser(UserOut):
    """`generated_password` is shown this once; null when the caller has chosen a password."""

    generated_password: str | None = None


class UserPage(BaseModel):
    items: list[UserOut]
    next_cursor: str | None = None


class NewUserBody(Body):
    email: Text
    name: Text
    role: Role = Role.USER
    department_id: UUID | None = None
    group_ids: Annotated[list[UUID], Field(max_length=MOST_GROUPS)] = []
    password: Password | None = None

    def new_user(self) -> NewUser:
        return NewUser(
            email=self.email,
            name=self.name,
            role=self.role,
            department_id=_department(self.department_id),
            groups=_groups(self.group_ids),
            password=None if self.password is None else self.password.get_secret_value(),
        )


class UserChangeBody(Body):
    """An absent field stays as it is; of these only `department_id` may be null: no department."""

    name: Text = ""
    role: Role = Role.USER
    department_id: UUID | None = None
    group_ids: Annotated[list[UUID], Field(max_length=MOST_GROUPS)] = []
    active: bool = True
    password: Password = SecretStr("")

    def change(self) -> UserChange:
        given = self.model_fields_set
        return UserChange(
            name=self.name if "name" in given else None,
            role=self.role if "role" in given else None,
            department_id=_department(self.department_id) if "department_id" in given else KEEP,
            groups=_groups(self.group_ids) if "group_ids" in given else None,
            active=self.active if "active" in given else None,
        )

    def new_password(self) -> str | None:
        return self.password.get_secret_value() if "password" in self.model_fields_set else None


class NameBody(Body):
    name: Text


class PasswordBody(Body):
    current_password: Password
    new_password: Password


def _department(value: UUID | None) -> DepartmentId | None:
    return None if value is None else DepartmentId(value)


def _groups(values: Iterable[UUID]) -> frozenset[GroupId]:
    return frozenset(GroupId(each) for each in values)


def _fields(profile: Profile) -> dict[str, object]:
    user = profile.user
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "department": None if profile.department is None else Named.of(profile.department),
        "groups": [Named.of(each) for each in profile.groups],
    }
