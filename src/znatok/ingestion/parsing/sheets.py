"""Spreadsheets: each sheet a heading, each area between empty rows a table."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

import python_calamine as calamine

from znatok.ingestion.errors import BrokenFile, Encrypted, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.number_formats import NumberFormat, month_of, number_format
from znatok.ingestion.parsing.ods_styles import OdsTexts
from znatok.ingestion.parsing.office import core_title
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.sheet_areas import areas_of, side_by_side
from znatok.ingestion.parsing.sheet_extent import check_extents
from znatok.ingestion.parsing.sheet_styles import SheetStyles
from znatok.ingestion.parsing.tables import Wide
from znatok.ingestion.parsing.xls_styles import XlsStyles

_MOSTLY_EMPTY = 10  # places in a sheet's grid for each cell that is allowed
_EXACT_INTEGERS = 1e15  # Excel keeps 15 significant digits


class SheetsParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        with ExitStack() as stack:
            package = stack.enter_context(self._package(data, name)) if self._zipped else None
            return self._read(data, name, package)

    def _read(self, data: bytes, name: str, package: Package | None) -> ParsedFile:
        title = core_title(package) if package else None
        builder = Builder(name, self._limits)
        try:
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            styles = self._styles(data, name, package)
            texts = OdsTexts(package, name) if package and self._format.kind == "ods" else None
            shown = [each for each in book.sheets_metadata if _holds_cells(each)]
            for sheet in shown:
                hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
                if hidden:
                    builder.warn("hidden-sheets")
                read = book.get_sheet_by_name(sheet.name)
                codes = styles.codes(sheet.name) if styles else {}
                said = texts.texts(sheet.name) if texts else {}
                self._sheet(read, name, builder, _Looks(codes, said), hidden=hidden)
        except calamine.PasswordError as error:
            raise Encrypted(name=name) from error
        except calamine.CalamineError as error:
            raise BrokenFile(name=name, format=self._format.kind.upper()) from error
        return builder.build(self._format.kind, self._format.media_type, title=title)

    def _styles(
        self, data: bytes, name: str, package: Package | None
    ) -> SheetStyles | XlsStyles | None:
        if self._format.kind == "xls":
            return XlsStyles(data)
        return SheetStyles(package, name) if package and self._format.kind == "xlsx" else None

    @property
    def _zipped(self) -> bool:
        return self._format.kind != "xls"

    def _package(self, data: bytes, name: str) -> Package:
        package = Package(data, name, self._format.kind.upper(), self._limits)
        package.check_real_sizes()
        check_extents(package, name, self._limits.max_cells * _MOSTLY_EMPTY)
        return package

    def _sheet(
        self,
        sheet: calamine.CalamineSheet,
        name: str,
        builder: Builder,
        looks: "_Looks",
        *,
        hidden: bool,
    ) -> None:
        if sheet.height * sheet.width > self._limits.max_cells * _MOSTLY_EMPTY:
            raise TooLarge(name=name, reason=f"{sheet.height} × {sheet.width} cells")
        rows = list(_shown(sheet, looks))
        _repeat_merged(rows, sheet)
        areas = list(areas_of(rows))
        if not areas:
            return
        shown = f"{sheet.name} (скрытый лист)" if hidden else sheet.name
        builder.heading(shown, 1, sheet=sheet.name)
        for area in areas:
            for table in side_by_side(area):
                builder.table(table, sheet=sheet.name)


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells are shown, by their place from the sheet's corner: a format code, or the text."""

    codes: Mapping[tuple[int, int], str]
    texts: Mapping[tuple[int, int], str]


def _shown(sheet: calamine.CalamineSheet, looks: _Looks) -> Iterator[list[str]]:
    """Rows of cells as they read."""
    top, left = sheet.start or (0, 0)
    codes, texts = looks.codes, looks.texts
    formats = {code: number_format(code) for code in set(codes.values())}
    for down, row in enumerate(sheet.to_python(), top):
        cells = []
        for along, value in enumerate(row, left):
            if texts and value != "" and (down, along) in texts:
                cells.append(texts[down, along])
                continue
            code = codes.get((down, along)) if codes and value != "" else None
            cells.append(show(value) if code is None else _by_code(value, code, formats[code]))
        yield cells


def _by_code(value: object, code: str, told: NumberFormat | None) -> str:
    if told is not None and isinstance(value, float) and abs(value) < _EXACT_INTEGERS:
        return told.show(value)
    if isinstance(value, dt.date):
        return month_of(code, value.year, value.month) or show(value)
    return show(value)


def show(value: object) -> str:
    """A cell without a format as it reads: 12.03.2026, 1500, 0,25, ИСТИНА."""
    match value:
        case bool():
            return "ИСТИНА" if value else "ЛОЖЬ"
        case float():
            whole = value.is_integer() and abs(value) < _EXACT_INTEGERS
            return str(int(value)) if whole else repr(round(value, 10)).replace(".", ",")
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
        text = Wide(text) if last_column > column else text
        for down in range(row - top, min(last_row - top + 1, len(rows))):
            for along in range(column - left, min(last_column - left + 1, len(rows[down]))):
                rows[down][along] = text
