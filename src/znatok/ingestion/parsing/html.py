"""Web pages: what a reader sees of them, in order."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from znatok.ingestion.errors import NoText
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.markup import integer
from znatok.ingestion.parsing.numerals import numeral
from znatok.ingestion.parsing.plain import read_plain
from znatok.ingestion.parsing.tables import Wide
from znatok.ingestion.parsing.tidying import cell, tidy

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]{2,30})")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 4096
_DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "head", "svg", "canvas", "nav", "iframe",
        "object", "select", "button", "input", "audio", "video", "map", "math", "rp", "rt",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
        "html", "legend", "li", "main", "menu", "ol", "p", "section", "summary", "ul", "caption",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_RULE = re.compile(r"([^{}]+)\{[^{}]*display\s*:\s*none[^{}]*\}", re.IGNORECASE)
_SIMPLE_SELECTOR = re.compile(r"^(?:([\w-]+)?)([.#])([\w-]+)$")
_BOILERPLATE_ROLES = frozenset({"navigation", "search", "menu", "menubar", "banner", "contentinfo"})
_ANY_TAG = re.compile(r"<[a-zA-Z!/?]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MAX_SPAN = 1000  # HTML Living Standard 4.9.11 clamps colspan at 1000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# HTML Living Standard 4.4.5, the type attribute of <ol>.
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class HtmlParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        text, whole = decode(data, _declared(data))
        builder = Builder(name, self._limits)
        if not whole:
            builder.warn("replaced-characters")
        title = read_html(text, builder)
        return builder.build(self._format.kind, self._format.media_type, title=title)


def read_html(text: str, builder: Builder) -> str | None:
    """Append a page's blocks and return its title; a text without tags is read as plain."""
    if not _ANY_TAG.search(text):
        read_plain(text, builder)
        return None
    try:
        root = lxml_html.document_fromstring(_XML_DECLARATION.sub("", text.replace("\0", "")))
    except etree.ParserError as error:  # nothing but comments
        raise NoText from error
    headed = next(root.iter(*_HEADINGS), None) is not None
    walk = _Walk(builder, frozenset(_hidden_by_rules(root)), by_capitals=not headed)
    walk.element(root)
    walk.flush()
    found = root.find(".//title")
    return cell(found.text_content()) if found is not None else None


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    found = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    return found[1].decode("ascii", errors="ignore") if found else None


def _hidden_by_rules(root: Any) -> Iterator[str]:
    """The .class and #id selectors of the page's own style sheet that hide their elements."""
    for sheet in root.iter("style"):
        for rule in _HIDING_RULE.finditer(sheet.text or ""):
            for selector in rule[1].split(","):
                if found := _SIMPLE_SELECTOR.match(selector.strip()):
                    yield found[2] + found[3]


