"""Golden questions asked of a second index and of the first: ingestion's `Judge` by analytics."""

from collections.abc import Callable
from contextlib import AsyncExitStack

from znatok.access.model import Operator
from znatok.analytics.quality.adapters.sql_questions import SqlQuestions
from znatok.analytics.quality.errors import RunWaits
from znatok.analytics.quality.gate import GateVerdict
from znatok.analytics.quality.model import QuestionStatus
from znatok.analytics.quality.ports import Fingerprint, QuestionStore
from znatok.analytics.quality.run_model import Run, RunStatus, Trigger
from znatok.analytics.quality.triggers import new_run
from znatok.bootstrap.answering import Answering
from znatok.bootstrap.fingerprint import AssistantFingerprint
from znatok.bootstrap.generations import Generations, build_builder
from znatok.bootstrap.indexing import open_index
from znatok.bootstrap.quality import Quality
from znatok.documents.adapters.sql_publishing import SqlChangeLog
from znatok.documents.changes import ChangeFeed
from znatok.documents.generations import Generation
from znatok.documents.ports import PublicationStore
from znatok.index.ports import FragmentIndex
from znatok.index.switching import SwitchingIndex
from znatok.ingestion.generations.building import GenerationBuilder
from znatok.ingestion.generations.model import Verdict
from znatok.ingestion.generations.ports import ModelBank
from znatok.ingestion.searchable import fill
from znatok.kernel.clock import Clock, SystemClock
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.platform.db import Database
from znatok.platform.settings import Settings

Answer = Callable[[FragmentIndex, EmbeddingModel], Answering]
Named = Callable[[Generation, EmbeddingModel], Fingerprint]


class GoldenJudge:
    """Implements `Judge`.

    The second index is held in memory beside the first for as long as it is asked. The newer of the
    two runs is that of the index in use, so that what looks at the newest run sees what is in use.
    """

    def __init__(
        self,
        quality: Quality,
        questions: QuestionStore,
        models: ModelBank,
        settings: Settings,
        clock: Clock,
        *,
        publications: PublicationStore,
        answer: Answer,
        named: Named,
    ) -> None:
        self._quality = quality
        self._questions = questions
        self._models = models
        self._settings = settings
        self._clock = clock
        self._publications = publications
        self._answer = answer
        self._named = named

    async def compare(self, generation: Generation) -> Verdict | None:
        if not (await self._questions.counts())[QuestionStatus.CONFIRMED]:
            return Verdict("unmeasured", ("no_questions",))
        model = await self._models.open(generation.model)
        try:
            async with AsyncExitStack() as stack:
                index = await open_index(stack, self._settings, model.dimension, generation.id)
                await fill(index, self._publications, generation.id, model)
                checked = SwitchingIndex(index, model.name)
                beside = self._quality.beside(
                    self._answer(checked, model), self._named(generation, model)
                )
                tried = await beside.measure(self._new())
            present = await self._quality.runner.measure(self._new())
        except RunWaits:
            return None
        if RunStatus.DONE not in {tried.status} & {present.status}:
            return Verdict("unmeasured", ("not_finished",), run=str(tried.id))
        judged = await self._quality.gate.verdict(
            by=Operator(), candidate=tried.id, against=present.id
        )
        return _told(judged, tried, present)

    def _new(self) -> Run:
        return new_run(Trigger.CHANGE, self._clock.now())


def judged_builder(
    generations: Generations,
    settings: Settings,
    database: Database,
    publications: PublicationStore,
    quality: Quality,
    answer: Answer,
    morphology: Morphology,
    feed: ChangeFeed,
) -> GenerationBuilder:
    """What builds a second index and has it judged; its `run` belongs into the background."""
    changes, clock = SqlChangeLog(database), SystemClock()

    def named(generation: Generation, model: EmbeddingModel) -> Fingerprint:
        return AssistantFingerprint(settings, model, changes, lambda: generation.id)

    judge = GoldenJudge(
        quality,
        SqlQuestions(database),
        generations.models,
        settings,
        clock,
        publications=publications,
        answer=answer,
        named=named,
    )
    return build_builder(
        generations,
        settings,
        publications=publications,
        morphology=morphology,
        clock=clock,
        judge=judge,
        newest=lambda: feed.followed,
    )


def _told(judged: GateVerdict, tried: Run, present: Run) -> Verdict:
    found = judged.comparison
    right = None if found is None else found.change("right")
    difference = None if right is None else right.difference
    return Verdict(
        state=judged.state.value,
        reasons=tuple(each.value for each in judged.reasons),
        compared=0 if found is None else found.compared,
        right_before=None if right is None else right.before,
        right_after=None if right is None else right.after,
        low=None if difference is None else difference.low,
        won=0 if found is None else len(found.won),
        lost=0 if found is None else len(found.lost),
        leaks=judged.leaks,
        run=str(tried.id),
        against=str(present.id),
    )
