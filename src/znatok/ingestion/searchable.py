"""Keeping the search index in step with the database, at the start and as documents change."""

import asyncio
import time
from collections.abc import Collection, Sequence

import numpy as np
import structlog

from znatok.documents.changes import ChangeFeed
from znatok.documents.generations import FIRST, GenerationId
from znatok.documents.model import Change, ChangeKind
from znatok.documents.ports import EmbeddedDocument, EmbeddedFragment, PublicationStore
from znatok.index.ports import FragmentIndex, IndexedDocument, IndexedFragment
from znatok.ingestion.generations.ports import Serving
from znatok.kernel.ids import DocumentId
from znatok.language.wording import indexed_terms
from znatok.llm.ports import EmbeddingModel

_log = structlog.get_logger(__name__)


class IndexSync:
    """Fills a `FragmentIndex` and follows the change log with it.

    The database is the truth: this process's changes and those of others come the same way.
    """

    def __init__(
        self,
        *,
        publications: PublicationStore,
        index: FragmentIndex,
        feed: ChangeFeed,
        model: str,
        dimension: int,
        serving: Serving | None = None,
    ) -> None:
        """`serving`: from which generation this process answers; else there is only one."""
        self._publications = publications
        self._index = index
        self._feed = feed
        self._model = model
        self._dimension = dimension
        self._serving = serving
        self._held: set[DocumentId] = set()
        feed.listen(self._follow)

    async def load(self) -> int:
        """Fill the index with all that is published; gives how many fragments. Call once, first."""
        started = time.perf_counter()
        await self._feed.start()
        fragments = await self._publish(None)
        took_ms = round((time.perf_counter() - started) * 1000)
        _log.info("index_loaded", documents=len(self._held), fragments=fragments, took_ms=took_ms)
        return fragments

    async def _follow(self, changes: Sequence[Change] | None) -> None:
        if changes is None or any(each.kind is ChangeKind.GENERATION for each in changes):
            await self._switch()
        if changes is None:
            before = set(self._held)
            self._held.clear()
            await self._publish(None)
            await self._index.remove(before - self._held)
            return
        last = {each.document_id: each for each in changes if each.kind is not ChangeKind.STATUS}
        content = {
            each.document_id
            for each in changes
            if each.kind is ChangeKind.CONTENT and last[each.document_id].kind is not _GONE
        }
        gone = {each for each, change in last.items() if change.kind is _GONE}
        if gone:
            self._held -= gone
            await self._index.remove(gone)
        access = set(last) - content - gone
        for document_id, principals in (await self._publications.principals(access)).items():
            await self._index.set_access(document_id, principals)
        if content:
            # Replaced by fewer or none, never by what another change has already taken away.
            await self._publish(content)

    async def _switch(self) -> None:
        """Go over to the generation that is active: filled first, then used from one moment on."""
        prepared = None if self._serving is None else await self._serving.prepare()
        if self._serving is None or prepared is None:
            return
        started = time.perf_counter()
        found = await fill(prepared.index, self._publications, prepared.generation, prepared.model)
        self._serving.use(prepared)
        self._model, self._dimension = prepared.model.name, prepared.model.dimension
        self._held = found
        took_ms = round((time.perf_counter() - started) * 1000)
        _log.info("index_switched", generation=prepared.generation, took_ms=took_ms)

    async def _publish(self, document_ids: Collection[DocumentId] | None) -> int:
        fragments, found = 0, set()
        generation = FIRST if self._serving is None else self._serving.generation
        batches = self._publications.embedded(self._model, document_ids, generation=generation)
        async for some in batches:
            documents = await asyncio.to_thread(_indexed, some, self._dimension)
            await self._index.publish(documents)
            found |= {each.id for each in documents}
            fragments += sum(len(each.fragments) for each in documents)
        self._held |= found
        if document_ids is not None and (empty := set(document_ids) - found):
            self._held -= empty
            await self._index.remove(empty)
        return fragments


async def fill(
    index: FragmentIndex,
    publications: PublicationStore,
    generation: GenerationId,
    model: EmbeddingModel,
) -> set[DocumentId]:
    """Fill an index with a generation, whose vectors are `model`'s; gives what it holds now."""
    found: set[DocumentId] = set()
    async for some in publications.embedded(model.name, generation=generation):
        documents = await asyncio.to_thread(_indexed, some, model.dimension)
        await index.publish(documents)
        found |= {each.id for each in documents}
    return found


_GONE = ChangeKind.REMOVED


def _indexed(documents: Sequence[EmbeddedDocument], dimension: int) -> list[IndexedDocument]:
    return [
        IndexedDocument(
            each.id, each.principals, [_fragment(part, dimension) for part in each.fragments]
        )
        for each in documents
    ]


def _fragment(found: EmbeddedFragment, dimension: int) -> IndexedFragment:
    """What waits for its vectors is like nothing: zeros have a product of 0 with everything."""
    vector, sentences = found.vector, found.sentence_vectors
    return IndexedFragment(
        found.id,
        np.zeros(dimension, np.float32) if vector is None else vector,
        np.zeros((found.sentences, dimension), np.float32) if sentences is None else sentences,
        indexed_terms(found.terms.split(" ")),
    )
