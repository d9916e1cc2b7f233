"""The default index: in this process's memory, exact, with rights applied before any ranking."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from znatok.index.adapters.exact import segment as segments
from znatok.index.adapters.exact.postings import Vocabulary
from znatok.index.adapters.exact.search import search
from znatok.index.adapters.exact.view import View, merge
from znatok.index.batches import batches
from znatok.index.ports import Candidate, IndexedDocument, IndexQuery
from znatok.kernel.ids import DocumentId

T = TypeVar("T")

# A thread hop costs about 0.1 ms and the loop's turn; below these sizes the work itself is shorter
# than a loop may be held (benchmarks/index.py, docs/adr/0004).
_SEARCH_INLINE_ROWS = 20_000
_BUILD_INLINE_FRAGMENTS = 64
_MERGE_INLINE_ROWS = 1024

_BATCH_FRAGMENTS = 1024  # a large publish is built in steps of this: bounds memory and lock time
# Each segment is at least this many times larger than the next, so 65k rows are in at most 8.
_RATIO = 4
# Segments past this stay: merging them would copy hundreds of megabytes; rows fit 16 bits.
_LARGEST_ROWS = 65_536
_THREADS = 2


class ExactIndex:
    """`FragmentIndex` in memory, for up to about 200,000 fragments (docs/adr/0004).

    Built like a log-structured merge tree: a publish appends a small segment, deaths are flags, and
    segments merge geometrically, so the amortised cost of a publish does not grow. A search reads
    one immutable tuple of views and thus never sees half of a change. Nothing is kept on disk: the
    vectors in the database are the source of truth. `always_offload` sends even the smallest work
    to threads, for a loop that must never wait.
    """

    def __init__(self, dimension: int, *, always_offload: bool = False) -> None:
        self._dimension = dimension
        self._always_offload = always_offload
        self._vocabulary = Vocabulary()
        self._views: tuple[View, ...] = ()
        self._writing = asyncio.Lock()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="exact-index")

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        for batch in batches(documents, _BATCH_FRAGMENTS):
            async with self._writing:
                await self._replace(batch)
                await self._settle()

    async def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        async with self._writing:
            self._views = tuple(
                view.with_access(document_id, principals) if view.holds(document_id) else view
                for view in self._views
            )

    async def remove(self, document_ids: Iterable[DocumentId]) -> None:
        async with self._writing:
            self._views = _without(self._views, list(document_ids))
            await self._settle()

    async def search(self, query: IndexQuery) -> list[Candidate]:
        views = self._views
        small = sum(view.segment.rows for view in views) <= _SEARCH_INLINE_ROWS
        return await self._run(lambda: search(views, self._vocabulary, query), inline=small)

    async def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        views = self._views
        frequencies = {}
        for term in terms:
            number = self._vocabulary.number(term)
            frequencies[term] = (
                0 if number is None else sum(view.frequency(number) for view in views)
            )
        return frequencies

    async def size(self) -> int:
        return sum(view.live_rows for view in self._views)

    async def close(self) -> None:
        """Give back the memory and the threads."""
        self._views = ()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _replace(self, documents: Sequence[IndexedDocument]) -> None:
        """Put the new and drop the old in one assignment."""
        filled = [document for document in documents if document.fragments]
        added: tuple[View, ...] = ()
        if filled:
            fragments = sum(len(document.fragments) for document in filled)
            segment = await self._run(
                lambda: segments.build(filled, self._vocabulary, self._dimension),
                inline=fragments <= _BUILD_INLINE_FRAGMENTS,
            )
            added = (View(segment, [document.principals for document in filled]),)
        self._views = _without(self._views, [document.id for document in documents]) + added

    async def _settle(self) -> None:
        """Merge what is out of proportion and rewrite what is mostly dead."""
        for place, view in enumerate(self._views):
            if view.live_rows * 2 < view.segment.rows:
                await self._merge(place, place + 1)
        start = _out_of_proportion([view.live_rows for view in self._views])
        if start < len(self._views) - 1:
            await self._merge(start, len(self._views))

    async def _merge(self, start: int, end: int) -> None:
        views = self._views
        rows = sum(view.segment.rows for view in views[start:end])
        merged = await self._run(lambda: merge(views[start:end]), inline=rows <= _MERGE_INLINE_ROWS)
        self._views = (*views[:start], merged, *views[end:])

    async def _run(self, work: Callable[[], T], *, inline: bool) -> T:
        if inline and not self._always_offload:
            return work()
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _out_of_proportion(rows: Sequence[int]) -> int:
    """Where the segments to merge with the last one begin."""
    start = len(rows) - 1
    total = rows[-1] if rows else 0
    while start > 0 and rows[start - 1] < _RATIO * total:
        if total + rows[start - 1] > _LARGEST_ROWS:
            break
        start -= 1
        total += rows[start]
    return start


def _without(views: Sequence[View], documents: Sequence[DocumentId]) -> tuple[View, ...]:
    rest = []
    for view in views:
        dead = [document for document in documents if view.holds(document)]
        left = view.without(dead) if dead else view
        if left.live_rows:
            rest.append(left)
    return tuple(rest)
