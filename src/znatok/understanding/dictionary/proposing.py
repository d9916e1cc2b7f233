"""What a document explains itself becomes proposals, as the document is published."""

import asyncio
from collections.abc import Callable

import structlog

from znatok.documents.model import Version
from znatok.kernel.clock import Clock
from znatok.kernel.ids import DocumentId, new_uuid
from znatok.language.text import fold
from znatok.understanding.dictionary.builtin import builtin_entries
from znatok.understanding.dictionary.mining import Found, mine
from znatok.understanding.dictionary.model import Entry, EntryId, Kind, Origin, State
from znatok.understanding.ports import DictionaryStore

_log = structlog.get_logger(__name__)


class TermProposals:
    """Called by whoever publishes a version, before its readers see it.

    Its readers are the document's: nobody else learns a word, whenever it comes to be known.
    """

    def __init__(
        self,
        store: DictionaryStore,
        clock: Clock,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`changed`: told after the dictionary was changed."""
        self._store = store
        self._clock = clock
        self._changed = changed
        self._general = {
            (fold(variant), fold(each.canonical))
            for each in builtin_entries()
            for variant in each.variants
        }

    async def propose(self, version: Version) -> None:
        """Replace the proposals from this document by what `version` explains. Idempotent."""
        found = await asyncio.to_thread(mine, version)
        entries = [
            self._entry(version.document_id, each)
            for each in found
            if (fold(each.variant), fold(each.canonical)) not in self._general
        ]
        if await self._store.propose(version.document_id, entries):
            document_id = str(version.document_id)
            self._changed()
            _log.info("dictionary_proposed", document_id=document_id, entries=len(entries))

    def _entry(self, document_id: DocumentId, found: Found) -> Entry:
        now = self._clock.now()
        return Entry(
            id=EntryId(new_uuid()),
            canonical=found.canonical,
            variants=(found.variant,),
            kind=Kind.ABBREVIATION,
            origin=Origin.DOCUMENT,
            state=State.PROPOSED,
            document_id=document_id,
            quote=found.quote,
            created_at=now,
            updated_at=now,
        )
