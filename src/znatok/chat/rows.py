"""Rows of tables inside fragments: told with the names of their columns."""

from collections.abc import Iterator

from znatok.documents.model import Fragment

CELL = " | "  # between the cells of a row, see documents/model.py


def named_cells(fragment: Fragment, start: int, end: int) -> list[tuple[str, str]] | None:
    """(column, value) of each filled cell of the row at [start, end) of the fragment's text.

    The columns are named by the first row of the table, which stands in the fragment above this row
    or, when the table began in an earlier fragment, last in the fragment's context. None when the
    span is no row, or is the header itself, or the numbers of cells differ.
    """
    cells = fragment.text[start:end].split(CELL)
    header = header_of(fragment, start)
    if len(cells) == 1 or header is None or len(header) != len(cells):
        return None
    pairs = zip(header, cells, strict=True)
    return [(name.strip(), value.strip()) for name, value in pairs if value.strip()]


def is_row(fragment: Fragment, start: int, end: int) -> bool:
    """Whether the span is a row of a table."""
    return CELL in fragment.text[start:end] and "\n" not in fragment.text[start:end]


def is_header(fragment: Fragment, start: int, end: int) -> bool:
    """Whether the span is the first row of a table that goes on below it."""
    if not is_row(fragment, start, end) or header_of(fragment, start) is not None:
        return False
    below = fragment.text[end:].removeprefix("\n").partition("\n")[0]
    return CELL in below


def header_of(fragment: Fragment, start: int) -> list[str] | None:
    """The cells of the first row of the table that goes on at `start`; None where none is known."""
    first = None
    above = fragment.text[:start].removesuffix("\n")
    for line in reversed(above.split("\n") if above else []):
        if CELL not in line:
            break
        first = line
    else:  # the table reaches up to the fragment's beginning, so its header may stand before it
        before = fragment.context.split("\n")[-1]
        first = before if CELL in before else first
    return first.split(CELL) if first is not None else None


def rows_in(fragment: Fragment, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the rows of tables in [start, end), those that name the columns left out."""
    at = start
    for written in fragment.text[start:end].split("\n"):
        if is_row(fragment, at, at + len(written)) and not is_header(
            fragment, at, at + len(written)
        ):
            yield at, at + len(written)
        at += len(written) + 1
