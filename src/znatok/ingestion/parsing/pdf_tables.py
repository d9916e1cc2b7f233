"""Tables told by their ruling lines: the grid, the cells, the words in each."""

from collections import defaultdict
from dataclasses import dataclass

from znatok.ingestion.parsing.pdf_lines import joined, lines_of, turned_upright
from znatok.ingestion.parsing.pdf_words import Rule, Word
from znatok.ingestion.parsing.tables import Wide

_SNAP = 3.0  # points within which two rules are one, and a corner meets
_SHORTEST = 4.0  # points; shorter rules are dashes, ticks and letters drawn as shapes
_COVERED = 0.5  # of a cell's side that must be drawn for the side to divide
_MAX_RULES = 3_000  # a page of a hundred rows of twenty cells drawn apart has 4,200 before merging
_MAX_PLACES = 20_000
_MOST_REPETITION = 3  # times the text; past it nearly every place belongs to a merged cell
_LONGEST_CELL = 1_500  # characters, half a page: the frame of a page, not a cell


@dataclass(slots=True)
class Table:
    """`rows`: texts by grid place, a merged cell's in each of its places; `y0`, `y1`: in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    rows: list[list[str]]

    def holds(self, word: Word) -> bool:
        middle = (word.x0 + word.x1) / 2
        return self.x0 <= middle <= self.x1 and self.y0 <= word.middle <= self.y1


def find_tables(words: list[Word], rules: list[Rule]) -> list[Table]:
    """Tables from top to bottom; a frame around text or around a table is none."""
    merged = _merge([each for each in rules if each.end - each.start >= _SHORTEST])
    if len(merged) > _MAX_RULES:
        return []
    tables = [table for group in _connected(merged) if (table := _table(group, words)) is not None]
    tables.sort(key=lambda each: (each.y0, each.x0))
    return [
        table
        for table in tables
        if not any(_inside(other, table) for other in tables if other is not table)
    ]


def _inside(table: Table, other: Table) -> bool:
    return (
        other.x0 - _SNAP <= table.x0
        and table.x1 <= other.x1 + _SNAP
        and other.y0 - _SNAP <= table.y0
        and table.y1 <= other.y1 + _SNAP
        and (table.x0, table.y0, table.x1, table.y1) != (other.x0, other.y0, other.x1, other.y1)
    )


def _merge(rules: list[Rule]) -> list[Rule]:
    """Pieces of one drawn line as one rule."""
    merged: list[Rule] = []
    for each in sorted(rules, key=lambda r: (r.horizontal, round(r.at / _SNAP), r.start)):
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.horizontal == each.horizontal
            and abs(last.at - each.at) <= _SNAP
            and each.start <= last.end + _SNAP
        ):
            merged[-1] = Rule(last.horizontal, last.at, last.start, max(last.end, each.end))
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
            if (
                h.start - _SNAP <= v.at <= h.end + _SNAP
                and v.start - _SNAP <= h.at <= v.end + _SNAP
            ):
                parent[root(at)] = root(other)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate(rules):
        groups[root(at)].append(rule)
    return list(groups.values())


def _positions(values: list[float]) -> list[float]:
    kept: list[float] = []
    for each in sorted(values):
        if not kept or each - kept[-1] > _SNAP:
            kept.append(each)
    return kept


def _table(rules: list[Rule], words: list[Word]) -> Table | None:
    flat = [each for each in rules if each.horizontal]
    upright = [each for each in rules if not each.horizontal]
    ys, xs = _positions([r.at for r in flat]), _positions([r.at for r in upright])
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width < 2 or height * width > _MAX_PLACES:  # noqa: PLR2004  # one place is a frame
        return None
    cell_of = _cells(xs, ys, flat, upright)
    inside: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        column = _between(xs, (word.x0 + word.x1) / 2)
        row = _between(ys, word.middle)
        if column is not None and row is not None:
            inside[cell_of[row][column]].append(word)
    texts = {cell: _cell_text(held) for cell, held in inside.items()}
    if len(texts) < 2 or max(map(len, texts.values())) > _LONGEST_CELL:  # noqa: PLR2004  # a frame has one
        return None
    kept = _distinct(cell_of)
    if len(kept[0]) < 2:  # noqa: PLR2004  # one column is text in boxes
        return None
    rows = [_row(row, texts) for row in kept]
    shown = sum(len(text) for row in rows for text in row)
    if shown > _MOST_REPETITION * sum(map(len, texts.values())):  # boxes that lay out a page
        return None
    return Table(xs[0], ys[0], xs[-1], ys[-1], rows)


def _row(cells: list[int], texts: dict[int, str]) -> list[str]:
    shown = [texts.get(each, "") for each in cells]
    return [
        Wide(text) if cells.count(each) > 1 else text
        for each, text in zip(cells, shown, strict=True)
    ]


def _distinct(cell_of: list[list[int]]) -> list[list[int]]:
    """Without rows and columns that only repeat the one before: lines drawn double."""
    rows = [row for at, row in enumerate(cell_of) if not at or row != cell_of[at - 1]]
    columns = list(zip(*rows, strict=True))
    kept = [column for at, column in enumerate(columns) if not at or column != columns[at - 1]]
    return [list(row) for row in zip(*kept, strict=True)]


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


def _cell_text(words: list[Word]) -> str:
    by_turn: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        by_turn[word.turn].append(turned_upright(word))
    return " ".join(
        joined([line.text for line in lines_of(by_turn[turn])]) for turn in sorted(by_turn)
    )
