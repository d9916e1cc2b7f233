"""Tesseract, run as a program: a grey picture in, words with their places out."""

import contextlib
import math
import os
import re
import resource
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from znatok.ingestion.parsing.ocr_raster import Grey

_PROGRAM = "tesseract"
_OSD_SECONDS = 10
_LISTING_SECONDS = 10
_PROPERTY = re.compile(r"(\w+) ([^;\"]+)")
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_TURN = re.compile(r"^Rotate: (\d+)", re.MULTILINE)
_TELLING = 3  # letters; fewer make a word as high as wide
_ROW = 0.92  # of the em: what tesseract calls a row's size, from ascenders to descenders


@dataclass(frozen=True, slots=True)
class ReadWord:
    """Places in pixels. `em`: of its line's font, guessed. `baseline`: y at the word's middle.

    `confidence`: 0…100, tesseract's own for the word. `line`: number of its line on the page.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    baseline: float
    em: float
    confidence: float
    line: int

    @property
    def stands_on_side(self) -> bool:
        """Whether it is written up or down the page: higher than wide, with letters for both."""
        return len(self.text) >= _TELLING and self.y1 - self.y0 > self.x1 - self.x0


class TesseractFailed(Exception):  # noqa: N818  # an outcome of one page, not of the file
    """It took too long, or ended with an error. `reason` is technical, in English."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def missing(languages: Sequence[str]) -> list[str]:
    """Debian's packages that are lacking to read these languages; empty when all is there."""
    if shutil.which(_PROGRAM) is None:
        return ["tesseract-ocr", *(f"tesseract-ocr-{each}" for each in languages)]
    try:
        told = _run(["--list-langs"], b"", _LISTING_SECONDS).decode()
    except TesseractFailed:
        return ["tesseract-ocr"]
    known = {line.strip() for line in told.splitlines()[1:]}
    return [f"tesseract-ocr-{each}" for each in languages if each not in known]


def read_words(
    grey: Grey, languages: Sequence[str], *, dpi: float, seconds: float, layout: int = 3
) -> list[ReadWord]:
    """The words of a page in tesseract's order. `layout`: its page segmentation mode.

    Raises:
        TesseractFailed: not read within `seconds`, or an error; another page may do.

    """
    asked = ["-", "-", "-l", "+".join(languages), "--psm", str(layout), "--dpi", str(round(dpi))]
    return _words(_run([*asked, "hocr"], _pgm(grey), seconds))


def quarters_to_turn(grey: Grey, *, dpi: float) -> int:
    """By how many quarters clockwise to turn the page to set it upright; a guess, 0 for none."""
    try:
        asked = ["-", "-", "-l", "osd", "--psm", "0", "--dpi", str(round(dpi))]
        told = _run(asked, _pgm(grey), _OSD_SECONDS).decode()
    except TesseractFailed:  # too few letters to tell, or its data are not installed
        return 0
    turn = _TURN.search(told)
    return int(turn[1]) // 90 % 4 if turn else 0


def _pgm(grey: Grey) -> bytes:
    height, width = grey.shape
    return b"P5 %d %d 255\n" % (width, height) + grey.tobytes()


def _run(arguments: list[str], given: bytes, seconds: float) -> bytes:
    # One thread: four of them take five times the processor's time to be a third faster.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        started = subprocess.Popen(  # noqa: S603  # no shell; the arguments are this module's own
            [_PROGRAM, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except OSError as error:
        raise TesseractFailed(type(error).__name__) from error
    with started as running:
        # Should this process be killed, its child ends soon all the same.
        limit = math.ceil(seconds)
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(running.pid, resource.RLIMIT_CPU, (limit, limit))
        try:
            told, _ = running.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            running.kill()
            raise TesseractFailed(f"not done in {seconds:.0f} s") from error
    if running.returncode:
        raise TesseractFailed(f"exit code {running.returncode}")
    return told


def _words(hocr: bytes) -> list[ReadWord]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(hocr, parser)
    found: list[ReadWord] = []
    lines = [each for each in root.iter("{*}span") if each.get("class") in _LINES]
    for number, line in enumerate(lines):
        told = _told(line)
        x0, _, _, bottom = _box(told["bbox"])
        slope, offset = (float(each) for each in told.get("baseline", "0 0").split())
        em = float(told.get("x_size", "0")) / _ROW
        for word in line.iter("{*}span"):
            if word.get("class") != "ocrx_word":
                continue
            its = _told(word)
            text = "".join(word.itertext()).strip()
            left, top, right, low = _box(its["bbox"])
            baseline = bottom + offset + slope * ((left + right) / 2 - x0)
            sure = float(its.get("x_wconf", "0"))
            if text:
                found.append(ReadWord(text, left, right, top, low, baseline, em, sure, number))
    return found


def _told(element: "etree._Element") -> dict[str, str]:
    return {name: value.strip() for name, value in _PROPERTY.findall(element.get("title") or "")}


def _box(told: str) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(each) for each in told.split()[:4])
    return x0, y0, x1, y1
