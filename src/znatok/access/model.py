"""People, where they belong, and the reader: the proof of identity that every read names."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Final

from znatok.access.errors import BadEmail, BadName
from znatok.kernel.ids import DepartmentId, GroupId, UserId

_LONGEST_EMAIL = 254  # RFC 5321, section 4.5.3.1.3: a path of 256 octets less its two brackets
_LONGEST_NAME = 200  # characters; our own limit, wide enough for a full Russian name with titles
_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f<>\"(),:;]+@[^\s@\x00-\x1f\x7f<>\"(),:;]+")


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


class Keep(Enum):
    """The mark of a field that a change leaves as it is, where None has a meaning of its own."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


@dataclass(frozen=True, slots=True)
class UserChange:
    """What an administrator changes; None (for the department: KEEP) leaves the field alone."""

    name: str | None = None
    role: Role | None = None
    department_id: DepartmentId | Keep | None = KEEP
    groups: frozenset[GroupId] | None = None
    active: bool | None = None
    password_hash: str | None = field(default=None, repr=False)

    @property
    def ends_sessions(self) -> bool:
        return self.active is False or self.password_hash is not None


@dataclass(frozen=True, slots=True)
class Account:
    """A user with what signing in needs.

    `epoch` grows with every deactivation and change of password; a session lives only while its
    epoch is the user's, so both end every session in the same transaction.
    """

    user: User
    password_hash: str = field(repr=False)
    epoch: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A user as pages show one: with the names of the department and the groups."""

    user: User
    department: Department | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever works at the server's own terminal: the operating system has vouched for them."""


Actor = Reader | Operator


class Decision(StrEnum):
    ALLOWED = "allowed"
    REFUSED = "refused"
    FAILED = "failed"  # allowed, and then the change could not be made


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened at the door, as told to the witness. Ids only: no e-mail and no secret."""

    action: str
    decision: Decision
    actor: UserId | None = None
    object: str | None = None
    credential: str = "none"


def clean_email(text: str) -> str:
    """The address as it is kept and shown.

    Raises:
        BadEmail: not one address of at most 254 characters without spaces or control characters.

    """
    email = unicodedata.normalize("NFKC", text.strip(" "))
    if len(email) > _LONGEST_EMAIL or _EMAIL.fullmatch(email) is None or not email.isprintable():
        raise BadEmail
    return email


def folded(text: str) -> str:
    """The form in which two spellings of one e-mail or name are equal.

    Compatibility caseless matching (The Unicode Standard, section 3.13, D146), without spaces at
    the ends.
    """
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).casefold())
    return unicodedata.normalize("NFKC", once.casefold()).strip()


def clean_name(text: str) -> str:
    """A person's or a department's name: one printable line of 1 to 200 characters.

    Raises:
        BadName: it is not.

    """
    name = " ".join(unicodedata.normalize("NFC", text).split(" ")).strip()
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise BadName
    return name
