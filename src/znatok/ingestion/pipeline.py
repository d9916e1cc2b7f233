"""One version from its file to where readers find it: read, split, embed, publish."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import structlog

from znatok.documents.generations import numbered
from znatok.documents.model import Document, Fragment, Status, Version
from znatok.documents.ports import FragmentVectors, PublicationStore
from znatok.ingestion.archives import Archives
from znatok.ingestion.embedding import EmbeddingSettings, embed
from znatok.ingestion.facts.keeping import FactsKeeper
from znatok.ingestion.generations.ports import Targets
from znatok.ingestion.generations.targets import OneTarget
from znatok.ingestion.jobs import Marks, Stage
from znatok.ingestion.naming import title_of
from znatok.ingestion.parsing.formats import ARCHIVES
from znatok.ingestion.queueing import FileReader, JobBoard
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
class Outcome:
    """What a run came to. `published`: the version is ready; not when its document is gone.

    `vectors_left`: it is found by its words, and its vectors are the work of another run.
    """

    published: bool
    fragments: int = 0
    pages: int | None = None
    vectors_left: bool = False


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
        board: JobBoard,
        settings: PipelineSettings | None = None,
        proposals: TermProposals | None = None,
        archives: Archives | None = None,
        targets: Targets | None = None,
    ) -> None:
        """`targets`: for which generation of the index versions are made; else for the only one."""
        self._publications = publications
        self._blobs = blobs
        self._reader = reader
        self._morphology = morphology
        self._clock = clock
        self._facts = facts
        self._board = board
        self._settings = settings or PipelineSettings()
        self._proposals = proposals
        self._archives = archives
        self._targets = targets or OneTarget(model, self._settings.split)

    async def run(self, version_id: VersionId) -> Outcome:
        """Do the next step of a version, or all that is left of it. Idempotent.

        A first version is read and published by its words; the next run gives it its vectors,
        beginning where an earlier one was cut off. A later version appears whole: until then
        readers have the one before it.

        Raises:
            FileUnreadable: the file's own fault.
            ReaderBroke, ModelUnavailable, BlobNotFound: see there.
            IndexSwitched: another generation became active meanwhile; safe to retry.

        """
        started = time.perf_counter()
        found = await self._publications.pending(version_id)
        if found is None:
            return Outcome(published=False)
        document, pending = found
        if document.status is Status.SEARCHABLE and document.current == pending.number:
            outcome = await self._give_vectors(pending)
        else:
            outcome = await self._read(document, pending)
        took_ms = round((time.perf_counter() - started) * 1000)
        if outcome.vectors_left:
            _log.info("document_searchable", document_id=str(document.id), took_ms=took_ms)
        elif outcome.published:
            _log.info(
                "document_indexed",
                document_id=str(document.id),
                version=pending.number,
                kind=document.kind,
                fragments=outcome.fragments,
                took_ms=took_ms,
            )
        return outcome

    async def _read(self, document: Document, pending: Version) -> Outcome:
        await self._publications.set_progress(pending.id, 0.0)
        data = await self._blobs.read(pending.blob_key)
        parsed = await self._reader.read(data, pending.file_name)
        if self._archives is not None and parsed.kind in ARCHIVES:
            parsed = await self._archives.unpack(document, pending, data, parsed)
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
        target = await self._targets.current()
        # Lemmas of a long text take seconds: they leave the loop.
        cut = await asyncio.to_thread(split, version, title, self._morphology, target.split)
        fragments = [replace(each, id=numbered(each, target.generation)) for each in cut]
        first = document.current is None and bool(fragments)
        vectors = None if first else await self._embed(version, title, fragments, target.model)
        if self._proposals is not None and version.number >= (document.current or 0):
            # Before its readers see the version: after a crash between the two it is done again.
            await self._proposals.propose(version)
        published = await self._publications.publish(
            version,
            fragments,
            vectors,
            model=target.model.name,
            generation=target.generation,
            kind=parsed.kind,
            title=title if title != document.title else None,
            at=self._clock.now(),
        )
        if published:
            await self._facts.relate(version.document_id)
        return Outcome(published, len(fragments), version.pages, vectors_left=first and published)

    async def _embed(
        self, version: Version, title: str, fragments: Sequence[Fragment], model: EmbeddingModel
    ) -> list[FragmentVectors]:
        await self._publications.set_progress(version.id, _READ)
        vectors: list[FragmentVectors] = []
        told_at = 0.0
        parts = embed(version, title, fragments, model, self._settings.embedding)
        async for done, some in parts:
            vectors += some
            if time.monotonic() - told_at >= _PROGRESS_EVERY_S:
                told_at = time.monotonic()
                progress = _READ + (_EMBEDDED - _READ) * done / len(fragments)
                await self._publications.set_progress(version.id, round(progress, 3))
                await self._board.mark(version.id, _marks(version, fragments, done))
        return vectors

    async def _give_vectors(self, pending: Version) -> Outcome:
        found = await self._publications.published(pending.id)
        if found is None:
            return Outcome(published=False)
        document, version = found
        model = (await self._targets.current()).model
        left = await self._publications.without_vectors(version.id, model.name)
        last = max((each.ordinal for each in left), default=-1) + 1
        earlier = last - len(left)
        if len(left) > self._settings.embedding.batch:  # worth showing before the first portion
            await self._board.mark(version.id, _marks(version, left, 0, earlier))
        parts = embed(version, document.title, left, model, self._settings.embedding)
        kept = 0
        async for done, some in parts:
            vectors = {each.id: given for each, given in zip(left[kept:done], some, strict=True)}
            kept = done
            progress = round(_READ + (_EMBEDDED - _READ) * (earlier + done) / last, 3)
            if not await self._publications.add_vectors(model.name, vectors, progress=progress):
                return Outcome(published=False)
            if done < len(left):  # the last portion is followed by the end of it all
                await self._board.mark(version.id, _marks(version, left, done, earlier))
        published = await self._publications.complete(version.id, at=self._clock.now())
        return Outcome(published, last)


def _marks(version: Version, fragments: Sequence[Fragment], done: int, earlier: int = 0) -> Marks:
    page = fragments[done - 1].page if done else None
    return Marks(
        Stage.EMBEDDING,
        version.pages,
        page or 0,
        earlier + len(fragments),
        earlier + done,
    )


def _title(document: Document, version: Version, found: str | None) -> str:
    """The file's own title replaces a title that was only made of the file's name."""
    untouched = document.title == title_of(version.file_name)
    return found if found and untouched else document.title
