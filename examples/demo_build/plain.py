"""HTML, Markdown and plain text."""

from html import escape
from itertools import groupby

from demo_build.markup import Piece, title_of

_PAGE = """<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>body{{font-family:sans-serif;max-width:48em;margin:2em auto}}td,th{{border:1px solid #999}}</style>
</head>
<body>
<nav><a href="/">Портал КНЗ</a> / <a href="/docs">Документы</a></nav>
<main>
{body}
</main>
<footer>Внутренний портал ООО «Кенозёрский насосный завод»</footer>
</body>
</html>
"""


def to_html(pieces: list[Piece]) -> bytes:
    parts = []
    for is_bullet, group in groupby(pieces, key=lambda piece: piece.kind == "bullet"):
        if is_bullet:
            items = "\n".join(f"<li>{escape(piece.text)}</li>" for piece in group)
            parts.append(f"<ul>\n{items}\n</ul>")
        else:
            parts.extend(_html(piece) for piece in group)
    page = _PAGE.format(title=escape(title_of(pieces)), body="\n".join(parts))
    return page.encode()


def _html(piece: Piece) -> str:
    if piece.kind == "heading":
        return f"<h{piece.level}>{escape(piece.text)}</h{piece.level}>"
    if piece.kind == "paragraph":
        return f"<p>{escape(piece.text)}</p>"
    rows = []
    for number, cells in enumerate(piece.rows):
        tag = "td" if number else "th"
        rows.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def to_markdown(pieces: list[Piece]) -> bytes:
    lines: list[str] = []
    for is_bullet, group in groupby(pieces, key=lambda piece: piece.kind == "bullet"):
        if is_bullet:
            lines += [*(f"- {piece.text}" for piece in group), ""]
            continue
        for piece in group:
            if piece.kind == "heading":
                lines += ["#" * piece.level + " " + piece.text, ""]
            elif piece.kind == "paragraph":
                lines += [piece.text, ""]
            else:
                head, *rest = piece.rows
                rule = "|" + "---|" * len(head)
                lines += [_pipes(head), rule, *(_pipes(row) for row in rest), ""]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _pipes(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def to_text(pieces: list[Piece], encoding: str) -> bytes:
    """Headings in capitals, as people write notes; Windows line ends for cp1251."""
    lines: list[str] = []
    for piece in pieces:
        if piece.kind == "heading":
            lines += ["", piece.text.upper() if piece.level == 1 else piece.text, ""]
        elif piece.kind == "bullet":
            lines.append(f"- {piece.text}")
        elif piece.kind == "paragraph":
            lines += [piece.text, ""]
        else:
            lines += ["\t".join(row) for row in piece.rows]
    newline = "\r\n" if encoding == "cp1251" else "\n"
    return (newline.join(lines).strip() + newline).encode(encoding)
