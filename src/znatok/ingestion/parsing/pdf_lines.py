"""Words become lines, and lines are put in reading order, columns one after another."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from znatok.ingestion.parsing.pdf_words import SOFT_HYPHEN, Word

_SAME_LINE = 0.45  # of the smaller word's height between middles; raised notes stay on their line
_COLUMN_LINES = 4  # fewer lines side by side are a signature block or a form, read across
_COLUMN_FILL = 0.6  # of the column's width: running text fills its lines, tables do not
_NARROWEST_GAP = 0.5  # of the font's height
_GUTTERS = 12
_SECTION_GAP = 2.5  # of the font's height
_HYPHENS = (SOFT_HYPHEN, "-", "\u2010")
# Particles that keep their hyphen at a line end: кто-то, какой-либо, что-нибудь, всё-таки, ну-ка.
_PARTICLE = re.compile(r"^(?:то|либо|нибудь|таки|ка)\b")


@dataclass
class Line:
    """`left`, `right`: where its column begins and ends, in points. Its words never change."""

    words: list[Word]
    page: int = 0
    left: float = 0.0
    right: float = 0.0

    @cached_property
    def text(self) -> str:
        return " ".join(each.text for each in self.words)

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(each.x1 for each in self.words)

    @cached_property
    def y0(self) -> float:
        return min(each.y0 for each in self.words)

    @cached_property
    def y1(self) -> float:
        return max(each.y1 for each in self.words)

    @cached_property
    def size(self) -> float:
        return median(each.size for each in self.words)

    @cached_property
    def bold(self) -> bool:
        lettered = [each for each in self.words if any(s.isalpha() for s in each.text)]
        return bool(lettered) and all(each.bold for each in lettered)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words grouped by height, from top to bottom, each line from left to right."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        for group in reversed(groups[-3:]):
            near = _SAME_LINE * min(word.size, group[0].size)
            if abs(word.middle - group[0].middle) <= near:
                group.append(word)
                break
        else:
            groups.append([word])
    return [Line(sorted(group, key=lambda each: each.x0)) for group in groups]


def turned_upright(word: Word) -> Word:
    """The word as it stands when its text is turned to be read; only relations are kept."""
    match word.turn:
        case 90:
            return Word(word.text, -word.y1, word.x0, -word.y0, word.x1, word.bold)
        case 180:
            return Word(word.text, -word.x1, -word.y1, -word.x0, -word.y0, word.bold)
        case 270:
            return Word(word.text, word.y0, -word.x1, word.y1, -word.x0, word.bold)
        case _:
            return word


def in_reading_order(words: list[Word], page: int) -> list[Line]:
    """The lines of a page or of a part of it; text turned on its side comes last."""
    upright = [each for each in words if each.turn == 0]
    lines = _ordered(lines_of(upright))
    turned = [each for each in words if each.turn != 0]
    if turned:
        lines.extend(lines_of(turned_upright(each) for each in turned))
    for line in lines:
        line.page = page
    return lines


def joined(texts: Iterable[str], known: Counter[str] | None = None) -> str:
    """Lines as one text, words divided at line ends put together again.

    A hyphen stays when the hyphenated word is met elsewhere (`known`) or a particle follows it.
    """
    whole = ""
    for text in texts:
        if whole.endswith(_HYPHENS) and whole[-2:-1].isalpha() and text[:1].isalpha():
            whole = _undivided(whole, text, known or Counter())
        else:
            whole = f"{whole} {text}" if whole else text
    return whole


def _undivided(whole: str, text: str, known: Counter[str]) -> str:
    stem, soft = whole[:-1], whole.endswith(SOFT_HYPHEN)
    head = re.split(r"\s", stem)[-1].lower()
    tail = (re.match(r"\w+", text) or [""])[0].lower()
    if text[0].isupper() or _PARTICLE.match(text) or known[f"{head}-{tail}"] > known[head + tail]:
        return f"{stem}-{text}"
    if head.isdigit() and not soft:
        return f"{stem}-{text}"
    return stem + text


def _ordered(lines: list[Line]) -> list[Line]:
    if not lines:
        return []
    left, right = min(each.x0 for each in lines), max(each.x1 for each in lines)
    found = _columns(lines, left, right)
    if found is None:
        for line in lines:
            line.left, line.right = left, right
        return lines
    gutter, first, last = found
    sides: tuple[list[Word], list[Word]] = ([], [])
    for line in lines[first:last]:
        for word in line.words:
            sides[word.x0 > gutter].append(word)
    return [
        *_ordered(lines[:first]),
        *_ordered(lines_of(sides[0])),
        *_ordered(lines_of(sides[1])),
        *_ordered(lines[last:]),
    ]


def _columns(lines: list[Line], left: float, right: float) -> tuple[float, int, int] | None:
    """A gutter's x and the range of lines it divides; None for text in one column."""
    size = median(each.size for each in lines)
    starts = Counter(
        round((word.x0 - size * 0.4) / 2) * 2
        for line in lines
        for before, word in zip([None, *line.words], line.words, strict=False)
        if word.x0 > left + (right - left) * 0.2
        and (before is None or word.x0 - before.x1 > size * 0.8)
    )
    best, best_score = None, 0.0
    for gutter, count in starts.most_common(_GUTTERS):
        if count < _COLUMN_LINES:
            break
        for first, last in _runs(lines, gutter, size):
            # The widest gap among gutters of the same run: a hanging number must not be cut off.
            score = (last - first) * min(_gap(lines[first:last], gutter, size), 3 * size)
            if score > best_score:
                best, best_score = (gutter, first, last), score
    return best


