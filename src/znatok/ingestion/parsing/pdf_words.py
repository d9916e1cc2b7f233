"""Words and ruling lines of a PDF page with their places, as pdfium sees them.

Coordinates are points from the top left corner of the page as it is shown, y growing downwards.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from znatok.ingestion.parsing.pdf_glyphs import is_suspect, repaired

SOFT_HYPHEN = "\u00ad"
# What pdfium puts for a hyphen it takes for a line-end division (cpdf_textpage.cpp).
_LINE_END_HYPHENS = {2: SOFT_HYPHEN, 0xFFFE: SOFT_HYPHEN, 0xAD: SOFT_HYPHEN, 0: ""}
_WORD = re.compile(r"\S+")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600  # OpenType usWeightClass: 600 is semi-bold
_ASCENT, _DESCENT = 0.85, 0.25  # of the font size, about those of text faces
_NAME_BYTES = 128
_THIN = 3.0  # points; a filled rectangle thinner than this is a drawn line
_STRAIGHT = 1.0  # points a line may deviate from the axis
_MAX_PATHS = 20_000  # a page with more is a drawing or a map
_SIMPLE_PATH = 6  # segments of a rectangle with its closing ones


@dataclass(slots=True)
class Word:
    """`size`: height of its line in points, 1.1 of the font size.

    `turn`: degrees counter-clockwise, 0…359.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    bold: bool = False
    turn: int = 0

    @property
    def size(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: `at` is its y if horizontal, its x if vertical."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Rule]


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    page = document[index]
    try:
        turn = page.get_rotation()
        width, height = page.get_size()
        place = _Placement(turn, width, height, page.get_bbox())
        text_page = page.get_textpage()
        try:
            words = list(_words(text_page.raw, place))
        finally:
            text_page.close()
        rules = list(_rules(page, place)) if words else []
    finally:
        page.close()
    return PageContent(index + 1, width, height, words, rules)


class _Placement:
    """Turns PDF user space into the page as shown."""

    def __init__(
        self, turn: int, width: float, height: float, box: tuple[float, float, float, float]
    ) -> None:
        self.turn, self._width, self._height = turn, width, height
        self._left, self._bottom = box[0], box[1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        match self.turn:
            case 90:
                return y, x
            case 180:
                return self._width - x, y
            case 270:
                return self._width - y, self._height - x
            case _:
                return x, self._height - y

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = self.point(left, bottom), self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _words(text_page: Any, place: _Placement) -> Iterator[Word]:
    count = raw.FPDFText_CountChars(text_page)
    codes = [raw.FPDFText_GetUnicode(text_page, at) for at in range(count)]
    if is_suspect(codes):
        codes = [
            code
            if raw.FPDFText_IsGenerated(text_page, at)
            else repaired(code, _font(text_page, at))
            for at, code in enumerate(codes)
        ]
    shown = [_symbol(code) for code in codes]
    line = "".join(symbol or " " for symbol in shown)
    for found in _WORD.finditer(line):
        yield from _word(text_page, found.start(), found.end(), shown, place)


def _symbol(code: int) -> str:
    """One character for one character index; pairs of UTF-16 come as halves and are dropped."""
    if code in _LINE_END_HYPHENS:
        return _LINE_END_HYPHENS[code]
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:  # noqa: PLR2004  # surrogates; past Unicode
        return ""
    return chr(code)


def _word(
    text_page: Any, start: int, end: int, shown: list[str], place: _Placement
) -> Iterator[Word]:
    first = _char_box(text_page, start, place)
    last = _char_box(text_page, end - 1, place) if end - start > 1 else first
    angle = math.degrees(raw.FPDFText_GetCharAngle(text_page, start))
    turn = round(-angle - place.turn) % 360  # pdfium counts clockwise
    straight = turn in {0, 180} and abs(first[1] - last[1]) <= max(first[3] - first[1], 1.0)
    if turn == 0 and (not straight or last[2] < first[0]) and end - start > 1:
        # pdfium ran two lines together: take the characters apart where they jump.
        middle = _jump(text_page, start, end, place)
        yield from _word(text_page, start, middle, shown, place)
        yield from _word(text_page, middle, end, shown, place)
        return
    top, bottom = min(first[1], last[1]), max(first[3], last[3])
    if turn == 0:
        top, bottom = _line_height(text_page, start, place)
    yield Word(
        text="".join(shown[start:end]),
        x0=min(first[0], last[0]),
        y0=top,
        x1=max(first[2], last[2]),
        y1=bottom,
        bold=_is_bold(text_page, start),
        turn=turn,
    )


def _line_height(text_page: Any, at: int, place: _Placement) -> tuple[float, float]:
    """Top and bottom of the line a character stands on, by its baseline and font size.

    A character's own box will not do: fonts without metrics give boxes as high as the letter.
    """
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text_page, at, x, y)
    raw.FPDFText_GetMatrix(text_page, at, matrix)
    em = raw.FPDFText_GetFontSize(text_page, at) * math.hypot(matrix.c, matrix.d)
    baseline = place.point(x.value, y.value)[1]
    return baseline - _ASCENT * em, baseline + _DESCENT * em


def _jump(text_page: Any, start: int, end: int, place: _Placement) -> int:
    """The index after `start` where the next character is farthest from the one before."""
    boxes = [_char_box(text_page, at, place) for at in range(start, end)]
    distances = [abs(b[0] - a[2]) + abs(b[1] - a[1]) for a, b in pairwise(boxes)]
    return start + 1 + distances.index(max(distances))


def _char_box(text_page: Any, at: int, place: _Placement) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, at, box)
    return place.box(box.left, box.bottom, box.right, box.top)


