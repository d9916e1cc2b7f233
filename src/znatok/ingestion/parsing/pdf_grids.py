"""Grids of ruling lines: where a page is divided into cells, whatever stands in them."""

from collections import defaultdict
from dataclasses import dataclass

from znatok.ingestion.parsing.pdf_words import Rule

SNAP = 3.0  # points within which two rules are one, and a corner meets
_SHORTEST = 4.0  # points; shorter rules are dashes, ticks and letters drawn as shapes
_COVERED = 0.5  # of a cell's side that must be drawn for the side to divide
_MAX_RULES = 3_000  # a page of a hundred rows of twenty cells drawn apart has 4,200 before merging
_MAX_PLACES = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """`xs`, `ys`: where it is divided, in points; `cell_of[row][column]`: number of the cell."""

    xs: list[float]
    ys: list[float]
    cell_of: list[list[int]]

    def cell_at(self, x: float, y: float) -> int | None:
        column, row = _between(self.xs, x), _between(self.ys, y)
        return None if column is None or row is None else self.cell_of[row][column]

    def boxes(self) -> dict[int, tuple[float, float, float, float]]:
        """The outer box (x0, y0, x1, y1) of each cell."""
        found: dict[int, tuple[float, float, float, float]] = {}
        for row, cells in enumerate(self.cell_of):
            for column, cell in enumerate(cells):
                x0, y0 = self.xs[column], self.ys[row]
                x1, y1 = self.xs[column + 1], self.ys[row + 1]
                was = found.get(cell, (x0, y0, x1, y1))
                found[cell] = min(was[0], x0), min(was[1], y0), max(was[2], x1), max(was[3], y1)
        return found


def find_grids(rules: list[Rule]) -> list[Grid]:
    """What rules that touch one another enclose; at least two places each."""
    merged = _merge([each for each in rules if each.end - each.start >= _SHORTEST])
    if len(merged) > _MAX_RULES:
        return []
    return [grid for group in _connected(merged) if (grid := _grid(group)) is not None]


def _grid(rules: list[Rule]) -> Grid | None:
    flat = [each for each in rules if each.horizontal]
    upright = [each for each in rules if not each.horizontal]
    ys, xs = _positions([r.at for r in flat]), _positions([r.at for r in upright])
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or not 2 <= height * width <= _MAX_PLACES:  # noqa: PLR2004  # one place is a frame
        return None
    return Grid(xs, ys, _cells(xs, ys, flat, upright))


def _merge(rules: list[Rule]) -> list[Rule]:
    """Pieces of one drawn line as one rule."""
    merged: list[Rule] = []
    for each in sorted(rules, key=lambda r: (r.horizontal, round(r.at / SNAP), r.start)):
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.horizontal == each.horizontal
            and abs(last.at - each.at) <= SNAP
            and each.start <= last.end + SNAP
            and last.start <= each.end + SNAP
        ):
            # Of lines nearly at one height the later may begin earlier.
            start, end = min(last.start, each.start), max(last.end, each.end)
            merged[-1] = Rule(last.horizontal, last.at, start, end)
        else:
            merged.append(each)
    return merged


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules grouped by touching one another."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    flat = [(at, rule) for at, rule in enumerate(rules) if rule.horizontal]
    upright = [(at, rule) for at, rule in enumerate(rules) if not rule.horizontal]
    for at, h in flat:
        for other, v in upright:
            if h.start - SNAP <= v.at <= h.end + SNAP and v.start - SNAP <= h.at <= v.end + SNAP:
                parent[root(at)] = root(other)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate(rules):
        groups[root(at)].append(rule)
    return list(groups.values())


def _positions(values: list[float]) -> list[float]:
    kept: list[float] = []
    for each in sorted(values):
        if not kept or each - kept[-1] > SNAP:
            kept.append(each)
    return kept


def _between(edges: list[float], at: float) -> int | None:
    if not edges[0] <= at <= edges[-1]:
        return None
    for index, edge in enumerate(edges[1:]):
        if at <= edge:
            return index
    return None


def _cells(
    xs: list[float], ys: list[float], flat: list[Rule], upright: list[Rule]
) -> list[list[int]]:
    """For each grid place the number of its cell: places with no line between them are one cell."""
    height, width = len(ys) - 1, len(xs) - 1
    across, down = _drawn(flat, ys, xs), _drawn(upright, xs, ys)
    parent = list(range(height * width))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and (column + 1, row) not in down:
                parent[root(here + 1)] = root(here)
            if row + 1 < height and (row + 1, column) not in across:
                parent[root(here + width)] = root(here)
    return [[root(row * width + column) for column in range(width)] for row in range(height)]


def _drawn(rules: list[Rule], lines: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """(line, step) pairs where a rule on that line covers enough of that step."""
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        line = min(range(len(lines)), key=lambda at: abs(lines[at] - rule.at))
        for step in range(len(steps) - 1):
            overlap = min(rule.end, steps[step + 1]) - max(rule.start, steps[step])
            if overlap > 0:
                covered[line, step] += overlap
    return {
        (line, step)
        for (line, step), length in covered.items()
        if length >= _COVERED * (steps[step + 1] - steps[step])
    }
