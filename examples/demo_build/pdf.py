"""PDF with a text layer, headings in the outline and page footers (reportlab, DejaVu fonts)."""

import io
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from demo_build.markup import Piece, title_of

# Where the Debian and Ubuntu package fonts-dejavu-core puts its files.
FONTS = Path("/usr/share/fonts/truetype/dejavu")
_BODY, _BOLD = "DejaVuSerif", "DejaVuSerif-Bold"


def _style(name: str, size: float, *, bold: bool = False, **more: float) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=_BOLD if bold else _BODY, fontSize=size, leading=size * 1.4, **more
    )


_TITLE = _style("title", 15, bold=True, alignment=TA_CENTER, spaceAfter=14)
_SECTION = _style("section", 12, bold=True, spaceBefore=12, spaceAfter=6, keepWithNext=1)
_TEXT = _style("text", 11, spaceAfter=6)
_BULLET = _style("bullet", 11, leftIndent=14, bulletIndent=2, spaceAfter=4)
_CELL = _style("cell", 9)
_HEAD = _style("head", 9, bold=True)


def fonts_present() -> bool:
    return (FONTS / f"{_BODY}.ttf").exists() and (FONTS / f"{_BOLD}.ttf").exists()


def to_pdf(pieces: list[Piece], author: str) -> bytes:
    """A4 pages. Dates inside the file are reportlab's invariant ones, so builds do not differ."""
    for name in (_BODY, _BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    out, title = io.BytesIO(), title_of(pieces)

    def footer(canvas: Canvas, layout: SimpleDocTemplate) -> None:
        canvas.setFont(_BODY, 8)
        canvas.drawString(25 * mm, 12 * mm, author)
        canvas.drawRightString(185 * mm, 12 * mm, f"стр. {layout.page}")

    layout = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=20 * mm,
        topMargin=20 * mm,
        bottomMargin=22 * mm,
        title=title,
        author=author,
        lang="ru",
        invariant=1,
    )
    layout.build([_flow(piece) for piece in pieces], onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _flow(piece: Piece) -> Flowable:
    if piece.kind == "table":
        return _table(piece)
    if piece.kind == "heading":
        return Paragraph(_escaped(piece.text), _TITLE if piece.level == 1 else _SECTION)
    if piece.kind == "bullet":
        return Paragraph(_escaped(piece.text), _BULLET, bulletText="•")
    return Paragraph(_escaped(piece.text), _TEXT) if piece.text else Spacer(1, 6)


def _table(piece: Piece) -> Table:
    rows = [
        [Paragraph(_escaped(cell), _CELL if n else _HEAD) for cell in row]
        for n, row in enumerate(piece.rows)
    ]
    widths = [max(len(row[column]) for row in piece.rows) ** 0.6 for column in range(len(rows[0]))]
    return Table(
        rows,
        colWidths=[165 * mm * width / sum(widths) for width in widths],
        repeatRows=1,
        spaceBefore=4,
        spaceAfter=10,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ],
    )
