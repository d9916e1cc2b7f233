"""Files made to harm: a named refusal each, within limits, by a reader that lives on."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.ingestion import hostile
from tests.integration.ingestion.house import House, built, chunked, person
from tests.unit.ingestion.parsing.compound import compound

from znatok.documents.model import Status
from znatok.ingestion.adapters.subprocess_reader import ReadingSettings, SubprocessReader
from znatok.ingestion.model import MIB, Limits
from znatok.ingestion.reading_limits import ReadingLimits
from znatok.ingestion.refusals import (
    EmptyUpload,
    FileUnreadable,
    ReaderBroke,
    ReaderOutOfMemory,
)
from znatok.platform.blobs import FileTooLarge

SECONDS_EACH = 20  # measured under 2 on an idle core; generous, for the suite shares its cores
MEMORY_OF_ALL = 700 * MIB  # measured 190 after all of them, the process kept


@pytest.fixture
async def reader() -> AsyncIterator[SubprocessReader]:
    # LibreOffice has its own tests; here it would only try what is damaged once more.
    async with SubprocessReader() as found:
        yield found


async def outcome(reader: SubprocessReader, data: bytes, name: str) -> str:
    """The slug of the refusal, or what was read."""
    begun, refusal = time.perf_counter(), None
    try:
        told = f"read: {(await reader.read(data, name)).text}"
    except FileUnreadable as error:
        refusal, told = error.failure, error.failure.slug
    except ReaderBroke as error:
        told = type(error).__name__
    assert time.perf_counter() - begun < SECONDS_EACH
    if refusal is not None:
        assert name in refusal.ru
        assert "{" not in refusal.ru + refusal.en
    return told


def peak_of(reader: SubprocessReader) -> int:
    """Bytes, of the one process that is kept."""
    (child,) = reader._idle
    status = Path(f"/proc/{child.process.pid}/status").read_text(encoding="utf-8")
    (line,) = [each for each in status.splitlines() if each.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


async def test_each_is_refused_by_its_name_in_a_process_that_lives_on(
    reader: SubprocessReader,
) -> None:
    await reader.read(b"first", "a.txt")
    (child,) = reader._idle
    found = {
        what: await outcome(reader, make(), name) for what, (name, make, _) in hostile.BOMBS.items()
    }
    assert found == {what: slug for what, (_, _, slug) in hostile.BOMBS.items()}
    assert (await reader.read("После всех.".encode(), "a.txt")).text == "После всех."
    assert reader._idle == [child]
    assert peak_of(reader) < MEMORY_OF_ALL


async def test_entities_are_never_expanded(reader: SubprocessReader) -> None:
    files = [file for each in hostile.ENTITIES for file in hostile.xml_files(each).values()]
    for name, data in files:
        told = await outcome(reader, data, name)
        assert told in {"broken-file", "unsafe-file"} or len(told) < 2 * len(data)
        assert "root:" not in told  # /etc/passwd
        assert told.count("lol") <= 1
    assert peak_of(reader) < MEMORY_OF_ALL


async def test_archives_as_deep_as_one_likes_cost_three_levels(reader: SubprocessReader) -> None:
    assert await outcome(reader, hostile.deep_archive(), "a.zip") == "too-deep"


async def test_the_bytes_decide_whatever_the_name_says(reader: SubprocessReader) -> None:
    files = [
        ("договор.docx", b"MZ" + bytes(500), "unsupported-format"),
        ("договор.pdf", b"\x7fELF" + bytes(500), "unsupported-format"),
        ("договор.docx", hostile.zipped(("a.txt", b"x")), "broken-file"),
        ("договор.docx", b"%PDF-1.7 no more", "broken-file"),
        ("договор.xlsx", "Просто текст.".encode(), "broken-file"),
        ("договор.txt", hostile.word_document("Договор."), "read: Договор."),
        ("договор.pdf", b"PK\x03\x04" + bytes(500), "broken-file"),
    ]
    assert [await outcome(reader, data, name) for name, data, _ in files] == [
        told for _, _, told in files
    ]


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        (
            "договор.docm",
            hostile.with_macro(hostile.word_document("Договор."), "word/vbaProject.bin"),
            "Договор.",
        ),
        (
            "отчёт.xlsm",
            hostile.with_macro(hostile.sheet_with(7), "xl/vbaProject.bin"),
            "Sheet\n\nПоказатель | 7",
        ),
    ],
)
async def test_a_document_with_macros_is_read_as_text_and_said_to_have_them(
    reader: SubprocessReader, name: str, data: bytes, text: str
) -> None:
    parsed = await reader.read(data, name)
    assert parsed.text == text
    assert parsed.warnings == ("has-macros",)


@pytest.mark.parametrize("name", ["договор.docx", "отчёт.xlsx"])
async def test_office_files_under_a_password_say_so(reader: SubprocessReader, name: str) -> None:
    locked = compound({"EncryptionInfo": bytes(200), "EncryptedPackage": b"x" * 5000})
    assert await outcome(reader, locked, name) == "encrypted"


async def test_a_very_large_text_is_refused_before_it_is_worked_on(
    reader: SubprocessReader,
) -> None:
    text = "слово ".encode() * 11_000_000  # 121 MB, 66 million letters
    begun = time.perf_counter()
    assert await outcome(reader, text, "журнал.txt") == "too-large"
    assert time.perf_counter() - begun < 10
    assert peak_of(reader) < MEMORY_OF_ALL


async def test_one_paragraph_of_many_lines_takes_time_in_proportion() -> None:
    # Joining lines one after another took three minutes for 36 MB.
    text = ("слово " * 12 + "\n").encode() * 60_000
    allowed = ReadingLimits(time_limit_s=SECONDS_EACH)
    async with SubprocessReader(ReadingSettings(allowed=allowed)) as reader:
        read = await reader.read(text, "журнал.txt")
        assert len(read.text) == 60_000 * 12 * 6 - 1
        assert peak_of(reader) < MEMORY_OF_ALL


async def test_a_file_that_is_mostly_nothing_is_broken(reader: SubprocessReader) -> None:
    assert await outcome(reader, bytes(100 * MIB) + b"text", "a.txt") == "broken-file"
    assert await outcome(reader, bytes(100 * MIB), "a.txt") == "empty-file"
    assert await outcome(reader, b"", "a.docx") == "empty-file"


async def test_a_file_that_ends_its_process_ends_only_that() -> None:
    poor = ReadingLimits(memory_bytes=200 * MIB, limits=Limits(max_text=10**9))
    async with SubprocessReader(ReadingSettings(allowed=poor)) as reader:
        assert await outcome(reader, b"word " * 20_000_000, "a.txt") == "ReaderOutOfMemory"
        assert await outcome(reader, "Дальше.".encode(), "b.txt") == "read: Дальше."


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as house:
        yield house


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\договор.txt", "договор.txt"),
        ("до\0говор.txt", "договор.txt"),
        ("до\u202eговор\u200f.txt", "договор.txt"),
        ("я" * 500 + ".txt", "я" * 251 + ".txt"),
        ("..", "file"),
        ("\ud800.txt", "txt"),
    ],
)
async def test_a_name_is_shown_and_never_a_path(house: House, given: str, kept: str) -> None:
    owner = person()
    document = await house.upload(owner, "Порядок отпусков.", given)
    await house.work()
    assert document.file_name == kept
    found = await house.store.get(document.id, owner)
    assert found.status is Status.READY
    files = [each for each in house.blob_folder.rglob("*") if each.is_file()]
    assert len(files) == 1
    assert kept not in str(files[0])


async def test_more_than_may_be_uploaded_is_not_even_stored(house: House) -> None:
    # What a gigabyte meets: the limit of uploads, long before a parser (here of a megabyte).
    sent = 0

    async def gigabyte() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1024):
            sent += MIB
            yield bytes(MIB)

    with pytest.raises(FileTooLarge):
        await house.ingestion.keep_file("журнал.txt", gigabyte())
    assert sent <= 2 * MIB
    assert [each for each in house.blob_folder.rglob("*") if each.is_file()] == []


async def test_zero_bytes_are_refused_at_the_door(house: House) -> None:
    with pytest.raises(EmptyUpload):
        await house.ingestion.keep_file("a.txt", chunked(b""))


async def test_what_is_set_aside_says_what_it_lacked_and_can_be_tried_again(house: House) -> None:
    owner = person()
    house.reader.broken = [ReaderOutOfMemory() for _ in range(3)]
    document = await house.upload(owner, "Порядок отпусков.", "порядок.txt")
    await house.work()
    found = await house.store.get(document.id, owner)
    assert found.status is Status.QUARANTINED
    assert found.failure is not None
    assert "не хватило отведённой памяти" in found.failure.ru
    assert "more memory than allowed" in found.failure.en
    await house.ingestion.retry(document.id, owner)
    await house.work()
    assert (await house.store.get(document.id, owner)).status is Status.READY


async def test_after_all_of_them_the_next_file_is_read(house: House) -> None:
    owner = person()
    for what, (name, make, _) in hostile.BOMBS.items():
        data = make()
        if len(data) < 1_000_000:
            await house.upload(owner, data, f"{what}.{name.rpartition('.')[2]}")
    last = await house.upload(owner, "Порядок отпусков.", "порядок.txt")
    await house.work()
    assert (await house.store.get(last.id, owner)).status is Status.READY
    assert await house.queue.waiting() == 0
