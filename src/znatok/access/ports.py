"""What signing in and the list of people need from outside.

Every method is one use case and one transaction. Times are aware and in UTC.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from znatok.access.model import (
    Account,
    Department,
    Group,
    Occurrence,
    Profile,
    Reader,
    User,
    UserChange,
)
from znatok.kernel.ids import DepartmentId, GroupId, UserId
from znatok.kernel.pages import Page


class People(Protocol):
    """Departments, groups and users. Names and e-mails are unique in their folded form.

    At every moment after the first there is at least one active administrator: a change or removal
    that would leave none is refused, also when two of them run at once in two processes.
    """

    async def add_user(self, user: User, password_hash: str) -> None:
        """Keep a new user.

        Raises:
            EmailTaken: another user has this e-mail, letter case and width aside.
            UnknownDepartment, UnknownGroup: it belongs to what is not there.

        """
        ...

    async def add_first_administrator(self, user: User, password_hash: str) -> None:
        """Keep the first user; of any number of concurrent calls exactly one succeeds.

        Raises:
            AlreadySetUp: there is a user already, whoever it is.

        """
        ...

    async def account(self, email: str) -> Account | None:
        """The account with this e-mail in any spelling, active or not."""
        ...

    async def account_of(self, user_id: UserId) -> Account | None: ...

    async def profile(self, user_id: UserId) -> Profile:
        """Raises NotFound: there is no such user."""
        ...

    async def profiles(self, *, limit: int, cursor: str | None = None) -> Page[Profile]:
        """Users in the order of their folded e-mails, at most `limit` of them.

        Raises:
            BadCursor: `cursor` did not come from a page of this list.

        """
        ...

    async def names_of(self, user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        """The names of those of these users who are there."""
        ...

    async def change_user(self, user_id: UserId, change: UserChange) -> Profile:
        """Apply the change; a deactivation or a new password ends all sessions with it.

        Raises:
            NotFound: there is no such user.
            LastAdmin: nobody active would be left to administer.
            UnknownDepartment, UnknownGroup: it names what is not there.

        """
        ...

    async def replace_hash(self, user_id: UserId, old: str, new: str) -> None:
        """Swap a hash for a stronger one of the same password, unless it has changed meanwhile."""
        ...

    async def remove_user(self, user_id: UserId) -> None:
        """Forget the user with all sessions.

        Raises:
            NotFound, LastAdmin: as in `change_user`.

        """
        ...

    async def add_department(self, department: Department) -> None:
        """Raises NameTaken: another department has this name, letter case aside."""
        ...

    async def departments(self, *, limit: int, cursor: str | None = None) -> Page[Department]:
        """Departments in the order of their folded names. Raises BadCursor."""
        ...

    async def rename_department(self, department: Department) -> None:
        """Raises NotFound, NameTaken."""
        ...

    async def remove_department(self, department_id: DepartmentId) -> None:
        """Raises NotFound; DepartmentInUse: somebody still works there."""
        ...

    async def add_group(self, group: Group) -> None:
        """Raises NameTaken."""
        ...

    async def groups(
        self, *, limit: int, cursor: str | None = None, member: UserId | None = None
    ) -> Page[Group]:
        """Groups in the order of their folded names, only those of `member` if given."""
        ...

    async def rename_group(self, group: Group) -> None:
        """Raises NotFound, NameTaken."""
        ...

    async def remove_group(self, group_id: GroupId) -> None:
        """Forget the group and who was in it. Raises NotFound."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    right: bool
    outdated: bool = False  # the hash was made with other parameters than those in force


class Passwords(Protocol):
    """A slow, salted, memory-hard hash; works off the event loop, a bounded number at a time.

    Both methods raise `SignInBusy` when too many wait already.
    """

    async def hash(self, password: str) -> str: ...

    async def verify(self, password: str, password_hash: str | None) -> Verdict:
        """Compare; without a hash do the same work and answer `Verdict(right=False)`."""
        ...


@dataclass(frozen=True, slots=True)
class TokenHashes:
    """SHA-256 of a new pair of tokens, 32 bytes each; the tokens themselves are never kept."""

    access: bytes
    access_until: datetime
    refresh: bytes
    refresh_until: datetime


class RotationOutcome(StrEnum):
    ROTATED = "rotated"
    UNKNOWN = "unknown"  # never issued, expired, or of a session that has ended
    REUSED = "reused"  # a token that was used before: stolen, so the whole session has ended


@dataclass(frozen=True, slots=True)
class Rotation:
    outcome: RotationOutcome
    user_id: UserId | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """A reader and until when the token that proved them may be believed."""

    reader: Reader
    until: datetime


class Sessions(Protocol):
    """A session is the family of all tokens that descend from one sign-in."""

    async def open(
        self, session_id: UUID, account: Account, tokens: TokenHashes, now: datetime
    ) -> None:
        """Start a session in the account's epoch and forget everything that has expired."""
        ...

    async def rotate(self, refresh: bytes, tokens: TokenHashes, now: datetime) -> Rotation:
        """Trade a refresh token for a new pair, once.

        Of concurrent calls with one token one is ROTATED; any other ends the session as REUSED.
        """
        ...

    async def end(self, token: bytes) -> UserId | None:
        """End the session of this access or refresh token, and say whose it was."""
        ...

    async def admit(self, access: bytes, now: datetime) -> Admission | None:
        """The reader behind an access token with the rights of this moment, if it is alive."""
        ...

    async def reader(self, user_id: UserId) -> Reader | None:
        """The rights of an active user at this moment."""
        ...


class TicketStore(Protocol):
    async def add(self, ticket: bytes, user_id: UserId, until: datetime, now: datetime) -> None:
        """Keep the SHA-256 of a ticket, and forget those that have expired."""
        ...

    async def take(self, ticket: bytes, now: datetime) -> Reader | None:
        """Spend a ticket: the reader with the rights of this moment, once, None ever after.

        None also after the user was deactivated or changed the password since.
        """
        ...


class Tries(Protocol):
    """Failed tries to sign in, counted across processes."""

    async def reserve(
        self, account: bytes, now: datetime, *, limit: int, window: timedelta
    ) -> timedelta | None:
        """Count a try as failed before it is made, so that parallel guesses cannot slip through.

        Returns the time to wait when `limit` failures already stand within `window`; the try is
        not counted then.
        """
        ...

    async def take_back(self, account: bytes, at: datetime) -> None:
        """Uncount the try reserved at this moment: it could not be made."""
        ...

    async def forgive(self, account: bytes) -> None:
        """Forget the failures of an account: its owner has signed in."""
        ...


class Witness(Protocol):
    """Where the door reports to. The audit room stands above this one, so it comes by this port."""

    async def saw(self, occurrence: Occurrence) -> None:
        """Keep the occurrence durably before returning.

        Raises:
            Unavailable: it cannot be kept; the action must then not be done.

        """
        ...

    async def noticed(self, occurrence: Occurrence) -> None:
        """Keep the occurrence soon; for what has no effect of its own, as a failed try."""
        ...
