"""What LibreOffice converts. Most need it, and skip, saying so, where it is not installed."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.unit.ingestion.parsing.test_docx import numbered, shown

from znatok.documents.model import BlockKind
from znatok.ingestion.errors import Encrypted, NeedsOffice, UnsafeFile
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing import libreoffice, read_file
from znatok.ingestion.parsing.libreoffice import program

ALLOWED = Limits(office=True)
RTF = rb"{\rtf1\ansi\ansicpg1251 \'c4\'ee\'e3\'ee\'e2\'ee\'f0\par}"
needs_office = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")


def converted(data: bytes, kind: str, wanted: str) -> bytes:
    found = program()
    assert found is not None
    made = libreoffice._convert(found, data, kind, wanted, ALLOWED)
    assert made is not None
    return made


def contract() -> bytes:
    document = docx.Document()
    document.add_heading("Предмет договора", 1)
    append = numbered(document)
    append("Общие положения сторон", 0)
    append("Исполнитель обязуется оказать услуги в срок.", 1)
    append("Заказчик обязуется принять и оплатить услуги.", 1)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@needs_office
@pytest.mark.slow
def test_a_word_document_of_1997_reads_as_its_docx_does() -> None:
    new = contract()
    old = converted(new, "docx", "doc")
    read = read_file(old, "договор.doc", ALLOWED)
    assert read.kind == "doc"
    assert read.media_type == "application/msword"
    assert shown(read) == shown(read_file(new, "договор.docx"))
    assert "1.2. Заказчик" in read.text
    # What our own reader makes of it: the numbers are Word's to compute.
    assert "1.2." not in read_file(old, "договор.doc").text


@needs_office
@pytest.mark.slow
def test_numbers_of_an_old_sheet_are_shown_in_their_formats() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Показатель", "Доля"])
    sheet.append(["Брак", 0.025])
    sheet["B2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    old = converted(stream.getvalue(), "xlsx", "xls")
    assert "Брак | 2,5 %" in read_file(old, "доли.xls", ALLOWED).text
    assert "Брак | 2,5 %" in read_file(old, "доли.xls").text  # by our own reader as well
    opened = converted(stream.getvalue(), "xlsx", "ods")
    assert "Брак | 2.5%" in read_file(opened, "доли.ods").text  # as the program showed it


@needs_office
def test_what_is_unsafe_or_locked_never_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_run", lambda *_: pytest.fail("LibreOffice was started"))
    entities = b'<!DOCTYPE x [<!ENTITY a "b">]><office:text xmlns:office="o">&a;</office:text>'
    with pytest.raises(UnsafeFile):
        read_file(_odt(entities), "а.odt", ALLOWED)
    with pytest.raises(Encrypted):
        read_file(_odt(b"<x/>", b"<encryption-data/>"), "а.odt", ALLOWED)


def test_no_program_is_started_unless_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_run", lambda *_: pytest.fail("LibreOffice was started"))
    assert read_file(RTF, "а.rtf").warnings == ()


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("without_office")
def test_where_it_is_not_installed_the_reading_says_so() -> None:
    assert read_file(RTF, "а.rtf", ALLOWED).warnings == ("read-without-office",)


@pytest.mark.usefixtures("without_office")
def test_what_only_it_could_read_is_refused_with_its_name() -> None:
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    with pytest.raises(NeedsOffice) as refused:
        read_file(damaged, "старый.doc", ALLOWED)
    assert "libreoffice-writer-nogui" in refused.value.message("ru")


def test_a_stuck_conversion_is_given_up_and_the_own_reading_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stuck = tmp_path / "soffice"
    stuck.write_text("#!/bin/sh\nexec sleep 60\n")
    stuck.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    parsed = read_file(RTF, "а.rtf", Limits(office=True, office_seconds=0.2))
    assert [each.kind for each in parsed.blocks] == [BlockKind.PARAGRAPH]
    assert parsed.text == "Договор"


def _odt(content: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()
