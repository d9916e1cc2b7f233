"""One version from its file to where readers find it: read, split, embed, publish."""

import asyncio
import time
from dataclasses import dataclass, field, replace

import structlog

from znatok.documents.model import Document, Version
from znatok.documents.ports import FragmentVectors, PublicationStore
from znatok.ingestion.embedding import EmbeddingSettings, embed
from znatok.ingestion.facts.keeping import FactsKeeper
from znatok.ingestion.naming import title_of
from znatok.ingestion.queueing import FileReader
from znatok.ingestion.splitting import SplitSettings, split
from znatok.kernel.clock import Clock
from znatok.kernel.ids import VersionId
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.platform.blobs import Blobs
from znatok.understanding.dictionary.proposing import TermProposals

_READ, _EMBEDDED = 0.1, 0.95  # of the whole: where the progress bar stands after each step
_PROGRESS_EVERY_S = 0.5
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    split: SplitSettings = field(default_factory=SplitSettings)
    embedding: EmbeddingSettings = field(default_factory=EmbeddingSettings)


class Pipeline:
    def __init__(
        self,
        *,
        publications: PublicationStore,
        blobs: Blobs,
        reader: FileReader,
        model: EmbeddingModel,
        morphology: Morphology,
        clock: Clock,
        facts: FactsKeeper,
        settings: PipelineSettings | None = None,
        proposals: TermProposals | None = None,
    ) -> None:
        self._publications = publications
        self._blobs = blobs
        self._reader = reader
        self._model = model
        self._morphology = morphology
        self._clock = clock
        self._facts = facts
        self._settings = settings or PipelineSettings()
        self._proposals = proposals

    @property
    def model_name(self) -> str:
        return self._model.name

    async def run(self, version_id: VersionId) -> bool:
        """Read a version in. Idempotent; False when the document has been removed.

        Raises:
            FileUnreadable: the file's own fault.
            ReaderBroke, ModelUnavailable, BlobNotFound: see there.

        """
        started = time.perf_counter()
        found = await self._publications.pending(version_id)
        if found is None:
            return False
        document, pending = found
        await self._publications.set_progress(version_id, 0.0)
        data = await self._blobs.read(pending.blob_key)
        parsed = await self._reader.read(data, pending.file_name)
        version = replace(
            pending,
            text=parsed.text,
            blocks=parsed.blocks,
            pages=parsed.pages,
            media_type=parsed.media_type,
            warnings=parsed.warnings,
        )
        title = _title(document, version, parsed.title)
        await self._facts.take(version, title, parsed.kind)
        published = await self._publish(version, title, document, parsed.kind)
        await self._facts.relate(version.document_id)
        took_ms = round((time.perf_counter() - started) * 1000)
        _log.info(
            "document_indexed",
            document_id=str(version.document_id),
            version=version.number,
            kind=parsed.kind,
            characters=len(version.text),
            took_ms=took_ms,
        )
        return published

    async def _publish(self, version: Version, title: str, document: Document, kind: str) -> bool:
        await self._publications.set_progress(version.id, _READ)
        # Lemmas of a long text take seconds: they leave the loop.
        fragments = await asyncio.to_thread(
            split, version, title, self._morphology, self._settings.split
        )
        vectors: list[FragmentVectors] = []
        told_at = time.monotonic()
        parts = embed(version, title, fragments, self._model, self._settings.embedding)
        async for share, some in parts:
            vectors += some
            if time.monotonic() - told_at >= _PROGRESS_EVERY_S:
                told_at = time.monotonic()
                progress = _READ + (_EMBEDDED - _READ) * share
                await self._publications.set_progress(version.id, round(progress, 3))
        if self._proposals is not None and version.number >= (document.current or 0):
            # Before its readers see the version: after a crash between the two it is done again.
            await self._proposals.propose(version)
        return await self._publications.publish(
            version,
            fragments,
            vectors,
            model=self._model.name,
            kind=kind,
            title=title if title != document.title else None,
            at=self._clock.now(),
        )


def _title(document: Document, version: Version, found: str | None) -> str:
    """The file's own title replaces a title that was only made of the file's name."""
    untouched = document.title == title_of(version.file_name)
    return found if found and untouched else document.title
