"""Presentations: a slide is a page, its title a heading."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from znatok.ingestion.errors import BrokenFile, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.markup import local, parse_xml
from znatok.ingestion.parsing.office import worthy_title
from znatok.ingestion.parsing.packages import Package
from znatok.ingestion.parsing.tables import Wide

_SKIPPED = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER})
_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
_BODIES = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT})
_ROW_HEIGHT = 360_000  # EMU, 1 cm: shapes whose tops differ less are read left to right


class PptxParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        with Package(data, name, "PPTX", self._limits) as package:
            for part in package.names():
                if part.endswith((".xml", ".rels")):
                    parse_xml(package.read(part) or b"", name, "PPTX")
        try:
            deck = Presentation(io.BytesIO(data))
        except (KeyError, ValueError, AttributeError) as error:
            raise BrokenFile(name=name, format="PPTX") from error
        slides = list(deck.slides)
        if len(slides) > self._limits.max_pages:
            raise TooLarge(name=name, reason=f"{len(slides)} slides")
        builder = Builder(name, self._limits)
        for number, slide in enumerate(slides, 1):
            _slide(slide, number, builder)
        return builder.build(
            self._format.kind,
            self._format.media_type,
            title=worthy_title(deck.core_properties.title),
            pages=len(slides),
        )


def _slide(slide: Any, number: int, builder: Builder) -> None:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        builder.heading(title.text_frame.text, 1, page=number)
    for shape in _in_order(slide.shapes):
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind in _SKIPPED or kind in _TITLES:
            continue
        if getattr(shape, "has_table", False):
            builder.table(_rows(shape.table), page=number)
        elif getattr(shape, "has_chart", False):
            _chart(shape.chart, number, builder)
        elif shape.has_text_frame:
            _text(shape.text_frame, number, builder, bulleted=kind in _BODIES)
        else:
            _diagram(shape, number, builder)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        _text(slide.notes_slide.notes_text_frame, number, builder, bulleted=False)


def _in_order(shapes: Iterable[Any]) -> Iterator[Any]:
    """From top to bottom, then from left to right; groups opened in their place."""

    def place(shape: Any) -> tuple[int, int]:
        return ((shape.top or 0) // _ROW_HEIGHT, shape.left or 0)

    for shape in sorted(shapes, key=place):
        if hasattr(shape, "shapes"):
            yield from _in_order(shape.shapes)
        else:
            yield shape


def _text(frame: Any, number: int, builder: Builder, *, bulleted: bool) -> None:
    for paragraph in frame.paragraphs:
        marked = _is_marked(paragraph)
        if marked or (marked is None and (bulleted or paragraph.level)):
            builder.item(paragraph.text, paragraph.level + 1, page=number)
        else:
            builder.paragraph(paragraph.text, page=number)


def _is_marked(paragraph: Any) -> bool | None:
    """Whether the paragraph itself turns its bullet on or off; None when it follows its place."""
    properties = paragraph._p.pPr  # noqa: SLF001  # python-pptx has no public way to a bullet
    for child in properties if properties is not None else ():
        if local(child) in {"buChar", "buAutoNum", "buBlip"}:
            return True
        if local(child) == "buNone":
            return False
    return None


def _rows(table: Any) -> list[list[str]]:
    rows = [list(row.cells) for row in table.rows]
    texts = [[each.text for each in row] for row in rows]
    for at, row in enumerate(rows):
        for along, each in enumerate(row):
            if each.is_merge_origin:
                text = Wide(each.text) if each.span_width > 1 else each.text
                for down in range(at, min(at + each.span_height, len(rows))):
                    for across in range(along, min(along + each.span_width, len(texts[down]))):
                        texts[down][across] = text
    return texts


def _chart(chart: Any, number: int, builder: Builder) -> None:
    """A chart's numbers as a table: categories down, series across."""
    plots = list(chart.plots)
    if not plots:
        return
    series = list(plots[0].series)
    header = ["", *(each.name for each in series)]
    body = [
        [str(category), *(str(_at(each.values, row)) for each in series)]
        for row, category in enumerate(plots[0].categories)
    ]
    builder.table([header, *body], page=number)


def _at(values: Any, row: int) -> object:
    value = values[row] if row < len(values) else None
    return "" if value is None else value


def _diagram(shape: Any, number: int, builder: Builder) -> None:
    """Text kept in a graphic frame that python-pptx does not model, e.g. SmartArt's fallback."""
    texts = [each.text or "" for each in shape.element.iter() if local(each) == "t"]
    builder.paragraph(" ".join(texts), page=number)
