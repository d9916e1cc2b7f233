"""The audit chain in memory: what the contract means, in the fewest words."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from znatok.audit.errors import AuditUnavailable
from znatok.audit.model import START, Checkpoint, Event, Record, link
from znatok.audit.ports import AuditQuery
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor


class MemoryAuditStore:
    """`works = False` makes it fail as a full disk does."""

    def __init__(self) -> None:
        self.kept: list[Record] = []
        self.batches: list[int] = []
        self.works = True

    async def append(self, events: Sequence[tuple[datetime, Event]]) -> Checkpoint:
        if not self.works:
            raise AuditUnavailable
        self.kept += link(await self.head(), events)
        self.batches.append(len(events))
        return await self.head()

    async def head(self) -> Checkpoint:
        return Checkpoint(self.kept[-1].seq, self.kept[-1].hash) if self.kept else START

    async def page(
        self, query: AuditQuery, *, limit: int, cursor: str | None = None
    ) -> Page[Record]:
        before = len(self.kept) + 1
        if cursor is not None:
            (position,) = decode_cursor(cursor, size=1)
            if not position.isdecimal():
                raise BadCursor
            before = int(position)
        fit = [each for each in reversed(self.kept) if each.seq < before and _fits(each, query)]
        more = len(fit) > limit
        return Page(fit[:limit], encode_cursor(str(fit[limit - 1].seq)) if more else None)

    async def records(self, *, batch: int) -> AsyncIterator[Sequence[Record]]:
        for start in range(0, len(self.kept), batch):
            yield self.kept[start : start + batch]


def _fits(record: Record, query: AuditQuery) -> bool:
    event = record.event
    return (
        query.action in (None, event.action)
        and query.actor in (None, event.actor)
        and query.decision in (None, event.decision)
        and query.object in (None, event.object)
        and (query.since is None or record.at >= query.since)
        and (query.until is None or record.at < query.until)
    )
