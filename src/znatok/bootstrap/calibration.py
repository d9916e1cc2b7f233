"""Calibration of confidence, put together for the server and for `znatok eval`."""

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from znatok.access.model import Reader
from znatok.access.ports import People
from znatok.access.service import Readers
from znatok.analytics.calibration.adapters.sql import SqlCalibrations
from znatok.analytics.calibration.calibrating import calibrate
from znatok.analytics.calibration.collecting import CollectingSettings, Collector, Progress
from znatok.analytics.calibration.errors import TooFewQuestions
from znatok.analytics.calibration.model import Fit
from znatok.analytics.calibration.pools import LibraryPool, ReadersPool
from znatok.analytics.calibration.ports import DocumentPool
from znatok.analytics.calibration.probing import HidingIndex, Prober
from znatok.analytics.calibration.service import CalibrationService
from znatok.analytics.quality.library import Library
from znatok.bootstrap.answering import Answering
from znatok.documents.adapters.sql_publishing import SqlChangeLog
from znatok.documents.model import ChangeKind
from znatok.documents.ports import ChangeLog
from znatok.documents.service import DocumentService
from znatok.index.ports import FragmentIndex
from znatok.kernel.clock import SystemClock
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.platform.db import Database
from znatok.retrieval.fusion import FusionSettings
from znatok.retrieval.ports import FragmentSource
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

_SHORT = 12  # characters of a digest that people compare by eye


class InstallationGround:
    """Implements `Ground`."""

    def __init__(
        self, model: EmbeddingModel, answering: Answering, index: FragmentIndex, changes: ChangeLog
    ) -> None:
        weights = repr(astuple(answering.answerability.weights)).encode()
        self._fixed = {"weights": hashlib.sha256(weights).hexdigest()[:_SHORT]}
        self._model = model  # another one may be in use later
        self._index = index
        self._changes = changes

    async def now(self) -> Mapping[str, str]:
        fragments, corpus = await self._index.size(), await self._changes.last()
        held = {"fragments": str(fragments), "corpus": str(corpus)}
        return {**self._fixed, "model": self._model.name, **held}

    async def changed_since(self, corpus: str) -> int | None:
        changes = await self._changes.since(int(corpus))
        if changes is None:
            return None
        telling = (ChangeKind.CONTENT, ChangeKind.REMOVED)
        return len({each.document_id for each in changes if each.kind in telling})


@dataclass(frozen=True, slots=True)
class Calibrating:
    """What a collector is made of, whichever documents it asks about."""

    answering: Answering
    index: FragmentIndex
    fragments: FragmentSource
    model: EmbeddingModel
    morphology: Morphology

    def collector(self, pool: DocumentPool, settings: CollectingSettings) -> Collector:
        """Asks beside the pipeline: past the memories of questions, spelling and reranking."""
        hiding = HidingIndex(self.index)
        prober = Prober(
            hiding,
            QueryMaker(self.morphology, self.model),
            Retriever(
                hiding,
                self.fragments,
                FusionSettings(),
                self.answering.stages.context.reading,
            ),
            self.answering.stages.context,
        )
        return Collector(
            pool=pool,
            prober=prober,
            answerability=self.answering.answerability,
            morphology=self.morphology,
            settings=settings,
        )


def build_calibration(
    parts: Calibrating,
    *,
    database: Database,
    documents: DocumentService,
    people: People,
    readers: Readers,
) -> CalibrationService:
    """For an installation; its `run` belongs into the background."""
    pool = ReadersPool(people, readers, documents)
    ground = InstallationGround(parts.model, parts.answering, parts.index, SqlChangeLog(database))
    return CalibrationService(
        store=SqlCalibrations(database),
        pool=pool,
        collector=parts.collector(pool, CollectingSettings()),
        ground=ground,
        answerability=parts.answering.answerability,
        clock=SystemClock(),
    )


async def calibrate_on(
    library: Library, reader: Reader, parts: Calibrating, progress: Progress
) -> Fit | None:
    """Calibrate `parts.answering` on a collection's own text; None when there is too little."""
    pool = LibraryPool(library, reader)
    collector = parts.collector(pool, CollectingSettings(rest_ms=0.0))
    try:
        fit = calibrate(await collector.collect(progress))
    except TooFewQuestions:
        return None
    parts.answering.answerability.use(fit.calibration)
    return fit
