"""Number formats of old books and of OpenDocument, from records and elements built by hand."""

import io
import struct
import zipfile

from tests.unit.ingestion.parsing.compound import compound

from znatok.ingestion.model import Limits
from znatok.ingestion.parsing.ods_styles import OdsTexts
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.xls_styles import XlsStyles


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def book(version: int = 0x600) -> bytes:
    """A sheet «Доли»: A1 in 0.0%, B1 and C1 a pair of which one is General, A2 a formula in 0%."""
    begin = record(0x809, struct.pack("<HH", version, 5) + bytes(12))
    code = '0.0"%"'
    own = record(0x41E, struct.pack("<HHB", 164, len(code), 1) + code.encode("utf-16-le"))
    looks = b"".join(record(0xE0, struct.pack("<HH", 0, each) + bytes(16)) for each in (0, 164, 9))
    name = "Доли".encode("utf-16-le")

    def head(place: int) -> bytes:
        sheet = record(0x85, struct.pack("<IHBB", place, 0, 4, 1) + name)
        return begin + own + looks + sheet + record(0x0A, b"")

    pair = struct.pack("<HHHIHIH", 0, 1, 1, 0, 0, 0, 2)
    chart = record(0x809, struct.pack("<HH", version, 0x20) + bytes(12)) + record(0x0A, b"")
    cells = (
        record(0x203, struct.pack("<HHHd", 0, 0, 1, 2.5))
        + record(0xBD, pair)
        + chart
        + record(0x06, struct.pack("<HHHd", 1, 0, 2, 0.5) + bytes(8))
    )
    stream = head(len(head(0))) + begin + cells + record(0x0A, b"") + bytes(4096)
    return compound({"Workbook": stream})


def test_formats_of_an_old_book_are_found_by_place() -> None:
    styles = XlsStyles(book())
    assert styles.codes("Доли") == {(0, 0): '0.0"%"', (0, 1): '0.0"%"', (1, 0): "0%"}
    assert styles.codes("Другой") == {}


def test_older_and_damaged_books_have_no_formats() -> None:
    assert XlsStyles(book(0x500)).codes("Доли") == {}
    assert XlsStyles(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)).codes("Доли") == {}
    assert XlsStyles(book()[:700]).codes("Доли") == {}


def sheet(rows: str) -> Package:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
        f'<table:table table:name="Доли">{rows}</table:table></office:document-content>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("content.xml", content)
    return Package(stream.getvalue(), "а.ods", "ODS", Limits())


def test_shares_and_money_of_opendocument_are_taken_as_shown() -> None:
    share = (
        '<table:table-cell office:value-type="percentage"><text:p>2,5 %</text:p></table:table-cell>'
    )
    money = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="currency">'
        "<text:p>12<text:s/> ₽</text:p></table:table-cell>"
    )
    number = '<table:table-cell office:value-type="float"><text:p>7</text:p></table:table-cell>'
    rows = (
        f"<table:table-row>{number}{share}</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f"<table:table-row>{money}</table:table-row>"
    )
    texts = OdsTexts(sheet(rows), "а.ods").texts("Доли")
    assert texts == {(0, 1): "2,5 %", (4, 0): "12 ₽", (4, 1): "12 ₽"}


def test_a_cell_repeated_over_the_whole_sheet_stays_affordable() -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="percentage">'
        "<text:p>1%</text:p></table:table-cell>"
    )
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert len(OdsTexts(sheet(rows), "а.ods").texts("Доли")) == 1_000_000
