"""Cells of a scanned table, cut out and pasted one below another before they are read.

Left in its table, text of neighbouring cells is taken for one line, and short cells for specks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from znatok.ingestion.parsing.ocr_raster import Dark, Grey
from znatok.ingestion.parsing.ocr_tesseract import ReadWord

Box = tuple[int, int, int, int]

_INSET = 0.02  # inches: what is left of a line along a cell's side
_MARGIN = 0.06  # inches of paper around the ink
_GAP = 0.14  # inches between two cells, more than between two lines
_TALLEST = 20_000  # pixels of one strip; tesseract reads up to 32,767
_LEAST_INK = 0.0002  # square inches: a hyphen of 8 points has three times as much


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a part of the page, (x0, y0, x1, y1), begins on the strip."""

    box: Box
    at: int


def strips(
    clean: Grey, inked: Dark, cells: Iterable[Box], dpi: float
) -> Iterator[tuple[Grey, list[_Piece]]]:
    """Columns of cells to be read, each with what leads back to the page."""
    boxes = [box for cell in cells if (box := _ink_of(inked, cell, dpi)) is not None]
    gap = round(_GAP * dpi)
    pieces: list[_Piece] = []
    top = gap
    for box in boxes:
        height = box[3] - box[1]
        if pieces and top + height + gap > _TALLEST:
            yield _pasted(clean, pieces, top, gap), pieces
            pieces, top = [], gap
        pieces.append(_Piece(box, top))
        top += height + gap
    if pieces:
        yield _pasted(clean, pieces, top, gap), pieces


def put_back(words: list[ReadWord], pieces: list[_Piece], dpi: float) -> Iterator[ReadWord]:
    """Words of a strip at their places on the page."""
    gap = round(_GAP * dpi)
    for word in words:
        middle = (word.y0 + word.y1) / 2
        piece = min(pieces, key=lambda each: _distance(each, middle))
        dx, dy = piece.box[0] - gap, piece.box[1] - piece.at
        yield replace(
            word,
            x0=word.x0 + dx,
            x1=word.x1 + dx,
            y0=word.y0 + dy,
            y1=word.y1 + dy,
            baseline=word.baseline + dy,
        )


def _distance(piece: _Piece, y: float) -> float:
    return max(piece.at - y, y - piece.at - (piece.box[3] - piece.box[1]), 0.0)


def _ink_of(inked: Dark, cell: Box, dpi: float) -> Box | None:
    """The box around a cell's ink, within the cell; None for an empty one."""
    inset, margin = round(_INSET * dpi), round(_MARGIN * dpi)
    x0, y0, x1, y1 = cell[0] + inset, cell[1] + inset, cell[2] - inset, cell[3] - inset
    inside = inked[max(0, y0) : y1, max(0, x0) : x1]
    if inside.sum() < _LEAST_INK * dpi * dpi:
        return None
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return (
        max(x0, x0 + int(columns[0]) - margin),
        max(y0, y0 + int(rows[0]) - margin),
        min(x1, x0 + int(columns[-1]) + margin),
        min(y1, y0 + int(rows[-1]) + margin),
    )


def _pasted(clean: Grey, pieces: list[_Piece], height: int, gap: int) -> Grey:
    width = max(piece.box[2] - piece.box[0] for piece in pieces) + 2 * gap
    strip = np.full((height, width), 255, dtype=np.uint8)
    for piece in pieces:
        x0, y0, x1, y1 = piece.box
        strip[piece.at : piece.at + y1 - y0, gap : gap + x1 - x0] = clean[y0:y1, x0:x1]
    return strip
