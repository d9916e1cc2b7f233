"""RTF as Word writes it in Russia: code page 1251, byte escapes (RTF 1.9.1, «Character set»)."""

from demo_build.markup import Piece

_FONTS = r"{\fonttbl{\f0\froman\fcharset204 Times New Roman;}}"


def to_rtf(pieces: list[Piece]) -> bytes:
    body = "\n".join(_piece(piece) for piece in pieces)
    head = r"{\rtf1\ansi\ansicpg1251\deff0\deflang1049" + _FONTS + r"\f0\fs24" + "\n"
    return (head + body + "\n}").encode("ascii")


def _escaped(text: str) -> str:
    return "".join(_character(each) for each in text)


def _character(each: str) -> str:
    if each in "\\{}":
        return "\\" + each
    if ord(each) < 128:
        return each
    try:
        return f"\\'{each.encode('cp1251').hex()}"
    except UnicodeEncodeError:
        return f"\\u{ord(each)}?"


def _piece(piece: Piece) -> str:
    text = _escaped(piece.text)
    if piece.kind == "heading":
        size = 32 if piece.level == 1 else 26
        align = r"\qc" if piece.level == 1 else r"\ql"
        level = piece.level - 1
        return rf"\pard{align}\outlinelevel{level}\sb200\sa120\b\fs{size} {text}\b0\fs24\par"
    if piece.kind == "bullet":
        return rf"\pard\fi-360\li720 \bullet\tab {text}\par"
    if piece.kind == "paragraph":
        return rf"\pard\sa120 {text}\par"
    return "\n".join(_row(cells) for cells in piece.rows) + "\n" + r"\pard\par"


def _row(cells: tuple[str, ...]) -> str:
    """A table row; cell borders stand every 9000 / columns twips (1 twip is 1/20 pt)."""
    width = 9000 // len(cells)
    edges = "".join(rf"\cellx{width * (n + 1)}" for n in range(len(cells)))
    inside = "".join(rf"\intbl {_escaped(cell)}\cell " for cell in cells)
    return rf"\trowd{edges}\pard{inside}\row"