class _Walk:
    def __init__(self, builder: Builder, hidden: frozenset[str], *, by_capitals: bool) -> None:
        self._builder, self._hidden, self._by_capitals = builder, hidden, by_capitals
        self._pieces: list[str] = []
        self._depth = 0
        self._label: str | None = None
        self._heading = 0

    def element(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED or self._is_hidden(element):
            return
        if tag in _HEADINGS:
            self.flush()
            self._heading = _HEADINGS[tag]
            self._children(element)
            self.flush()
            self._heading = 0
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag == "pre":
            self.flush()
            self._builder.code(element.text_content())
        elif tag in _LISTS:
            self._list(element)
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in _BLOCKS:
            self.flush()
            self._children(element)
            self.flush()
        else:
            self._inline(element, tag)

    def flush(self) -> None:
        """Append the inline text gathered so far as one block."""
        text = tidy("".join(self._pieces))
        self._pieces.clear()
        if not text:
            return
        if self._heading:
            self._builder.heading(text, self._heading)
        elif self._label is not None:
            self._builder.item(f"{self._label} {text}" if self._label else text, self._depth)
            self._label = None
        elif (level := marks.structural_level(text)) is not None:
            self._builder.heading(text, level)
        elif self._by_capitals and marks.is_caps(text):
            self._builder.heading(text, 1)
        elif (mark := marks.list_mark(text)) is not None:
            self._builder.item(text[mark.width :] if mark.bullet else text, mark.depth)
        else:
            self._builder.paragraph(text)

    def _children(self, element: Any) -> None:
        self._text(element.text)
        for child in element:
            self.element(child)
            self._text(child.tail)

    def _inline(self, element: Any, tag: str) -> None:
        before = len(self._pieces)
        self._children(element)
        if tag == "sup":
            # A note's 1 after «ст. 12» must not become 121.
            raised = "".join(self._pieces[before:]).translate(_RAISED)
            self._pieces[before:] = [raised]

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(_SPACES.sub(" ", text))

    def _list(self, element: Any) -> None:
        self.flush()
        self._depth += 1
        number = integer(element.get("start"), 1)
        for child in element:
            if child.tag == "li" and not self._is_hidden(child):
                number = integer(child.get("value"), number)
                self._label = (
                    _label(number, element.get("type", "1")) if element.tag == "ol" else ""
                )
                self._children(child)
                self.flush()
                self._label = None
                number += 1
            else:
                self.element(child)
            self._text((child.tail or "").strip() or None)
        self.flush()
        self._depth -= 1

    def _table(self, element: Any) -> None:
        rows = [
            row
            for row in element.iter("tr")
            if next(row.iterancestors("table")) is element and not self._is_hidden(row)
        ]
        cells = [
            [each for each in row if each.tag in {"td", "th"} and not self._is_hidden(each)]
            for row in rows
        ]
        for caption in element.findall("caption"):
            self.element(caption)
        if _is_layout(element, cells):
            for each in (each for row in cells for each in row):
                self.flush()
                self._children(each)
                self.flush()
            return
        self._builder.table(_grid([[(each, self._cell(each)) for each in row] for row in cells]))

    def _cell(self, element: Any) -> str:
        """All the visible text of a cell, blocks inside it a space apart."""
        inner = _CellWalk(self._hidden)
        inner.gather(element)
        return "".join(inner.pieces)

    def _is_hidden(self, element: Any) -> bool:
        get = element.get
        if get("hidden") is not None or get("aria-hidden") == "true":
            return True
        if get("role") in _BOILERPLATE_ROLES or _HIDING.search(get("style") or ""):
            return True
        if not self._hidden:
            return False
        names = {f".{each}" for each in (get("class") or "").split()} | {f"#{get('id')}"}
        return not self._hidden.isdisjoint(names)


class _CellWalk(_Walk):
    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self.pieces: list[str] = []

    def gather(self, element: Any) -> None:
        self.pieces.append(_SPACES.sub(" ", element.text or ""))
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _DROPPED and not self._is_hidden(child):
                apart = tag in _BLOCKS or tag in _HEADINGS or tag in {"br", "td", "th", "tr"}
                self.pieces.append(" " if apart else "")
                self.gather(child)
                self.pieces.append(" " if apart else "")
            self.pieces.append(_SPACES.sub(" ", child.tail or ""))


def _label(number: int, kind: str) -> str:
    return f"{numeral(number, _LIST_TYPES.get(kind, 'decimal'))}."


def _is_layout(table: Any, cells: list[list[Any]]) -> bool:
    """A table that arranges the page: it holds other tables or headings, or is one column."""
    if (
        table.get("role") == "presentation"
        or next(table.iterdescendants("table"), None) is not None
    ):
        return True
    if all(len(row) <= 1 for row in cells):
        return True
    return next(table.iterdescendants(*_HEADINGS), None) is not None


def _grid(rows: list[list[tuple[Any, str]]]) -> list[list[str]]:
    """Cells by place, a merged cell's text in each place it covers."""
    places: list[dict[int, str]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for element, text in row:
            while column in places[at]:
                column += 1
            wide = max(1, min(integer(element.get("colspan"), 1), _MAX_SPAN))
            tall = max(1, min(integer(element.get("rowspan"), 1), len(rows) - at))
            shown = Wide(text) if wide > 1 else text
            for down in range(tall):
                for along in range(wide):
                    places[at + down].setdefault(column + along, shown)
            column += wide
    return [[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in places]
