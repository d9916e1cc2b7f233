"""What was done, seen and refused; and the chain that shows whether the record was touched."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypeGuard
from uuid import UUID

from znatok.access.model import Decision
from znatok.kernel.ids import UserId

Detail = int | bool | UUID | str | None
Details = Mapping[str, Detail | Sequence[Detail]]  # a list or a tuple, not another sequence

_NAME = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_WORD = re.compile(r"[A-Za-z0-9._:/-]{1,80}")  # an id or a slug: no spaces, no @, no line breaks
_MOST_DETAILS = 32
_LONGEST_LIST = 200  # ids in one detail, such as the fragments that an answer was made from
_LARGEST_NUMBER = 2**53  # RFC 8785: past it numbers of JSON are not the same everywhere

# What the first record follows: the hash of nothing, as long as any other.
GENESIS: Final = "0" * 64


class Credential(StrEnum):
    """By what the actor was known."""

    NONE = "none"
    PASSWORD = "password"  # noqa: S105  # the name of a kind, not a secret
    ACCESS_TOKEN = "access_token"  # noqa: S105  # the same
    REFRESH_TOKEN = "refresh_token"  # noqa: S105  # the same
    TICKET = "ticket"
    API_KEY = "api_key"
    OPERATOR = "operator"  # at the server's own terminal
    SYSTEM = "system"  # Znatok itself, as a job of the night


@dataclass(frozen=True, slots=True)
class Event:
    """One action and what was decided about it.

    `action` is `<thing>.<past participle>` (`document.deleted`), `object` `<kind>:<id>`. `details`
    hold ids and numbers only: whole numbers, UUIDs, slugs of up to 80 characters, lists of these. A
    person's name, an e-mail, a text or a secret does not pass.

    Raises:
        ValueError: a part has another form; the caller's code is wrong, not its user.

    """

    action: str
    decision: Decision = Decision.ALLOWED
    actor: UserId | None = None
    credential: Credential = Credential.NONE
    object: str | None = None
    details: Details = field(default_factory=dict)
    request_id: str | None = None

    def __post_init__(self) -> None:
        _require(_NAME.fullmatch(self.action), "action")
        for value, name in ((self.object, "object"), (self.request_id, "request_id")):
            _require(value is None or _WORD.fullmatch(value), name)
        _require(len(self.details) <= _MOST_DETAILS, "details")
        for name, detail in self.details.items():
            _require(_NAME.fullmatch(name), "details")
            listed = detail if _is_list(detail) else [detail]
            _require(len(listed) <= _LONGEST_LIST, name)
            _require(all(_is_detail(each) for each in listed), name)


@dataclass(frozen=True, slots=True)
class Record:
    """An event in its place in the chain. `hash` covers all the other fields."""

    seq: int
    at: datetime
    event: Event
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The place and the hash of a record, kept where whoever edits the database cannot reach."""

    seq: int
    hash: str


START: Final = Checkpoint(0, GENESIS)


class Damage(StrEnum):
    MISSING = "missing"  # a record that must be here is not
    EDITED = "edited"  # a record does not have its own hash
    BROKEN = "broken"  # a record does not follow the one before it
    REWRITTEN = "rewritten"  # the chain is whole but is not the one of the checkpoint


@dataclass(frozen=True, slots=True)
class Verification:
    """`first_bad_seq` and `damage` are None when all `checked` records are as they were written."""

    checked: int
    head: Checkpoint
    first_bad_seq: int | None = None
    damage: Damage | None = None


def link(after: Checkpoint, events: Iterable[tuple[datetime, Event]]) -> list[Record]:
    """The records that follow `after`, one for each (time, event), without a gap."""
    records: list[Record] = []
    previous = after
    for at, event in events:
        seq = previous.seq + 1
        moment = at.astimezone(UTC)
        hashed = hash_of(seq, moment, event, previous.hash)
        records.append(Record(seq, moment, event, previous.hash, hashed))
        previous = Checkpoint(seq, hashed)
    return records


def hash_of(seq: int, at: datetime, event: Event, previous_hash: str) -> str:
    """SHA-256, in hex, of the record as canonical JSON.

    Keys sorted, no spaces, ASCII only, whole numbers below 2^53: the bytes that RFC 8785 gives.
    """
    record = {
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": None if event.actor is None else str(event.actor),
        "credential": event.credential.value,
        "action": event.action,
        "object": event.object,
        "decision": event.decision.value,
        "details": plain_details(event.details),
        "request_id": event.request_id,
        "previous": previous_hash,
    }
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def plain_details(details: Details) -> dict[str, object]:
    """The details in JSON's own types."""
    return {
        name: [_plain(each) for each in detail] if _is_list(detail) else _plain(detail)
        for name, detail in details.items()
    }


def is_word(text: str) -> bool:
    """Whether a text may stand in an event: an id or a slug of 1 to 80 characters."""
    return _WORD.fullmatch(text) is not None


def _is_list(detail: Detail | Sequence[Detail]) -> TypeGuard[Sequence[Detail]]:
    return isinstance(detail, list | tuple)


def _plain(detail: object) -> object:
    return str(detail) if isinstance(detail, UUID | str) else detail


def _is_detail(value: object) -> bool:
    if value is None or isinstance(value, bool | UUID):
        return True
    if isinstance(value, int):
        return abs(value) < _LARGEST_NUMBER
    return isinstance(value, str) and is_word(value)


def _require(condition: object, name: str) -> None:
    if not condition:
        message = f"an audit event holds ids, numbers and slugs only: {name}"
        raise ValueError(message)
