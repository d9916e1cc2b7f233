"""A segment as of one moment: which of its documents are alive and who may read them."""

import itertools
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from znatok.index.adapters.exact import segment as segments
from znatok.index.adapters.exact.postings import Flags
from znatok.index.adapters.exact.segment import Segment
from znatok.kernel.ids import DocumentId

Principals = frozenset[str]
Ordinals = NDArray[np.int32]

_READERS_REMEMBERED = 64  # masks of 65k rows: 4 MB a segment at most
# Below this share of permitted rows, gathering them beats multiplying the whole matrix
# (benchmarks/index.py: a gathered row costs about four read in place).
_SPARSE = 0.2


@dataclass(frozen=True, slots=True)
class Permitted:
    """What a reader may see of a segment.

    `documents`: a flag each. `mask`: a flag a row, None when all rows are permitted. `rows`: the
    permitted rows, only where they are few. `count`: how many rows.
    """

    documents: Flags
    mask: Flags | None
    rows: NDArray[np.intp] | None
    count: int


class View:
    """Immutable but for what it remembers: a change makes another view of the same segment."""

    def __init__(
        self,
        segment: Segment,
        principals: Sequence[Principals],
        live: Flags | None = None,
        readable: Mapping[str, Ordinals] | None = None,
    ) -> None:
        self.segment = segment
        self.principals = principals
        self.live = np.ones(len(principals), dtype=np.bool_) if live is None else live
        self._readable = _invert(principals) if readable is None else readable
        self.live_mask = None if self.live.all() else self.live[segment.document_of_row]
        lengths = segment.lengths if self.live_mask is None else segment.lengths[self.live_mask]
        self.live_rows = len(lengths)
        self.live_length = int(lengths.sum())
        self._remembered: dict[Principals, Permitted] = {}
        self._lock = threading.Lock()

    def holds(self, document: DocumentId) -> bool:
        place = self.segment.ordinals.get(document)
        return place is not None and bool(self.live[place])

    def frequency(self, term: int) -> int:
        """In how many living rows the term occurs."""
        rows, _ = self.segment.postings.of(term)
        return len(rows) if self.live_mask is None else int(np.count_nonzero(self.live_mask[rows]))

    def permitted(
        self, principals: Principals, documents: frozenset[DocumentId] | None = None
    ) -> Permitted:
        """What a reader with these principals may see, among `documents` when given."""
        permitted = self._remembered.get(principals)
        if permitted is None:
            permitted = self._permit(principals)
            with self._lock:
                if len(self._remembered) >= _READERS_REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
                self._remembered[principals] = permitted
        return permitted if documents is None else self._narrow(permitted, documents)

    def without(self, documents: Iterable[DocumentId]) -> "View":
        """The same with these documents dead."""
        live = self.live.copy()
        live[[self.segment.ordinals[document] for document in documents]] = False
        return View(self.segment, self.principals, live, self._readable)

    def with_access(self, document: DocumentId, principals: Principals) -> "View":
        """The same with another set of readers for one document."""
        place = self.segment.ordinals[document]
        old = self.principals[place]
        readable = dict(self._readable)
        for principal in old - principals:
            rest = readable[principal][readable[principal] != place]
            if len(rest):
                readable[principal] = rest
            else:
                del readable[principal]
        for principal in principals - old:
            readable[principal] = np.append(readable.get(principal, _NOTHING), np.int32(place))
        sets = list(self.principals)
        sets[place] = principals
        return View(self.segment, sets, self.live, readable)

    def _permit(self, principals: Principals) -> Permitted:
        documents = np.zeros(len(self.live), dtype=np.bool_)
        for principal in principals:
            places = self._readable.get(principal)
            if places is not None:
                documents[places] = True
        documents &= self.live
        if documents.all():
            return Permitted(documents, None, None, self.segment.rows)
        mask = documents[self.segment.document_of_row]
        count = int(np.count_nonzero(mask))
        sparse = count < _SPARSE * self.segment.rows
        return Permitted(documents, mask, np.flatnonzero(mask) if sparse else None, count)

    def _narrow(self, permitted: Permitted, documents: frozenset[DocumentId]) -> Permitted:
        ordinals = self.segment.ordinals
        places = [ordinals[document] for document in documents if document in ordinals]
        chosen = np.zeros(len(self.live), dtype=np.bool_)
        chosen[places] = True
        chosen &= permitted.documents
        mask = chosen[self.segment.document_of_row]
        rows = np.flatnonzero(mask)
        sparse = len(rows) < _SPARSE * self.segment.rows
        return Permitted(chosen, mask, rows if sparse else None, len(rows))


def merge(views: Sequence[View]) -> View:
    """One view of a new segment that holds the living documents of all."""
    parts = [
        view.segment if view.live_mask is None else view.segment.keep(view.live) for view in views
    ]
    principals = [
        each for view in views for each in itertools.compress(view.principals, view.live.tolist())
    ]
    return View(parts[0] if len(parts) == 1 else segments.concatenate(parts), principals)


_NOTHING = np.array([], dtype=np.int32)
_NOTHING.flags.writeable = False


def _invert(principals: Sequence[Principals]) -> dict[str, Ordinals]:
    places: dict[str, list[int]] = {}
    for place, each in enumerate(principals):
        for principal in each:
            places.setdefault(principal, []).append(place)
    return {principal: np.array(each, dtype=np.int32) for principal, each in places.items()}
