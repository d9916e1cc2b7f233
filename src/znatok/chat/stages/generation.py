"""Stage 7, generation: the answer's text is written, by a model or from the documents' words."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

from znatok.chat.context import Context, Piece, Prompt, Unanswered
from znatok.chat.markdown import inline
from znatok.chat.model import AnswerStatus
from znatok.chat.ports import Answerer
from znatok.chat.words import quoted, say
from znatok.understanding.model import Intent

_NOTHING_NEAR = 0.05  # confidence below which the nearest places are no help
# What is said when the documents do not answer.
_ABSENT: Mapping[Intent, tuple[str, ...]] = MappingProxyType(
    {
        Intent.ANALYTICS: ("no_figures", "not_found"),
        Intent.ACTION: ("no_action", "not_found"),
        Intent.OUT_OF_SCOPE: ("outside",),
    }
)
_COURTESIES = frozenset({Intent.HELP, Intent.SMALL_TALK})  # answered without documents


class Bounds(Protocol):
    """Confidence from which an answer is given, and from which a possible one is, marked so."""

    @property
    def answer(self) -> float: ...

    @property
    def possible(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Bounds that stay as they are."""

    answer: float = 0.5
    possible: float = 0.15


class GenerationStage:
    def __init__(self, answerer: Answerer, thresholds: Bounds) -> None:
        self._answerer = answerer
        self._thresholds = thresholds

    def settled(self, context: Context) -> Context:
        """The context of a message that was looked up though it may ask for no document.

        What the documents surely answer is answered from them, and what they may answer too if it
        sounded like a plea for help; else the assistant speaks itself.
        """
        if context.intent not in _COURTESIES:
            return context
        helped = context.intent is Intent.HELP
        least = self._thresholds.possible if helped else self._thresholds.answer
        if context.evidence and context.confidence >= least:
            return replace(context, intent=Intent.DOCUMENTATION)
        return Context(context.question, context.language, context.intent, (), (), 1.0)

    def status_of(self, context: Context) -> AnswerStatus:
        """What kind of answer the context allows."""
        if context.intent in _COURTESIES:
            return AnswerStatus.ANSWERED
        if not context.evidence or context.confidence < self._thresholds.possible:
            return AnswerStatus.NOT_FOUND
        if context.confidence < self._thresholds.answer:
            return AnswerStatus.PARTIAL
        return AnswerStatus.ANSWERED

    async def run(
        self, prompt: Prompt, status: AnswerStatus, *, understood: str | None = None
    ) -> AsyncIterator[Piece]:
        """Yield the answer in pieces.

        `understood`: the question as it was understood, if other than it was typed. Where nothing
        answers no answerer is asked; where he finds that nothing does, `Unanswered` says so.
        """
        context = prompt.context
        if understood is not None and context.intent not in _COURTESIES:
            text = quoted(inline(understood), context.language)
            yield f"{say('understood', context.language, text=text)}\n\n"
        if status is AnswerStatus.NOT_FOUND:
            yield _absence(context)
            return
        begun = False
        async for piece in self._answerer.write(prompt):
            if isinstance(piece, str) and not begun:
                begun = True
                for name in _openings(context.intent, status):
                    yield f"{say(name, context.language)}\n\n"
            yield piece
            if isinstance(piece, Unanswered):
                begun = True
                yield _absence(context)


def _openings(intent: Intent, status: AnswerStatus) -> tuple[str, ...]:
    """What is said before the documents' words."""
    if intent is Intent.ACTION:
        return ("no_action", "how_to" if status is AnswerStatus.ANSWERED else "possible")
    if status is AnswerStatus.PARTIAL:
        return ("no_figures", "possible") if intent is Intent.ANALYTICS else ("possible",)
    return ()


def _absence(context: Context) -> str:
    names = _ABSENT.get(context.intent, ("not_found",))
    if context.intent is Intent.OUT_OF_SCOPE and context.confidence < _NOTHING_NEAR:
        return " ".join(say(name, context.language) for name in names)
    parts = [" ".join(say(name, context.language) for name in names)]
    if context.nearest:
        places = ", ".join(
            f"{quoted(inline(each.passage.title), context.language)} [{n}]"
            for n, each in enumerate(context.nearest, start=1)
        )
        parts.append(say("nearest", context.language, places=places))
    parts.append(say("ask", context.language))
    return "\n\n".join(parts)
