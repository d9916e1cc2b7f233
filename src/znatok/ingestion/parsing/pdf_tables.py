"""Tables told by their ruling lines: the grid, the cells, the words in each."""

from collections import defaultdict
from dataclasses import dataclass

from znatok.ingestion.parsing.pdf_grids import SNAP, Grid, find_grids
from znatok.ingestion.parsing.pdf_lines import joined, lines_of, turned_upright
from znatok.ingestion.parsing.pdf_words import Rule, Word
from znatok.ingestion.parsing.tables import Wide

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
    tables = [table for grid in find_grids(rules) if (table := _table(grid, words)) is not None]
    tables.sort(key=lambda each: (each.y0, each.x0))
    return [
        table
        for table in tables
        if not any(_inside(other, table) for other in tables if other is not table)
    ]


def _inside(table: Table, other: Table) -> bool:
    return (
        other.x0 - SNAP <= table.x0
        and table.x1 <= other.x1 + SNAP
        and other.y0 - SNAP <= table.y0
        and table.y1 <= other.y1 + SNAP
        and (table.x0, table.y0, table.x1, table.y1) != (other.x0, other.y0, other.x1, other.y1)
    )


def _table(grid: Grid, words: list[Word]) -> Table | None:
    inside: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        cell = grid.cell_at((word.x0 + word.x1) / 2, word.middle)
        if cell is not None:
            inside[cell].append(word)
    texts = {cell: _cell_text(held) for cell, held in inside.items()}
    if len(texts) < 2 or max(map(len, texts.values())) > _LONGEST_CELL:  # noqa: PLR2004  # a frame has one
        return None
    kept = _distinct(grid.cell_of)
    if len(kept[0]) < 2:  # noqa: PLR2004  # one column is text in boxes
        return None
    rows = [_row(row, texts) for row in kept]
    shown = sum(len(text) for row in rows for text in row)
    if shown > _MOST_REPETITION * sum(map(len, texts.values())):  # boxes that lay out a page
        return None
    return Table(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], rows)


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


def _cell_text(words: list[Word]) -> str:
    by_turn: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        by_turn[word.turn].append(turned_upright(word))
    return " ".join(
        joined([line.text for line in lines_of(by_turn[turn])]) for turn in sorted(by_turn)
    )
