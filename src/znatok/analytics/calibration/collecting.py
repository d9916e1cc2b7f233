"""Generated questions are asked as they are and with what answers them hidden."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from znatok.analytics.calibration.fitting import Scores, values
from znatok.analytics.calibration.ports import DocumentPool, Drawn
from znatok.analytics.calibration.probing import Prober
from znatok.analytics.calibration.questions import PseudoQuestion, QuestionMaker
from znatok.chat.answerability import Answerability
from znatok.chat.context import Context
from znatok.documents.model import Fragment
from znatok.language.morphology import Morphology

_TRIES = 6  # sentences of a document looked at before it is given up
Progress = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class CollectingSettings:
    """`questions`: asked three times each, some 45 ms of one core a time. `rest_ms`: pause after
    each, so that people's questions come first.
    """

    questions: int = 240
    rest_ms: float = 20.0
    seed: int = 17


@dataclass(slots=True)
class _Gathered:
    answerable: list[float] = field(default_factory=list)
    near: list[float] = field(default_factory=list)
    far: list[float] = field(default_factory=list)


class Collector:
    def __init__(
        self,
        *,
        pool: DocumentPool,
        prober: Prober,
        answerability: Answerability,
        morphology: Morphology,
        settings: CollectingSettings,
    ) -> None:
        self._pool = pool
        self._prober = prober
        self._answerability = answerability
        self._morphology = morphology
        self._settings = settings

    async def collect(self, progress: Progress) -> Scores:
        """The evidence of each question as asked, with its fragment, with its document hidden.

        A hiding after which the best evidence still holds the answer proves nothing: left out.

        Raises:
            ModelUnavailable: safe to retry.

        """
        settings, found = self._settings, _Gathered()
        maker = QuestionMaker(self._morphology, seed=settings.seed)
        drawn = await self._pool.draw(settings.questions, settings.seed)
        for number, each in enumerate(drawn, start=1):
            question = self._question(maker, each)
            if question is not None:
                await self._ask(question, each, found)
            await progress(number / len(drawn))
            await asyncio.sleep(settings.rest_ms / 1000)
        return Scores(values(found.answerable), values(found.near), values(found.far))

    def _question(self, maker: QuestionMaker, drawn: Drawn) -> PseudoQuestion | None:
        tries = (
            maker.make(fragment, drawn.title) for fragment in maker.chosen(drawn.fragments, _TRIES)
        )
        return next((each for each in tries if each is not None), None)

    async def _ask(self, question: PseudoQuestion, drawn: Drawn, found: _Gathered) -> None:
        hidings: Sequence[tuple[list[float], Sequence[Fragment]]] = (
            (found.answerable, ()),
            (found.near, [question.fragment]),
            (found.far, drawn.fragments),
        )
        for into, hidden in hidings:
            seen = await self._prober.probe(question.text, drawn.reader, hidden)
            if hidden and self._holds(seen, question):
                continue
            into.append(self._answerability.weights.evidence(seen.signals))

    def _holds(self, seen: Context, question: PseudoQuestion) -> bool:
        """Whether the best evidence, its neighbours included, holds the answer all the same."""
        if not seen.evidence:
            return False
        fragment, at = seen.evidence[0].passage.fragment, seen.evidence[0].sentence
        start = fragment.sentences[max(0, at - 1)][0]
        end = fragment.sentences[min(len(fragment.sentences) - 1, at + 1)][1]
        return question.answer <= frozenset(self._morphology.terms(fragment.text[start:end]))
