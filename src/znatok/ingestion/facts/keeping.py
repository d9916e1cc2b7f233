"""Facts of versions, found as they are read in, and afterwards for those read in before."""

import asyncio

import structlog

from znatok.documents.changes import ChangeFeed
from znatok.documents.facts_ports import FactStore, KeptFacts
from znatok.documents.facts_relations import family_key, with_keys
from znatok.documents.model import Version
from znatok.documents.ports import PublicationStore
from znatok.ingestion.facts.extraction import EXTRACTOR, facts_of
from znatok.ingestion.facts.likeness import signature_of
from znatok.ingestion.facts.subject import Subject
from znatok.kernel.errors import Unavailable
from znatok.kernel.ids import DocumentId, VersionId
from znatok.language.morphology import Morphology

_AT_ONCE = 50  # documents of one look for what is missing
_EVERY_S = 60.0  # between two looks; a crash between two transactions is made good by the next
_REST_S = 0.02  # after each document: questions go before what is in no hurry
_log = structlog.get_logger(__name__)


class FactsKeeper:
    """Finds facts, stores them, and works out how documents are related."""

    def __init__(
        self,
        *,
        facts: FactStore,
        publications: PublicationStore,
        feed: ChangeFeed,
        morphology: Morphology,
    ) -> None:
        self._facts = facts
        self._publications = publications
        self._feed = feed
        self._morphology = morphology

    async def take(self, version: Version, title: str, kind: str) -> None:
        """Find and store the facts of a version that is about to be published."""
        await self._facts.keep(await asyncio.to_thread(self._found, version, title, kind))

    async def relate(self, document_id: DocumentId) -> None:
        """Work out how a document that has just been published is related to others."""
        await self._facts.relate(document_id)

    async def catch_up(self) -> int:
        """Do what is missing, a little; gives how many documents that were.

        Documents published before their facts were looked for, or found by older rules; relations
        that a crash or a change of facts has left undone.
        """
        done = 0
        for _, version_id in await self._facts.lacking(EXTRACTOR, limit=_AT_ONCE):
            done += await self._take_again(version_id)
            await asyncio.sleep(_REST_S)
        for document_id in await self._facts.unrelated(limit=_AT_ONCE):
            await self._facts.relate(document_id)
            done += 1
            await asyncio.sleep(_REST_S)
        if done:
            await self._feed.hurry()
            _log.info("facts_caught_up", documents=done)
        return done

    async def run(self) -> None:
        """Catch up until cancelled."""
        while True:
            try:
                if await self.catch_up():
                    continue
            except Unavailable as error:
                _log.warning("facts_wait", slug=error.slug)
            except Exception:  # noqa: BLE001  # the edge of a background task; logged, tried again
                _log.exception("facts_not_caught_up")
            await asyncio.sleep(_EVERY_S)

    async def _take_again(self, version_id: VersionId) -> int:
        found = await self._publications.published(version_id)
        if found is None:
            return 0
        document, version = found
        await self.take(version, document.title, document.kind)
        return 1

    def _found(self, version: Version, title: str, kind: str) -> KeptFacts:
        subject = Subject(version.text, title, version.file_name, kind, version.blocks)
        return KeptFacts(
            version_id=version.id,
            document_id=version.document_id,
            facts=with_keys(facts_of(subject), self._morphology),
            signature=signature_of(version.text, self._morphology),
            family_key=family_key(title, self._morphology),
            extractor=EXTRACTOR,
        )
