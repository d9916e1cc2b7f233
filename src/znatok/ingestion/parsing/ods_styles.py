"""How cells of an OpenDocument sheet are shown: shares and sums of money, as their program did."""

from collections.abc import Iterator
from typing import Any

from znatok.ingestion.parsing.markup import attribute, integer, local, parse_xml
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.tidying import cell

_SHOWN = frozenset({"percentage", "currency"})
_MOST_REPEATED = 1000  # more of the same cell fill the sheet's edge


class OdsTexts:
    """Raises:
    BrokenFile, UnsafeFile, TooLarge: on opening.

    """

    def __init__(self, package: Package, name: str) -> None:
        content = package.read("content.xml")
        self._tables: dict[str, Any] = {}
        if content and any(b'"%s"' % each.encode() in content for each in _SHOWN):
            for element in parse_xml(content, name, "ODS").iter("{*}table"):
                self._tables.setdefault(attribute(element, "name") or "", element)

    def texts(self, sheet: str) -> dict[tuple[int, int], str]:
        """What is shown by (row, column) from 0, for shares and money alone."""
        table = self._tables.get(sheet)
        return dict(_texts(table)) if table is not None else {}


def _texts(table: Any) -> Iterator[tuple[tuple[int, int], str]]:
    down = 0
    for row in table.iter("{*}table-row"):
        rows = max(1, integer(attribute(row, "number-rows-repeated"), 1))
        along = 0
        for each in row:
            if local(each) not in {"table-cell", "covered-table-cell"}:
                continue
            columns = max(1, integer(attribute(each, "number-columns-repeated"), 1))
            if attribute(each, "value-type") in _SHOWN:
                text = cell(" ".join("".join(p.itertext()) for p in each if local(p) == "p"))
                for at in range(min(rows, _MOST_REPEATED)):
                    for step in range(min(columns, _MOST_REPEATED) if text else 0):
                        yield (down + at, along + step), text
            along += columns
        down += rows
