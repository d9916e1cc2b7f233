"""Rows of cells become a table: rectangular, headed by its header, captions and notes set apart."""

from collections.abc import Iterable, Sequence

from znatok.ingestion.parsing.tidying import cell

Rows = tuple[tuple[str, ...], ...]
_NARROWEST = 3  # columns; in two, a label without its value looks like a caption


class Wide(str):
    """The text of a cell that covers several columns, repeated in each of them."""

    __slots__ = ()


def squared(rows: Iterable[Sequence[str]]) -> Rows:
    """Tidied and padded to one length, without empty rows and columns; `Wide` cells stay so."""
    filled = [tuple(_tidied(each) for each in row) for row in rows]
    filled = [row for row in filled if any(row)]
    width = max((len(row) for row in filled), default=0)
    return _narrowed([row + ("",) * (width - len(row)) for row in filled])


def framed(rows: Rows) -> tuple[list[str], Rows, list[str]]:
    """(captions, the table between them, notes) of squared rows."""
    first, last = 0, len(rows)
    while first < last and _spans(rows[first], above=True):
        first += 1
    while last > first and _spans(rows[last - 1], above=False):
        last -= 1
    above = [str(row[0]) for row in rows[:first]]
    below = [str(row[0]) for row in rows[last:]]
    table = tuple(tuple(map(str, row)) for row in _narrowed(rows[first:last]))
    return _once(above), table, _once(below)


def _tidied(text: str) -> str:
    return Wide(cell(text)) if isinstance(text, Wide) else cell(text)


def _narrowed(rows: Sequence[tuple[str, ...]]) -> Rows:
    kept = [at for at, column in enumerate(zip(*rows, strict=True)) if any(column)]
    return tuple(tuple(row[at] for at in kept) for row in rows)


def _spans(row: tuple[str, ...], *, above: bool) -> bool:
    """Whether one cell is all there is in the row.

    Above a table a text in the first cell alone passes too, for captions are often left unmerged;
    below one such a row is a total without figures.
    """
    text, others = row[0], set(row[1:])
    if not others or not any(symbol.isalpha() for symbol in text) or not others <= {text, ""}:
        return False
    if isinstance(text, Wide):
        return "" not in others or (above and len(row) >= _NARROWEST)
    return above and others == {""} and len(row) >= _NARROWEST


def _once(texts: list[str]) -> list[str]:
    """A cell merged down as well gives the same text in several rows."""
    return [text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1]]
