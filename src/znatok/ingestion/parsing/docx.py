"""Word documents: the body walked in order, as it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from znatok.ingestion.errors import BrokenFile, Unreadable
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.docx_numbering import Numbering
from znatok.ingestion.parsing.docx_styles import Look, Styles, is_on, read_paragraph
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.markup import attribute, integer, local, parse_xml
from znatok.ingestion.parsing.office import core_title, main_part
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.tables import Wide
from znatok.ingestion.parsing.tidying import tidy

# Dropped with all they hold: deletions, moved-away text, field codes, properties, phonetic guides.
_DROPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "rt"}
)
_BREAKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNSTYLED_HEADING = 5  # below what styles usually take, above nothing
_SYMBOL_FONT = 0xF000  # w:sym codes of symbol fonts live in the private use area
_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})


@dataclass(slots=True)
class _Run:
    """A paragraph being read: shown text, weights, and what hangs on it."""

    pieces: list[str] = field(default_factory=list)
    bold_letters: int = 0
    letters: int = 0
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


class DocxParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        with Package(data, name, "DOCX", self._limits) as package:
            main = main_part(package, name, "word/document.xml")
            content = package.read(main)
            if content is None:
                raise BrokenFile(name=name, format="DOCX")
            folder = main.rpartition("/")[0]
            builder = Builder(name, self._limits)
            root = parse_xml(content, name, "DOCX")

            def part(file: str) -> Any | None:
                return _optional(package, f"{folder}/{file}", name)

            walk = _Walk(
                builder,
                Styles(part("styles.xml")),
                Numbering(part("numbering.xml")),
                {
                    "footnote": part("footnotes.xml"),
                    "endnote": part("endnotes.xml"),
                    "comment": part("comments.xml"),
                },
            )
            for body in root:
                if local(body) == "body":
                    walk.flow(body)
            return builder.build(
                self._format.kind, self._format.media_type, title=core_title(package)
            )


def _optional(package: Package, part: str, name: str) -> Any | None:
    """A part the text can be read without; a damaged one counts as absent."""
    content = package.read(part)
    try:
        return parse_xml(content, name, "DOCX") if content else None
    except BrokenFile:
        return None
    except Unreadable:
        raise


class _Walk:
    def __init__(
        self, builder: Builder, styles: Styles, numbering: Numbering, notes: dict[str, Any | None]
    ) -> None:
        self._builder, self._styles, self._numbering = builder, styles, numbering
        self._notes = {
            (kind, attribute(note, "id") or ""): note
            for kind, root in notes.items()
            if root is not None
            for note in root
            if local(note) == kind
        }
        self._noted = 0

    def flow(self, container: Any) -> None:
        for child in container:
            tag = local(child)
            if tag == "p":
                self._paragraph(child)
            elif tag == "tbl":
                self._table(child)
            elif tag in _CONTAINERS:
                self.flow(child)
            elif tag == "AlternateContent":
                for branch in _alternatives(child):
                    self.flow(branch)

    def _paragraph(self, element: Any) -> None:
        look = self._look(element)
        label, depth = self._label(look)
        run = self._read(element)
        text = tidy("".join(run.pieces))
        if text:
            self._place(text, label, depth, look, run)
        self._appendix(run)

    def _place(self, text: str, label: str | None, depth: int, look: Look, run: _Run) -> None:
        labelled = f"{label} {text}" if label else text
        level = None if look.contents else _heading_level(labelled, look, run, label, depth)
        if level is not None:
            self._builder.heading(labelled, level)
            return
        if label is not None:
            self._builder.item(labelled, depth + 1)
            return
        mark = None if look.contents else marks.list_mark(text)
        if mark is None:
            self._builder.paragraph(text)
        else:
            self._builder.item(text[mark.width :] if mark.bullet else text, mark.depth)

    def _appendix(self, run: _Run) -> None:
        """Text boxes, notes and comments follow the paragraph they hang on."""
        for box in run.boxes:
            self.flow(box)
        for shown, key in run.notes:
            kind, _, identifier = key.partition(":")
            note = self._notes.get((kind, identifier))
            if note is not None:
                text = " ".join(self._plain(each) for each in note.iter() if local(each) == "p")
                self._builder.paragraph(f"{shown} {tidy(text)}" if tidy(text) else "")
        for identifier in run.comments:
            self._comment(identifier)

    def _comment(self, identifier: str) -> None:
        """What a reviewer wrote in the margin: said to be that, for it is none of the document."""
        comment = self._notes.get(("comment", identifier))
        if comment is None:
            return
        text = tidy(" ".join(self._plain(each) for each in comment.iter() if local(each) == "p"))
        author = tidy(attribute(comment, "author") or "").replace("\n", " ")
        shown = f"Комментарий ({author})" if author else "Комментарий"
        self._builder.paragraph(f"[{shown}: {text}]" if text else "")

    def _look(self, element: Any) -> Look:
        properties = next((each for each in element if local(each) == "pPr"), None)
        if properties is None:
            return self._styles.look(None)
        style = next((attribute(x, "val") for x in properties if local(x) == "pStyle"), None)
        look = self._styles.look(style)
        own = Look()
        read_paragraph(properties, own)
        if own.number is not None:
            look.number, look.depth = own.number, own.depth or 0
        elif own.depth is not None:
            look.depth = own.depth
        elif style and look.number and look.depth is None:
            look.depth = self._numbering.level_of_style(look.number, style)
        if own.heading is not None or own.body:
            look.heading = own.heading
        return look

    def _label(self, look: Look) -> tuple[str | None, int]:
        depth = look.depth or 0
        if look.number in {None, "0"}:
            return None, depth
        return self._numbering.label(look.number or "", depth), depth

    def _read(self, element: Any) -> _Run:
        run = _Run()
        for child in element:
            self._inline(child, run, bold=False)
        return run

    def _plain(self, element: Any) -> str:
        return "".join(self._read(element).pieces)

    def _inline(self, element: Any, run: _Run, *, bold: bool) -> None:
        tag = local(element)
        if not tag or tag in _DROPPED:
            return
        if tag == "t":
            text = element.text or ""
            run.pieces.append(text)
            letters = sum(symbol.isalpha() for symbol in text)
            run.letters += letters
            run.bold_letters += letters if bold else 0
        elif tag in _BREAKS:
            run.pieces.append(_BREAKS[tag])
        elif tag == "sym":
            code = integer(f"{int(attribute(element, 'char') or '0', 16)}")
            run.pieces.append(chr(code) if 0 < code < _SYMBOL_FONT else "")
        elif tag in {"footnoteReference", "endnoteReference"}:
            self._note(tag.removesuffix("Reference"), attribute(element, "id") or "", run)
        elif tag == "commentReference":
            run.comments.append(attribute(element, "id") or "")
        elif tag == "txbxContent":
            run.boxes.append(element)
        elif tag == "AlternateContent":
            for branch in _alternatives(element):
                self._inline(branch, run, bold=bold)
        else:
            self._nested(element, tag, run, bold=bold)

    def _nested(self, element: Any, tag: str, run: _Run, *, bold: bool) -> None:
        if tag == "r":
            properties = next((each for each in element if local(each) == "rPr"), None)
            if properties is not None:
                if is_on(properties, "vanish"):
                    return
                bold = bool(is_on(properties, "b"))
            else:
                bold = False
        for child in element:
            self._inline(child, run, bold=bold)

    def _note(self, kind: str, identifier: str, run: _Run) -> None:
        self._noted += 1
        shown = f"[{self._noted}]"
        run.pieces.append(shown)
        run.notes.append((shown, f"{kind}:{identifier}"))

    def _table(self, element: Any) -> None:
        rows, hanging = self._rows(element)
        cells = [each for row in _children(element, "tr") for each in _children(row, "tc")]
        if len(cells) == 1:
            self.flow(cells[0])
            return
        self._builder.table(rows)
        for run in hanging:
            self._appendix(run)

    def _rows(self, element: Any) -> tuple[list[list[str]], list[_Run]]:
        """Cells by grid place: a merged cell's text in every place it covers."""
        rows: list[list[str]] = []
        hanging: list[_Run] = []
        above: dict[int, str] = {}
        for row in _children(element, "tr"):
            properties = next((each for each in row if local(each) == "trPr"), ())
            if any(local(each) == "del" for each in properties):
                continue
            cells = [""] * _setting(properties, "gridBefore", 0)
            for each in _children(row, "tc"):
                settings = next((child for child in each if local(child) == "tcPr"), ())
                span = max(1, min(_setting(settings, "gridSpan", 1), 1000))
                merge = next((child for child in settings if local(child) == "vMerge"), None)
                text = self._cell(each, hanging)
                if merge is not None and attribute(merge, "val") != "restart":
                    text = above.get(len(cells), text)
                above[len(cells)] = text
                cells.extend([Wide(text) if span > 1 else text] * span)
            rows.append(cells)
        return rows, hanging

    def _cell(self, element: Any, hanging: list[_Run]) -> str:
        lines: list[str] = []
        for child in _descend(element):
            if local(child) == "p":
                look = self._look(child)
                label, _ = self._label(look)
                run = self._read(child)
                lines.append(f"{label or ''} {''.join(run.pieces)}")
                lines.extend(self._plain(p) for box in run.boxes for p in _paragraphs(box))
                if run.notes or run.comments:
                    run.boxes.clear()
                    hanging.append(run)
            else:
                inner, _ = self._rows(child)
                lines.extend(" ".join(dict.fromkeys(row)) for row in inner)
        return " ".join(lines)


