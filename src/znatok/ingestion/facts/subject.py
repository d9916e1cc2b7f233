"""A document as the extractors of facts look at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from znatok.documents.model import Block, BlockKind
from znatok.understanding.dates import FoundDate, find_dates
from znatok.understanding.folding import fold_in_place

HEAD = 4_000  # characters: the first page and a half, where requisites stand
_SEARCHED = 400_000  # of longer texts, books, the end is not looked at


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head, white space cut off; `start`, `end` in the version's text.

    `folded`: lower case, ё as е, the same length.
    """

    start: int
    end: int
    text: str
    folded: str
    dates: tuple[FoundDate, ...] = ()  # positions within the line


@dataclass(frozen=True)  # no slots: the properties are cached in the instance
class Subject:
    """`kind`: the format of the file. `title`: what readers see in the list."""

    text: str
    title: str
    file_name: str
    kind: str
    blocks: Sequence[Block] = field(default=())

    @cached_property
    def folded(self) -> str:
        return fold_in_place(self.text[:_SEARCHED])

    @cached_property
    def titled(self) -> str:
        return fold_in_place(self.title)

    @cached_property
    def head(self) -> Sequence[Line]:
        """Lines of the first `HEAD` characters that are not empty."""
        return list(_lines(self.text, HEAD))

    @cached_property
    def first_lines(self) -> Sequence[Line]:
        """Where a heading stands: the first dozen lines outside tables."""
        outside = (line for line in self.head if not self.in_table(line.start))
        return [line for line, _ in zip(outside, range(_FIRST), strict=False)]

    def under_title(self, at: int) -> bool:
        """Whether a position lies in the first three lines."""
        return any(each.start <= at < each.end for each in self.head[:3])

    def in_table(self, at: int) -> bool:
        """Whether a position of the head lies in a table."""
        return any(start <= at < end for start, end in self._tables)

    @cached_property
    def _tables(self) -> Sequence[tuple[int, int]]:
        return [
            (each.start, each.end)
            for each in self.blocks
            if each.kind is BlockKind.TABLE and each.start < HEAD
        ]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a position, about: up to the nearest full stop before a capital."""
        start = at
        while start > 0 and not self._ends(start - 1):
            start -= 1
        end = at
        while end < len(self.folded) and not self._ends(end):
            end += 1
        return start, min(end + 1, len(self.folded))

    def _ends(self, at: int) -> bool:
        sign = self.text[at]
        if sign in "\n;!?":
            return True
        if sign != ".":
            return False
        after = self.text[at + 1 : at + 4].lstrip("\n ")
        before = self.text[max(0, at - 3) : at]
        abbreviation = before[-1:].isdigit() or len(before.split(" ")[-1]) <= _ABBREVIATED
        return bool(after[:1].isupper()) and not abbreviation


_FIRST = 14
_ABBREVIATED = 2  # letters: «г.», «им.», initials


def _lines(text: str, limit: int) -> Sequence[Line]:
    lines: list[Line] = []
    position = 0
    for raw in text[:limit].split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            dates = tuple(find_dates(stripped))
            folded = fold_in_place(stripped)
            lines.append(Line(start, start + len(stripped), stripped, folded, dates))
        position += len(raw) + 1
    return lines
