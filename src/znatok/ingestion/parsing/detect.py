"""What the bytes are, whatever the file is called."""

import io
import re
import struct

import olefile

from znatok.ingestion.errors import Encrypted, UnsupportedArchive, UnsupportedFormat
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing.packages import Package

_PDF_WITHIN = 1024  # Acrobat accepts the header within the first 1024 bytes (PDF 1.7, H.3.13)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # a file first, or the directory of an empty archive
_GZIP = b"\x1f\x8b\x08"  # RFC 1952: two magic bytes, deflate
_TAR, _TAR_AT = b"ustar", 257  # POSIX.1-1988, ustar header block
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    (b"AT&TFORM", "djvu"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
# Magic bytes of what is recognised in order to be refused by its true name.
_REFUSED = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
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
_REFUSED_ARCHIVES = (
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
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
_OLE_REFUSED = {"vsd": "Visio"}
# What programs and unknown office formats are packed with: their parts are no documents.
_PROGRAMS = frozenset({"[Content_Types].xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
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
    binary = archive_kind(data) or picture_kind(data)
    if binary is not None:
        return _zipped(data, name, limits) if binary == "zip" else binary
    for magic, told in _REFUSED_ARCHIVES:
        if data.startswith(magic) and (magic not in _BINARY_WITHOUT_NULS or b"\0" in data[:_HEAD]):
            raise UnsupportedArchive(name=name, format=told)
    for magic, told in _REFUSED:
        if data.startswith(magic) and (magic not in _BINARY_WITHOUT_NULS or b"\0" in data[:_HEAD]):
            raise UnsupportedFormat(name=name, format=told)
    if data[4:8] == b"ftyp":
        raise UnsupportedFormat(name=name, format="MP4")
    return _textual(data[:_HEAD].decode("latin-1").removeprefix("\u00ef\u00bb\u00bf"))


def archive_kind(data: bytes) -> str | None:
    """How the bytes are packed, by their beginning; office files are ZIP, too."""
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_GZIP):
        return "gz"
    return "tar" if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR else None


def picture_kind(data: bytes) -> str | None:
    """Which picture format that is read, by its first bytes."""
    return next((kind for magic, kind in _PICTURES if data.startswith(magic)), None)


def _textual(head: str) -> str | None:
    if head.lstrip().startswith("{\\rtf"):
        return "rtf"
    if _HTML.match(head):
        return "html"
    return "eml" if _MAIL.match(head) and _MAIL_NEEDS.search(head) else None


def holds_macros(data: bytes) -> bool:
    """Whether an office file carries a program (VBA): told by the name of its part."""
    if data.startswith(_ZIP):
        return b"vbaProject.bin" in data  # names of parts are not packed
    return data.startswith(_OLE) and _holds(data, "_VBA_PROJECT")


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
    told = _root_streams(data)
    for stream, kind in _OLE_STREAMS:
        if any(each.startswith(stream) for each in told) if told else _holds(data, stream):
            if kind == "encrypted":
                raise Encrypted(name=name)
            if kind in _OLE_REFUSED:
                raise UnsupportedFormat(name=name, format=_OLE_REFUSED[kind])
            return kind
    raise UnsupportedFormat(name=name, format="OLE2")


def _root_streams(data: bytes) -> list[str]:
    """Names in the root of a compound file; none where its directory is damaged.

    Only the root tells: a letter may carry a Word document, a Word document a letter.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            return [entry[0] for entry in compound.listdir(streams=True, storages=True)]
    except (OSError, ValueError, IndexError, struct.error):
        return []


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _zipped(data: bytes, name: str, limits: Limits) -> str:
    with Package(data, name, "ZIP", limits, locked=True) as package:
        names = set(package.names())
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(each.startswith(folder) for each in names) and "[Content_Types].xml" in names:
                return "xlsb" if "xl/workbook.bin" in names else kind
        if names & _PROGRAMS:
            raise UnsupportedFormat(name=name, format="ZIP")
        declared = (package.read("mimetype") or b"").decode("latin-1").strip()
        if declared in _OPENDOCUMENT:
            return _OPENDOCUMENT[declared]
        content = package.read("content.xml")
        found = _OPENDOCUMENT_BODY.search(content) if content else None
        if found:
            return _BODY_KINDS[found[1]]
    if declared:
        raise UnsupportedFormat(name=name, format=declared[:60])
    return "zip"
