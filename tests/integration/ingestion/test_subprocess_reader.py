"""Files read in another process, whatever they do to it."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from znatok.documents.model import BlockKind
from znatok.ingestion.adapters.subprocess_reader import ReadingSettings, SubprocessReader
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing import read_file
from znatok.ingestion.reading_limits import ReadingLimits
from znatok.ingestion.refusals import (
    FileUnreadable,
    ReaderBroke,
    ReaderOutOfMemory,
    ReaderOutOfTime,
)

# Connects once as Python does and once past the interpreter, by the C library itself.
KNOCK = """
import ctypes, socket, struct, sys
from znatok.ingestion.confinement import confine
print(confine(4 << 30, 1 << 20))
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
    print("connected")
except OSError as error:
    print(type(error).__name__)
libc = ctypes.CDLL(None)
address = struct.pack("=HH4s8x", 2, socket.htons(int(sys.argv[1])), bytes((127, 0, 0, 1)))
knocked = libc.connect(libc.socket(2, 1, 0), address, len(address))
print("connected" if knocked == 0 else "refused")
"""


@pytest.fixture
async def reader() -> AsyncIterator[SubprocessReader]:
    async with SubprocessReader() as found:
        yield found


async def test_gives_what_the_parsers_give(reader: SubprocessReader) -> None:
    data = "# Отпуск\n\nДвадцать восемь дней.\n\n| Город | Суточные |\n|---|---|\n| Пермь | 700 |\n"
    told = await reader.read(data.encode(), "правила.md")
    assert told == read_file(data.encode(), "правила.md")
    assert BlockKind.TABLE in {each.kind for each in told.blocks}


async def test_names_what_is_wrong_with_a_file(reader: SubprocessReader) -> None:
    with pytest.raises(FileUnreadable) as refused:
        await reader.read(b"\x00\x01\x02" * 400, "прошивка.bin")
    assert refused.value.failure.slug == "unsupported-format"
    assert "прошивка.bin" in refused.value.failure.ru


async def test_keeps_its_process_between_files(reader: SubprocessReader) -> None:
    await reader.read("Раз.".encode(), "a.txt")
    first = reader._idle[0].process.pid
    with pytest.raises(FileUnreadable):
        await reader.read(b"", "b.txt")
    await reader.read("Два.".encode(), "c.txt")
    assert [each.process.pid for each in reader._idle] == [first]


async def test_a_dead_process_is_replaced(reader: SubprocessReader) -> None:
    await reader.read("Раз.".encode(), "a.txt")
    reader._idle[0].process.kill()
    await reader._idle[0].process.wait()
    with pytest.raises(ReaderBroke):
        await reader.read("Два.".encode(), "b.txt")
    assert (await reader.read("Три.".encode(), "c.txt")).text == "Три."


async def test_a_reader_that_takes_too_long_is_killed() -> None:
    # One second is over before the parsers have even been loaded and 60 MB been read.
    rows = b"".join(b"a,b,%d\n" % number for number in range(900_000))
    async with SubprocessReader(ReadingSettings(allowed=ReadingLimits(time_limit_s=1))) as reader:
        with pytest.raises(ReaderOutOfTime):
            await reader.read(rows * 6, "много.csv")
        assert reader._idle == []


async def test_a_reader_out_of_memory_breaks_alone() -> None:
    async with SubprocessReader(
        ReadingSettings(allowed=ReadingLimits(memory_bytes=300 * 2**20))
    ) as reader:
        assert (await reader.read("Раз.".encode(), "a.txt")).text == "Раз."
        with pytest.raises(ReaderOutOfMemory):
            await reader.read("слово ".encode() * 9_000_000, "много.txt")


async def test_processor_time_is_limited_by_itself() -> None:
    rows = b"".join(b"a,b,%d\n" % number for number in range(900_000))
    allowed = ReadingLimits(time_limit_s=60, cpu_limit_s=1)
    async with SubprocessReader(ReadingSettings(allowed=allowed)) as reader:
        with pytest.raises(ReaderOutOfTime):
            await reader.read(rows * 6, "много.csv")


async def test_says_in_the_log_what_a_parser_met_without_the_documents_words() -> None:
    with capture_logs() as logs:
        async with SubprocessReader() as reader:
            with pytest.raises(FileUnreadable) as refused:
                await reader.read(b"PK\x03\x04" + "Оклад Иванова".encode() * 9, "оклады.docx")
    assert refused.value.failure.slug == "broken-file"
    (told,) = [each for each in logs if each["event"] == "file_unreadable"]
    assert told["slug"] == "broken-file"
    assert "BadZipFile" in told["cause"]
    assert "Оклад" not in str(told)
    assert "оклады" not in str(told)


async def test_an_answer_longer_than_any_file_gives_is_not_taken() -> None:
    allowed = ReadingLimits(limits=Limits(max_text=10))
    text = b"\n\n".join(b"a" for _ in range(200_000))
    async with SubprocessReader(ReadingSettings(allowed=allowed)) as reader:
        with pytest.raises(FileUnreadable) as refused:
            await reader.read(text, "a.txt")
    assert refused.value.failure.slug == "too-large"
    assert allowed.answer_bytes < 2 * 2**20


def test_a_reading_process_has_no_network() -> None:
    # A process of its own: what `confine` denies it denies for good.
    with socket.create_server(("127.0.0.1", 0)) as server:
        told = subprocess.run(
            [sys.executable, "-c", KNOCK, str(server.getsockname()[1])],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
    by_kernel, python, native = told
    assert python == "PermissionError"
    # Native code goes round the hook of the interpreter; only the kernel stops it.
    assert native == ("refused" if by_kernel == "True" else "connected")


async def test_cancelling_leaves_no_process_behind(reader: SubprocessReader) -> None:
    working = asyncio.create_task(reader.read(b"word " * 10_000_000, "a.txt"))
    await asyncio.sleep(0.3)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert reader._idle == []
    assert (await reader.read("Три.".encode(), "c.txt")).text == "Три."
