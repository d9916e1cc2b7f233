"""One piece of work at a time: questions first, and together when they had to wait."""

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

    `first` jobs go before all others, and up to `together` of them that wait are handed to `run`
    in one call. The rest are run one a call, each caller's list `in_turn` with the others', so
    that a short list does not wait for the end of a long one. An idle thread starts at once:
    gathering adds no delay. A job whose future is cancelled before it starts is never run.
    `run` gets the works and returns one result for each, in order.
    """

    def __init__(self, run: Callable[[Sequence[Work]], Sequence[Result]], together: int) -> None:
        self._run = run
        self._together = together
        self._first: deque[_Job[Work, Result]] = deque()
        self._lists: deque[deque[_Job[Work, Result]]] = deque()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embedding")

    def first(self, works: Sequence[Work]) -> list[Future[Result]]:
        """Raises `Closed` after `close`; jobs that wait when `close` is called fail with it."""
        jobs = self._jobs(works)
        with self._lock:
            self._begin(len(jobs))
            self._first.extend(jobs)
        return [job.future for job in jobs]

    def in_turn(self, works: Sequence[Work]) -> list[Future[Result]]:
        """Raises `Closed` as `first` does."""
        jobs = self._jobs(works)
        with self._lock:
            self._begin(len(jobs))
            if jobs:
                self._lists.append(deque(jobs))
        return [job.future for job in jobs]

    def close(self) -> None:
        """Fails what waits and returns when what runs is finished. May be called again."""
        with self._lock:  # so that no job is added after the waiting ones were counted
            self._closed = True
            waiting = [*self._first, *(job for jobs in self._lists for job in jobs)]
            self._first.clear()
            self._lists.clear()
        for job in waiting:
            if job.future.set_running_or_notify_cancel():
                job.future.set_exception(Closed())
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _jobs(self, works: Sequence[Work]) -> list[_Job[Work, Result]]:
        return [_Job(work) for work in works]

    def _begin(self, jobs: int) -> None:
        """One step for each job: a step that finds its job already done does nothing."""
        if self._closed:
            raise Closed
        for _ in range(jobs):
            self._thread.submit(self._step)

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
            if self._first:
                count = min(len(self._first), self._together)
                return [self._first.popleft() for _ in range(count)]
            if not self._lists:
                return []
            jobs = self._lists.popleft()
            job = jobs.popleft()
            if jobs:
                self._lists.append(jobs)
            return [job]
