"""Files read in processes of their own, kept between files, killed when they take too long."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Self

import structlog

from znatok.ingestion.model import ParsedFile
from znatok.ingestion.reading_limits import OUT_OF_MEMORY, ReadingLimits
from znatok.ingestion.refusals import (
    FileUnreadable,
    ReaderBroke,
    ReaderCrashed,
    ReaderOutOfMemory,
    ReaderOutOfTime,
)
from znatok.ingestion.wire import ANSWER, REQUEST, STILL_READING, Refusal, decode

_GRACE_S = 5  # the child's own alarm goes off first; the parent only watches it
_LAST_WORDS_S = 2.0  # a process whose answer broke off is about to end, and tells why by how
_OUT_OF_TIME = frozenset({-signal.SIGALRM, -signal.SIGXCPU})
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`processes`: at once. `allowed`: what one file may cost.

    `files_each`: after so many a process is replaced, so that what a library leaks does not add up.
    """

    processes: int = 1
    allowed: ReadingLimits = field(default_factory=ReadingLimits)
    files_each: int = 500


@dataclass(slots=True)
class _Child:
    """`place`: for its temporary files and those of programs it starts; it goes with the child."""

    process: Process
    place: str
    files: int = 0


class SubprocessReader:
    """`FileReader` over child processes; an async context manager that ends them."""

    def __init__(self, settings: ReadingSettings | None = None) -> None:
        self._settings = settings or ReadingSettings()
        self._free = asyncio.Semaphore(self._settings.processes)
        self._idle: list[_Child] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        while self._idle:
            await _end(self._idle.pop())

    async def read(self, data: bytes, name: str) -> ParsedFile:
        async with self._child() as child:
            try:
                answer = await self._ask(child.process, data, name)
                told = decode(answer)
            except (TimeoutError, OSError, EOFError, ValueError, KeyError, TypeError) as error:
                # An incomplete answer is an EOFError: the alarm, the memory limit, a crash.
                broke = await _why(child.process, error)
                _log.warning(
                    "file_reader_broke",
                    reason=type(broke).__name__,
                    error=type(error).__name__,
                    exit_code=child.process.returncode,
                    bytes=len(data),
                )
                raise broke from error
        if isinstance(told, Refusal):
            # The cause says what the parser met, without the document's words or its name.
            slug = told.failure.slug
            _log.info("file_unreadable", slug=slug, cause=told.cause, bytes=len(data))
            raise FileUnreadable(told.failure, told.cause)
        return told

    @asynccontextmanager
    async def _child(self) -> AsyncIterator[_Child]:
        """A child for one file; it is kept only when the file came back in good order."""
        async with self._free:
            child = self._idle.pop() if self._idle else await self._start()
            kept = False
            try:
                yield child
                child.files += 1
                kept = child.files < self._settings.files_each
            finally:
                if kept:
                    self._idle.append(child)
                else:
                    await _end(child)

    async def _start(self) -> _Child:
        # Secrets of the server are nothing that a parser of strangers' files needs.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ZNATOK_")}
        # numpy's threads would each take address space, of which this process has little.
        environment["OPENBLAS_NUM_THREADS"] = "1"
        place = await asyncio.to_thread(tempfile.mkdtemp, prefix="znatok-reading-")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "znatok.ingestion.reading_process",
            self._settings.allowed.as_argument(),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=environment | {"TMPDIR": place},
            start_new_session=True,  # so that programs it has started can be ended with it
        )
        return _Child(process, place)

    async def _ask(self, process: Process, data: bytes, name: str) -> bytes:
        assert process.stdin is not None
        assert process.stdout is not None
        called = name.encode()
        limit_s = self._settings.allowed.time_limit_s + _GRACE_S
        async with asyncio.timeout(limit_s) as limit:
            process.stdin.write(REQUEST.pack(len(called), len(data)) + called)
            process.stdin.write(data)
            await process.stdin.drain()
            length = STILL_READING
            while length == STILL_READING:
                limit.reschedule(asyncio.get_running_loop().time() + limit_s)
                (length,) = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
            if length > self._settings.allowed.answer_bytes:
                raise ValueError("an answer longer than any file may give")
            return await process.stdout.readexactly(length)


async def _why(process: Process, error: Exception) -> ReaderBroke:
    """What ended the reading, told by how the process ended."""
    if isinstance(error, TimeoutError):
        return ReaderOutOfTime()
    with suppress(TimeoutError):
        async with asyncio.timeout(_LAST_WORDS_S):
            await process.wait()
    if process.returncode in _OUT_OF_TIME:
        return ReaderOutOfTime()
    if process.returncode in {OUT_OF_MEMORY, -signal.SIGKILL}:  # the kernel's own way out of memory
        return ReaderOutOfMemory()
    return ReaderBroke() if process.returncode is None else ReaderCrashed()


async def _end(child: _Child) -> None:
    """End the process and whatever it has started, also when itself is dead already."""
    process = child.process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
    if process.stdin is not None:
        process.stdin.close()
    await asyncio.to_thread(shutil.rmtree, child.place, ignore_errors=True)
