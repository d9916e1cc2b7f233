"""Reading the trail, and proving that nobody has touched it."""

from znatok.access.model import Actor, Decision, Operator, Role
from znatok.audit.errors import AuditDamaged
from znatok.audit.model import (
    START,
    Checkpoint,
    Credential,
    Damage,
    Event,
    Record,
    Verification,
    hash_of,
)
from znatok.audit.ports import AuditLog, AuditQuery, AuditStore
from znatok.kernel.errors import Refused
from znatok.kernel.pages import Page

_BATCH = 1_000  # records verified between two looks at the database


class AuditReview:
    """For administrators, auditors and the operator; others are Refused. Every look is recorded."""

    def __init__(self, store: AuditStore, log: AuditLog) -> None:
        self._store = store
        self._log = log

    async def page(
        self, query: AuditQuery, *, by: Actor, limit: int, cursor: str | None = None
    ) -> Page[Record]:
        """Records that fit, the newest first. Raises BadCursor, AuditDamaged."""
        await self._witness("audit.read", by)
        return await self._store.page(query, limit=limit, cursor=cursor)

    async def verify(self, *, by: Actor, checkpoint: Checkpoint | None = None) -> Verification:
        """Walk the whole chain, and name the first record from which it cannot be trusted.

        An edit, a gap, a swap and an insertion show by themselves. A cut-off tail, and a chain
        written anew from some record on, are whole chains: they show only against a `checkpoint`
        that was kept elsewhere.
        """
        await self._witness("audit.verified", by)
        last, damage = await self._walk(checkpoint)
        if damage is None and checkpoint is not None and last.seq < checkpoint.seq:
            damage = (last.seq + 1, Damage.MISSING)
        if damage is None:
            return Verification(checked=last.seq, head=last)
        return Verification(last.seq, last, first_bad_seq=damage[0], damage=damage[1])

    async def head(self, *, by: Actor) -> Checkpoint:
        """The last record's place and hash, to keep where the database's editor cannot reach."""
        _require_right(by)
        return await self._store.head()

    async def _walk(
        self, checkpoint: Checkpoint | None
    ) -> tuple[Checkpoint, tuple[int, Damage] | None]:
        """The last good record, and the first bad one with what is wrong with it."""
        last = START
        try:
            async for records in self._store.records(batch=_BATCH):
                for record in records:
                    damage = _damage_of(record, last)
                    if damage is not None:
                        return last, damage
                    last = Checkpoint(record.seq, record.hash)
                    if checkpoint and checkpoint.seq == last.seq and checkpoint.hash != last.hash:
                        return last, (last.seq, Damage.REWRITTEN)
        except AuditDamaged as damaged:
            missing = damaged.seq != last.seq + 1
            found = Damage.MISSING if missing else Damage.EDITED
            return last, (last.seq + 1, found)
        return last, None

    async def _witness(self, action: str, by: Actor) -> None:
        allowed = _may_review(by)
        await self._log.record(
            Event(
                action=action,
                decision=Decision.ALLOWED if allowed else Decision.REFUSED,
                actor=None if isinstance(by, Operator) else by.user_id,
                credential=(
                    Credential.OPERATOR if isinstance(by, Operator) else Credential.ACCESS_TOKEN
                ),
            )
        )
        _require_right(by)


def _damage_of(record: Record, after: Checkpoint) -> tuple[int, Damage] | None:
    if record.seq != after.seq + 1:
        return after.seq + 1, Damage.MISSING
    if hash_of(record.seq, record.at, record.event, record.previous_hash) != record.hash:
        return record.seq, Damage.EDITED
    if record.previous_hash != after.hash:
        # This one is whole and names another predecessor: the one before it was replaced.
        return max(after.seq, 1), Damage.BROKEN
    return None


def _may_review(actor: Actor) -> bool:
    return isinstance(actor, Operator) or actor.role in (Role.ADMIN, Role.AUDITOR)


def _require_right(actor: Actor) -> None:
    if not _may_review(actor):
        raise Refused
