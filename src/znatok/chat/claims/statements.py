"""A model's answer cut into statements as it streams, each with the labels it cites."""

import re
from dataclasses import dataclass

from znatok.language.sentences import sentence_spans

# [1], [1, 2], [^1], [источник 1], 【1】: what models make of "cite as [1]".
LABEL = re.compile(
    r"[\[【]\s*\^?(?:(?:источник|документ|source|doc)\w*\s*)?№?\s*"
    r"([0-9]{1,3}(?:\s*[,;–-]\s*[0-9]{1,3})*)\s*(?:†[^\]】\n]{0,20})?[\]】]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+")
_MARKER = re.compile(r"\s*(?:[-*•–—]\s+|[0-9]{1,2}[.)]\s+|#{1,6}\s+|>\s+)*")
_ENDS = re.compile(r"[.!?…]['\"»”)*]*(?:\s*[\[【][^\]】\n]*[\]】])*\s+\S|\n")
_HALF_LABEL = re.compile(r"[\[【][^\]】\n]{0,40}$")
_LONGEST = 2_000  # characters without an end of a sentence: then it is cut where it stands


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, item or row. `lead`: the white space and the list's marker before it.

    `text`: without labels. `labels`: the sources it cites, in the order named.
    """

    lead: str
    text: str
    labels: tuple[int, ...] = ()


class Statements:
    """Feed it an answer piece by piece; a statement comes out when nothing can join it any more."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[Statement]:
        self._held += piece.replace("\r\n", "\n").replace("\r", "\n")
        if len(self._held) >= _LONGEST:
            return self.flush()
        if not _ENDS.search(self._held):
            return []
        found, self._held = _settled(self._held)
        return found

    def flush(self) -> list[Statement]:
        """What is left at the end of the answer."""
        found = _Cut(self._held).statements()
        self._held = ""
        return found


def _settled(text: str) -> tuple[list[Statement], str]:
    """The statements of `text` that nothing can join any more, and what is held back.

    A label may still follow the last full stop, so the last statement waits for the next to begin.
    """
    half = _HALF_LABEL.search(text)
    cut = _Cut(text[: half.start()] if half else text)
    found = cut.statements()
    if len(found) < 2:  # noqa: PLR2004  # the last one and one before it
        return [], text
    return found[:-1], text[cut.last_begins() :]


class _Cut:
    """A text cut into statements; labels are taken out first: they hide the ends of sentences."""

    def __init__(self, text: str) -> None:
        self._labels: list[tuple[int, int, tuple[int, ...]]] = []  # (where, length before, numbers)
        pieces: list[str] = []
        at = taken = 0
        for found in LABEL.finditer(text):
            pieces.append(text[at : found.start()])
            numbers = tuple(int(n) for n in _NUMBER.findall(found.group(1)))
            self._labels.append((found.start() - taken, found.end() - found.start(), numbers))
            taken += found.end() - found.start()
            at = found.end()
        self._bare = "".join((*pieces, text[at:]))
        self._spans = _joined(self._bare)

    def statements(self) -> list[Statement]:
        made = []
        end = 0
        for index, (start, stop) in enumerate(self._spans):
            marker = _MARKER.match(self._bare, start)
            body = marker.end() if marker is not None and marker.end() < stop else start
            text = re.sub(r"\s+([.,;:!?…])", r"\1", self._bare[body:stop])
            numbers = dict.fromkeys(n for each in self._cited(index) for n in each)
            made.append(Statement(self._bare[end:body], text, tuple(numbers)))
            end = stop
        return made

    def last_begins(self) -> int:
        """Where, in the text with labels, what belongs to the last statement begins."""
        owner = len(self._spans) - 2
        owned = [each for each in self._labels if self._owner(each[0]) <= owner]
        behind = max([self._spans[-2][1], *(where for where, _, _ in owned)])
        return behind + sum(length for _, length, _ in owned)

    def _cited(self, index: int) -> list[tuple[int, ...]]:
        return [numbers for where, _, numbers in self._labels if self._owner(where) == index]

    def _owner(self, where: int) -> int:
        """The statement that a label belongs to: the one it stands in or, on its line, behind."""
        owner = 0
        for index, (start, _) in enumerate(self._spans):
            if start > where or (start == where and index and not self._line_before(index)):
                break
            owner = index
        behind = self._spans[owner][1] if self._spans else 0
        if behind <= where and "\n" in self._bare[behind:where] and owner + 1 < len(self._spans):
            return owner + 1
        return owner

    def _line_before(self, index: int) -> bool:
        """Whether a line ends between this statement and the one before it."""
        return "\n" in self._bare[self._spans[index - 1][1] : self._spans[index][0]]


def _joined(text: str) -> list[tuple[int, int]]:
    """Spans of sentences; a list's marker that looks like one goes with what it marks."""
    spans: list[tuple[int, int]] = []
    for start, stop in sentence_spans(text):
        if spans and "\n" not in text[spans[-1][1] : start] and _is_marker(text[slice(*spans[-1])]):
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return spans


def _is_marker(text: str) -> bool:
    return _MARKER.fullmatch(f"{text} ") is not None
