"""What reading a file gives, and how much of it is allowed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from znatok.documents.model import Block

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The text of a file and its structure; picklable.

    `text`: NFC, lines end in LF, no NUL or other control characters. `blocks`: in reading order,
    not overlapping, each span exactly its text. `title`: from the file's metadata or its first
    heading. `pages`: their number in paged formats. `kind`: short name of the format the bytes
    really have ("pdf", "docx", …). `warnings`: stable slugs, in order of first appearance:
    "wrong-extension", "hidden-sheets", "attachments-not-read", "members-not-read" (of an
    archive), "read-without-office" (no computed numbers, for want of LibreOffice), "has-macros"
    (never run, and not read), "replaced-characters", "pictures-recognised" (scans pasted into an
    office file). Those about pages name them after a colon, "pages-recognised:1-3,7":
    "pages-recognised" (read from their pictures, so letters may be wrong), "pages-read-poorly" (as
    well, and probably are), "pages-not-recognised" (pictures that nobody read),
    "pages-without-text" (nothing to read).
    """

    text: str
    blocks: tuple[Block, ...]
    kind: str
    media_type: str
    title: str | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """How pictures of text are read (OCR). `languages`: by Tesseract's names for them.

    `page_seconds`: for one page; one of A4 takes about two on a core. `max_pages`: of one file.
    `on_page`: told (pages read, pages to be read) before each page; what it raises ends the file.
    """

    enabled: bool = True
    languages: tuple[str, ...] = ("rus", "eng")
    page_seconds: float = 30.0
    max_pages: int = 500
    on_page: Callable[[int, int], None] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; past any of them reading stops with `TooLarge` or `UnsafeFile`.

    The largest honest files we know of set the scale: the Tax Code as DOCX is 3 MB, 60 MB unpacked,
    6 million characters; OOXML spreadsheets deflate up to about 60 : 1. Deflate itself cannot pass
    1032 : 1 (zlib's technical details), so `max_ratio` stands between.

    `max_files`, `max_depth`: files in an archive or a letter, those of archives inside included,
    and how many archives and letters may stand one in another; what lies deeper is named, not read.

    `office`: LibreOffice may be asked to convert what it reads better than we do, if it is
    installed; `office_seconds`: for one file, which takes it one or two.
    """

    max_bytes: int = 200 * MIB
    max_unpacked_bytes: int = 1024 * MIB
    max_entry_bytes: int = 256 * MIB
    max_ratio: int = 300
    ratio_from_bytes: int = 16 * MIB
    max_entries: int = 20_000
    max_pages: int = 5_000
    max_cells: int = 2_000_000
    max_text: int = 50_000_000
    recognition: Recognition = field(default_factory=Recognition)
    max_files: int = 2_000
    max_depth: int = 3
    office: bool = False
    office_seconds: float = 60.0


DEFAULT_LIMITS = Limits()
