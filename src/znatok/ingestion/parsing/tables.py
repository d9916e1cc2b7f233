"""Rows of cells become a table: rectangular, headed by its header, captions and notes set apart."""

from collections.abc import Iterable, Sequence

from znatok.ingestion.parsing.tidying import cell

Rows = tuple[tuple[str, ...], ...]
_NARROWEST = 3  # columns; in two, a label without its value looks like a caption


def squared(rows: Iterable[Sequence[str]]) -> Rows:
    """Tidied and padded to one length, without empty rows and columns."""
    filled = [tuple(cell(each) for each in row) for row in rows]
    filled = [row for row in filled if any(row)]
    width = max((len(row) for row in filled), default=0)
    return _narrowed([row + ("",) * (width - len(row)) for row in filled])


def framed(rows: Rows) -> tuple[list[str], Rows, list[str]]:
    """(captions, the table between them, notes) of squared rows."""
    first, last = 0, len(rows)
    while first < last and _spans(rows[first], alone=True):
        first += 1
    while last > first and _spans(rows[last - 1], alone=False):
        last -= 1
    above = [row[0] for row in rows[:first]]
    below = [row[0] for row in rows[last:]]
    return _once(above), _narrowed(rows[first:last]), _once(below)


def _narrowed(rows: Sequence[tuple[str, ...]]) -> Rows:
    kept = [at for at, column in enumerate(zip(*rows, strict=True)) if any(column)]
    return tuple(tuple(row[at] for at in kept) for row in rows)


def _spans(row: tuple[str, ...], *, alone: bool) -> bool:
    """Whether one cell, repeated in every place it covers, is the whole row.

    `alone`: a text that only stands in the first cell passes too, for above a table captions are
    often left unmerged; below one such a row is a line of totals without figures.
    """
    text = row[0]
    if len(row) == 1 or not any(symbol.isalpha() for symbol in text):
        return False
    others = set(row[1:])
    return others == {text} or (alone and len(row) >= _NARROWEST and others <= {text, ""})


def _once(texts: list[str]) -> list[str]:
    """A cell merged down as well gives the same text in several rows."""
    return [text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1]]
