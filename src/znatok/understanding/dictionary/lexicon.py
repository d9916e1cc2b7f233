"""The dictionary in memory, in step with the database and with the rights to documents."""

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping, Sequence

import structlog

from znatok.access.model import Reader
from znatok.documents.changes import ChangeFeed
from znatok.documents.model import Change, ChangeKind
from znatok.documents.ports import PublicationStore
from znatok.kernel.background import set_within
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.understanding.dictionary.matching import Words
from znatok.understanding.dictionary.model import Entry
from znatok.understanding.ports import DictionaryStore, WholeDictionary

POLL_SECONDS = 2.0  # another process's change of the dictionary is seen after at most this
_PAUSE_SECONDS = 0.5  # between two refreshes that publications ask for: many come at once
_log = structlog.get_logger(__name__)


class Lexicon:
    """`Glossary` that follows: the dictionary by its revision, documents' rights by their changes.

    Rights that a document loses are known here as soon as the search index knows them.
    """

    def __init__(
        self,
        *,
        store: DictionaryStore,
        publications: PublicationStore,
        feed: ChangeFeed,
        morphology: Morphology,
        builtin: Iterable[Entry],
    ) -> None:
        self._store = store
        self._publications = publications
        self._morphology = morphology
        self._builtin = tuple(builtin)
        self._words = Words((), morphology)
        self._readers: Mapping[DocumentId, frozenset[str]] = {}
        self._revision = -1
        self._refreshing = asyncio.Lock()
        # A change of rights that arrives while they are being read must not be overwritten.
        self._reading_rights = asyncio.Lock()
        self._wanted = asyncio.Event()
        feed.listen(self._follow)

    @property
    def words(self) -> Words:
        return self._words

    @property
    def readers(self) -> Mapping[DocumentId, frozenset[str]]:
        return self._readers

    async def state(self, reader: Reader) -> str | None:  # noqa: ARG002  # one for all readers
        """What remembered answers stand on: the revision; None while this process lags behind it.

        A reader's own part of the dictionary follows from it and from the reader's principals.
        """
        newest = await self._store.revision()
        return None if newest != self._revision else f"dictionary {newest}"

    async def refresh(self) -> None:
        """Take over the dictionary as it is now, if it has changed."""
        async with self._refreshing:
            if await self._store.revision() == self._revision:
                return
            started = time.perf_counter()
            whole = await self._store.whole()
            named = {e.document_id for e in whole.entries if e.document_id is not None}
            # Rights first: a word without known readers serves nobody.
            async with self._reading_rights:
                found = await self._publications.principals(named)
                self._readers = {each: found.get(each, frozenset()) for each in named}
            # Lemmas of thousands of words take tens of milliseconds: they leave the loop.
            self._words = await asyncio.to_thread(self._built, whole)
            self._revision = whole.revision
            took_ms = round((time.perf_counter() - started) * 1000)
            _log.info("dictionary_loaded", entries=len(whole.entries), took_ms=took_ms)

    def hurry(self) -> None:
        """Let `run` refresh now: for those who change the dictionary and do not wait for it."""
        self._wanted.set()

    async def run(self) -> None:
        """Follow changes until cancelled: those of other processes at the next poll."""
        while True:
            await asyncio.sleep(_PAUSE_SECONDS)
            await set_within(self._wanted, POLL_SECONDS - _PAUSE_SECONDS)
            self._wanted.clear()
            try:
                await self.refresh()
            except Exception:  # noqa: BLE001  # the database is away; the next round tries again
                _log.exception("dictionary_not_refreshed")

    def _built(self, whole: WholeDictionary) -> Words:
        general = (each for each in self._builtin if each.id not in whole.off)
        return Words((*whole.entries, *general), self._morphology)

    async def _follow(self, changes: Sequence[Change] | None) -> None:
        """Rights of the documents that words were found in, as they change."""
        if changes is None:  # entries of the log were lost to this follower
            removed = set(await self._take_rights(set(self._readers)))
        else:
            removed = {each.document_id for each in changes if each.kind is ChangeKind.REMOVED}
            access = {each.document_id for each in changes if each.kind is ChangeKind.ACCESS}
            await self._take_rights((removed | access) & self._readers.keys())
        if removed:
            await self._store.forget(removed)

    async def _take_rights(self, documents: Collection[DocumentId]) -> Collection[DocumentId]:
        """Read the rights of documents anew; gives those that are gone."""
        async with self._reading_rights:
            fresh = await self._publications.principals(documents)
            kept = {each: named for each, named in self._readers.items() if each not in documents}
            self._readers = {**kept, **fresh}
        return set(documents) - fresh.keys()
