"""Scans in the reading process: each recognised page starts its clocks anew."""

import subprocess
import sys

import pytest
from tests.unit.ingestion.parsing import scans

from znatok.ingestion.adapters.subprocess_reader import ReadingSettings, SubprocessReader
from znatok.ingestion.model import Limits, ParsedFile, Recognition
from znatok.ingestion.parsing import ocr_tesseract
from znatok.ingestion.reading_limits import ReadingLimits
from znatok.ingestion.refusals import FileUnreadable
from znatok.ingestion.wire import ANSWER, REQUEST, STILL_READING, decode

NAME = "скан.pdf"


@pytest.fixture(autouse=True)
def _installed() -> None:
    if ocr_tesseract.missing(("rus", "eng")):
        pytest.skip("no recognition here: install tesseract-ocr, tesseract-ocr-rus")


@pytest.fixture
def scan() -> bytes:
    return scans.as_pdf([scans.page([(150, 120, f"Страница номер {at}.")]) for at in (1, 2, 3)])


def test_every_page_that_is_recognised_is_told_to_the_parent(scan: bytes) -> None:
    called = NAME.encode()
    done = subprocess.run(
        [sys.executable, "-m", "znatok.ingestion.reading_process", ReadingLimits().as_argument()],
        input=REQUEST.pack(len(called), len(scan)) + called + scan,
        capture_output=True,
        check=True,
    )
    frames, rest = [], done.stdout
    while not frames or frames[-1] == STILL_READING:
        frames.append(ANSWER.unpack(rest[: ANSWER.size])[0])
        rest = rest[ANSWER.size :]
    assert frames == [STILL_READING] * 3 + [len(rest)]
    parsed = decode(rest)
    assert isinstance(parsed, ParsedFile)
    assert parsed.pages == 3


async def test_a_scan_comes_back_whole_through_the_reader(scan: bytes) -> None:
    async with SubprocessReader() as reader:
        parsed = await reader.read(scan, NAME)
    assert parsed.warnings == ("pages-recognised:1-3",)
    assert [block.page for block in parsed.blocks] == [1, 2, 3]


async def test_the_settings_of_recognition_reach_the_process(scan: bytes) -> None:
    limits = Limits(recognition=Recognition(enabled=False))
    settings = ReadingSettings(allowed=ReadingLimits(limits=limits))
    async with SubprocessReader(settings) as reader:
        with pytest.raises(FileUnreadable) as refused:
            await reader.read(scan, NAME)
    assert refused.value.failure.slug == "recognition-off"
