"""How a quote reads: prose in quotation marks, lists as lists, tables as tables, code as code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from znatok.chat.context import Evidence
from znatok.chat.markdown import cell, inline, line
from znatok.chat.places import clause_at
from znatok.chat.rows import CELL, header_of, named_cells
from znatok.chat.words import quoted
from znatok.documents.model import BlockKind

_LABEL_LIKE = re.compile(r"\[\d{1,3}\]")  # in code nothing can be escaped
_FENCE = re.compile(r"`{3,}|~{3,}")
_MARKER = re.compile(r"^(?:[-•–—*·▪]\s+|(\d{1,2})[.)]\s+)")
_WIDEST = 7  # columns that a phone can still scroll through


@dataclass(frozen=True, slots=True)
class Shown:
    """`said`: what stands in the line; `below`: Markdown of its own under it, empty for prose."""

    said: str
    below: str = ""
    nested: bool = True  # whether `below` may stand inside a list


def shown(n: int, evidence: Evidence, language: str, *, steps: bool) -> Shown:
    """The quote of evidence `n` with its labels. `steps`: a list tells what to do in order."""
    fragment, text = evidence.passage.fragment, evidence.text
    named = named_cells(fragment, evidence.start, evidence.end)
    if named is not None:
        said = "; ".join(f"{name} — {value}" if name else value for name, value in named)
        return Shown(f"{line(said)} [{n}]")
    _, start = clause_at(fragment, evidence.start, evidence.passage.title, language)
    text = fragment.text[start : evidence.end]
    if fragment.kind is BlockKind.CODE and not _LABEL_LIKE.search(text) and not _FENCE.search(text):
        return Shown(f"[{n}]", f"```\n{text}\n```", nested=False)
    lines = [each for each in text.split("\n") if each.strip()]
    if len(lines) > 1 and lines[0].rstrip().endswith(":"):
        lead = f"{quoted(inline(lines[0]), language)} [{n}]"
        if all(CELL in each for each in lines[1:]):
            table = table_of([each.split(CELL) for each in lines[1:]], f" [{n}]")
            if table:
                return Shown(lead, table, nested=False)
        elif not any(CELL in each for each in lines[1:]):
            return Shown(lead, f"{_list(lines[1:], steps=steps)} [{n}]")
    return Shown(f"{quoted(inline(text), language)} [{n}]")


def table_of(rows: Sequence[Sequence[str]], last: str = "") -> str:
    """A Markdown table, the first row naming the columns; `last` stands in its last cell.

    Empty when the rows are no table that can be shown.
    """
    columns = len(rows[0])
    if len(rows) == 1 or columns > _WIDEST or any(len(row) != columns for row in rows):
        return ""
    lines = ["| " + " | ".join(cell(each) or " " for each in row) + " |" for row in rows]
    lines[-1] = f"{lines[-1].removesuffix(' |').rstrip()}{last} |"
    return "\n".join((lines[0], "|" + " --- |" * columns, *lines[1:]))


def rows_together(group: Sequence[tuple[int, Evidence]]) -> str:
    """Rows of one table as a table, each with its label; empty when they are not that."""
    header: list[str] | None = None
    rows = []
    for n, evidence in group:
        fragment = evidence.passage.fragment
        named = header_of(fragment, evidence.start)
        cells = evidence.text.split(CELL)
        if named is None or "\n" in evidence.text or len(named) != len(cells):
            return ""
        if header is not None and named != header:
            return ""
        header = named
        rows.append((n, cells))
    if header is None or len(rows) == 1 or len(header) > _WIDEST or len(header) == 1:
        return ""
    lines = [
        "| " + " | ".join(cell(each) or " " for each in header) + " |",
        "|" + " --- |" * len(header),
    ]
    for n, cells in rows:
        lines.append("| " + " | ".join(cell(each) or " " for each in cells).rstrip() + f" [{n}] |")
    return "\n".join(lines)


def _list(lines: Sequence[str], *, steps: bool) -> str:
    """Items as the document marks them: by numbers, or by points; steps are numbered."""
    markers = [_MARKER.match(each.strip()) for each in lines]
    numbered = steps or all(marker is not None and marker[1] for marker in markers)
    items = [
        line(each.strip()[marker.end() :] if marker else each.strip())
        for each, marker in zip(lines, markers, strict=True)
    ]
    if numbered:
        return "\n".join(f"{at}. {item}" for at, item in enumerate(items, start=1))
    return "\n".join(f"- {item}" for item in items)
