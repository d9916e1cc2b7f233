"""The sources' small Markdown: headings, paragraphs, bullet lists and tables, with typography."""

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "paragraph", "bullet", "table"]

NBSP = "\u00a0"
_UNITS = (
    "₽|%|кВт|Вт|мм|см|м|км|л|кг|т|ч|минут\\w*|мин|секунд\\w*|сек|год|года|лет|шт|руб|млн|млрд|тыс|дн|дня|день|дней|"
    "часов|часа|календарн\\w+|рабоч\\w+|января|февраля|марта|апреля|мая|июня|июля|августа|"
    "сентября|октября|ноября|декабря"
)
_TIES = (
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),  # 48 500
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b|[₽%])"), NBSP),  # 28 календарных дней
    (re.compile(r"(?<=№) (?=\S)"), NBSP),
    (re.compile(r"\b([пП]|ст|г|ул|д|каб|стр)\. (?=[\dА-ЯЁ«])"), rf"\1.{NBSP}"),
    (re.compile(r" (?=[—–] )"), NBSP),  # a dash does not start a line
)


def typeset(text: str) -> str:
    """Tie numbers to their units and abbreviations to their words, as a Russian editor would."""
    for pattern, replacement in _TIES:
        text = pattern.sub(replacement, text)
    return text


@dataclass(frozen=True, slots=True)
class Piece:
    """One structural piece. `level` is 1…4 for headings; `rows` are a table's cells, header first."""

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = field(default=())


def _cells(line: str) -> tuple[str, ...]:
    return tuple(typeset(cell.strip()) for cell in line.strip().strip("|").split("|"))


def _is_rule(line: str) -> bool:
    return bool(re.fullmatch(r"\|[\s:|-]+\|", line.strip()))


def parse(source: str) -> list[Piece]:
    """Pieces of a source in reading order; a source line is a paragraph of its own."""
    pieces: list[Piece] = []
    table: list[tuple[str, ...]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            if not _is_rule(line):
                table.append(_cells(line))
            continue
        if table:
            pieces.append(Piece("table", rows=tuple(table)))
            table = []
        if not line.strip():
            continue
        if heading := re.match(r"(#{1,4}) (.+)", line):
            pieces.append(Piece("heading", typeset(heading[2].strip()), level=len(heading[1])))
        elif line.startswith("- "):
            pieces.append(Piece("bullet", typeset(line[2:].strip())))
        else:
            pieces.append(Piece("paragraph", typeset(line.strip())))
    return pieces


def title_of(pieces: list[Piece]) -> str:
    """The first heading, which every source opens with."""
    return next(piece.text for piece in pieces if piece.kind == "heading")
