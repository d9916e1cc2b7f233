"""Files made to harm whoever reads them, each built here in milliseconds."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

import docx
import openpyxl
import pypdfium2 as pdfium

MIB = 2**20
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
)
ENTITIES = {
    "billion-laughs": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">' + LAUGHS + b"]>",
    "quadratic": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 "' + b"a" * 100_000 + b'">]>',
    "xxe": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "xxe-network": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">]>',
}


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, data in files:
            made.writestr(name, data)
    return stream.getvalue()


def flat_bomb() -> bytes:
    """200 MB of zeros in 200 KB."""
    return zipped(("нули.txt", bytes(200 * MIB)))


def nested_bomb() -> bytes:
    """As 42.zip: every archive holds ten of the next, ten levels down; 10^10 files."""
    data = zipped(("нули.txt", bytes(MIB)))
    for _ in range(10):
        data = zipped(*((f"{number}.zip", data) for number in range(10)))
    return data


def overlapping_bomb(entries: int = 60) -> bytes:
    """All entries of the directory share the packed bytes of one (D. Fifield, WOOT 2019).

    The bytes do not pack well, so that no ratio tells.
    """
    plain = Random(1).randbytes(MIB // 2)  # noqa: S311  # no secret, only hard to pack
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    body = packer.compress(plain) + packer.flush()
    sizes = (zlib.crc32(plain), len(body), len(plain))
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, 5, 0) + b"00000" + body
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, 5, 0, 0, 0, 0, 0, 0)
    listed = b"".join(entry + b"%05d" % number for number in range(entries))
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, entries, entries, len(listed), len(local), 0)
    return local + listed + end


def deep_archive(levels: int = 500) -> bytes:
    data = zipped(("дно.txt", b"x"))
    for _ in range(levels):
        data = zipped(("a.zip", data))
    return data


def lying_docx() -> bytes:
    """A document whose part says it is small and unpacks to 64 MB."""
    size = 64 * MIB + 0x12345
    made = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", bytes(size)))
    return made.replace(struct.pack("<I", size), struct.pack("<I", 1000))


def office_bomb() -> bytes:
    return zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", bytes(64 * MIB)))


def docx_with(document: bytes) -> bytes:
    return zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", document))


def xlsx_with(sheet: bytes) -> bytes:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as made:
        parts = {each: made.read(each) for each in made.namelist()}
    return zipped(*(parts | {"xl/worksheets/sheet1.xml": sheet}).items())


def xml_files(entity: str) -> dict[str, tuple[str, bytes]]:
    """The same attack in each place where XML is read: its file name and its bytes."""
    head = ENTITIES[entity]
    word = (
        head
        + b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    )
    sheet = head + (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    text = head + (
        b'<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
        b"<text:p>&l9;</text:p></office:text></office:body></office:document-content>"
    )
    odt = zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", text))
    page = head.replace(b"x [", b"html [") + b"<html><body><p>&l9;</p></body></html>"
    return {
        "docx": ("а.docx", docx_with(word)),
        "xlsx": ("а.xlsx", xlsx_with(sheet)),
        "odt": ("а.odt", odt),
        "xml": ("а.xml", head + b"<x>&l9;</x>"),
        "html": ("а.html", page),
    }


def deep_xml() -> bytes:
    """A hundred thousand elements one in another."""
    return docx_with(b"<w>" * 100_000 + b"</w>" * 100_000)


def many_pages(count: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(count):
        document.new_page(200, 200)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def deep_pdf() -> bytes:
    """A dictionary of a hundred thousand arrays one in another."""
    return b"%PDF-1.7\n1 0 obj\n<</A " + b"[" * 100_000 + b"]" * 100_000 + b">>\nendobj\n%%EOF"


def word_document(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_macro(data: bytes, part: str) -> bytes:
    """An office file with a program that would run when it is opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = [(each, made.read(each)) for each in made.namelist()]
    return zipped(*parts, (part, b'Sub AutoOpen()\r\nShell "rm -rf /"\r\nEnd Sub' * 30))


def sheet_with(value: object) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Показатель", value])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def wide_sheet() -> bytes:
    """Two cells as far apart as a sheet allows: 17 thousand million cells between them."""
    return xlsx_with(
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c>'
        b"</row></sheetData></worksheet>"
    )


def repeated_sheet() -> bytes:
    """One cell repeated in all places of a sheet, in three hundred bytes."""
    content = (
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        b'<office:spreadsheet><table:table table:name="a">'
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
        b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        b"</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped(("mimetype", kind), ("content.xml", content))


def locked_zip() -> bytes:
    data = bytearray(zipped(("а.txt", b"1" * 50), ("б.txt", b"2" * 50)))
    for magic, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def locked_pdf() -> bytes:
    """Standard security handler, revision 2 (PDF 1.7, 7.6.3), with keys that fit no password."""
    key = b"<" + b"ab" * 32 + b">"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Filter/Standard/V 1/R 2/O " + key + b"/U " + key + b"/P -4>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<aa><aa>]>>\n"
    return (
        data
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + tail
        + b"startxref\n%d\n%%%%EOF" % len(data)
    )


BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # what it is: the name it comes under, how it is made, the slug it is refused by
    "zip bomb, flat": ("а.zip", flat_bomb, "unsafe-file"),
    "zip bomb, nested": ("а.zip", nested_bomb, "too-deep"),
    "zip bomb, overlapping": ("а.zip", overlapping_bomb, "unsafe-file"),
    "bomb in a document": ("а.docx", office_bomb, "unsafe-file"),
    "document with false sizes": ("а.docx", lying_docx, "broken-file"),
    "elements 100,000 deep": ("а.docx", deep_xml, "broken-file"),
    "arrays 100,000 deep": ("а.pdf", deep_pdf, "broken-file"),
    "PDF of 10,000 pages": ("а.pdf", lambda: many_pages(10_000), "too-large"),
    "sheet of 17 thousand million cells": ("а.xlsx", wide_sheet, "too-large"),
    "ZIP under a password": ("а.zip", locked_zip, "encrypted"),
    "PDF under a password": ("а.pdf", locked_pdf, "encrypted"),
}
