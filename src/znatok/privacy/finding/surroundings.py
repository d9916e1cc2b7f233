"""A text with what stands around a place of it: words before and after, a table's column title."""

import re
from bisect import bisect_right
from functools import cached_property

_NEAR = 40  # characters: «паспорт гражданина Российской Федерации: серия» is the longest usual lead


class Surroundings:
    """`text` as it is; what the methods return is folded to lower case, ё as е.

    Tables are lines of cells joined by " | " (see `documents.model.Block`); the first line of a
    block of such lines is its title row.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """As long as `text`, character by character."""
        lowered = self.text.lower().replace("ё", "е")
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := each.lower()) == 1 else each for each in self.text)

    def before(self, start: int, characters: int = _NEAR) -> str:
        """What stands before, the title of the column first."""
        return f"{self.column(start)} {self.folded[max(start - characters, 0) : start]}"

    def after(self, end: int, characters: int = _NEAR) -> str:
        return self.folded[end : end + characters]

    def column(self, at: int) -> str:
        """The title of the table's column that holds the character; "" outside of tables."""
        line = bisect_right(self._starts, at) - 1
        titles = self._titles[line]
        column = self.text.count("|", self._starts[line], at)
        return titles[column] if column < len(titles) else ""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _titles(self) -> list[list[str]]:
        """For each line the cells of its table's title row; of no table, none."""
        titles: list[list[str]] = []
        current: list[str] = []
        for line in self.folded.split("\n"):
            if "|" not in line:
                current = []
                titles.append([])
            elif not current:
                current = [cell.strip() for cell in line.split("|")]
                titles.append([])
            else:
                titles.append(current)
        return titles
