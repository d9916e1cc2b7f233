"""One inference at a time: questions first, and together when they had to wait."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


class Closed(Exception):  # noqa: N818  # a state, told to those who still wait or come late
    """The lanes were closed before the job could run."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job(Generic[Work, Result]):
    work: Work
    future: Future[Result] = field(default_factory=Future)


class Lanes(Generic[Work, Result]):
    """Runs jobs in one thread of its own.

    `urgent` jobs go before `bulk` ones; up to `together` urgent jobs that wait are handed to
    `run` in one call, bulk jobs one a call. An idle thread starts at once: gathering adds no
    delay. A job whose future is cancelled before it starts is never run.
    `run` gets the works and returns one result for each, in order.
    """

    def __init__(self, run: Callable[[Sequence[Work]], Sequence[Result]], together: int) -> None:
        self._run = run
        self._together = together
        self._urgent: deque[_Job[Work, Result]] = deque()
        self._bulk: deque[_Job[Work, Result]] = deque()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embedding")

    def submit(self, work: Work, *, urgent: bool) -> Future[Result]:
        """Raises `Closed` after `close`; a job that waits when `close` is called fails with it."""
        job: _Job[Work, Result] = _Job(work)
        with self._lock:
            if self._closed:
                raise Closed
            # One step for each job: a step that finds its job already done does nothing.
            self._thread.submit(self._step)
            (self._urgent if urgent else self._bulk).append(job)
        return job.future

    def close(self) -> None:
        """Fails what waits and returns when what runs is finished. May be called again."""
        with self._lock:  # so that no job is added after the waiting ones were counted
            self._closed = True
            waiting = [*self._urgent, *self._bulk]
            self._urgent.clear()
            self._bulk.clear()
        for job in waiting:
            if job.future.set_running_or_notify_cancel():
                job.future.set_exception(Closed())
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _step(self) -> None:
        jobs = [job for job in self._next() if job.future.set_running_or_notify_cancel()]
        if not jobs:
            return
        try:
            results = self._run([job.work for job in jobs])
        except BaseException as error:  # noqa: BLE001  # the edge of a thread: no caller may be left waiting
            for job in jobs:
                job.future.set_exception(error)
            return
        for job, result in zip(jobs, results, strict=True):
            job.future.set_result(result)

    def _next(self) -> list[_Job[Work, Result]]:
        with self._lock:
            if self._urgent:
                return [
                    self._urgent.popleft() for _ in range(min(len(self._urgent), self._together))
                ]
            return [self._bulk.popleft()] if self._bulk else []
