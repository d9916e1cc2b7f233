"""The nine stages in their order: from a prepared question to events and a finished answer."""

import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace

from znatok.access.model import Reader
from znatok.chat.context import Bears, Context, Piece, Prepared, Prompt, Unanswered
from znatok.chat.model import (
    AnswerStatus,
    ChatEvent,
    Cited,
    Delta,
    Done,
    Message,
    Question,
    StageDone,
    StageTrace,
    Started,
    Trace,
    Written,
)
from znatok.chat.stages.answer import compose
from znatok.chat.stages.context import ContextStage
from znatok.chat.stages.formatting import Citations
from znatok.chat.stages.generation import GenerationStage
from znatok.chat.stages.intent import IntentStage
from znatok.chat.stages.prompt import build_prompt
from znatok.chat.stages.query import QueryStage
from znatok.chat.stages.question import prepare
from znatok.retrieval.model import Found, Query
from znatok.retrieval.service import Retriever
from znatok.understanding.model import Intent
from znatok.understanding.spelling import Speller

_PASSAGES = 8  # found for one question: what the answer, and its follow-ups, may draw on


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that carry parts of their own; each may be replaced where the house is built."""

    speller: Speller
    intent: IntentStage
    query: QueryStage
    retriever: Retriever
    context: ContextStage
    generation: GenerationStage


class _Stopwatch:
    """Times the stages of one answer."""

    def __init__(self) -> None:
        self.done: list[StageTrace] = []
        self._born = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[dict[str, object]]:
        """Time a stage; the dictionary given is its detail in the trace."""
        began = time.perf_counter()
        detail: dict[str, object] = {}
        yield detail
        self.done.append(StageTrace(name, _since(began), detail))

    @property
    def last(self) -> StageDone:
        return StageDone(self.done[-1])

    @property
    def took_ms(self) -> float:
        return _since(self._born)


@dataclass(slots=True)
class _Made:
    """An answer as far as it is written."""

    status: AnswerStatus
    citations: Citations
    texts: list[str] = field(default_factory=list)
    written: Written | None = None

    def take(self, piece: Piece, prompt: Prompt) -> Iterator[ChatEvent]:
        match piece:
            case Unanswered():
                self.status = AnswerStatus.NOT_FOUND
                self.citations = _citations(prompt, absent=True)
            case Bears():
                self.citations.bears(piece)
            case Written():
                self.written = piece
                if piece.cut and self.status is AnswerStatus.ANSWERED:
                    self.status = AnswerStatus.PARTIAL
            case str():
                self.texts.append(piece)
                for citation in self.citations.of(piece):
                    yield Cited(citation)
                yield Delta(piece)


def _citations(prompt: Prompt, *, absent: bool) -> Citations:
    context = prompt.context
    return Citations(context.nearest if absent else prompt.sources, context.confidence)


def _told(written: Written) -> dict[str, object]:
    """What the trace shows of a model's part: names and numbers, no text."""
    told = {**asdict(written), "unsupported": len(written.unsupported)}
    return {name: value for name, value in told.items() if value}


class AnswerPipeline:
    def __init__(self, stages: Stages) -> None:
        self._stages = stages

    async def run(
        self,
        question: Question,
        history: Sequence[Message],
        reader: Reader,
        started: Started,
    ) -> AsyncIterator[ChatEvent]:
        """Yield what happens as it happens; the last event is `Done`.

        `history`: the messages before the question, the oldest first.

        Raises:
            EmptyQuestion, QuestionTooLong: the text cannot be asked.

        """
        watch = _Stopwatch()
        with watch.stage("question") as detail:
            prepared = prepare(question, history)
            detail["characters"] = len(prepared.text)
            corrected = self._stages.speller.correct(prepared.text, reader.principals)
            prepared = replace(prepared, text=corrected.text)
            understood = corrected.text if corrected.changed else None
            if understood is not None:
                detail["understood_as"] = understood
        yield watch.last
        with watch.stage("intent") as detail:
            guessed = await self._stages.intent.run(prepared)
            intent = guessed.intent
            detail.update(intent=intent.value, confidence=round(guessed.confidence, 3))
        yield watch.last
        if not guessed.direct:
            with watch.stage("query") as detail:
                query = await self._stages.query.run(
                    prepared, question.documents, reader, corrected.alternatives
                )
                detail["terms"] = list(query.terms)
                if query.expanded:
                    detail["expanded"] = [str(each) for each in query.expanded]
            yield watch.last
            with watch.stage("search") as detail:
                found = await self._stages.retriever.search(query, reader, limit=_PASSAGES)
                detail.update(candidates=found.candidates, passages=len(found.passages))
            yield watch.last
            with watch.stage("context") as detail:
                context = await self._context(prepared, query, found, intent)
                detail.update(
                    evidence=len(context.evidence), confidence=round(context.confidence, 3)
                )
            yield watch.last
            context = self._stages.generation.settled(context)
        else:
            context = Context(prepared.text, prepared.language, intent, (), (), 1.0)
        prompt = build_prompt(context, history, reader, started)
        async for event in self._write(prompt, started, watch, understood):
            yield event

    async def _write(
        self, prompt: Prompt, started: Started, watch: _Stopwatch, understood: str | None
    ) -> AsyncIterator[ChatEvent]:
        context = prompt.context
        with watch.stage("prompt") as detail:
            status = self._stages.generation.status_of(context)
            detail["sources"] = len(prompt.sources)
        yield watch.last
        absent = status is AnswerStatus.NOT_FOUND
        made = _Made(status, _citations(prompt, absent=absent))
        with watch.stage("generation") as detail:
            async for piece in self._stages.generation.run(prompt, status, understood=understood):
                for event in made.take(piece, prompt):
                    yield event
            detail["pieces"] = len(made.texts)
            if made.written is not None:
                detail.update(_told(made.written))
        yield watch.last
        with watch.stage("formatting") as detail:
            cited = made.citations.all()
            detail["citations"] = len(cited)
        yield watch.last
        with watch.stage("answer") as detail:
            detail["status"] = made.status.value
        trace = Trace(context.intent, tuple(watch.done), watch.took_ms)
        answer = compose(
            started, context, made.status, "".join(made.texts), cited, trace, made.written
        )
        yield watch.last
        yield Done(answer)

    async def _context(
        self, prepared: Prepared, query: Query, found: Found, intent: Intent
    ) -> Context:
        rarity = await self._stages.retriever.rarity(query.terms)
        return self._stages.context.run(prepared, query, found.passages, rarity, intent)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
