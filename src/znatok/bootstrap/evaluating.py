"""The composition root of `znatok eval`: everything in memory, nothing of the company's touched."""

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from znatok.access.model import Reader, Role
from znatok.analytics.quality.collection import Collection
from znatok.analytics.quality.evaluation import Evaluation
from znatok.analytics.quality.library import Library, LibraryBuilder
from znatok.bootstrap.answering import build_answering
from znatok.bootstrap.calibration import Calibrating, calibrate_on
from znatok.index.adapters.exact import ExactIndex
from znatok.kernel.clock import SystemClock
from znatok.kernel.ids import UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model
from znatok.platform.settings import AnswerSettings, Settings
from znatok.understanding.dictionary.builtin import builtin_entries
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.glossary import FixedGlossary
from znatok.understanding.spelling_vocabulary import CompanyWords, WordKeeper


async def evaluate(
    collection: Collection,
    settings: Settings,
    cache_dir: Path,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """Measure on a collection, calibrated on its own text as an installation is on its documents.

    `progress` is told the phase, how many are done, and of how many.
    """
    # Nothing else runs beside a measurement, so the model may have every core.
    model = E5Model.load(cache_dir, threads=os.cpu_count() or 1)
    exact = ExactIndex(model.dimension)
    morphology = Morphology()
    words = CompanyWords(morphology)
    index = WordKeeper(exact, words)
    library = Library()
    never_refuse = AnswerSettings(answer_from=0.0, possible_from=0.0)
    general = builtin_entries() if settings.dictionary.builtin else ()
    expander = Expander(morphology, FixedGlossary.of(general, morphology))
    answering = build_answering(
        index, library, model, morphology, never_refuse, expander, words=words
    )
    try:
        builder = LibraryBuilder(index, model, morphology)
        now = SystemClock().now()
        async for done in builder.build(collection.passages, library, at=now):
            progress("passages", done, len(collection.passages))
        reader = Reader(UserId(new_uuid()), Role.USER)
        fit = await calibrate_on(
            library,
            reader,
            Calibrating(answering, index, library, model, morphology),
            lambda share: _told(progress, share),
        )
        evaluation = Evaluation(
            answering.pipeline,
            answering.retriever,
            answering.queries,
            library,
            reader,
            answer_from=settings.answers.answer_from,
        )
        report = await evaluation.run(
            collection,
            progress=lambda done: progress("questions", done, len(collection.questions)),
        )
        used = answering.answerability.calibration
        return {**report, "calibration": {"made": fit is not None, **asdict(used)}}
    finally:
        await exact.close()
        model.close()


async def _told(progress: Callable[[str, int, int], None], share: float) -> None:
    progress("calibration", round(100 * share), 100)
