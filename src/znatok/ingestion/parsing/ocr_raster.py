"""A scanned page as a picture: how dark, how skewed, and where lines are ruled.

Pictures are arrays of bytes (height, width), 0 black and 255 white; places are pixels from the top
left corner. Lengths that depend on the resolution are given in inches.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]
Dark = NDArray[np.bool_]

_LEVELS = 256
_FADED = 200  # no paper is darker than its own print; past this level ink is a stain
_BLANK = 0.0002  # of the pixels: a few specks of dust and a fold
_EDGE = 0.02  # of a page's sides that a scanner's lid may blacken
_SKEW_WIDTH = 800  # pixels: enough to tell 0.1 degrees over a line
_MAX_SKEW = 4.0  # degrees; a page fed by hand; more is a photograph
_SKEW_STEPS = (0.25, 0.05)  # degrees, coarse and fine
_LEAST_SKEW = 0.1  # degrees: below, a line of A4 climbs by less than its thickness
_SEED = 0.1  # inches: a run of dark pixels that may be part of a ruled line
_SHORTEST = 0.2  # inches, 5 mm: strokes of letters up to 20 points are shorter
_GAP = 0.015  # inches a ruled line may break off
_ASIDE = (
    0.015  # inches from a line, where there is paper beside a ruled line and ink beside letters
)
_ALONE = 0.2  # of its length at most with ink beside it, on either side
_CROWDED = 0.45  # the same with text close by, for what is
_LONG, _UNBROKEN = 1.0, 0.98  # inches, and drawn throughout
_THICKEST = 0.06  # inches; a thicker bar is a picture or a filled cell
_SLANT = 0.01  # of its length that a line may still climb
_MAX_RUNS = 40_000  # a page with more is a picture


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruled line; its box in pixels, ends excluded."""

    horizontal: bool
    x0: int
    y0: int
    x1: int
    y1: int


def dark(grey: Grey) -> Dark:
    """Where ink is, by the threshold that parts a page's levels best (Otsu, 1979)."""
    counts = np.bincount(grey.reshape(-1), minlength=_LEVELS).astype(np.float64)
    below = np.cumsum(counts)
    mass = np.cumsum(counts * np.arange(_LEVELS))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    level = int(np.nanargmax(between)) if np.isfinite(between).any() else 0
    return grey <= min(level, _FADED)


def is_blank(inked: Dark) -> bool:
    """Whether there is nothing to read: white or black paper, dust, the shadow of the lid."""
    height, width = inked.shape
    inner = inked[
        int(height * _EDGE) : int(height * (1 - _EDGE)),
        int(width * _EDGE) : int(width * (1 - _EDGE)),
    ]
    share = float(inner.mean()) if inner.size else 0.0
    return share < _BLANK or share > 1 - _BLANK


def skew(inked: Dark) -> float:
    """Degrees by which lines of text fall to the right; 0.0 when they are straight enough.

    Lines are straight where the sums along them differ most from one to the next (Postl, 1986).
    """
    step = max(1, round(inked.shape[1] / _SKEW_WIDTH))
    ys, xs = np.nonzero(inked[::step, ::step])
    if len(ys) < _SKEW_WIDTH:
        return 0.0

    def sharpness(degrees: float) -> float:
        places = np.rint(ys - xs * math.tan(math.radians(degrees))).astype(np.int64)
        sums = np.bincount(places - places.min()).astype(np.float64)
        return float((np.diff(sums) ** 2).sum())

    found, reach = 0.0, _MAX_SKEW
    for fineness in _SKEW_STEPS:
        tried = np.arange(found - reach, found + reach + fineness / 2, fineness)
        found, reach = float(max(tried, key=sharpness)), fineness
    # At the border of what is looked for there is no peak: a picture, a map.
    at_border = abs(found) >= _MAX_SKEW - _SKEW_STEPS[0]
    straight = abs(found) < _LEAST_SKEW or sharpness(found) < 1.05 * sharpness(0.0)
    return 0.0 if at_border or straight else found


def straightened(grey: Grey, degrees: float) -> Grey:
    """The page turned so that its lines lie level."""
    image = Image.fromarray(grey).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(image)


def turned(grey: Grey, quarters: int) -> Grey:
    """The page turned clockwise by quarters of a turn."""
    return np.ascontiguousarray(np.rot90(grey, -quarters))


