"""Where one table of a sheet ends and another begins."""

from collections.abc import Iterable, Iterator, Sequence

from znatok.ingestion.parsing.tidying import tidy

Rows = list[Sequence[str]]
_NARROWEST = 2  # columns of a table that stands beside another


def areas_of(rows: Iterable[Sequence[str]]) -> Iterator[Rows]:
    """Runs of rows between empty ones."""
    area: Rows = []
    for row in rows:
        if any(tidy(value) for value in row if value):
            area.append(row)
        elif area:
            yield area
            area = []
    if area:
        yield area


def side_by_side(area: Rows) -> list[Rows]:
    """The tables of an area that stand beside each other, from left to right.

    An empty column alone does not part tables: people set groups of one table's columns apart with
    it, and leave one of them out of the row of totals. The parts must begin at different rows, end
    at rows further apart than that, or bear the same header.
    """
    parts = [part for part in _parts(area) if part]
    if len(parts) < 2 or any(len(part[0]) < _NARROWEST for part in parts):  # noqa: PLR2004  # one
        return [area]
    firsts, lasts = zip(*map(_extent, parts), strict=True)
    apart = len(set(firsts)) > 1 or max(lasts) - min(lasts) > 1
    headers = [tuple(tidy(value) for value in part[0]) for part in parts]
    repeated = len(set(headers)) < len(headers) and any(headers[0])
    return parts if apart or repeated else [area]


def _parts(area: Rows) -> list[Rows]:
    width = max(len(row) for row in area)
    filled = [
        any(len(row) > at and row[at] and tidy(row[at]) for row in area) for at in range(width)
    ]
    parts: list[Rows] = []
    start = 0
    for at in [*(at for at in range(width) if not filled[at]), width]:
        if at > start:
            parts.append([row[start:at] for row in area])
        start = at + 1
    return parts


def _extent(part: Rows) -> tuple[int, int]:
    """The first and the last row with something in it."""
    filled = [at for at, row in enumerate(part) if any(tidy(value) for value in row if value)]
    return (filled[0], filled[-1])
