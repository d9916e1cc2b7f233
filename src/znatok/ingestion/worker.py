"""The worker: takes jobs from the queue until it is cancelled.

A worker may die at any point. Its job's lease runs out, another worker takes the job, and the
pipeline, being idempotent, does it again; after three deaths the job is set aside.
"""

import asyncio
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import structlog

from znatok.documents.changes import ChangeFeed
from znatok.documents.ports import PublicationStore
from znatok.ingestion.jobs import LEASE, MAX_ATTEMPTS, Job, Priority
from znatok.ingestion.pipeline import Pipeline
from znatok.ingestion.queueing import JobQueue
from znatok.ingestion.refusals import FileUnreadable, Poisonous, ReaderBroke, failure_of
from znatok.kernel.background import end, in_background, set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import NotFound, Unavailable, ZnatokError

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """`concurrency`: 2 lets one file be read while another is embedded."""

    concurrency: int = 2
    poll_s: float = 0.5  # other processes' uploads are noticed after at most this
    sweep_s: float = 60.0  # how often work that lost its job is looked for
    lease: timedelta = LEASE
    retry_after: timedelta = timedelta(seconds=5)  # times the number of attempts
    outage_retry_after: timedelta = timedelta(seconds=15)


class Worker:
    def __init__(
        self,
        *,
        queue: JobQueue,
        pipeline: Pipeline,
        publications: PublicationStore,
        feed: ChangeFeed,
        clock: Clock,
        wake: asyncio.Event,
        settings: WorkerSettings | None = None,
    ) -> None:
        self._queue = queue
        self._pipeline = pipeline
        self._publications = publications
        self._feed = feed
        self._clock = clock
        self._wake = wake
        self._settings = settings or WorkerSettings()

    async def run(self) -> None:
        """Work until cancelled; what was in hand goes back to the queue then."""
        async with AsyncExitStack() as stack:
            for number in range(self._settings.concurrency):
                work = in_background(self._work_forever(), f"ingestion-worker-{number}")
                await stack.enter_async_context(work)
            await self._sweep_forever()

    async def run_once(self) -> bool:
        """Do one job; False when there is none."""
        job = await self._queue.claim(at=self._clock.now(), lease=self._settings.lease)
        if job is None:
            return False
        await self._do(job)
        await self._feed.hurry()
        return True

    async def sweep(self) -> int:
        """Queue what should be in the queue and is not; gives how many versions that were.

        A crash between storing a document and queueing it, or another embedding model than the
        one the vectors were made with.
        """
        lost = [
            *await self._publications.unfinished(),
            *await self._publications.unembedded(self._pipeline.model_name),
        ]
        for document_id, version_id, owner_id in lost:
            await self._queue.put(
                document_id, version_id, owner_id, priority=Priority.BULK, at=self._clock.now()
            )
        return len(lost)

    async def _work_forever(self) -> None:
        while True:
            self._wake.clear()
            if await self._survived(self.run_once()):
                continue
            await set_within(self._wake, self._settings.poll_s)

    async def _sweep_forever(self) -> None:
        while True:
            await self._survived(self.sweep())
            await asyncio.sleep(self._settings.sweep_s)

    async def _survived(self, work: Awaitable[int]) -> int:
        """The edge of the process: a database that is away now must not end the worker."""
        try:
            return await work
        except Exception:  # noqa: BLE001  # the edge of the process; logged with its traceback
            _log.exception("worker_step_failed")
            return 0

    async def _do(self, job: Job) -> None:
        if job.attempts > MAX_ATTEMPTS:  # the last attempt took its whole process down
            await self._set_aside(job, None)
            return
        work = asyncio.create_task(self._pipeline.run(job.version_id))
        keeper = asyncio.create_task(self._keep(job))
        try:
            done, _ = await asyncio.wait({work, keeper}, return_when=asyncio.FIRST_COMPLETED)
            if work in done:
                await self._settle(job, work)
            else:
                _log.warning("job_lost", document_id=str(job.document_id))
        except asyncio.CancelledError:
            await self._queue.release(job, ready_at=self._clock.now(), spent=False)
            raise
        finally:
            await end(work, keeper)

    async def _keep(self, job: Job) -> None:
        """Renew the lease; ends when the claim has been lost."""
        lease = self._settings.lease
        while True:
            await asyncio.sleep(lease.total_seconds() / 3)
            if not await self._queue.renew(job, at=self._clock.now(), lease=lease):
                return

    async def _settle(self, job: Job, work: "asyncio.Task[bool]") -> None:
        try:
            await work
        except FileUnreadable as error:
            await self._publications.fail(
                job.version_id, error.failure, quarantined=False, at=self._clock.now()
            )
        except NotFound as error:
            await self._fail(job, error, quarantined=False)
        except ReaderBroke as error:
            await self._again(job, error)
            return
        except Unavailable as error:
            # Not the file's fault: it waits, and the attempt does not count.
            _log.warning("ingestion_waits", slug=error.slug, document_id=str(job.document_id))
            ready_at = self._clock.now() + self._settings.outage_retry_after
            await self._queue.release(job, ready_at=ready_at, spent=False)
            return
        except Exception as error:  # noqa: BLE001  # one bad file must not stop the others; logged
            _log.exception("ingestion_broke", document_id=str(job.document_id))
            await self._again(job, error)
            return
        await self._queue.done(job)

    async def _again(self, job: Job, error: Exception) -> None:
        if job.attempts >= MAX_ATTEMPTS:
            await self._set_aside(job, error)
            return
        ready_at = self._clock.now() + self._settings.retry_after * job.attempts
        await self._queue.release(job, ready_at=ready_at)

    async def _set_aside(self, job: Job, error: Exception | None) -> None:
        await self._fail(job, Poisonous.after(error), quarantined=True)
        await self._queue.done(job)
        _log.error("document_quarantined", document_id=str(job.document_id))

    async def _fail(self, job: Job, error: ZnatokError, *, quarantined: bool) -> None:
        await self._publications.fail(
            job.version_id, failure_of(error), quarantined=quarantined, at=self._clock.now()
        )
