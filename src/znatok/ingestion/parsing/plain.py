"""Plain text: hard-wrapped lines joined, headings and lists told by their looks."""

from itertools import pairwise
from statistics import quantiles

from znatok.ingestion.errors import TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.tidying import clean

_WIDEST_WRAP = 132  # the widest line of a printer or terminal; longer lines are whole paragraphs
_WRAPPED_SHARE = 0.3
_FULL_LINE = 0.6  # of the text's width: a shorter line ends its paragraph
_ENDINGS = (".", "!", "?", ":", ";", "…")
_COUNTING = "0123456789IVX"
_INDENT = 2  # blanks that open a paragraph
_HYPHENS = ("-", "\u2010")


class PlainParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        text, whole = decode(data)
        if len(text) > self._limits.max_text:  # found out before any work is put into it
            raise TooLarge(name=name, reason=f"> {self._limits.max_text} characters")
        builder = Builder(name, self._limits)
        if not whole:
            builder.warn("replaced-characters")
        read_plain(text, builder)
        return builder.build(self._format.kind, self._format.media_type)


class CodeParser:
    """Machine-readable text is kept as it is, one code block between empty lines."""

    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        text, whole = decode(data)
        if len(text) > self._limits.max_text:  # found out before any work is put into it
            raise TooLarge(name=name, reason=f"> {self._limits.max_text} characters")
        builder = Builder(name, self._limits)
        if not whole:
            builder.warn("replaced-characters")
        for piece in clean(text).split("\n\n"):
            builder.code(piece)
        return builder.build(self._format.kind, self._format.media_type)


def read_plain(text: str, builder: Builder, *, page: int | None = None) -> None:
    """Append the blocks of a plain text."""
    place_all(plain_paragraphs(text), builder, page=page)


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line if it was wrapped."""
    lines = [line.expandtabs(4).rstrip() for line in clean(text).split("\n")]
    paragraphs = _joined(lines) if _is_wrapped(lines) else _continued(lines)
    texts = [_join(each) for each in paragraphs]
    return [each.strip() for each in texts if each.strip()]


def place_all(texts: list[str], builder: Builder, *, page: int | None = None) -> None:
    """Append each paragraph as what it looks like among its neighbours."""
    for before, text, following in zip(["", *texts], texts, [*texts[1:], ""], strict=False):
        place(text, before, following, builder, page)


def place(text: str, before: str, following: str, builder: Builder, page: int | None) -> None:
    """Append one paragraph as what it looks like, seen with the ones around it."""
    level = heading_level(text, before, following)
    mark = marks.list_mark(text)
    if level is not None:
        builder.heading(text, level, page=page)
    elif mark is not None:
        builder.item(text[mark.width :] if mark.bullet else text, mark.depth, page=page)
    else:
        builder.paragraph(text, page=page)


def heading_level(text: str, before: str, following: str) -> int | None:
    """«Статья 5. …», a line in capitals, or «1. Общие положения» with a body below it."""
    structural = marks.structural_level(text)
    if structural is not None:
        return structural
    if marks.is_caps(text):
        return 1
    mark = marks.list_mark(text)
    numbered = mark is not None and not mark.bullet and text[0] in _COUNTING
    if mark is None or not numbered or not marks.is_short_title(text):
        return None
    above, below = marks.list_mark(before), marks.list_mark(following)
    in_list = above is not None and above.depth == mark.depth
    opens_section = below is None or below.depth > mark.depth or text[0].isalpha()
    return min(mark.depth + 1, 6) if following and opens_section and not in_list else None


def _is_wrapped(lines: list[str]) -> bool:
    """Whether sentences run over line ends: many full lines continue in lower case."""
    filled = [len(line) for line in lines if line.strip()]
    if len(filled) < 3 or _width(filled) > _WIDEST_WRAP:  # noqa: PLR2004  # too few to tell
        return False
    pairs = [(a, b.strip()) for a, b in pairwise(lines) if a and b.strip()]
    runs_on = sum(_runs_on(a, b) for a, b in pairs)
    return bool(pairs) and runs_on >= _WRAPPED_SHARE * len(pairs)


def _runs_on(line: str, following: str) -> bool:
    return not line.endswith(_ENDINGS) and following[0].islower()


def _width(lengths: list[int]) -> float:
    return quantiles(lengths, n=10)[-1] if len(lengths) > 1 else float(lengths[0])


def _joined(lines: list[str]) -> list[list[str]]:
    """Lines grouped into paragraphs."""
    width = _width([len(line) for line in lines if line.strip()])
    groups: list[list[str]] = [[]]
    for line in lines:
        before = groups[-1][-1] if groups[-1] else ""
        if not line.strip():
            groups.append([])
        elif before and _begins(line, before, width):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _continued(lines: list[str]) -> list[list[str]]:
    """A line a paragraph, but for those broken after a comma before a small letter."""
    groups: list[list[str]] = []
    for line in lines:
        text = line.strip()
        broken = groups and groups[-1][-1].endswith(",") and text[:1].islower()
        if broken and marks.list_mark(text) is None:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins(line: str, before: str, width: float) -> bool:
    text = line.strip()
    if text[0].islower() and not before.endswith(_ENDINGS) and not marks.list_mark(text):
        return False
    if marks.list_mark(text) or marks.structural_level(text) or marks.is_caps(text):
        return True
    if marks.is_caps(before.strip()) or marks.structural_level(before.strip()):
        return True
    indented = _indent(line) >= _indent(before) + _INDENT
    return indented or (before.endswith(_ENDINGS) and len(before) < _FULL_LINE * width)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _join(group: list[str]) -> str:
    pieces: list[str] = []
    for line in group:
        piece = line.strip()
        last = pieces[-1] if pieces else ""
        if last.endswith(_HYPHENS) and last[-2:-1].isalpha() and piece[:1].islower():
            pieces[-1] = last[:-1]
        elif last:
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)
