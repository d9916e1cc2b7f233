"""Which fragments contain a term and how often, as compact sorted arrays."""

import itertools
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.integer]
Flags = NDArray[np.bool_]


class Vocabulary:
    """Numbers for terms, shared by all segments; a number once given never changes.

    Terms of forgotten documents keep their numbers: about 100 bytes each, and a company's
    vocabulary repeats.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(itertools.count().__next__)
        # A cancelled publish may leave its thread building while the next one starts.
        self._lock = threading.Lock()

    def number(self, term: str) -> int | None:
        """The number of a known term; never learns a new one."""
        return self._numbers.get(term)

    def numbers(self, terms: Iterable[str]) -> list[int]:
        """The numbers of all terms, new ones given to those unknown."""
        with self._lock:
            return list(map(self._numbers.__getitem__, terms))


@dataclass(frozen=True, slots=True)
class Postings:
    """A compressed sparse column matrix of term × row.

    `terms`: ascending numbers, shape (terms,). `starts`: shape (terms + 1,). `rows`, `counts`:
    shape (postings,); those of `terms[i]` are [starts[i], starts[i + 1]), rows ascending. The types
    of `rows` and `counts` are the smallest unsigned ones that hold their values.
    """

    terms: NDArray[np.int32]
    starts: NDArray[np.int64]
    rows: Integers
    counts: Integers

    def of(self, term: int) -> tuple[Integers, Integers]:
        """Rows that contain the term, ascending, and how often."""
        # Typed: a plain int would make NumPy widen a copy of the whole array first.
        place = int(self.terms.searchsorted(np.int32(term)))
        if place == len(self.terms) or self.terms[place] != term:
            return self.rows[:0], self.counts[:0]
        span = slice(self.starts[place], self.starts[place + 1])
        return self.rows[span], self.counts[span]

    def keep(self, kept: Flags) -> "Postings":
        """The same for the rows flagged in `kept`, renumbered in order without gaps."""
        new_rows = np.cumsum(kept) - 1
        chosen = kept[self.rows]
        before = np.concatenate(([0], np.cumsum(chosen)))[self.starts]
        used = np.flatnonzero(np.diff(before))
        return Postings(
            terms=self.terms[used],
            starts=np.append(before[used], before[-1]),
            rows=_smallest(new_rows[self.rows[chosen]]),
            counts=self.counts[chosen],
        )


def build(fragments: Sequence[Mapping[str, int]], vocabulary: Vocabulary) -> Postings:
    """Postings of fragments whose rows are their places in the sequence."""
    each = [len(terms) for terms in fragments]
    numbers = np.array(vocabulary.numbers(itertools.chain.from_iterable(fragments)), dtype=np.int32)
    counts = np.array(
        list(itertools.chain.from_iterable(terms.values() for terms in fragments)), dtype=np.int64
    )
    rows = np.repeat(np.arange(len(fragments)), each)
    order = np.argsort(numbers, kind="stable")  # stable: rows stay ascending within a term
    terms, starts = np.unique(numbers[order], return_index=True)
    return Postings(
        terms=terms,
        starts=np.append(starts, len(numbers)).astype(np.int64),
        rows=_smallest(rows[order]),
        counts=_smallest(counts[order]),
    )


def concatenate(parts: Sequence[Postings], sizes: Sequence[int]) -> Postings:
    """One matrix of parts put under each other; `sizes` are their numbers of rows.

    Every posting is copied straight to its place, so the cost is linear: no sorting.
    """
    terms = np.unique(np.concatenate([part.terms for part in parts]))
    places = [terms.searchsorted(part.terms) for part in parts]
    totals = np.zeros(len(terms), dtype=np.int64)
    for part, place in zip(parts, places, strict=True):
        totals[place] += np.diff(part.starts)
    starts = np.concatenate(([0], np.cumsum(totals)))
    rows = np.empty(starts[-1], dtype=np.min_scalar_type(max(sum(sizes) - 1, 0)))
    counts = np.empty(starts[-1], dtype=np.result_type(*(part.counts.dtype for part in parts)))
    filled = starts[:-1].copy()
    first_row = 0
    for part, place, size in zip(parts, places, sizes, strict=True):
        lengths = np.diff(part.starts)
        target = np.repeat(filled[place] - part.starts[:-1], lengths)
        target += np.arange(len(target))
        rows[target] = part.rows.astype(np.int64) + first_row
        counts[target] = part.counts
        filled[place] += lengths
        first_row += size
    return Postings(terms=terms, starts=starts, rows=rows, counts=counts)


def _smallest(values: NDArray[np.int64]) -> Integers:
    largest = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(largest))
