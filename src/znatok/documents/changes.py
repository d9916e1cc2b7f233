"""Following the change log: one poller a process, many listeners.

What this process changes itself is delivered at once by `pump`; what other processes change, at
the next poll.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

import structlog

from znatok.documents.model import Change
from znatok.documents.ports import ChangeLog
from znatok.kernel.ids import DocumentId

Listener = Callable[[Sequence[Change] | None], Awaitable[None]]

POLL_SECONDS = 0.2  # another process's change is seen after at most this
_KEPT = 10_000  # entries of the log; a follower that falls further behind starts afresh
_TRIM_EVERY = 1_000
_QUEUED = 256  # changes a slow subscriber may lag behind before the oldest are dropped
_log = structlog.get_logger(__name__)


class ChangeFeed:
    """Delivers changes in their order to listeners (awaited) and subscribers (queued).

    A listener gets None when entries were lost to it: it must reload all it knows.
    """

    def __init__(self, log: ChangeLog, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._changes = log
        self._poll_seconds = poll_seconds
        self._seq: int | None = None
        self._trimmed_at = 0
        self._delivering = asyncio.Lock()
        self._listeners: list[Listener] = []
        self._subscribers: set[asyncio.Queue[DocumentId]] = set()

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    @contextmanager
    def subscribe(self) -> Iterator[asyncio.Queue[DocumentId]]:
        """A queue of ids of documents as they change; the subscriber filters by its reader."""
        queue: asyncio.Queue[DocumentId] = asyncio.Queue(_QUEUED)
        self._subscribers.add(queue)
        try:
            yield queue
        finally:
            self._subscribers.discard(queue)

    async def start(self) -> None:
        """Remember where the log stands: later changes will be delivered. Call before loading."""
        if self._seq is None:
            self._seq = await self._changes.last()

    @property
    def followed(self) -> int | None:
        """The newest change that every listener has followed; None before the start."""
        return self._seq

    async def pump(self) -> None:
        """Deliver all changes committed before this call."""
        async with self._delivering:
            if self._seq is None:
                self._seq = await self._changes.last()
                return
            changes = await self._changes.since(self._seq)
            if changes is not None and not changes:
                return
            newest = changes[-1].seq if changes else await self._changes.last()
            for listener in self._listeners:
                await listener(changes)
            for change in changes or ():
                self._offer(change.document_id)
            self._seq = newest  # after delivery: what failed half-way is delivered again

    async def hurry(self) -> None:
        """Deliver now what can be delivered: `run` repeats what fails.

        For use cases that have made their change: it stands, whatever becomes of the news of it.
        """
        try:
            await self.pump()
        except Exception:  # noqa: BLE001  # listeners are other parts' edges; logged, and repeated
            _log.exception("change_delivery_failed")

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            await self.hurry()
            await self._trim()
            await asyncio.sleep(self._poll_seconds)

    async def _trim(self) -> None:
        if self._seq is None or self._seq < self._trimmed_at + _TRIM_EVERY:
            return
        try:
            await self._changes.trim(_KEPT)
            self._trimmed_at = self._seq
        except Exception:  # noqa: BLE001  # the database is away; the next round tries again
            _log.exception("change_log_not_trimmed")

    def _offer(self, document_id: DocumentId) -> None:
        for queue in self._subscribers:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(document_id)