def rulings(inked: Dark, dpi: float) -> list[Ruling]:
    """Straight lines along both axes, as tables and forms have them."""
    flat = [Ruling(True, x0, y0, x1, y1) for x0, y0, x1, y1 in _bars(inked, dpi)]
    upright = [Ruling(False, y0, x0, y1, x1) for x0, y0, x1, y1 in _bars(inked.T, dpi)]
    return [
        *_crossed(flat, upright, round(_GAP * dpi)),
        *_crossed(upright, flat, round(_GAP * dpi)),
    ]


def _crossed(lines: list[Ruling], others: list[Ruling], near: int) -> list[Ruling]:
    """Those that meet one across: a line by itself is drawn under words, and may be one."""
    return [
        line
        for line in lines
        if any(
            line.x0 - near <= other.x1
            and other.x0 <= line.x1 + near
            and line.y0 - near <= other.y1
            and other.y0 <= line.y1 + near
            for other in others
        )
    ]


def erased(grey: Grey, inked: Dark, lines: list[Ruling]) -> Grey:
    """The page without these lines: what is left in a cell is its text.

    Of each line only rows (or columns) of pixels dark for most of their length go, and one pixel on
    either side, which is the blur of its edge.
    """
    clean = grey.copy()
    for each in lines:
        box = inked[each.y0 : each.y1, each.x0 : each.x1]
        solid = np.flatnonzero(box.mean(axis=1 if each.horizontal else 0) > 0.3)  # noqa: PLR2004  # letters that touch a line darken less
        if not solid.size:
            continue
        first, last = int(solid[0]) - 1, int(solid[-1]) + 2
        if each.horizontal:
            clean[max(0, each.y0 + first) : each.y0 + last, each.x0 : each.x1] = 255
        else:
            clean[each.y0 : each.y1, max(0, each.x0 + first) : each.x0 + last] = 255
    return clean


def _bars(inked: Dark, dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes (x0, y0, x1, y1) of horizontal lines."""
    rows, starts, ends = _runs(inked, round(_SEED * dpi))
    if len(rows) > _MAX_RUNS:
        return []
    gap, longest = round(_GAP * dpi), round(_SHORTEST * dpi)
    joins = (rows[1:] == rows[:-1]) & (starts[1:] - ends[:-1] <= gap)
    first = np.flatnonzero(np.concatenate(([True], ~joins))) if len(rows) else rows
    last = np.concatenate((first[1:] - 1, [len(rows) - 1])) if len(rows) else rows
    rows, starts, ends = rows[first], starts[first], ends[last]
    # A line that climbs is seen as runs shorter than itself, one a row.
    boxes = _stacked(rows.tolist(), starts.tolist(), ends.tolist(), gap)
    return [
        box
        for box in boxes
        if box[2] - box[0] >= longest
        and box[3] - box[1] <= _THICKEST * dpi + _SLANT * (box[2] - box[0])
        and _stands_alone(inked, box, dpi)
    ]


def _stands_alone(inked: Dark, box: tuple[int, int, int, int], dpi: float) -> bool:
    """Letters side by side make a line too, at their tops; but they have stems below it, and gaps.

    Text may stand close to a ruled line: that is long and has no gaps.
    """
    x0, y0, x1, y1 = box
    aside = round(_ASIDE * dpi)
    above, below = max(0, y0 - aside), min(inked.shape[0] - 1, y1 + aside - 1)
    beside = max(float(inked[above, x0:x1].mean()), float(inked[below, x0:x1].mean()))
    if beside <= _ALONE or beside > _CROWDED or x1 - x0 < _LONG * dpi:
        return beside <= _ALONE
    return float(inked[y0:y1, x0:x1].any(axis=0).mean()) >= _UNBROKEN


def _runs(
    inked: Dark, shortest: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(row, start, end) of horizontal runs of dark pixels at least so long, row by row."""
    height, width = inked.shape
    framed = np.zeros((height, width + 2), dtype=np.int8)
    framed[:, 1:-1] = inked
    change = np.diff(framed, axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    kept = ends - starts >= shortest
    return rows[kept], starts[kept], ends[kept]


def _stacked(
    rows: list[int], starts: list[int], ends: list[int], gap: int
) -> list[tuple[int, int, int, int]]:
    """Runs that touch from row to row as one box."""
    boxes: list[list[int]] = []
    open_boxes: list[list[int]] = []
    for row, start, end in zip(rows, starts, ends, strict=True):
        open_boxes = [box for box in open_boxes if row - box[3] <= gap]
        for box in open_boxes:
            if start <= box[2] + gap and end >= box[0] - gap:
                box[0], box[2] = min(box[0], start), max(box[2], end)
                box[3] = row + 1
                break
        else:
            box = [start, row, end, row + 1]
            boxes.append(box)
            open_boxes.append(box)
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in boxes]
