"""Keeping the search index in step with the database, at the start and as documents change."""

import asyncio
import time
from collections.abc import Collection, Sequence

import structlog

from znatok.documents.changes import ChangeFeed
from znatok.documents.model import Change, ChangeKind
from znatok.documents.ports import EmbeddedDocument, PublicationStore
from znatok.index.ports import FragmentIndex, IndexedDocument, IndexedFragment
from znatok.kernel.ids import DocumentId
from znatok.language.wording import indexed_terms

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
    ) -> None:
        self._publications = publications
        self._index = index
        self._feed = feed
        self._model = model
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

    async def _publish(self, document_ids: Collection[DocumentId] | None) -> int:
        fragments, found = 0, set()
        async for some in self._publications.embedded(self._model, document_ids):
            documents = await asyncio.to_thread(_indexed, some)
            await self._index.publish(documents)
            found |= {each.id for each in documents}
            fragments += sum(len(each.fragments) for each in documents)
        self._held |= found
        if document_ids is not None and (empty := set(document_ids) - found):
            self._held -= empty
            await self._index.remove(empty)
        return fragments


_GONE = ChangeKind.REMOVED


def _indexed(documents: Sequence[EmbeddedDocument]) -> list[IndexedDocument]:
    return [
        IndexedDocument(
            each.id,
            each.principals,
            [
                IndexedFragment(
                    f.id, f.vector, f.sentence_vectors, indexed_terms(f.terms.split(" "))
                )
                for f in each.fragments
            ],
        )
        for each in documents
    ]
