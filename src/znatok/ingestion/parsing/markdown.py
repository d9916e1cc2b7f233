"""Markdown by CommonMark, with tables and front matter."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.html import read_html
from znatok.ingestion.parsing.plain import place
from znatok.ingestion.parsing.tidying import clean

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_ANCHOR = re.compile(r"\s*\{#[^}]*\}\s*$")
_BOLD_LEVEL = 5
_TAG = re.compile(r"</?[A-Za-z][^>]*>")


class MarkdownParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        text, whole = decode(data)
        builder = Builder(name, self._limits)
        if not whole:
            builder.warn("replaced-characters")
        title = read_markdown(text, builder)
        return builder.build(self._format.kind, self._format.media_type, title=title)


def read_markdown(text: str, builder: Builder, *, looks: bool = False) -> str | None:
    """Append a Markdown text's blocks and return the title its front matter gives.

    `looks`: the text was made from a format without headings; tell them by bold and by wording.
    """
    text = clean(text)
    title = None
    if front := _FRONT_MATTER.match(text):
        named = _FRONT_TITLE.search(front[1])
        title, text = named[1] if named else None, text[front.end() :]
    walk = _Walk(builder, looks=looks)
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        walk.token(token)
    return title


class _Walk:
    def __init__(self, builder: Builder, *, looks: bool) -> None:
        self._builder, self._looks = builder, looks
        self._lists: list[int | None] = []  # the next number of each open ordered list
        self._label: str | None = None
        self._heading = 0
        self._rows: list[list[str]] | None = None

    def token(self, token: Token) -> None:
        if self._rows is not None or token.type == "table_open":
            self._table(token)
        elif "list" in token.type:
            self._list(token)
        else:
            self._block(token)

    def _block(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "fence" | "code_block":
                self._builder.code(token.content)
            case "html_block" if _TAG.sub("", token.content).strip():
                read_html(token.content, self._builder)
            case "inline":
                self._inline(_shown(token), bold=_is_bold(token))

    def _table(self, token: Token) -> None:
        if self._rows is None:
            self._rows = []
        elif token.type == "tr_open":
            self._rows.append([])
        elif token.type == "inline":
            self._rows[-1].append(_shown(token))
        elif token.type == "table_close":
            self._builder.table(self._rows)
            self._rows = None

    def _list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._open_item()
            case "list_item_close":
                self._label = None

    def _open_item(self) -> None:
        number = self._lists[-1]
        self._label = "" if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1

    def _inline(self, text: str, *, bold: bool) -> None:
        if self._heading:
            self._builder.heading(_ANCHOR.sub("", text), self._heading)
        elif self._label is not None:
            self._builder.item(f"{self._label} {text}" if self._label else text, len(self._lists))
            self._label = None
        elif self._looks and bold and marks.is_short_title(text, period=True):
            self._builder.heading(text, marks.structural_level(text) or _BOLD_LEVEL)
        elif self._looks:
            place(text, "", "", self._builder, None)
        else:
            self._builder.paragraph(text)


def _is_bold(token: Token) -> bool:
    """Whether the whole line is strong."""
    children = [each for each in token.children or () if each.content or each.nesting]
    opens = [each.type for each in children]
    return opens[:1] == ["strong_open"] and opens[-1:] == ["strong_close"]


def _shown(token: Token) -> str:
    """The text of an inline token without its markup."""
    pieces = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"} or child.type == "image":
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and child.content.lower().startswith("<br")
        ):
            pieces.append("\n")
    return "".join(pieces)
