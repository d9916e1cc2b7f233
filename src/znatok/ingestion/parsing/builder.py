"""Grows the canonical text of a file and keeps every block's span exact."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from znatok.documents.model import Block, BlockKind
from znatok.ingestion.errors import NoText, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.tables import framed, squared
from znatok.ingestion.parsing.tidying import cell, clean, tidy

_TITLE_LENGTH = 200


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
        """Empty rows and columns are dropped; short rows are padded. One cell is a paragraph.

        A row that is one cell across the table is its caption or its note: a paragraph before or
        after it. So `rows[0]` is the row that names the columns.
        """
        above, square, below = framed(squared(rows))
        self._count_cells(len(square) * len(square[0]) if square else 0)
        for caption in above:
            self._append(BlockKind.PARAGRAPH, caption, 0, page, sheet)
        if len(square) == 1 and len(square[0]) == 1:
            self._append(BlockKind.PARAGRAPH, square[0][0], 0, page, sheet)
        else:
            text = "\n".join(" | ".join(row) for row in square)
            self._append(BlockKind.TABLE, text, 0, page, sheet, square)
        for note in below:
            self._append(BlockKind.PARAGRAPH, note, 0, page, sheet)

    def include(self, inner: ParsedFile, below: int) -> None:
        """Append the blocks of a file inside this one, its headings under level `below`.

        Pages are left out: they are no pages of this file.
        """
        for block in inner.blocks:
            heading = block.kind is BlockKind.HEADING
            level = min(block.level + below, 6) if heading else block.level
            self._count_cells(len(block.rows) * len(block.rows[0]) if block.rows else 0)
            text = inner.text[block.start : block.end]
            self._append(block.kind, text, level, None, block.sheet, block.rows)
        self._last_caps = ""
        for slug in inner.warnings:
            if ":" not in slug and slug != "wrong-extension":  # of its pages, of its name
                self.warn(slug)

    @property
    def room(self) -> int:
        """How many characters may still come."""
        return max(0, self._limits.max_text - self._length)

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

    def _count_cells(self, more: int) -> None:
        self._cells += more
        if self._cells > self._limits.max_cells:
            raise TooLarge(name=self._name, reason=f"> {self._limits.max_cells} cells")

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
