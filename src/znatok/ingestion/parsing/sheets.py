"""Spreadsheets: each sheet a heading, each area between empty rows a table."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

import python_calamine as calamine

from znatok.ingestion.errors import BrokenFile, Encrypted, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder, tidy
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.office import core_title
from znatok.ingestion.parsing.packages import Package

_EXACT_INTEGERS = 1e15  # Excel keeps 15 significant digits


class SheetsParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        title = self._check(data, name)
        builder = Builder(name, self._limits)
        try:
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            shown = [each for each in book.sheets_metadata if _holds_cells(each)]
            for sheet in shown:
                if sheet.visible is not calamine.SheetVisibleEnum.Visible:
                    builder.warn("hidden-sheets")
                self._sheet(book.get_sheet_by_name(sheet.name), name, builder)
        except calamine.PasswordError as error:
            raise Encrypted(name=name) from error
        except calamine.CalamineError as error:
            raise BrokenFile(name=name, format=self._format.kind.upper()) from error
        return builder.build(self._format.kind, self._format.media_type, title=title)

    def _check(self, data: bytes, name: str) -> str | None:
        if self._format.kind == "xls":
            return None
        with Package(data, name, self._format.kind.upper(), self._limits) as package:
            package.check_real_sizes()
            return core_title(package)

    def _sheet(self, sheet: calamine.CalamineSheet, name: str, builder: Builder) -> None:
        if sheet.height * sheet.width > self._limits.max_cells * 10:  # mostly empty is allowed
            raise TooLarge(name=name, reason=f"{sheet.height} × {sheet.width} cells")
        rows = [[show(value) for value in row] for row in sheet.to_python()]
        _repeat_merged(rows, sheet)
        areas = list(_areas(rows))
        if not areas:
            return
        builder.heading(sheet.name, 1, sheet=sheet.name)
        for area in areas:
            builder.table(area, sheet=sheet.name)


def show(value: object) -> str:
    """A cell as it reads: 12.03.2026, 1500, 0.25, ИСТИНА."""
    match value:
        case bool():
            return "ИСТИНА" if value else "ЛОЖЬ"
        case float():
            whole = value.is_integer() and abs(value) < _EXACT_INTEGERS
            return str(int(value)) if whole else repr(round(value, 10))
        case dt.date() | dt.time():
            return _moment(value)
        case dt.timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        case _:
            return str(value)


def _moment(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    midnight = not isinstance(value, dt.datetime) or value.time() == dt.time()
    return value.strftime("%d.%m.%Y" if midnight else "%d.%m.%Y %H:%M")


def _holds_cells(sheet: calamine.SheetMetadata) -> bool:
    return sheet.typ is calamine.SheetTypeEnum.WorkSheet


def _repeat_merged(rows: list[list[str]], sheet: calamine.CalamineSheet) -> None:
    """A merged cell's text in every place it covers; ranges count from the sheet's corner."""
    top, left = sheet.start or (0, 0)
    for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        if not (0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top])):
            continue
        text = rows[row - top][column - left]
        for down in range(row - top, min(last_row - top + 1, len(rows))):
            for along in range(column - left, min(last_column - left + 1, len(rows[down]))):
                rows[down][along] = text


def _areas(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    area: list[Sequence[str]] = []
    for row in rows:
        if any(tidy(value) for value in row if value):
            area.append(row)
        elif area:
            yield area
            area = []
    if area:
        yield area
