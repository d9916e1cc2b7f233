"""ODT with headings, lists and tables (odfdo)."""

import io
from datetime import datetime

from odfdo import Document, Element, Header, List, Paragraph, Row, Table

from demo_build.archive import repack
from demo_build.markup import Piece, title_of


def to_odt(pieces: list[Piece], author: str, when: datetime) -> bytes:
    document = Document("text")
    document.body.clear()
    for piece in pieces:
        document.body.append(_element(piece))
    meta = document.meta
    meta.title, meta.language = title_of(pieces), "ru-RU"
    meta.set_initial_creator(author)
    meta.set_creator(author)
    meta.set_creation_date(when)
    meta.set_modification_date(when)
    meta.set_editing_cycles(1)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _element(piece: Piece) -> Element:
    if piece.kind == "heading":
        return Header(piece.level, piece.text)
    if piece.kind == "bullet":
        return List([piece.text])
    if piece.kind == "paragraph":
        return Paragraph(piece.text)
    table = Table("Таблица")
    for cells in piece.rows:
        row = Row()
        row.set_values(list(cells))
        table.append_row(row)
    return table