def _heading_level(text: str, look: Look, run: _Run, label: str | None, depth: int) -> int | None:
    if look.heading is not None:
        return look.heading
    structural = marks.structural_level(text)
    if structural is not None:
        return structural
    bold = run.letters > 0 and (run.bold_letters == run.letters or look.bold is True)
    if not bold or not marks.is_short_title(text, period=True):
        return 1 if marks.is_caps(text) and label is None else None
    if marks.is_caps(text):
        return 1
    return min(depth + 2, _UNSTYLED_HEADING) if label else _UNSTYLED_HEADING


def _alternatives(element: Any) -> Iterator[Any]:
    """The choice for new programs; the fallback says the same for old ones."""
    branches = [each for each in element if local(each) in {"Choice", "Fallback"}]
    filled = [each for each in branches if _has_text(each)]
    yield from (filled or branches)[:1]


def _has_text(element: Any) -> bool:
    return any(
        local(each) in {"t", "sym"} and (each.text or local(each) == "sym")
        for each in element.iter()
    )


def _children(element: Any, wanted: str) -> Iterator[Any]:
    """Rows or cells, also inside content controls."""
    for child in element:
        if local(child) == wanted:
            yield child
        elif local(child) in _CONTAINERS:
            yield from _children(child, wanted)


def _descend(element: Any) -> Iterator[Any]:
    for child in element:
        if local(child) in {"p", "tbl"}:
            yield child
        elif local(child) in _CONTAINERS:
            yield from _descend(child)


def _paragraphs(element: Any) -> Iterator[Any]:
    return (each for each in element.iter() if local(each) == "p")


def _setting(properties: Any, wanted: str, default: int) -> int:
    found = next((each for each in properties if local(each) == wanted), None)
    return default if found is None else integer(attribute(found, "val"), default)
