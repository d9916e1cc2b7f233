"""What the bytes are, whatever the file is called."""

import re

from znatok.ingestion.errors import Encrypted, UnsupportedFormat
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing.packages import Package

_PDF_WITHIN = 1024  # Acrobat accepts the header within the first 1024 bytes (PDF 1.7, H.3.13)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Magic bytes of what is recognised in order to be refused by its true name.
_REFUSED = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"AT&TFORM", "DjVu"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"SQLite format 3\0", "SQLite"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
    (b"\x1aE\xdf\xa3", "MKV"),
    (b"RIFF", "RIFF (WEBP, AVI, WAV)"),
    (b"wOFF", "WOFF"),
    (b"\0\x01\0\0", "TTF"),
)
_BINARY_WITHOUT_NULS = frozenset({b"BM", b"MZ", b"BZh", b"ID3", b"RIFF", b"OggS"})
_OPENDOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_OPENDOCUMENT_BODY = re.compile(rb"<office:(text|spreadsheet|presentation)[\s>]")
_BODY_KINDS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
# Stream names in the directory of a compound file are UTF-16LE ([MS-CFB] 2.6.1).
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__substg1.0_", "msg"),
    ("VisioDocument", "vsd"),
    ("Book", "xls"),
)
_OLE_REFUSED = {"msg": "MSG (Outlook)", "vsd": "Visio"}
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    r"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?"
    r"(?:from|received|return-path|mime-version|message-id|delivered-to|x-[a-z-]+):[^\n]*\n",
    re.IGNORECASE,
)
_MAIL_NEEDS = re.compile(r"^(?:from|mime-version|message-id):", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b\x1a\b\v")


def sniff(data: bytes, name: str, limits: Limits) -> str | None:
    """The kind told by the bytes alone; None for text without a signature and for the unknown.

    Raises:
        BrokenFile: a damaged archive.
        Encrypted: an office file under a password.
        UnsupportedFormat: recognised, and not read here.
        TooLarge, UnsafeFile: an archive past the limits.

    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        return _compound(data, name)
    if data.startswith(_ZIP):
        return _zipped(data, name, limits)
    for magic, told in _REFUSED:
        if data.startswith(magic) and (magic not in _BINARY_WITHOUT_NULS or b"\0" in data[:_HEAD]):
            raise UnsupportedFormat(name=name, format=told)
    if data[4:8] == b"ftyp":
        raise UnsupportedFormat(name=name, format="MP4")
    return _textual(data[:_HEAD].decode("latin-1").removeprefix("\u00ef\u00bb\u00bf"))


def _textual(head: str) -> str | None:
    if head.lstrip().startswith("{\\rtf"):
        return "rtf"
    if _HTML.match(head):
        return "html"
    return "eml" if _MAIL.match(head) and _MAIL_NEEDS.search(head) else None


def looks_like_text(data: bytes) -> bool:
    """No NUL and next to no control characters, or the pattern of UTF-16."""
    sample = data[: 16 * _HEAD]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if _is_utf16(sample):
        return True
    if b"\0" in sample:
        return False
    controls = sum(byte < ord(" ") and byte not in _TEXT_CONTROLS for byte in sample)
    return controls * 200 <= len(sample)


def _is_utf16(sample: bytes) -> bool:
    """Nearly all the bytes of one parity are 0 or 4: Latin or Cyrillic in UTF-16 without a mark."""
    for half, other in ((sample[0::2], sample[1::2]), (sample[1::2], sample[0::2])):
        share = (half.count(0) + half.count(4)) / max(1, len(half))
        if share > 0.6 and other.count(0) <= len(other) * 0.01:  # noqa: PLR2004  # see encodings
            return True
    return False


def _compound(data: bytes, name: str) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            if kind == "encrypted":
                raise Encrypted(name=name)
            if kind in _OLE_REFUSED:
                raise UnsupportedFormat(name=name, format=_OLE_REFUSED[kind])
            return kind
    raise UnsupportedFormat(name=name, format="OLE2")


def _zipped(data: bytes, name: str, limits: Limits) -> str:
    with Package(data, name, "ZIP", limits) as package:
        names = set(package.names())
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(each.startswith(folder) for each in names) and "[Content_Types].xml" in names:
                return "xlsb" if "xl/workbook.bin" in names else kind
        declared = (package.read("mimetype") or b"").decode("latin-1").strip()
        if declared in _OPENDOCUMENT:
            return _OPENDOCUMENT[declared]
        content = package.read("content.xml")
        found = _OPENDOCUMENT_BODY.search(content) if content else None
        if found:
            return _BODY_KINDS[found[1]]
    raise UnsupportedFormat(name=name, format=declared[:60] or "ZIP")
