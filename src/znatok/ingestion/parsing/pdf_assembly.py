"""Pages of placed words become the blocks of a document: tables, and paragraphs between them."""

import re
from collections import Counter
from collections.abc import Iterator

from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.pdf_furniture import without_furniture
from znatok.ingestion.parsing.pdf_lines import Line, in_reading_order, joined
from znatok.ingestion.parsing.pdf_paragraphs import (
    Body,
    Paragraph,
    body_of,
    heading_level,
    paragraphs,
)
from znatok.ingestion.parsing.pdf_tables import Table, find_tables
from znatok.ingestion.parsing.pdf_words import PageContent
from znatok.ingestion.parsing.tidying import tidy

_HYPHENATED = re.compile(r"\w+(?:-\w+)?")
_ENDINGS = (".", "!", "?", ":", ";", "…")
_Piece = Table | list[Line]


def assemble(contents: list[PageContent], builder: Builder) -> None:
    """Append the pages in reading order, without what repeats at their edges."""
    pages = [list(_pieces(each)) for each in contents]
    lines = [
        [line for piece in page if isinstance(piece, list) for line in piece] for page in pages
    ]
    kept = without_furniture(lines, [each.height for each in contents])
    shown = {id(line) for page in kept for line in page}
    body = body_of([line for page in kept for line in page])
    known = Counter(
        word.lower() for page in kept for line in page for word in _HYPHENATED.findall(line.text)
    )
    flow = _Flow(builder, body, known)
    for content, page in zip(contents, pages, strict=True):
        for piece in page:
            if isinstance(piece, Table):
                flow.table(piece, content.number)
            else:
                flow.lines([line for line in piece if id(line) in shown])
    flow.close()


def _pieces(content: PageContent) -> Iterator[_Piece]:
    """Tables and the runs of lines between them, from top to bottom."""
    tables = find_tables(content.words, content.rules)
    free = [word for word in content.words if not any(table.holds(word) for table in tables)]
    for table in tables:
        above = [word for word in free if word.middle < table.y0]
        beside = [word for word in free if table.y0 <= word.middle <= table.y1]
        free = [word for word in free if word.middle > table.y1]
        if above:
            yield in_reading_order(above, content.number)
        yield table
        if beside:  # apart from what follows: it has columns of its own, or none
            yield in_reading_order(beside, content.number)
    if free:
        yield in_reading_order(free, content.number)


class _Flow:
    """Puts pieces of pages into the builder, joining what a page's end has torn."""

    def __init__(self, builder: Builder, body: Body, known: Counter[str]) -> None:
        self._builder, self._body, self._known = builder, body, known
        self._lines: list[Line] = []
        self._rows: list[list[str]] = []
        self._table_page = 0
        self._last_page = 0

    def lines(self, lines: list[Line]) -> None:
        if lines:
            self._end_table()
            self._lines.extend(lines)

    def table(self, table: Table, page: int) -> None:
        """A table that opens a page right after one with as many columns ended is its sequel."""
        self._end_lines()
        rows = table.rows
        if self._rows and page == self._last_page + 1 and len(rows[0]) == len(self._rows[0]):
            self._continue(rows[1:] if rows[0] == self._rows[0] else rows)
        else:
            self._end_table()
            self._rows, self._table_page = list(rows), page
        self._last_page = page

    def _continue(self, rows: list[list[str]]) -> None:
        if rows and _is_torn(self._rows[-1], rows[0]):
            whole = [
                cell if not sequel or cell == sequel else joined([cell, sequel]) if cell else sequel
                for cell, sequel in zip(self._rows[-1], rows[0], strict=True)
            ]
            self._rows[-1:] = [whole]
            rows = rows[1:]
        self._rows.extend(rows)

    def close(self) -> None:
        self._end_lines()
        self._end_table()

    def _end_table(self) -> None:
        if self._rows:
            self._builder.table(self._rows, page=self._table_page)
            self._rows = []

    def _end_lines(self) -> None:
        if not self._lines:
            return
        self._end_table()
        groups = paragraphs(self._lines, self._body)
        self._lines = []
        for each in groups:
            self._place(each)

    def _place(self, paragraph: Paragraph) -> None:
        text = tidy(joined((line.text for line in paragraph.lines), self._known))
        level = heading_level(paragraph, text, self._body)
        mark = marks.list_mark(text)
        if level is not None:
            self._builder.heading(text, level, page=paragraph.page)
        elif mark is not None:
            shown = text[mark.width :] if mark.bullet else text
            self._builder.item(shown, mark.depth, page=paragraph.page)
        else:
            self._builder.paragraph(text, page=paragraph.page)


def _is_torn(last: list[str], first: list[str]) -> bool:
    """Whether the page's end ran through a row: its sequel names nothing and goes on with a text.

    A row of its own under a name merged downwards is filled, but for that name.
    """
    if first[0] or not last[0]:
        return False
    filled = [at for at, cell in enumerate(first) if cell]
    if len(filled) * 2 < len(first):
        return True
    goes_on = all(
        last[at] and (first[at][:1].islower() or not last[at].endswith(_ENDINGS)) for at in filled
    )
    return goes_on and len(filled) * 2 == len(first)