def _is_bold(text_page: Any, at: int) -> bool:
    if raw.FPDFText_GetFontWeight(text_page, at) >= _BOLD_WEIGHT:
        return True
    return bool(_BOLD.search(_font(text_page, at)))


def _font(text_page: Any, at: int) -> bytes:
    """The font's name; empty for characters pdfium adds itself."""
    name = ctypes.create_string_buffer(_NAME_BYTES)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, at, name, _NAME_BYTES, flags)
    return name.value


def _rules(page: pdfium.PdfPage, place: _Placement) -> Iterator[Rule]:
    if raw.FPDFPage_CountObjects(page.raw) > _MAX_PATHS * 5:
        return
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
    for each in islice(paths, _MAX_PATHS):
        if raw.FPDFPath_CountSegments(each.raw) <= _SIMPLE_PATH:
            yield from _box_rules(place.box(*each.get_bounds()))
        else:
            yield from _path_rules(each, place)


def _box_rules(box: tuple[float, float, float, float]) -> Iterator[Rule]:
    """A thin box is one line, any other its four edges."""
    x0, y0, x1, y1 = box
    if y1 - y0 <= _THIN:
        yield Rule(horizontal=True, at=(y0 + y1) / 2, start=x0, end=x1)
    elif x1 - x0 <= _THIN:
        yield Rule(horizontal=False, at=(x0 + x1) / 2, start=y0, end=y1)
    else:
        yield Rule(horizontal=True, at=y0, start=x0, end=x1)
        yield Rule(horizontal=True, at=y1, start=x0, end=x1)
        yield Rule(horizontal=False, at=x0, start=y0, end=y1)
        yield Rule(horizontal=False, at=x1, start=y0, end=y1)


def _path_rules(path: pdfium.PdfObject, place: _Placement) -> Iterator[Rule]:
    """The axis-parallel segments of a path that draws several lines at once."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    for at in range(min(raw.FPDFPath_CountSegments(path.raw), _MAX_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = place.point(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            yield from _segment(before, here)
        before = here


def _segment(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    if abs(a[1] - b[1]) <= _STRAIGHT:
        yield Rule(True, a[1], min(a[0], b[0]), max(a[0], b[0]))
    elif abs(a[0] - b[0]) <= _STRAIGHT:
        yield Rule(False, a[0], min(a[1], b[1]), max(a[1], b[1]))
