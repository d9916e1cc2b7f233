"""How other rooms write down what they do, and where it is kept."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from znatok.access.model import Decision
from znatok.audit.model import Checkpoint, Event, Record
from znatok.kernel.ids import UserId
from znatok.kernel.pages import Page


class AuditLog(Protocol):
    """What every room records to. Both methods raise ValueError for an event of a wrong form."""

    async def record(self, event: Event) -> None:
        """Keep the event soon, in the order of the calls; for reads, which must not wait.

        It is on disk within some 50 ms, and before an orderly close in any case. A crash may lose
        what came in the last batch.

        Raises:
            AuditUnavailable: the store has been failing for so long that no more can be held.

        """
        ...

    async def record_now(self, event: Event) -> None:
        """Keep the event and return when it is committed; for what changes something.

        Record first, then act: when this raises, the action must not be done.

        Raises:
            AuditUnavailable: it was not written; safe to retry.

        """
        ...


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which records; all that is given must hold. `since` is included, `until` is not."""

    action: str | None = None
    actor: UserId | None = None
    decision: Decision | None = None
    object: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditStore(Protocol):
    """An append-only chain of records: `seq` 1, 2, 3… without gaps, also from several processes."""

    async def append(self, events: Sequence[tuple[datetime, Event]]) -> Checkpoint:
        """Link the events behind the last record, all or none, and return the new last one.

        Raises:
            AuditUnavailable: nothing of them was written.

        """
        ...

    async def head(self) -> Checkpoint:
        """The last record; `START` of an empty chain."""
        ...

    async def page(
        self, query: AuditQuery, *, limit: int, cursor: str | None = None
    ) -> Page[Record]:
        """Records that fit, the newest first. Raises BadCursor, AuditDamaged."""
        ...

    def records(self, *, batch: int) -> AsyncIterator[Sequence[Record]]:
        """All records in the order of `seq`, as they stand, up to `batch` at a time.

        Raises:
            AuditDamaged: with the `seq` of a record that no event could have become, after all
                those before it were given.

        """
        ...
