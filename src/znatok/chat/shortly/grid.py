"""The tables of fragments, row by row with the lemmas of every cell."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from znatok.chat.rows import CELL, header_of, rows_in
from znatok.chat.shortly.terms import terms_in
from znatok.documents.model import Fragment
from znatok.kernel.ids import FragmentId
from znatok.language.morphology import Morphology

_REMEMBERED = 2_000  # fragments with tables, about 20 MB


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its columns' names, and the lemmas of each cell of both."""

    span: tuple[int, int]
    cells: tuple[str, ...]
    header: tuple[str, ...]
    lemmas: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, ...], ...]


class Tables:
    """The tables of fragments met last, read once: fragments never change."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._read: OrderedDict[FragmentId, tuple[Line, ...]] = OrderedDict()

    def of(self, fragment: Fragment) -> tuple[Line, ...]:
        """The rows of a fragment's tables whose columns are named."""
        known = self._read.get(fragment.id)
        if known is None:
            known = self._read[fragment.id] = tuple(self._lines(fragment))
            if len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        return known

    def _lines(self, fragment: Fragment) -> Iterator[Line]:
        for span in rows_in(fragment, 0, len(fragment.text)):
            header = header_of(fragment, span[0])
            cells = fragment.text[slice(*span)].split(CELL)
            if header is not None and len(header) == len(cells):
                yield Line(
                    span,
                    tuple(cells),
                    tuple(header),
                    tuple(map(self._lemmas, cells)),
                    tuple(map(self._lemmas, header)),
                )

    def _lemmas(self, text: str) -> tuple[str, ...]:
        return tuple(lemma for _, _, lemma in terms_in(text, self._morphology))
