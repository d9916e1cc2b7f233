"""Watching documents change, as one reader may see them."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

from znatok.access.model import Reader
from znatok.documents.changes import ChangeFeed
from znatok.documents.errors import DocumentNotFound
from znatok.documents.model import DescribedDocument
from znatok.documents.service import DocumentService


class DocumentWatch:
    def __init__(self, *, documents: DocumentService, feed: ChangeFeed) -> None:
        self._documents = documents
        self._feed = feed

    async def changes(self, reader: Reader, *, until: float) -> AsyncIterator[DescribedDocument]:
        """Each visible document as it changes, until the clock `time.monotonic` shows `until`.

        Rights are applied when a change is delivered. A document that changed several times before
        it was delivered comes once, in its latest state; deletions are not announced.
        """
        with self._feed.subscribe() as queue:
            while (left := until - monotonic()) > 0:
                try:
                    async with asyncio.timeout(left):
                        waiting = {await queue.get()}
                except TimeoutError:
                    return
                while not queue.empty():
                    waiting.add(queue.get_nowait())
                for document_id in sorted(waiting):
                    try:
                        found = await self._documents.get(document_id, reader)
                    except DocumentNotFound:
                        continue
                    yield found
