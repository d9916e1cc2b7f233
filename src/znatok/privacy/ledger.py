"""What left the perimeter: written before it leaves, read by whoever may read the audit trail."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from znatok.access.model import Actor, Decision, Operator, Role
from znatok.audit.model import Credential, Event, Record
from znatok.audit.ports import AuditLog, AuditQuery, AuditStore
from znatok.kernel.errors import Refused
from znatok.kernel.ids import FragmentId, UserId
from znatok.kernel.pages import Page
from znatok.privacy.model import DataClass, PersonalKind, Region

TRANSFERRED: Final = "text.transferred"
_PROVIDER = "provider:"
_MOST_FRAGMENTS = 200  # ids in one record (audit/model.py); prompts hold some tens
_NOT_IN_A_WORD = re.compile(r"[^A-Za-z0-9._:/-]")
_BATCH = 1_000  # records a look at the database, when totals are made


@dataclass(frozen=True, slots=True)
class Transfer:
    """One request to a provider outside the perimeter. Never a text.

    `by`: who asked, None for a job of Znatok's own. `provider_id`, `model`: ids or slugs.
    `masked`: kind of personal data → places where it was replaced. `characters`: of the whole
    prompt; `tokens`: the same as estimated for the model; None where nobody counted.
    """

    by: UserId | None
    provider_id: str
    model: str
    region: Region
    fragments: Sequence[FragmentId] = ()
    classes: frozenset[DataClass] = frozenset()
    masked: Mapping[PersonalKind, int] = field(default_factory=dict)
    message: UUID | None = None
    characters: int | None = None
    tokens: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedTransfer:
    """A transfer as the trail keeps it. `fragment_count` may be past the ids that are kept."""

    seq: int
    at: datetime
    transfer: Transfer
    fragment_count: int
    request_id: str | None


@dataclass(frozen=True, slots=True)
class Total:
    """What one provider was sent in a period. `people`: how many asked."""

    provider_id: str
    region: Region
    transfers: int
    people: int
    fragments: int
    characters: int
    tokens: int
    masked: Mapping[PersonalKind, int]


@dataclass(frozen=True, slots=True)
class TransferQuery:
    """All that is given must hold. `since` is included, `until` is not."""

    provider_id: str | None = None
    by: UserId | None = None
    since: datetime | None = None
    until: datetime | None = None


class TransferLedger:
    """Records transfers in the audit trail."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def record(self, transfer: Transfer) -> None:
        """Return when it is committed; only then may the text be sent.

        Raises:
            AuditUnavailable: it was not written, so nothing may be sent.

        """
        await self._log.record_now(
            Event(
                action=TRANSFERRED,
                actor=transfer.by,
                credential=Credential.SYSTEM if transfer.by is None else Credential.ACCESS_TOKEN,
                object=f"{_PROVIDER}{transfer.provider_id}",
                details={
                    "message": transfer.message,
                    "model": _word(transfer.model),
                    "region": transfer.region.value,
                    "classes": sorted(each.value for each in transfer.classes),
                    "fragments": [UUID(str(each)) for each in transfer.fragments[:_MOST_FRAGMENTS]],
                    "fragment_count": len(transfer.fragments),
                    "masked": [f"{kind.value}:{n}" for kind, n in sorted(transfer.masked.items())],
                    "characters": transfer.characters,
                    "tokens": transfer.tokens,
                },
            )
        )


class TransferReview:
    """For administrators, auditors and the operator; others are Refused. Looks are recorded."""

    def __init__(self, store: AuditStore, log: AuditLog) -> None:
        self._store = store
        self._log = log

    async def page(
        self, query: TransferQuery, *, by: Actor, limit: int, cursor: str | None = None
    ) -> Page[RecordedTransfer]:
        """Transfers that fit, the newest first. Raises BadCursor, AuditDamaged, Refused."""
        await self._witness(by)
        page = await self._store.page(_audit_query(query), limit=limit, cursor=cursor)
        return Page([_read(each) for each in page.items], page.next_cursor)

    async def totals(self, query: TransferQuery, *, by: Actor) -> list[Total]:
        """What each provider was sent, the most transfers first. Raises as `page`."""
        await self._witness(by)
        found: dict[tuple[str, Region], list[RecordedTransfer]] = {}
        cursor: str | None = None
        while True:
            page = await self._store.page(_audit_query(query), limit=_BATCH, cursor=cursor)
            for record in page.items:
                read = _read(record)
                key = read.transfer.provider_id, read.transfer.region
                found.setdefault(key, []).append(read)
            cursor = page.next_cursor
            if cursor is None:
                break
        totals = [_total(*key, transfers) for key, transfers in found.items()]
        return sorted(totals, key=lambda each: -each.transfers)

    async def _witness(self, by: Actor) -> None:
        operator = isinstance(by, Operator)
        allowed = isinstance(by, Operator) or by.role in (Role.ADMIN, Role.AUDITOR)
        await self._log.record(
            Event(
                action="transfers.read",
                decision=Decision.ALLOWED if allowed else Decision.REFUSED,
                actor=None if isinstance(by, Operator) else by.user_id,
                credential=Credential.OPERATOR if operator else Credential.ACCESS_TOKEN,
            )
        )
        if not allowed:
            raise Refused


def _audit_query(query: TransferQuery) -> AuditQuery:
    return AuditQuery(
        action=TRANSFERRED,
        actor=query.by,
        since=query.since,
        until=query.until,
        object=None if query.provider_id is None else f"{_PROVIDER}{query.provider_id}",
    )


def _word(model: str) -> str | None:
    """The model's name as an audit event may hold it: a slug of up to 80 characters."""
    return _NOT_IN_A_WORD.sub("_", model)[:80] or None


def _read(record: Record) -> RecordedTransfer:
    details = dict(record.event.details)
    masked: dict[PersonalKind, int] = {}
    for each in _listed(details.get("masked")):
        kind, _, count = each.partition(":")
        masked[PersonalKind(kind)] = int(count)
    fragments = [FragmentId(UUID(each)) for each in _listed(details.get("fragments"))]
    message = details.get("message")
    transfer = Transfer(
        by=record.event.actor,
        provider_id=(record.event.object or "").removeprefix(_PROVIDER),
        model=str(details.get("model") or ""),
        region=Region(str(details["region"])),
        fragments=fragments,
        classes=frozenset(DataClass(each) for each in _listed(details.get("classes"))),
        masked=masked,
        message=None if message is None else UUID(str(message)),
        characters=_number(details.get("characters")),
        tokens=_number(details.get("tokens")),
    )
    counted = _number(details.get("fragment_count"))
    return RecordedTransfer(
        seq=record.seq,
        at=record.at,
        transfer=transfer,
        fragment_count=len(fragments) if counted is None else counted,
        request_id=record.event.request_id,
    )


def _listed(detail: object) -> list[str]:
    return [str(each) for each in detail] if isinstance(detail, list | tuple) else []


def _number(detail: object) -> int | None:
    return detail if isinstance(detail, int) else None


def _total(provider_id: str, region: Region, found: Sequence[RecordedTransfer]) -> Total:
    masked: Counter[PersonalKind] = Counter()
    for each in found:
        masked.update(each.transfer.masked)
    return Total(
        provider_id=provider_id,
        region=region,
        transfers=len(found),
        people=len({each.transfer.by for each in found} - {None}),
        fragments=sum(each.fragment_count for each in found),
        characters=sum(each.transfer.characters or 0 for each in found),
        tokens=sum(each.transfer.tokens or 0 for each in found),
        masked=masked,
    )