def _runs(lines: list[Line], gutter: float, size: float) -> list[tuple[int, int]]:
    """Ranges of neighbouring lines that leave the gutter free, by more than a space if they can.

    Where both columns are blank for some lines another section begins, with columns of its own.
    """
    runs, first = [], 0
    for at, line in enumerate(lines):
        if _crosses(line, gutter, size):
            runs.append((first, at))
            first = at + 1
        elif at > first and line.y0 - lines[at - 1].y1 > _SECTION_GAP * size:
            runs.append((first, at))
            first = at
    runs.append((first, len(lines)))
    return [(a, b) for a, b in runs if b - a >= _COLUMN_LINES]


def _crosses(line: Line, gutter: float, size: float) -> bool:
    if any(word.x0 < gutter < word.x1 for word in line.words):
        return True
    left = max((word.x1 for word in line.words if word.x1 <= gutter), default=None)
    right = min((word.x0 for word in line.words if word.x0 >= gutter), default=None)
    return left is not None and right is not None and right - left < _NARROWEST_GAP * size


def _gap(lines: list[Line], gutter: float, size: float) -> float:
    """Width in points between two columns of running text; 0 where there are none."""
    sides: tuple[list[list[Word]], list[list[Word]]] = ([], [])
    for line in lines:
        for at, held in enumerate(sides):
            part = [word for word in line.words if (word.x0 > gutter) == bool(at)]
            if part:
                held.append(part)
    if min(len(sides[0]), len(sides[1])) < _COLUMN_LINES:
        return 0.0
    for side in sides:
        start = min(part[0].x0 for part in side)
        end = max(part[-1].x1 for part in side)
        fills = [(part[-1].x1 - part[0].x0) / max(end - start, 1.0) for part in side]
        words = median(len(part) for part in side)
        if median(fills) < _COLUMN_FILL or words < 3 or end - start < size * 8:  # noqa: PLR2004  # a column of words, not of cells
            return 0.0
    gap = min(part[0].x0 for part in sides[1]) - max(part[-1].x1 for part in sides[0])
    return gap if gap > _NARROWEST_GAP * size else 0.0
