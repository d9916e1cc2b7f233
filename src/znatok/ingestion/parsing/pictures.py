"""Pictures of text: photographs, screenshots and scans saved as PNG, JPEG or TIFF."""

import io
import math
from collections.abc import Iterable, Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from znatok.ingestion.errors import (
    BrokenFile,
    NeedsRecognition,
    NoText,
    RecognitionOff,
    TooLarge,
    UnsafeFile,
)
from znatok.ingestion.model import Limits, ParsedFile, Recognition
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.ocr import Recogniser, TesseractFailed
from znatok.ingestion.parsing.ocr_raster import Grey
from znatok.ingestion.parsing.pdf_assembly import assemble
from znatok.ingestion.parsing.pdf_scans import MOST_PIXELS, POOR, ScanReport
from znatok.ingestion.parsing.pdf_words import PageContent

_BEST_DPI = 300.0  # what tesseract is trained for
_TOLD_FROM, _TOLD_TO = 100.0, 1_200.0  # resolutions that are believed; 72 and 96 mean «unknown»
_FEWEST, _MOST = 200.0, 400.0  # resolutions that are read as they are
_PAGE_INCHES = 11.7  # the longer side of A4, for a photograph that does not tell
_PHOTO_SIDE = 2_000  # pixels; what is smaller was taken of a screen
_SCREEN_DPI = 96.0
_LARGEST = 200_000_000  # pixels that are unpacked, 200 MB grey: A0 at 360 dpi


class PictureParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        recogniser = able_recogniser(self._limits.recognition, name)
        pages, report = _read_all(frames(data, name), name, self._limits, recogniser)
        if not any(page.words for page in pages):
            raise NoText(name=name)
        builder = Builder(name, self._limits)
        for warning in report.warnings():
            builder.warn(warning)
        assemble(pages, builder)
        return builder.build(self._format.kind, self._format.media_type, pages=len(pages))


def pictures_text(pictures: list[bytes], name: str, limits: Limits) -> ParsedFile | None:
    """The text of pictures that some other file holds; None when nothing in them reads well.

    Raises:
        RecognitionOff, NeedsRecognition: pictures are not read here.

    """
    recogniser = able_recogniser(limits.recognition, name)
    held = ((*next(frames(each, name))[:2], len(pictures)) for each in pictures)
    pages, report = _read_all(held, name, limits, recogniser)
    sound = [page for page in pages if page.words and page.number not in report.poor]
    if not sound:
        return None
    builder = Builder(name, limits)
    assemble(sound, builder)
    return builder.build("", "")


def _read_all(
    held: Iterable[tuple[Grey, float, int]], name: str, limits: Limits, recogniser: Recogniser
) -> tuple[list[PageContent], ScanReport]:
    asked, report = limits.recognition, ScanReport()
    pages: list[PageContent] = []
    for number, (grey, dpi, count) in enumerate(held, start=1):
        if count > limits.max_pages:
            raise TooLarge(name=name, reason=f"{count} pages")
        page = PageContent(number, grey.shape[1], grey.shape[0], [], [])
        pages.append(page)
        if number > asked.max_pages:
            report.unread.append(number)
            continue
        if asked.on_page is not None:
            asked.on_page(number - 1, count)
        try:
            read = recogniser.read(grey, dpi)
        except TesseractFailed:
            report.unread.append(number)
            continue
        (report.recognised if read.words else report.empty).append(number)
        if read.words and read.confidence < POOR:
            report.poor.append(number)
        pages[-1] = PageContent(number, read.width, read.height, read.words, read.rules)
    return pages, report


def able_recogniser(asked: Recognition, name: str) -> Recogniser:
    """Raises:
    RecognitionOff, NeedsRecognition: pictures are not read here.

    """
    if not asked.enabled:
        raise RecognitionOff(name=name)
    recogniser = Recogniser(asked)
    if missing := recogniser.missing():
        raise NeedsRecognition(name=name, packages=" ".join(missing))
    return recogniser


def size(data: bytes) -> tuple[int, int]:
    """Width and height of the first picture in pixels, (0, 0) of what is none."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            return opened.size
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return 0, 0


def frames(data: bytes, name: str) -> Iterator[tuple[Grey, float, int]]:
    """Each picture of a file with the resolution it is to be read at, and how many there are.

    Raises:
        BrokenFile: no picture, or a cut one.
        UnsafeFile: more pixels than any scanner or camera makes.

    """
    try:
        with Image.open(io.BytesIO(data)) as opened:
            count = getattr(opened, "n_frames", 1)
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > _LARGEST:
                    raise UnsafeFile(name=name, reason=f"{frame.width} × {frame.height} pixels")
                grey, dpi = _readable(frame)
                yield grey, dpi, count
    except Image.DecompressionBombError as error:
        raise UnsafeFile(name=name, reason="pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BrokenFile(name=name, format="PNG, JPEG, TIFF") from error


def _readable(frame: Image.Image) -> tuple[Grey, float]:
    """Upright as its camera says, grey on white, at a resolution that letters can be told at."""
    told = frame.info.get("dpi", (0.0, 0.0))[0]
    upright = _on_white(ImageOps.exif_transpose(frame))
    longer = max(upright.size)
    if _TOLD_FROM <= float(told) <= _TOLD_TO:
        dpi = float(told)
    else:
        dpi = max(longer / _PAGE_INCHES, _SCREEN_DPI) if longer >= _PHOTO_SIDE else _SCREEN_DPI
    factor = _BEST_DPI / dpi if not _FEWEST <= dpi <= _MOST else 1.0
    factor = min(factor, math.sqrt(MOST_PIXELS / (upright.width * upright.height)))
    if abs(factor - 1.0) > 0.05:  # noqa: PLR2004  # resampling blurs; below it gains nothing
        size = max(1, round(upright.width * factor)), max(1, round(upright.height * factor))
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    else:
        factor = 1.0
    return np.asarray(upright, dtype=np.uint8), dpi * factor


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):  # 16 bits a pixel: point() alone scales them
        levels = np.asarray(picture, dtype=np.float64)
        span = max(float(levels.max()), 255.0)
        return Image.fromarray((levels * (255.0 / span)).astype(np.uint8))
    if picture.has_transparency_data:
        covered = picture.convert("RGBA")
        white = Image.new("RGBA", covered.size, "white")
        return Image.alpha_composite(white, covered).convert("L")
    return picture.convert("L")
