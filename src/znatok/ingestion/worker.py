"""The worker: takes jobs from the queue until it is cancelled.

A worker may die at any point. Its job's lease runs out, another worker takes the job, and the
pipeline, being idempotent, does it again; after three deaths the job is set aside.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import structlog

from znatok.documents.changes import ChangeFeed
from znatok.documents.model import Failure
from znatok.documents.ports import PublicationStore
from znatok.ingestion.jobs import (
    LEASE,
    MAX_ATTEMPTS,
    MAX_DEATHS,
    Job,
    Lane,
    Marks,
    Order,
    Priority,
    Stage,
    Step,
    Took,
)
from znatok.ingestion.pipeline import Outcome, Pipeline
from znatok.ingestion.queueing import ANYTHING, JobQueue
from znatok.ingestion.refusals import FileUnreadable, Poisonous, ReaderBroke, failure_of
from znatok.kernel.background import end, in_background, set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import NotFound, Unavailable

_INSIST_EVERY_S = 1.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """`concurrency`: 2 lets one file be read while another is embedded.

    `express`: workers besides, for files of at most `express_bytes` that people wait for.
    `watch_s`: how often a worker looks whether its job has been cancelled.
    """

    concurrency: int = 2
    express: int = 1
    express_bytes: int = 2 * 1024 * 1024  # a hundred pages of text, as most office files are
    watch_s: float = 1.0
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
            for number, lane in enumerate(self._lanes()):
                work = in_background(self._work_forever(lane), f"ingestion-worker-{number}")
                await stack.enter_async_context(work)
            await self._sweep_forever()

    def _lanes(self) -> list[Lane]:
        small = Lane(Priority.INTERACTIVE, self._settings.express_bytes)
        # Every other worker embeds first: one file is read while another is embedded.
        general = [Lane(first=Step(at % 2)) for at in range(self._settings.concurrency)]
        return [*general, *[small] * self._settings.express]

    async def run_once(self, lane: Lane = ANYTHING) -> bool:
        """Do one job; False when there is none."""
        now, lease = self._clock.now(), self._settings.lease
        job = await self._queue.claim(at=now, lease=lease, lane=lane)
        if job is None:
            return False
        await self._do(job)
        await self._feed.hurry()
        return True

    async def sweep(self) -> int:
        """Queue what should be in the queue and is not; gives how many versions that were.

        For a crash between storing a document and queueing it. What another generation of the
        index lacks is its builder's work.
        """
        unfinished = await self._publications.unfinished()
        queued = await self._queue.queued([version_id for _, version_id, _ in unfinished])
        lost = [each for each in unfinished if each[1] not in queued]
        if lost:  # a job may have ended between the two looks
            still = set(await self._publications.unfinished())
            lost = [each for each in lost if each in still]
        for document_id, version_id, owner_id in lost:
            order = Order(document_id, version_id, owner_id, Priority.BULK)
            await self._queue.put(order, at=self._clock.now())
        return len(lost)

    async def _work_forever(self, lane: Lane) -> None:
        while True:
            self._wake.clear()
            if await self._survived(self.run_once(lane)):
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
        if job.deaths >= MAX_DEATHS:
            await self._set_aside(job, None)
            return
        started = monotonic()
        work = asyncio.create_task(self._pipeline.run(job.version_id))
        keeper = asyncio.create_task(self._keep(job))
        try:
            done, _ = await asyncio.wait({work, keeper}, return_when=asyncio.FIRST_COMPLETED)
            if work in done:
                await self._settle(job, work, started)
            else:
                _log.info("job_withdrawn", document_id=str(job.document_id))
        except asyncio.CancelledError:
            await self._queue.release(job, ready_at=self._clock.now(), spent=False)
            raise
        finally:
            await end(work, keeper)

    async def _keep(self, job: Job) -> None:
        """Renew the lease; ends when the job was cancelled or the claim has been lost.

        A database that is away says nothing about the claim: asked again.
        """
        lease, watch_s = self._settings.lease, self._settings.watch_s
        every_s = lease.total_seconds() / 3
        renewed = monotonic()
        while True:
            await asyncio.sleep(min(watch_s, every_s))
            try:
                if monotonic() - renewed < every_s:
                    held = await self._queue.holds(job)
                else:
                    held = await self._queue.renew(job, at=self._clock.now(), lease=lease)
                    renewed = monotonic()
            except Unavailable as error:
                _log.warning("lease_not_renewed", slug=error.slug)
                continue
            if not held:
                return

    async def _settle(self, job: Job, work: "asyncio.Task[Outcome]", started: float) -> None:
        """Write down what became of the work; a database that is away is asked until it is back."""
        took: Took | None = None
        try:
            outcome = await work
            seconds = monotonic() - started
            if outcome.vectors_left:
                await self._advance(job, outcome, seconds)
                return
            if outcome.published:
                took = Took(job.kind, seconds, outcome.fragments)
        except FileUnreadable as error:
            await self._fail(job, error.failure, quarantined=False)
        except NotFound as error:
            await self._fail(job, failure_of(error), quarantined=False)
        except ReaderBroke as error:
            await self._again(job, error)
            return
        except Unavailable as error:
            # Not the file's fault: it waits, and the attempt does not count.
            _log.warning("ingestion_waits", slug=error.slug, document_id=str(job.document_id))
            await self._release(job, self._settings.outage_retry_after, spent=False)
            return
        except Exception as error:  # noqa: BLE001  # one bad file must not stop the others; logged
            if not await self._queue.holds(job):  # cancelled under its hands
                _log.info("job_withdrawn", document_id=str(job.document_id))
                return
            _log.exception("ingestion_broke", document_id=str(job.document_id))
            await self._again(job, error)
            return
        await self._insist(lambda: self._queue.done(job, took))

    async def _advance(self, job: Job, outcome: Outcome, seconds: float) -> None:
        took = Took(job.kind, seconds, files=0)
        marks = Marks(Stage.WAITING, pages=outcome.pages, fragments=outcome.fragments)
        await self._insist(lambda: self._queue.advance(job, took, marks, at=self._clock.now()))
        self._wake.set()

    async def _again(self, job: Job, error: Exception) -> None:
        if job.attempts >= MAX_ATTEMPTS:
            await self._set_aside(job, error)
            return
        await self._release(job, self._settings.retry_after * job.attempts, spent=True)

    async def _set_aside(self, job: Job, error: Exception | None) -> None:
        await self._fail(job, failure_of(Poisonous.after(error)), quarantined=True)
        await self._insist(lambda: self._queue.done(job))
        _log.error("document_quarantined", document_id=str(job.document_id))

    async def _release(self, job: Job, after: timedelta, *, spent: bool) -> None:
        await self._insist(
            lambda: self._queue.release(job, ready_at=self._clock.now() + after, spent=spent)
        )

    async def _fail(self, job: Job, failure: Failure, *, quarantined: bool) -> None:
        await self._insist(
            lambda: self._publications.fail(
                job.version_id, failure, quarantined=quarantined, at=self._clock.now()
            )
        )

    async def _insist(self, write: Callable[[], Awaitable[None]]) -> None:
        """Repeat what must be written until the database takes it: a full disk, a restart of it.

        Giving up would leave the attempt counted, and three outages would condemn a sound file.
        """
        while True:
            try:
                await write()
            except Unavailable as error:
                _log.warning("ingestion_waits", slug=error.slug)
                await asyncio.sleep(_INSIST_EVERY_S)
            else:
                return
