"""Stage 7, generation: the answer's text is written, by a model or from the documents' words."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from znatok.chat.context import Context, Prompt
from znatok.chat.markdown import inline
from znatok.chat.model import AnswerStatus
from znatok.chat.ports import Answerer
from znatok.chat.words import quoted, say
from znatok.understanding.model import Intent


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidence from which an answer is given, and from which a possible one is, marked so."""

    answer: float = 0.5
    possible: float = 0.15


class GenerationStage:
    def __init__(self, answerer: Answerer, thresholds: Thresholds) -> None:
        self._answerer = answerer
        self._thresholds = thresholds

    def status_of(self, context: Context) -> AnswerStatus:
        """What kind of answer the context allows."""
        if context.intent is not Intent.DOCUMENTATION:
            return AnswerStatus.ANSWERED
        if not context.evidence or context.confidence < self._thresholds.possible:
            return AnswerStatus.NOT_FOUND
        if context.confidence < self._thresholds.answer:
            return AnswerStatus.PARTIAL
        return AnswerStatus.ANSWERED

    async def run(self, prompt: Prompt, status: AnswerStatus) -> AsyncIterator[str]:
        """Yield the answer's text in pieces."""
        context = prompt.context
        if status is AnswerStatus.NOT_FOUND:
            yield _absence(context)
            return
        if status is AnswerStatus.PARTIAL:
            yield f"{say('possible', context.language)}\n\n"
        async for piece in self._answerer.write(prompt):
            yield piece


def _absence(context: Context) -> str:
    parts = [say("not_found", context.language)]
    if context.nearest:
        places = ", ".join(
            f"{quoted(inline(each.passage.title), context.language)} [{n}]"
            for n, each in enumerate(context.nearest, start=1)
        )
        parts.append(say("nearest", context.language, places=places))
    parts.append(say("ask", context.language))
    return "\n\n".join(parts)
