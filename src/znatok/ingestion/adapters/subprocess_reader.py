"""Files read in processes of their own, kept between files, killed when they take too long."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

import structlog

from znatok.documents.model import Failure
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.refusals import FileUnreadable, ReaderBroke
from znatok.ingestion.wire import ANSWER, REQUEST, decode

_MIB = 1024 * 1024
_GRACE_S = 5  # the child's own alarm goes off first; the parent only watches it
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`processes`: at once. `time_limit_s`: for one file: a 5,000-page PDF takes about a minute.

    `memory_bytes`: address space of one process. `files_each`: after so many a process is replaced,
    so that what a library leaks does not add up.
    """

    processes: int = 1
    time_limit_s: int = 180
    memory_bytes: int = 4096 * _MIB
    files_each: int = 500


@dataclass(slots=True)
class _Child:
    process: Process
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
            await _end(self._idle.pop().process)

    async def read(self, data: bytes, name: str) -> ParsedFile:
        async with self._child() as child:
            try:
                async with asyncio.timeout(self._settings.time_limit_s + _GRACE_S):
                    answer = await _ask(child.process, data, name)
                told = decode(answer)
            except (TimeoutError, OSError, EOFError, ValueError, KeyError, TypeError) as error:
                # An incomplete answer is an EOFError: the alarm, the memory limit, a crash.
                _log.warning("file_reader_broke", reason=type(error).__name__, bytes=len(data))
                raise ReaderBroke from error
        if isinstance(told, Failure):
            raise FileUnreadable(told)
        return told

    @asynccontextmanager
    async def _child(self) -> AsyncIterator[_Child]:
        """A child for one file; it is kept only when the file came back in good order."""
        async with self._free:
            child = self._idle.pop() if self._idle else _Child(await self._start())
            kept = False
            try:
                yield child
                child.files += 1
                kept = child.files < self._settings.files_each
            finally:
                if kept:
                    self._idle.append(child)
                else:
                    await _end(child.process)

    async def _start(self) -> Process:
        # Secrets of the server are nothing that a parser of strangers' files needs.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ZNATOK_")}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "znatok.ingestion.reading_process",
            str(self._settings.time_limit_s),
            str(self._settings.memory_bytes),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=environment,
        )


async def _ask(process: Process, data: bytes, name: str) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    called = name.encode()
    process.stdin.write(REQUEST.pack(len(called), len(data)) + called)
    process.stdin.write(data)
    await process.stdin.drain()
    (length,) = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
    return await process.stdout.readexactly(length)


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
    if process.stdin is not None:
        process.stdin.close()
