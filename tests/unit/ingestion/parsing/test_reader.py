import io
import pickle
import subprocess
import sys
import zipfile
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from znatok.ingestion.errors import (
    BrokenFile,
    EmptyFile,
    Encrypted,
    TooLarge,
    Unreadable,
    UnsafeFile,
    UnsupportedFormat,
)
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing import read_file
from znatok.ingestion.parsing.formats import FORMATS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def document(text: str = "Договор") -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def archive(**parts: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def named(stream_name: str) -> bytes:
    return OLE + stream_name.encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize("data", [b"", b"   \r\n", b"\0" * 4096, b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read_file(data, "a.docx")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"GIF89a" + b"\0" * 50, "GIF"),
        (b"MZ" + b"\0" * 50, "EXE"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (named("VisioDocument"), "Visio"),
        (archive(AndroidManifest_xml="<a/>"), "ZIP"),
    ],
)
def test_what_is_not_read_is_refused_by_its_true_name(data: bytes, told: str) -> None:
    with pytest.raises(UnsupportedFormat) as refused:
        read_file(data, "файл.bin")
    assert refused.value.details["format"] == told
    assert told in refused.value.message("ru")
    assert "{" not in refused.value.message("ru") + refused.value.message("en")


def test_a_document_under_the_name_of_another_format_is_read_with_a_warning() -> None:
    parsed = read_file(document(), "договор.pdf")
    assert (parsed.kind, parsed.warnings) == ("docx", ("wrong-extension",))
    assert read_file(document(), "договор").warnings == ()


def test_an_office_file_under_a_password_is_called_so() -> None:
    with pytest.raises(Encrypted):
        read_file(named("EncryptedPackage"), "a.docx")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx", "a.odt", "a.pdf", "a.doc", "a.xls"])
def test_text_under_the_name_of_an_office_format_is_a_broken_file(name: str) -> None:
    with pytest.raises(BrokenFile) as refused:
        read_file("просто текст".encode(), name)
    assert refused.value.details["format"] == name.removeprefix("a.").upper()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_document_cut_short_is_a_broken_file(share: float) -> None:
    data = document()
    with pytest.raises(BrokenFile):
        read_file(data[: int(len(data) * share)], "a.docx")


def test_a_file_past_the_size_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge):
        read_file(b"x" * 101, "a.txt", Limits(max_bytes=100))


def test_an_archive_bomb_is_refused() -> None:
    bomb = archive(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": b"\0" * (40 << 20)})
    with pytest.raises(UnsafeFile):
        read_file(bomb, "a.docx")
    many = archive(**{f"word__{at}_xml": "x" for at in range(30)}, **{"[Content_Types]_xml": "x"})
    with pytest.raises(TooLarge):
        read_file(many, "a.docx", Limits(max_entries=20))


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    made = openpyxl.Workbook()
    made.active.append(["слово"] * 2000)
    stream = io.BytesIO()
    made.save(stream)
    data = bytearray(stream.getvalue())
    name = b"xl/worksheets/sheet1.xml"
    central = data.rindex(name) - 46  # the central directory's record, APPNOTE.TXT 4.3.12
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    with pytest.raises((UnsafeFile, BrokenFile)):
        read_file(bytes(data), "a.xlsx")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
def test_declared_entities_are_refused(declared: str) -> None:
    body = f"{declared}<w:document {WORD}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
    data = archive(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": body})
    with pytest.raises(UnsafeFile):
        read_file(data, "a.docx")


def outcome(data: bytes, name: str) -> str:
    """The text or the slug of the refusal; any other exception fails the test."""
    try:
        return read_file(data, name).text
    except Unreadable as error:
        return error.slug


@settings(deadline=None)  # the first file of a format imports its parser
@given(st.binary(min_size=1, max_size=400), st.sampled_from([f.extensions[0] for f in FORMATS]))
def test_no_bytes_raise_anything_but_a_named_refusal(data: bytes, extension: str) -> None:
    assert outcome(data, f"a.{extension}")


def sheet() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["Товар", 5])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


DOCUMENT, SHEET = document(), sheet()


@settings(deadline=None)
@given(
    st.sampled_from([("a.docx", DOCUMENT), ("a.xlsx", SHEET)]),
    st.floats(0, 1, exclude_max=True),
    st.binary(max_size=12),
    st.integers(0, 12),
)
def test_spoilt_bytes_never_crash(
    file: tuple[str, bytes], at: float, written: bytes, dropped: int
) -> None:
    name, data = file
    place = int(len(data) * at)
    assert outcome(data[:place] + written + data[place + dropped :], name)


def test_the_result_and_the_refusals_travel_between_processes() -> None:
    parsed = read_file(document(), "a.docx")
    assert pickle.loads(pickle.dumps(parsed)) == parsed  # noqa: S301  # our own bytes
    refusal = UnsupportedFormat(name="a", format="PNG")
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301
    assert (type(again), again.details) == (UnsupportedFormat, refusal.details)


def test_importing_the_reader_loads_no_parser() -> None:
    code = (
        "import sys, znatok.ingestion.parsing\n"
        "heavy = {'lxml', 'docx', 'pptx', 'pypdfium2', 'python_calamine', 'kreuzberg', 'markdown_it'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_broken_file_keeps_the_parsers_words_for_logs_only() -> None:
    with pytest.raises(BrokenFile) as refused:
        read_file(document()[:900], "a.docx")
    error = refused.value
    assert error.cause.startswith("BadZipFile: ")
    assert set(error.details) == {"name", "format"}
    assert error.cause not in error.message("ru") + error.message("en")
    assert pickle.loads(pickle.dumps(error)).cause == error.cause  # noqa: S301  # our own bytes


def test_the_cause_holds_no_text_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("invalid literal 'Иванов' in \"salary 100\" у Петрова " + "x" * 500)

    monkeypatch.setattr("znatok.ingestion.parsing.plain.read_plain", fail)
    with pytest.raises(BrokenFile) as refused:
        read_file("Оклад".encode(), "a.txt")
    assert refused.value.cause.startswith("ValueError: invalid literal … in … … … xxx")
    assert len(refused.value.cause) == 200
