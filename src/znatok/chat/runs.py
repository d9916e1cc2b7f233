"""How far a quote reaches: far enough to be understood without opening the document."""

import re
from collections.abc import Sequence

from znatok.chat.rows import CELL, is_row
from znatok.documents.model import Fragment

_LONGEST_LIST = 700  # characters; a longer list is quoted from its best item only
_LONGEST_PARAGRAPH = 350  # characters; of a longer paragraph only the sentence is quoted
_LONGEST_TITLE = 90  # characters
# The ending of a verb: what has one says something («Не возмещаются»).
_SAYS = re.compile(
    r"(?:[аеуяы]ет|[аеуя]ют|[иея]тся|[юуая]тся|ен[аоы]|[ая]н[аоы]|лся|ил[аио]|[аеи]ть|ается)\b"
)
_ITEM_ENDS = (";", ",")


def run_of(fragment: Fragment, at: int) -> tuple[int, int]:
    """The span in the fragment's text that quotes sentence `at` so that it can be understood.

    A short paragraph (a clause of a contract, say) is quoted whole. A line that ends in a colon
    takes the list or table after it; an item of a list takes the whole list when that is short,
    else the lead-in line and the items between. Rows of tables stand alone.
    """
    spans = fragment.sentences
    start, end = spans[at]
    if is_row(fragment, start, end):
        return start, end
    last = _end_of_list(fragment.text, spans, at)
    first = _lead_in(fragment.text, spans, at)
    if first < at:
        whole = _end_of_list(fragment.text, spans, first)
        if whole > last and spans[whole][1] - spans[first][0] <= _LONGEST_PARAGRAPH:
            last = whole
    if first != last and spans[last][1] - spans[first][0] <= _LONGEST_LIST:
        return spans[first][0], spans[last][1]
    return _paragraph(fragment.text, start, end)


def is_title_line(fragment: Fragment, start: int, end: int) -> bool:
    """Whether [start, end) is a line of its own that announces what follows and says nothing."""
    text = fragment.text
    line = text[start:end]
    whole = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] == "\n"
    plain = CELL not in line and line[-1].isalpha() and len(line) <= _LONGEST_TITLE
    return whole and plain and line.lstrip("0123456789. ")[:1].isupper() and not _SAYS.search(line)


def _end_of_list(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """The last item that a lead-in line introduces; `at` itself for anything else."""
    if text[spans[at][1] - 1] != ":":
        return at
    last = at
    for number in range(at + 1, len(spans)):
        if last > at and not _goes_on(text, spans, last, number):
            break
        last = number
    return last


def _goes_on(text: str, spans: Sequence[tuple[int, int]], last: int, following: int) -> bool:
    """Whether a list or table that has reached sentence `last` takes the following one too."""
    (start, end), (next_start, next_end) = spans[last], spans[following]
    if CELL in text[start:end]:
        return CELL in text[next_start:next_end]
    return text[:end].endswith(_ITEM_ENDS)


def _lead_in(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """The line that introduces the list in which sentence `at` is an item; else `at`."""
    for number in range(at - 1, -1, -1):
        sign = text[spans[number][1] - 1]
        if sign == ":":
            return number
        if sign not in _ITEM_ENDS:
            break
    return at


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph around a sentence when it is short, else the sentence."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    return (left, right) if right - left <= _LONGEST_PARAGRAPH else (start, end)
