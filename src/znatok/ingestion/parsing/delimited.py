"""CSV and its kin: one table, the first row its header."""

import csv
import io

from znatok.ingestion.errors import TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 50
_SAMPLE = 64 * 1024
_EXCEL_HINT = "sep="  # Excel's own first line, e.g. «sep=;»


class DelimitedParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        text, whole = decode(data)
        builder = Builder(name, self._limits)
        if not whole:
            builder.warn("replaced-characters")
        delimiter, text = _delimiter(text, "\t" if self._format.kind == "tsv" else ",")
        rows: list[list[str]] = []
        cells = 0
        for row in _rows(text, delimiter):
            cells += len(row)
            if cells > self._limits.max_cells:
                raise TooLarge(name=name, reason=f"> {self._limits.max_cells} cells")
            rows.append(row)
        builder.table(rows)
        return builder.build(self._format.kind, self._format.media_type)


def _delimiter(text: str, usual: str) -> tuple[str, str]:
    """The delimiter that splits most rows into one number of cells, the more cells the better."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_EXCEL_HINT) and len(first.strip()) > len(_EXCEL_HINT):
        return first[len(_EXCEL_HINT)], rest
    best, best_score = usual, (0.0, 0.0)
    for candidate in _DELIMITERS:
        rows = _rows(text[:_SAMPLE], candidate)[:_SAMPLE_ROWS]
        widths = [len(row) for row in rows if any(row)]
        usual_width = max(widths, key=widths.count, default=1)
        if usual_width < 2:  # noqa: PLR2004  # it splits nothing
            continue
        score = (widths.count(usual_width) / len(widths), usual_width)
        if score > best_score:
            best, best_score = candidate, score
    return best, text


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
