"""Pages of a PDF that are read from their pictures: chosen one by one, read, put in place."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from znatok.ingestion.errors import NeedsRecognition, RecognitionOff
from znatok.ingestion.model import Recognition
from znatok.ingestion.parsing.ocr import PageRead, Recogniser, TesseractFailed
from znatok.ingestion.parsing.ocr_raster import Grey, dark, is_blank
from znatok.ingestion.parsing.pdf_flaws import Flaw, flaw_of
from znatok.ingestion.parsing.pdf_words import PageContent, Word

_DPI = 300.0  # what tesseract is trained for
_GLANCE_DPI = 50.0  # enough to see whether a page is blank
MOST_PIXELS = 36_000_000  # A2 at 300 dpi: 35 million
_POINTS = 72.0
_SOUND = 60.0  # confidence from which a reading is better than a broken layer
POOR = 75.0  # mean confidence of a page whose reader should look at the picture
_A3_INCHES = 16.6  # its longer side
_NATIVE_SIDE = 1_500  # pixels of a scan's longer side from which it is read as it is


@dataclass(slots=True)
class ScanReport:
    """Numbers of pages, by what became of them."""

    recognised: list[int] = field(default_factory=list)
    poor: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    def warnings(self) -> Iterable[str]:
        told = {
            "pages-recognised": self.recognised,
            "pages-read-poorly": self.poor,
            "pages-not-recognised": self.unread,
            "pages-without-text": self.empty,
        }
        return [f"{slug}:{spans(pages)}" for slug, pages in told.items() if pages]


def spans(pages: list[int]) -> str:
    """Page numbers in order as «1-3,7»."""
    runs: list[list[int]] = []
    for each in pages:
        if runs and each == runs[-1][-1] + 1:
            runs[-1][1:] = [each]
        else:
            runs.append([each])
    return ",".join("-".join(map(str, run)) for run in runs)


def read_scans(
    document: pdfium.PdfDocument, contents: list[PageContent], asked: Recognition, name: str
) -> ScanReport:
    """Replace what is flawed in `contents` by what its page's picture shows.

    Raises:
        RecognitionOff, NeedsRecognition: no page has a text layer, and none can be recognised.

    """
    report = ScanReport()
    flawed = [
        (at, flaw)
        for at, content in enumerate(contents)
        if (flaw := flaw_of(content, document)) is not None and not _is_empty(document, at, flaw)
    ]
    if not flawed:
        return report
    recogniser = Recogniser(asked)
    missing = recogniser.missing() if asked.enabled else []
    if not asked.enabled or missing:
        if not any(each.words for each in contents):
            raise (
                NeedsRecognition(name=name, packages=" ".join(missing))
                if missing
                else (RecognitionOff(name=name))
            )
        report.unread = [at + 1 for at, _ in flawed]
        return report
    chosen = flawed[: asked.max_pages]
    report.unread = [at + 1 for at, _ in flawed[asked.max_pages :]]
    for done, (at, flaw) in enumerate(chosen):
        if asked.on_page is not None:
            asked.on_page(done, len(chosen))
        _read(document, contents, at, flaw, recogniser, report)
    report.unread.sort()
    return report


def _read(
    document: pdfium.PdfDocument,
    contents: list[PageContent],
    at: int,
    flaw: Flaw,
    recogniser: Recogniser,
    report: ScanReport,
) -> None:
    grey, dpi = _picture(document, at)
    try:
        read = recogniser.read(grey, dpi)
    except TesseractFailed:
        report.unread.append(at + 1)
        return
    if not read.words:
        report.empty.append(at + 1)
        return
    if flaw is Flaw.BROKEN and read.confidence < _SOUND:
        report.poor.append(at + 1)
        return
    kept = contents[at].words if flaw is Flaw.COVERED else []
    added = [word for word in read.words if not any(_overlap(word, each) for each in kept)]
    if not added:
        return
    report.recognised.append(at + 1)
    if read.confidence < POOR:
        report.poor.append(at + 1)
    contents[at] = _merged(contents[at], read, kept, added)


def _merged(
    content: PageContent, read: PageRead, kept: list[Word], added: list[Word]
) -> PageContent:
    return PageContent(
        number=content.number,
        width=read.width,
        height=read.height,
        words=[*kept, *added],
        rules=read.rules,
    )


def _overlap(a: Word, b: Word) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.middle < a.y1


def _is_empty(document: pdfium.PdfDocument, at: int, flaw: Flaw) -> bool:
    """A blank sheet, as the backs of scanned ones are."""
    return flaw is Flaw.MISSING and is_blank(dark(_rendered(document, at, _GLANCE_DPI)))


def _picture(document: pdfium.PdfDocument, at: int) -> tuple[Grey, float]:
    """The page as tesseract should see it, and how many pixels its inch has."""
    page = document[at]
    try:
        width, height = page.get_size()
        sides = [
            max(each.get_px_size())
            for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)
        ]
    finally:
        page.close()
    inches = max(width, height) / _POINTS
    dpi = min(_DPI, math.sqrt(MOST_PIXELS * _POINTS**2 / (width * height)))
    native = max(sides) / inches if len(sides) == 1 else dpi
    # A sheet said to be a metre wide is a scan whose resolution its PDF does not tell.
    if inches > _A3_INCHES and native < dpi / 2 and native * inches >= _NATIVE_SIDE:
        dpi = native
    return _rendered(document, at, dpi), dpi


def _rendered(document: pdfium.PdfDocument, at: int, dpi: float) -> Grey:
    page = document[at]
    try:
        bitmap = page.render(scale=dpi / _POINTS, grayscale=True)
        try:
            pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
        finally:
            bitmap.close()
    finally:
        page.close()
    return pixels.reshape(pixels.shape[:2])
