"""Lines become paragraphs: where a paragraph ends, what is a heading, what runs over the page."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.pdf_lines import Line

_ENDINGS = (".", "!", "?", ":", ";", "…")
_PITCH = 1.4  # times the usual distance between lines: a larger step divides paragraphs
_SIZE_STEP = 0.1  # share by which a font must differ to be another size
_HEADING_SIZE = 1.12  # times the body's size
_HEADING_LINES = 4
_INDENT = 0.8  # of the font's size
_CENTRED = 0.03  # of the column's width between the middles of the line and of the column
_BOLD_LEVEL = 5
_CONTENTS_LINE = re.compile(r"[.…]\s?[.…]\s?[.…]\s*\d+$")  # a line of a table of contents
_CLOSING = tuple(",.;:)»")
# What never parts at a line's end: «90 календарных», «28 400 ₽», «№ 5».
_UNIT = re.compile(r"[№§] ?\S+|\d[\d.,]*(?: \d{3}(?!\d))* \D\S*")
# A line that ends so goes on in the next one, whatever that begins with.
_HANGING = re.compile(
    r"(?:^|\s)(?:[авикосу]|без|во|для|до|за|из|или|ко|на|над|не|но|об|от|по|под|при|со|что|чем|[—–])$",
    re.IGNORECASE,
)
_CITING = re.compile(r"(?:^|[\s(])(?:п|пп|подп|ст|гл|разд|№)\.?$", re.IGNORECASE)  # «по п. / 4.2.»


@dataclass(slots=True)
class Paragraph:
    lines: list[Line]

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def first(self) -> str:
        return self.lines[0].text


@dataclass(frozen=True, slots=True)
class Body:
    """`size`: the font height most letters have; `sizes`: larger ones, the largest first."""

    size: float
    sizes: tuple[float, ...]
    bold: bool


def body_of(lines: list[Line]) -> Body:
    letters: Counter[float] = Counter()
    bold = 0
    for line in lines:
        count = len(line.text)
        letters[round(line.size * 2) / 2] += count
        bold += count if line.bold else 0
    size = letters.most_common(1)[0][0] if letters else 1.0
    larger = sorted((each for each in letters if each >= size * _HEADING_SIZE), reverse=True)
    return Body(size, tuple(larger), bold * 2 > sum(letters.values()))


def paragraphs(lines: list[Line], body: Body) -> list[Paragraph]:
    """Lines in reading order, grouped."""
    steps = [
        b.y1 - a.y1 for a, b in pairwise(lines) if 0 < b.y1 - a.y1 < 3 * a.size and _same_size(a, b)
    ]
    pitch = median(steps) if steps else 0.0
    groups: list[Paragraph] = []
    for line in lines:
        if groups and not _begins(line, groups[-1], pitch, body):
            groups[-1].lines.append(line)
        else:
            groups.append(Paragraph([line]))
    return groups


def heading_level(paragraph: Paragraph, text: str, body: Body) -> int | None:
    structural = marks.structural_level(text)
    if structural is not None:
        return structural
    if len(paragraph.lines) > _HEADING_LINES or len(text) > 250 or not _has_letters(text):  # noqa: PLR2004  # longer is no heading
        return None
    size = round(paragraph.lines[0].size * 2) / 2
    mark = marks.list_mark(text)
    if size >= body.size * _HEADING_SIZE and not text.endswith((";", ",")):
        return min(1 + body.sizes.index(size), 6) if size in body.sizes else _BOLD_LEVEL
    bold = all(line.bold for line in paragraph.lines) and not body.bold
    if marks.is_caps(text) and (bold or mark is None or not mark.bullet):
        return 1
    if bold and marks.is_short_title(text, period=True) and not (mark and mark.bullet):
        return min(1 + mark.depth, 6) if mark else _BOLD_LEVEL
    return None


def _has_letters(text: str) -> bool:
    return sum(symbol.isalpha() for symbol in text) > 1


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _SIZE_STEP * max(a.size, b.size)


def _begins(line: Line, paragraph: Paragraph, pitch: float, body: Body) -> bool:
    """Whether the line opens a new paragraph."""
    before = paragraph.lines[-1]
    if line.page != before.page or line.y1 <= before.y0:  # another page or column
        return not _runs_over(before, line)
    if not _same_size(before, line) and len(line.words) > 1 and len(before.words) > 1:
        return True
    far = line.y1 - before.y1 > _PITCH * max(pitch, before.size * 0.9)
    if far or _CONTENTS_LINE.search(before.text):
        return True
    if before.text[-1:].isalnum() and line.text[:1] in _CLOSING:
        return False
    is_heading = min(before.size, line.size) >= body.size * _HEADING_SIZE
    same_look = before.bold == line.bold and marks.list_mark(line.text) is None
    if (is_heading and same_look) or (_is_centred(before) and _is_centred(line)):
        return before.bold != line.bold or before.text.endswith(_ENDINGS)
    reweighted = before.bold != line.bold and _would_fit(before, line)
    return reweighted or _opens_by_form(line, before, paragraph)


def _opens_by_form(line: Line, before: Line, paragraph: Paragraph) -> bool:
    ended = before.text.endswith(_ENDINGS)
    deliberate = _would_fit(before, line)
    if _CITING.search(before.text):
        return False
    if marks.list_mark(line.text) or marks.structural_level(line.text):
        return ended or deliberate or abs(line.x0 - before.x0) > _INDENT * line.size
    indented = line.x0 - before.x0 > _INDENT * line.size
    hanging = before is paragraph.lines[0] and marks.list_mark(before.text) is not None
    if indented and not hanging:
        return ended or not line.text[:1].islower()
    if deliberate:
        return ended or not (line.text[:1].islower() or _HANGING.search(before.text))
    return False


def _would_fit(before: Line, line: Line) -> bool:
    """The next line's beginning had room on this one: the line was ended on purpose."""
    unit = _UNIT.match(line.text) if marks.list_mark(line.text) is None else None
    last = line.words[unit[0].count(" ") if unit else 0]
    needed = last.x1 - line.x0 + 0.3 * before.size
    return before.x1 + needed < before.right - 0.7 * before.size


def _is_centred(line: Line) -> bool:
    width = line.right - line.left
    if width <= 0 or line.x0 - line.left < _INDENT * line.size:
        return False
    middle = (line.x0 + line.x1) / 2
    return abs(middle - (line.left + line.right) / 2) <= _CENTRED * width


def _runs_over(before: Line, line: Line) -> bool:
    """A sentence that goes on at the top of the next page or column."""
    if not _same_size(before, line) or before.bold != line.bold:
        return False
    text = before.text
    if text.endswith(_ENDINGS) or marks.list_mark(line.text) is not None:
        return False
    first = line.text[:1]
    if first.isdigit() or first in "№§":
        return _HANGING.search(text) is not None
    return first.islower()
