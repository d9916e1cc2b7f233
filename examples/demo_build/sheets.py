"""XLSX (xlsxwriter) and the CSV that 1С and Excel in Russia exchange: cp1251 and semicolons."""

import csv
import io
import re
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from demo_build.archive import repack
from demo_build.markup import NBSP, Piece, title_of

Value = str | float | datetime


def value_of(cell: str) -> Value:
    """A number or a date where the cell is one, so that the sheet can be summed and sorted."""
    plain = cell.replace(NBSP, "").replace(" ", "")
    if re.fullmatch(r"-?\d+(,\d+)?", plain) and not re.fullmatch(r"0\d+", plain):
        return float(plain.replace(",", ".")) if "," in plain else int(plain)
    if re.fullmatch(r"\d\d\.\d\d\.\d{4}", plain):
        return datetime.strptime(plain, "%d.%m.%Y").replace(tzinfo=UTC)
    return cell


def to_xlsx(pieces: list[Piece], author: str, when: datetime) -> bytes:
    """One sheet for each second-level heading: its paragraphs, then its table."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True})
    book.set_properties(
        {"title": title_of(pieces), "author": author, "created": when.replace(tzinfo=None)}
    )
    formats = {
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True}),
        "number": book.add_format({"num_format": "# ##0.##", "border": 1}),
        "whole": book.add_format({"num_format": "# ##0", "border": 1}),
        "date": book.add_format({"num_format": "dd.mm.yyyy", "border": 1}),
        "text": book.add_format({"border": 1}),
        "note": book.add_format({"italic": True}),
    }
    sheet: Worksheet | None = None
    row = 0
    for piece in pieces:
        if piece.kind == "heading" and piece.level == 2:
            sheet, row = book.add_worksheet(piece.text.replace(NBSP, " ")[:31]), 0
        elif sheet is not None and piece.kind == "table":
            row = _write_table(sheet, row, piece, formats)
        elif sheet is not None:
            text, width = piece.text.replace(NBSP, " "), _width_below(pieces, piece)
            sheet.merge_range(row, 0, row, width - 1, text, formats["note"])
            row += 1
    book.close()
    return repack(out.getvalue())


def _width_below(pieces: list[Piece], note: Piece) -> int:
    """Columns of the table that a note stands above: offices merge such lines across it."""
    below = pieces[pieces.index(note) :]
    return len(next(piece.rows[0] for piece in below if piece.kind == "table"))


def _write_table(sheet: Worksheet, top: int, piece: Piece, formats: dict[str, Format]) -> int:
    for column, cell in enumerate(piece.rows[0]):
        sheet.write_string(top, column, cell.replace(NBSP, " "), formats["head"])
        sheet.set_column(column, column, max(10, *(len(row[column]) for row in piece.rows)) + 2)
    for number, cells in enumerate(piece.rows[1:], top + 1):
        for column, cell in enumerate(cells):
            value = value_of(cell)
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, formats["date"])
            elif isinstance(value, str):
                sheet.write_string(number, column, value.replace(NBSP, " "), formats["text"])
            else:
                kind = "whole" if isinstance(value, int) else "number"
                sheet.write_number(number, column, value, formats[kind])
    sheet.freeze_panes(top + 1, 0)
    return top + len(piece.rows) + 1


def to_csv(pieces: list[Piece]) -> bytes:
    """The source's one table; cp1251 has no rouble sign, so sources write «руб.»."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for piece in pieces:
        writer.writerows([cell.replace(NBSP, " ") for cell in row] for row in piece.rows)
    return out.getvalue().encode("cp1251")
