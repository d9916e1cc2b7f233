"""Grows the canonical text of a file and keeps every block's span exact."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from znatok.documents.model import Block, BlockKind
from znatok.ingestion.errors import NoText, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks

# Soft hyphen, zero-width space and joiners, bidirectional marks, word joiner, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
# Control characters (Cc) but tab and newline, lone surrogates, non-characters.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LEADERS = re.compile(r"[.…](?:[^\S\n]?[.…]){4,}")  # dots that lead to a page number
_BLANKS = re.compile(r"[^\S\n]+")
_TITLE_LENGTH = 200


def clean(text: str) -> str:
    """NFC, LF line ends, nothing invisible; white space is left as it is."""
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def tidy(text: str) -> str:
    """Clean text, runs of blanks as one space, of leading dots as one «…», no blank lines."""
    text = _LEADERS.sub(" … ", clean(text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cell(text: str) -> str:
    """Tidy text on one line."""
    return tidy(text).replace("\n", " ")


class Builder:
    """Appends blocks in reading order; what is empty after tidying is not appended.

    Blocks are separated by an empty line, neighbouring list items by a line end.

    Raises:
        TooLarge: from any of the appending calls.

    """

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._cells = 0
        self._last_caps = ""
        self._warnings: dict[str, None] = {}

    def heading(
        self, text: str, level: int, *, page: int | None = None, sheet: str | None = None
    ) -> None:
        text, level = tidy(text).replace("\n", " "), max(1, min(level, 6))
        if self._continues_heading(text, level, page):
            last = self._blocks.pop()
            self._pieces.append(f" {text}")
            self._length += len(text) + 1
            self._blocks.append(replace(last, end=self._length))
            return
        self._append(BlockKind.HEADING, text, level, page, sheet)
        self._last_caps = text if marks.is_caps(text) else ""

    def paragraph(self, text: str, *, page: int | None = None) -> None:
        self._append(BlockKind.PARAGRAPH, tidy(text), 0, page, None)

    def item(self, text: str, depth: int = 1, *, page: int | None = None) -> None:
        self._append(BlockKind.LIST_ITEM, tidy(text), max(1, depth), page, None)

    def code(self, text: str, *, page: int | None = None) -> None:
        """White space inside is kept."""
        text = clean(text).expandtabs(4).strip("\n")
        self._append(BlockKind.CODE, text if text.strip() else "", 0, page, None)

    def table(
        self,
        rows: Iterable[Sequence[str]],
        *,
        page: int | None = None,
        sheet: str | None = None,
    ) -> None:
        """Empty rows and columns are dropped; short rows are padded. One cell is a paragraph."""
        filled = [tuple(cell(each) for each in row) for row in rows]
        filled = [row for row in filled if any(row)]
        width = max((len(row) for row in filled), default=0)
        padded = [row + ("",) * (width - len(row)) for row in filled]
        kept = [at for at in range(width) if any(row[at] for row in padded)]
        square = tuple(tuple(row[at] for at in kept) for row in padded)
        self._cells += len(square) * len(kept)
        if self._cells > self._limits.max_cells:
            raise TooLarge(name=self._name, reason=f"> {self._limits.max_cells} cells")
        if len(square) == 1 and len(kept) == 1:
            self._append(BlockKind.PARAGRAPH, square[0][0], 0, page, sheet)
            return
        text = "\n".join(" | ".join(row) for row in square)
        self._append(BlockKind.TABLE, text, 0, page, sheet, square)

    def warn(self, slug: str) -> None:
        self._warnings[slug] = None

    def is_empty(self) -> bool:
        return not self._blocks

    def build(
        self, kind: str, media_type: str, *, title: str | None = None, pages: int | None = None
    ) -> ParsedFile:
        """The finished file.

        Raises:
            NoText: nothing was appended.

        """
        if not self._blocks:
            raise NoText(name=self._name)
        text = "".join(self._pieces)
        return ParsedFile(
            text=text,
            blocks=tuple(self._blocks),
            kind=kind,
            media_type=media_type,
            title=cell(title or "")[:_TITLE_LENGTH].strip() or self._first_heading(text),
            pages=pages,
            warnings=tuple(self._warnings),
        )

    def _continues_heading(self, text: str, level: int, page: int | None) -> bool:
        """A second line in capitals right after the first: «РОССИЙСКАЯ ФЕДЕРАЦИЯ / ЗАКОН»."""
        last = self._blocks[-1] if self._blocks else None
        return (
            last is not None
            and last.kind is BlockKind.HEADING
            and (last.level, last.page) == (level, page)
            and self._last_caps != ""
            and self._length - last.start + len(text) < _TITLE_LENGTH
            and marks.is_caps(text)
            and marks.list_mark(text) is None
            and marks.structural_level(text) is None
        )

    def _first_heading(self, text: str) -> str | None:
        for block in self._blocks:
            if block.kind is BlockKind.HEADING and block.sheet is None:
                return text[block.start : block.end][:_TITLE_LENGTH].strip()
        return None

    def _append(
        self,
        kind: BlockKind,
        text: str,
        level: int,
        page: int | None,
        sheet: str | None,
        rows: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        if not text:
            return
        if self._blocks:
            between_items = kind is self._blocks[-1].kind is BlockKind.LIST_ITEM
            separator = "\n" if between_items else "\n\n"
            self._pieces.append(separator)
            self._length += len(separator)
        start, self._length = self._length, self._length + len(text)
        if self._length > self._limits.max_text:
            raise TooLarge(name=self._name, reason=f"> {self._limits.max_text} characters")
        self._pieces.append(text)
        self._blocks.append(Block(kind, start, self._length, level, page, sheet, rows))
