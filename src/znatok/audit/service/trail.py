"""Writing the trail: one writer in each process, many events in one commit."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import structlog

from znatok.audit.errors import AuditUnavailable
from znatok.audit.model import Event, is_word
from znatok.audit.ports import AuditStore
from znatok.kernel.clock import Clock

log = structlog.get_logger()

_LONGEST_BATCH = 100  # events; measured: past it a commit on SQLite costs no less per event
_LINGER_S = 0.05  # how long the first event of a batch waits for others, when nobody waits for it
_MOST_HELD = 10_000  # events held in memory while the store does not answer; some 10 MB
_RETRY_S: Final = (0.1, 0.5, 2.0)  # the last one repeats
_TRIES_AT_CLOSE = 3


@dataclass(slots=True)
class _Entry:
    at: datetime
    event: Event
    written: asyncio.Future[None] | None  # of one who waits for the commit


class AuditTrail:
    """`AuditLog` over an `AuditStore`. Use it inside `async with trail.running():`.

    Whatever waits while a batch is being committed makes up the next batch, so that a lone event
    is written at once and a flood of them shares commits.
    """

    def __init__(
        self,
        store: AuditStore,
        clock: Clock,
        *,
        request_id: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._request_id = request_id
        self._queue: deque[_Entry] = deque()
        self._arrived = asyncio.Event()
        self._hurry = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = True
        self._in_flight: list[_Entry] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator["AuditTrail"]:
        """Write in the background; at the end write what is left.

        Raises:
            AuditUnavailable: at the end, when what is left could not be written.

        """
        self._closing = False
        writer = asyncio.create_task(self._write_all(), name="audit-writer")
        writer.add_done_callback(self._stopped)
        try:
            yield self
        finally:
            self._closing = True
            self._arrived.set()
            self._hurry.set()
            await writer

    async def record(self, event: Event) -> None:
        self._put(event, None)

    async def record_now(self, event: Event) -> None:
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._put(event, written)
        self._hurry.set()
        await written

    async def flush(self) -> None:
        """Return when all that was recorded before is committed."""
        self._hurry.set()
        await self._idle.wait()

    def _put(self, event: Event, written: asyncio.Future[None] | None) -> None:
        if self._closing or len(self._queue) >= _MOST_HELD:
            raise AuditUnavailable
        if event.request_id is None:
            request_id = self._request_id()
            if request_id is not None and is_word(request_id):
                event = replace(event, request_id=request_id)
        self._queue.append(_Entry(self._clock.now(), event, written))
        self._idle.clear()
        self._arrived.set()
        if len(self._queue) >= _LONGEST_BATCH:
            self._hurry.set()

    async def _write_all(self) -> None:
        failures = 0
        while True:
            await self._arrived.wait()
            if not failures and len(self._queue) < _LONGEST_BATCH:
                await self._wait(_LINGER_S)
            failures = 0 if await self._write_batch() else failures + 1
            if not self._queue:
                self._idle.set()
                self._arrived.clear()
                if self._closing:
                    return
            elif failures:
                if self._closing and failures >= _TRIES_AT_CLOSE:
                    log.error("audit_events_lost", events=len(self._queue))
                    raise AuditUnavailable
                await self._wait(_RETRY_S[min(failures, len(_RETRY_S)) - 1])

    def _stopped(self, _writer: asyncio.Task[None]) -> None:
        """However the writer ended, nobody may wait for it for ever or believe it goes on."""
        self._closing = True
        self._idle.set()
        for entry in (*self._in_flight, *self._queue):
            if entry.written is not None and not entry.written.done():
                entry.written.set_exception(AuditUnavailable())

    async def _wait(self, seconds: float) -> None:
        """Wait, unless somebody waits for the commit or the batch is full."""
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            return

    async def _write_batch(self) -> bool:
        """Commit the oldest events; those of a failed batch that nobody waits for stay queued."""
        self._hurry.clear()
        batch = self._in_flight = [
            self._queue.popleft() for _ in range(min(len(self._queue), _LONGEST_BATCH))
        ]
        try:
            await self._store.append([(each.at, each.event) for each in batch])
        except AuditUnavailable as error:
            for entry in batch:
                if entry.written is not None and not entry.written.done():
                    entry.written.set_exception(error)
            self._queue.extendleft(reversed([each for each in batch if each.written is None]))
            log.warning("audit_write_failed", events=len(batch))
            return False
        for entry in batch:
            if entry.written is not None and not entry.written.done():
                entry.written.set_result(None)
        return True
