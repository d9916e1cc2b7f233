"""A picture of a page becomes words and ruling lines with their places, as a PDF's page has them.

What follows (columns, tables, paragraphs, headings) is then the same for scans and for text layers.
"""

import re
from dataclasses import dataclass
from statistics import median

import numpy as np

from znatok.ingestion.model import Recognition
from znatok.ingestion.parsing import ocr_tesseract as tesseract
from znatok.ingestion.parsing.ocr_cells import Box, put_back, strips
from znatok.ingestion.parsing.ocr_letters import in_one_script
from znatok.ingestion.parsing.ocr_raster import (
    Dark,
    Grey,
    Ruling,
    dark,
    erased,
    is_blank,
    rulings,
    skew,
    straightened,
    turned,
)
from znatok.ingestion.parsing.ocr_tesseract import ReadWord, TesseractFailed
from znatok.ingestion.parsing.pdf_grids import Grid, find_grids
from znatok.ingestion.parsing.pdf_words import Rule, Word

_POINTS = 72.0  # an inch
_ASCENT, _DESCENT = 0.85, 0.25  # of the em, as in `pdf_words`
_PAGE_LAYOUT, _CELLS_LAYOUT = 3, 6  # tesseract's: find the blocks; one block of lines
_WIDEST_CELL = 0.3  # of the page: a frame around text is read as the page it frames
_DOUBTFUL = 80.0  # mean confidence below which the page may stand on its side or head
_UPRIGHT = 0.7  # share of words below which it does
_NOISE = 30.0  # confidence below which a word is a stamp, a signature, a smudge
_NOISE_SIGNS = 60.0  # the same for what has neither letter nor digit
# What no smudge looks like: a word in one case, or with a capital first; a number, a date.
# Tesseract may give 0 to dates it has read right.
_WELL_FORMED = re.compile(r"[«\"(]?(?:[А-ЯЁ]?[а-яё]{4,}|[А-ЯЁ]{4,}|\d[\d.,:/-]{2,})[.,:;»\")]*")
_OUTSIZED = 4.0  # times the page's usual em: part of a drawing
_SAME_SIZE = 0.2  # share by which guessed sizes of one font differ


@dataclass(frozen=True, slots=True)
class PageRead:
    """In points from the top left of the page as it is read. `confidence`: 0…100, mean of words."""

    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    confidence: float


class Recogniser:
    """Reads pictures of pages by Tesseract."""

    def __init__(self, recognition: Recognition) -> None:
        self._asked = recognition

    def missing(self) -> list[str]:
        """Packages to be installed first; empty when it can read."""
        return tesseract.missing(self._asked.languages)

    def read(self, grey: Grey, dpi: float) -> PageRead:
        """Read a page of black (0) on white (255).

        Raises:
            TesseractFailed: too slow, or broken on this page.

        """
        read, upright = self._read_upright(grey, dpi)
        doubtful = read.confidence < _DOUBTFUL or upright < _UPRIGHT
        if doubtful and not is_blank(dark(grey)):
            quarters = tesseract.quarters_to_turn(grey, dpi=dpi)
            if quarters:
                other, better = self._read_upright(turned(grey, quarters), dpi)
                if better * other.confidence > upright * read.confidence:
                    return other
        return read

    def _read_upright(self, grey: Grey, dpi: float) -> tuple[PageRead, float]:
        """The page as it lies, and the share of its words that lie so, too."""
        inked = dark(grey)
        degrees = skew(inked)
        if degrees:
            grey = straightened(grey, degrees)
            inked = dark(grey)
        lines = rulings(inked, dpi)
        scale = _POINTS / dpi
        rules = [_rule(each, scale) for each in lines]
        words = [] if is_blank(inked) else self._words(grey, inked, lines, find_grids(rules), dpi)
        words = in_one_script(words)
        lying = [each for each in words if not each.stands_on_side]
        height, width = grey.shape
        read = PageRead(
            width=width * scale,
            height=height * scale,
            words=[_word(each, scale) for each in _evened(lying)],
            rules=rules,
            confidence=float(np.mean([each.confidence for each in lying])) if lying else 0.0,
        )
        return read, len(lying) / max(1, len(words))

    def _words(
        self, grey: Grey, inked: Dark, lines: list[Ruling], grids: list[Grid], dpi: float
    ) -> list[ReadWord]:
        """Words outside of tables, and then those of cells."""
        rest = erased(grey, inked, lines)
        clean, ink = rest.copy(), dark(rest)
        cells: list[Box] = []
        for grid in grids:
            boxes = [_pixels(box, dpi) for box in grid.boxes().values()]
            if max(map(_area, boxes)) <= _WIDEST_CELL * grey.size:
                cells.extend(boxes)
                x0, y0, x1, y1 = _pixels((grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]), dpi)
                rest[y0:y1, x0:x1] = 255
        outside = [] if is_blank(ink & (rest < 255)) else self._ask(rest, dpi, _PAGE_LAYOUT)  # noqa: PLR2004  # 255 is white
        found = _without_noise(outside)
        for strip, pieces in strips(clean, ink, cells, dpi):
            read = put_back(self._ask(strip, dpi, _CELLS_LAYOUT), pieces, dpi)
            found.extend(each for each in read if each.text != "|")  # what is left of a line
        return found

    def _ask(self, grey: Grey, dpi: float, layout: int) -> list[ReadWord]:
        return tesseract.read_words(
            grey,
            self._asked.languages,
            dpi=dpi,
            seconds=self._asked.page_seconds,
            layout=layout,
        )


def _without_noise(words: list[ReadWord]) -> list[ReadWord]:
    usual = median(each.em for each in words) if words else 0.0
    return [
        each
        for each in words
        if each.em <= _OUTSIZED * usual
        and each.text != "|"
        and (each.confidence >= _least(each.text) or _WELL_FORMED.fullmatch(each.text))
    ]


def _least(text: str) -> float:
    """The least confidence for words, and for what has neither letter nor digit."""
    return _NOISE if any(symbol.isalnum() for symbol in text) else _NOISE_SIGNS


def _evened(words: list[ReadWord]) -> list[tuple[ReadWord, float]]:
    """Words with their ems: guesses near the usual one are the usual one."""
    letters = sorted(each.em for each in words for _ in each.text)
    usual = letters[len(letters) // 2] if letters else 0.0
    near = _SAME_SIZE * usual
    return [(each, usual if abs(each.em - usual) <= near else each.em) for each in words]


def _word(sized: tuple[ReadWord, float], scale: float) -> Word:
    each, em = sized
    top, bottom = each.baseline - _ASCENT * em, each.baseline + _DESCENT * em
    return Word(each.text, each.x0 * scale, top * scale, each.x1 * scale, bottom * scale)


def _rule(line: Ruling, scale: float) -> Rule:
    if line.horizontal:
        return Rule(True, (line.y0 + line.y1) / 2 * scale, line.x0 * scale, line.x1 * scale)
    return Rule(False, (line.x0 + line.x1) / 2 * scale, line.y0 * scale, line.y1 * scale)


def _pixels(box: tuple[float, float, float, float], dpi: float) -> Box:
    x0, y0, x1, y1 = (round(each * dpi / _POINTS) for each in box)
    return x0, y0, x1, y1


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


__all__ = ["PageRead", "Recogniser", "TesseractFailed"]
