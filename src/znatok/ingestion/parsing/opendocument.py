"""OpenDocument text and presentations (ISO/IEC 26300), read from content.xml."""

from collections.abc import Iterator
from typing import Any

from znatok.ingestion.errors import BrokenFile, Encrypted, Unreadable
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.markup import attribute, integer, local, parse_xml
from znatok.ingestion.parsing.office import worthy_title
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.tables import Wide
from znatok.ingestion.parsing.tidying import tidy

# Not shown, or shown elsewhere: deleted text kept for review, comments, settings of the text.
_DROPPED = frozenset(
    {
        "tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms",
        "variable-decls", "user-field-decls", "ruby-text", "desc", "title", "settings",
    }
)  # fmt: skip
_MAX_REPEAT = 1000  # a repeated empty cell fills the sheet's edge in spreadsheets, not in texts
_PLACED = frozenset({"p", "h", "list", "table", "section", "frame", "text-box", "page"})


class OpenDocumentParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        shown = self._format.kind.upper()
        with Package(data, name, shown, self._limits) as package:
            if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
                raise Encrypted(name=name)
            content = package.read("content.xml")
            if content is None:
                raise BrokenFile(name=name, format=shown)
            root = parse_xml(content, name, shown)
            title = _title(package, name)
        builder = Builder(name, self._limits)
        walk = _Walk(builder, _styles(root))
        body = next((each for each in root if local(each) == "body"), root)
        walk.flow(body)
        return builder.build(
            self._format.kind, self._format.media_type, title=title, pages=walk.page
        )


def _title(package: Package, name: str) -> str | None:
    meta = package.read("meta.xml")
    try:
        root = parse_xml(meta, name, "ODF") if meta else None
    except Unreadable:
        return None
    if root is None:
        return None
    return worthy_title(next((e.text for e in root.iter() if local(e) == "title"), None))


def _styles(root: Any) -> dict[str, tuple[str, bool]]:
    """Automatic paragraph styles: their parent style and whether they are bold."""
    found: dict[str, tuple[str, bool]] = {}
    for style in root.iter():
        if local(style) == "style":
            bold = any(attribute(each, "font-weight") == "bold" for each in style)
            key = attribute(style, "name") or ""
            found[key] = (attribute(style, "parent-style-name") or "", bold)
    return found


class _Walk:
    def __init__(self, builder: Builder, styles: dict[str, tuple[str, bool]]) -> None:
        self._builder, self._styles = builder, styles
        self.page: int | None = None

    def flow(self, container: Any, depth: int = 0) -> None:
        for child in container:
            tag = local(child)
            if tag in _DROPPED or not tag:
                continue
            if tag == "page":
                self.page = (self.page or 0) + 1
                self.flow(sorted(child, key=lambda each: attribute(each, "class") != "title"))
            elif tag == "h":
                level = integer(attribute(child, "outline-level"), 1)
                self._builder.heading(_text(child), level, page=self.page)
            elif tag == "p":
                self._paragraph(child, depth)
            elif tag == "list":
                self._list(child, depth + 1)
            elif tag == "table":
                self._builder.table(_rows(child), page=self.page)
            elif tag == "frame" and attribute(child, "class") == "title":
                self._builder.heading(_text(child), 1, page=self.page)
            elif tag not in {"date-time", "page-number"}:
                self.flow(child, depth)

    def _paragraph(self, element: Any, depth: int) -> None:
        text = tidy(_text(element))
        parent, bold = self._styles.get(attribute(element, "style-name") or "", ("", False))
        level = marks.structural_level(text)
        if level is None and (marks.is_caps(text) or parent in {"Title", "Subtitle"}):
            level = 1
        if level is None and bold and marks.is_short_title(text):
            level = 5
        mark = marks.list_mark(text)
        if level is not None:
            self._builder.heading(text, level, page=self.page)
        elif depth or mark:
            shown = text[mark.width :] if mark and mark.bullet else text
            self._builder.item(shown, depth or (mark.depth if mark else 1), page=self.page)
        else:
            self._builder.paragraph(text, page=self.page)
        for nested in _hanging(element):
            self.flow(nested)

    def _list(self, element: Any, depth: int) -> None:
        for item in element:
            if local(item) in {"list-item", "list-header"}:
                self.flow(item, depth)


def _text(element: Any) -> str:
    """The text of a paragraph; frames and notes inside it are placed after it."""
    pieces = [element.text or ""]
    for child in element:
        tag = local(child)
        if tag in {"s", "tab"}:
            pieces.append(" ")
        elif tag == "line-break":
            pieces.append("\n")
        elif tag and tag not in _DROPPED and tag not in {"frame", "note", "custom-shape"}:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _hanging(element: Any) -> Iterator[Any]:
    """Text boxes, shapes and notes anchored in a paragraph, the outermost of each."""
    for child in element:
        tag = local(child)
        if tag in {"text-box", "note-body", "custom-shape"}:
            yield child
        elif tag not in _DROPPED and tag != "note-citation":
            yield from _hanging(child)


def _rows(table: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    pending: dict[tuple[int, int], str] = {}
    for row in _table_rows(table):
        cells: list[str] = []
        for each in row:
            if local(each) not in {"table-cell", "covered-table-cell"}:
                continue
            text = pending.pop((len(rows), len(cells)), None)
            text = _cell(each) if text is None else text
            if local(each) == "table-cell":
                wide = min(integer(attribute(each, "number-columns-spanned"), 1), _MAX_REPEAT)
                tall = min(integer(attribute(each, "number-rows-spanned"), 1), _MAX_REPEAT)
                text = Wide(text) if wide > 1 else text
                for down in range(tall):
                    for along in range(wide):
                        pending[len(rows) + down, len(cells) + along] = text
                pending.pop((len(rows), len(cells)), None)
            repeat = min(integer(attribute(each, "number-columns-repeated"), 1), _MAX_REPEAT)
            cells.extend([text] * max(1, repeat))
        rows.append(cells)
    return rows


def _table_rows(table: Any) -> Iterator[Any]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _table_rows(child)


def _cell(element: Any) -> str:
    return " ".join(_text(each) for each in element.iter() if local(each) in {"p", "h"})
