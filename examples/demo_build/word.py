"""DOCX with real Word headings, lists and tables (python-docx)."""

import io
from datetime import datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from demo_build.archive import repack
from demo_build.markup import Piece, title_of


def to_docx(pieces: list[Piece], author: str, when: datetime) -> bytes:
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title_of(pieces), author, "ru-RU"
    properties.last_modified_by, properties.comments = author, ""
    properties.created = properties.modified = when.replace(tzinfo=None)
    for piece in pieces:
        _add(document, piece)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _add(document: "docx.document.Document", piece: Piece) -> None:
    if piece.kind == "heading" and piece.level == 1:
        document.add_heading(piece.text, 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif piece.kind == "heading":
        document.add_heading(piece.text, piece.level - 1)
    elif piece.kind == "bullet":
        document.add_paragraph(piece.text, style="List Bullet")
    elif piece.kind == "paragraph":
        document.add_paragraph(piece.text)
    else:
        _add_table(document, piece)


def _add_table(document: "docx.document.Document", piece: Piece) -> None:
    table = document.add_table(rows=len(piece.rows), cols=len(piece.rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, piece.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()
