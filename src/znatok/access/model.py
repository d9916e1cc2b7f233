"""People, where they belong, and the reader: the proof of identity that every read names."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from znatok.kernel.ids import DepartmentId, GroupId, UserId


class Role(StrEnum):
    """What a person may do; what a person may read is decided by document rights alone.

    An administrator manages people and the system and, on purpose, reads no more documents than
    anyone else (docs/adr/0005).
    """

    USER = "user"
    EDITOR = "editor"  # may also publish to everyone and manage documents of the own department
    AUDITOR = "auditor"  # may also read the audit trail
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Department:
    id: DepartmentId
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    id: GroupId
    name: str


@dataclass(frozen=True, slots=True)
class User:
    id: UserId
    email: str
    name: str
    role: Role
    created_at: datetime
    department_id: DepartmentId | None = None
    groups: frozenset[GroupId] = frozenset()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. Made only from a verified identity; the argument of every read."""

    user_id: UserId
    role: Role
    department_id: DepartmentId | None = None
    groups: frozenset[GroupId] = frozenset()
    principals: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        named = {"everyone", f"u:{self.user_id}"}
        if self.department_id is not None:
            named.add(f"d:{self.department_id}")
        named |= {f"g:{each}" for each in self.groups}
        object.__setattr__(self, "principals", frozenset(named))

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN
