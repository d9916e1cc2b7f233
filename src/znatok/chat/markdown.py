"""Words of documents inside the assistant's own Markdown: shown as they are, never obeyed.

Titles, sections and cells are as foreign as the text itself: whoever uploads a file chooses them.
"""

import re

# Signs that Markdown (CommonMark 0.31 with GFM's strikethrough), or our labels, take for their own.
_SIGNS = re.compile(
    r"[*`\\~]|\[(?=\d)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|!(?=\[)|\](?=\()"
)
# What begins a heading, a quotation, a list, a rule or a link's definition, at the start of a line.
_OPENING = re.compile(r"^(?=[#>+\[-])|^(\d{1,9})(?=[.)](?:\s|$))")


def inline(text: str) -> str:
    """`text` on one line, to stand inside a line."""
    return _SIGNS.sub(lambda match: f"\\{match.group()}", " ".join(text.split()))


def line(text: str) -> str:
    """`text` on one line, to begin a line."""
    return _OPENING.sub(lambda match: f"{match.group()}\\", inline(text))


def cell(text: str) -> str:
    """`text` on one line, to stand in a cell of a table."""
    return inline(text).replace("|", "\\|")
