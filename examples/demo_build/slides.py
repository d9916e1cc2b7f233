"""PPTX: a slide for each second-level heading (python-pptx)."""

import io
from datetime import datetime

import pptx
from pptx.slide import Slide
from pptx.util import Cm, Pt

from demo_build.archive import repack
from demo_build.markup import Piece, title_of


def to_pptx(pieces: list[Piece], author: str, when: datetime) -> bytes:
    deck = pptx.Presentation()
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        title_of(pieces),
        author,
        author,
    )
    properties.created = properties.modified = when.replace(tzinfo=None)
    opening = deck.slides.add_slide(deck.slide_layouts[0])
    opening.shapes.title.text = title_of(pieces)
    slide, subtitle = opening, []
    for piece in pieces[1:]:
        if piece.kind == "heading":
            has_table = _next_is_table(pieces, piece)
            slide = deck.slides.add_slide(deck.slide_layouts[5 if has_table else 1])
            slide.shapes.title.text = piece.text
        elif slide is opening:
            subtitle.append(piece.text)
            opening.placeholders[1].text = "\n".join(subtitle)
        elif piece.kind == "table":
            _add_table(slide, piece)
        else:
            _add_line(slide, piece)
    out = io.BytesIO()
    deck.save(out)
    return repack(out.getvalue())


def _next_is_table(pieces: list[Piece], heading: Piece) -> bool:
    return pieces[pieces.index(heading) + 1].kind == "table"


def _add_line(slide: Slide, piece: Piece) -> None:
    if len(slide.placeholders) < 2:  # a slide that opens with its table has the title only
        box = slide.shapes.add_textbox(Cm(1.5), Cm(15), Cm(22), Cm(2)).text_frame
        box.text = piece.text
        return
    frame = slide.placeholders[1].text_frame
    empty = not frame.text
    paragraph = frame.paragraphs[0] if empty else frame.add_paragraph()
    paragraph.text = piece.text
    paragraph.font.size = Pt(20)


def _add_table(slide: Slide, piece: Piece) -> None:
    rows, columns = len(piece.rows), len(piece.rows[0])
    table = slide.shapes.add_table(rows, columns, Cm(1.5), Cm(4.5), Cm(22), Cm(0.9 * rows)).table
    for r, cells in enumerate(piece.rows):
        for c, text in enumerate(cells):
            table.cell(r, c).text = text
