"""The formats that are read, and which module reads each.

Format modules bring heavy native libraries (pdfium, lxml, calamine…), 0.6 s of import together;
a server that only answers questions never needs them, so each is imported when its first file
comes. This is the one place of the code base that imports by name.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from znatok.ingestion.model import Limits
from znatok.ingestion.ports import Parser

_OOXML = "application/vnd.openxmlformats-officedocument."
_OASIS = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Format:
    """`extensions`: lower case, without the dot. `textual`: the bytes are text in some encoding.

    `converted`: the kind that LibreOffice makes of it, which reads better than the file itself.
    """

    kind: str
    media_type: str
    extensions: tuple[str, ...]
    module: str
    parser: str
    textual: bool = False
    converted: str = ""

    def open(self, limits: Limits) -> Parser:
        module = importlib.import_module(f"{__package__}.{self.module}")
        make: Callable[[Format, Limits], Parser] = getattr(module, self.parser)
        return make(self, limits)


FORMATS: tuple[Format, ...] = (
    Format("pdf", "application/pdf", ("pdf",), "pdf", "PdfParser"),
    Format(
        "docx",
        _OOXML + "wordprocessingml.document",
        ("docx", "docm", "dotx"),
        "docx",
        "DocxParser",
    ),
    Format("doc", "application/msword", ("doc", "dot"), "legacy", "DocParser", converted="docx"),
    Format("rtf", "application/rtf", ("rtf",), "legacy", "RtfParser", converted="docx"),
    Format(
        "ppt",
        "application/vnd.ms-powerpoint",
        ("ppt", "pps"),
        "legacy",
        "PptParser",
        converted="pptx",
    ),
    Format(
        "xlsx",
        _OOXML + "spreadsheetml.sheet",
        ("xlsx", "xlsm", "xltx"),
        "sheets",
        "SheetsParser",
    ),
    Format(
        "xlsb",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        ("xlsb",),
        "sheets",
        "SheetsParser",
    ),
    Format(
        "xls",
        "application/vnd.ms-excel",
        ("xls", "xlt"),
        "sheets",
        "SheetsParser",
        converted="xlsx",
    ),
    Format("ods", _OASIS + "spreadsheet", ("ods",), "sheets", "SheetsParser", converted="xlsx"),
    Format(
        "pptx",
        _OOXML + "presentationml.presentation",
        ("pptx", "pptm", "ppsx"),
        "slides",
        "PptxParser",
    ),
    Format(
        "odt",
        _OASIS + "text",
        ("odt", "ott"),
        "opendocument",
        "OpenDocumentParser",
        converted="docx",
    ),
    Format(
        "odp",
        _OASIS + "presentation",
        ("odp",),
        "opendocument",
        "OpenDocumentParser",
        converted="pptx",
    ),
    Format("html", "text/html", ("html", "htm", "xhtml"), "html", "HtmlParser", textual=True),
    Format("md", "text/markdown", ("md", "markdown"), "markdown", "MarkdownParser", textual=True),
    Format("csv", "text/csv", ("csv",), "delimited", "DelimitedParser", textual=True),
    Format(
        "tsv",
        "text/tab-separated-values",
        ("tsv", "tab"),
        "delimited",
        "DelimitedParser",
        textual=True,
    ),
    Format("djvu", "image/vnd.djvu", ("djvu", "djv"), "djvu", "DjvuParser"),
    Format("png", "image/png", ("png",), "pictures", "PictureParser"),
    Format("jpeg", "image/jpeg", ("jpg", "jpeg"), "pictures", "PictureParser"),
    Format("tiff", "image/tiff", ("tif", "tiff"), "pictures", "PictureParser"),
    Format("eml", "message/rfc822", ("eml", "mht", "mhtml"), "mail", "MailParser", textual=True),
    Format("msg", "application/vnd.ms-outlook", ("msg",), "outlook", "MsgParser"),
    Format("zip", "application/zip", ("zip",), "archive_listing", "ArchiveParser"),
    Format("tar", "application/x-tar", ("tar",), "archive_listing", "ArchiveParser"),
    Format("gz", "application/gzip", ("gz", "tgz"), "archive_listing", "ArchiveParser"),
    Format("json", "application/json", ("json", "jsonl"), "plain", "CodeParser", textual=True),
    Format("xml", "application/xml", ("xml",), "plain", "CodeParser", textual=True),
    Format("yaml", "application/yaml", ("yaml", "yml"), "plain", "CodeParser", textual=True),
    Format(
        "txt", "text/plain", ("txt", "text", "log", "rst"), "plain", "PlainParser", textual=True
    ),
)
ARCHIVES = frozenset({"zip", "tar", "gz"})  # their files become documents of their own
BY_KIND = {each.kind: each for each in FORMATS}
BY_EXTENSION = {extension: each for each in FORMATS for extension in each.extensions}
