"""Files read in another process, whatever they do to it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from znatok.documents.model import BlockKind
from znatok.ingestion.adapters.subprocess_reader import ReadingSettings, SubprocessReader
from znatok.ingestion.parsing import read_file
from znatok.ingestion.refusals import FileUnreadable, ReaderBroke


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
    async with SubprocessReader(ReadingSettings(time_limit_s=1)) as reader:
        with pytest.raises(ReaderBroke):
            await reader.read(rows * 6, "много.csv")
        assert reader._idle == []


async def test_a_reader_out_of_memory_breaks_alone() -> None:
    async with SubprocessReader(ReadingSettings(memory_bytes=300 * 2**20)) as reader:
        assert (await reader.read("Раз.".encode(), "a.txt")).text == "Раз."
        with pytest.raises(ReaderBroke):
            await reader.read("слово ".encode() * 9_000_000, "много.txt")


async def test_cancelling_leaves_no_process_behind(reader: SubprocessReader) -> None:
    working = asyncio.create_task(reader.read(b"word " * 10_000_000, "a.txt"))
    await asyncio.sleep(0.3)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert reader._idle == []
    assert (await reader.read("Три.".encode(), "c.txt")).text == "Три."
