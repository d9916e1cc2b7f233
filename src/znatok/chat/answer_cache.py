"""Frequent questions: an answer made a short while ago, when it would be made again the same."""

import json
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from znatok.access.model import Reader
from znatok.chat.model import (
    Answer,
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
)
from znatok.chat.ports import Answers, Ground
from znatok.chat.stages.question import clean_question
from znatok.chat.wire import answer_from_json, answer_to_json
from znatok.kernel.clock import Clock
from znatok.kernel.ids import FragmentId
from znatok.language.text import fold
from znatok.platform.cache import Cache, key_of
from znatok.understanding.model import Intent

_WORD = re.compile(r"\w+")
_ENDS = " .!?…"
_LOOKED_UP = frozenset({Intent.DOCUMENTATION, Intent.OUT_OF_SCOPE})
STAGE = "cache"


@dataclass(frozen=True, slots=True)
class AnswerCacheSettings:
    """`recipe`: names all that is fixed while the process runs and shapes answers: the version of
    the program, its models, its thresholds.
    """

    recipe: str
    ttl: timedelta = timedelta(hours=1)


class FollowedRevision:
    """A `Ground` that every change gives a new number, and that this process follows.

    `newest` reads the number where the truth lies, `followed` the one that answers are made with.
    """

    def __init__(self, newest: Callable[[], Awaitable[int]], followed: Callable[[], int]) -> None:
        self._newest = newest
        self._followed = followed

    async def state(self, reader: Reader) -> str | None:  # noqa: ARG002  # the port names it
        newest = await self._newest()
        return str(newest) if newest == self._followed() else None


class CachedAnswers:
    """`Answers` that gives a known answer where the given one would make the same again.

    Only questions that begin a conversation, and only answers from documents. The key holds all
    that an answer depends on: the question, its language and scope, the state of every `ground`
    (the documents, the reader's rights, …), the recipe, and the hour: what is in force today may
    not be tomorrow, and in every time zone of whole hours a day begins with an hour. A known answer
    gets the ids of this exchange and a trace of its own; to store and to journal it is the
    caller's, as for any other.
    """

    def __init__(
        self,
        answers: Answers,
        cache: Cache,
        grounds: Sequence[Ground],
        clock: Clock,
        settings: AnswerCacheSettings,
    ) -> None:
        self._answers = answers
        self._cache = cache
        self._grounds = grounds
        self._clock = clock
        self._settings = settings

    async def run(
        self, question: Question, history: Sequence[Message], reader: Reader, started: Started
    ) -> AsyncIterator[ChatEvent]:
        began = time.perf_counter()
        key = None if history else await self._key(question, reader)
        kept = None if key is None else await self._cache.get(key)
        if kept is not None:
            for event in _again(kept, started, began):
                yield event
            return
        async for event in self._answers.run(question, history, reader, started):
            if key is not None and isinstance(event, Done) and _is_kept(event.answer):
                await self._cache.set(key, _packed(event.answer), ttl=self._settings.ttl)
            yield event

    async def _key(self, question: Question, reader: Reader) -> str | None:
        """None when this question's answer is not to be shared."""
        text = clean_question(question.text)
        if self._settings.ttl <= timedelta(0):
            return None
        states = [await each.state(reader) for each in self._grounds]
        known = [each for each in states if each is not None]
        if len(known) < len(states):
            return None
        scope = (
            "*" if question.documents is None else " ".join(sorted(map(str, question.documents)))
        )
        return key_of(
            "answer",
            comparable(text),
            question.language,
            scope,
            self._settings.recipe,
            f"{self._clock.now():%Y-%m-%dT%H}",
            *known,
        )


def comparable(text: str) -> str:
    """The form in which two spellings of one question are equal.

    Letter case counts only where it makes an abbreviation, signs at the end do not count.
    """
    return _WORD.sub(_folded, text).rstrip(_ENDS)


def _folded(match: re.Match[str]) -> str:
    word = match.group()
    return word if len(word) > 1 and word.isupper() else fold(word)


def _is_kept(answer: Answer) -> bool:
    """Whether it is from documents, and as whole as it could be.

    A question that seems none of the company's is looked up all the same. What a model did not end,
    or did not write though it was to, would be another answer a minute later.
    """
    written = answer.written
    whole = written is None or not (written.cut or written.fell_back)
    return whole and answer.trace.intent in _LOOKED_UP and bool(answer.seen)


def _packed(answer: Answer) -> bytes:
    whole = {"answer": answer_to_json(answer), "seen": [str(each) for each in answer.seen]}
    return json.dumps(whole, ensure_ascii=False).encode()


def _unpacked(value: bytes) -> Answer:
    whole = json.loads(value)
    seen = tuple(FragmentId(UUID(each)) for each in whole["seen"])
    return replace(answer_from_json(whole["answer"]), seen=seen)


def _again(value: bytes, started: Started, began: float) -> Sequence[ChatEvent]:
    """The events of a known answer, under the ids of this exchange."""
    answer = _unpacked(value)
    took_ms = round((time.perf_counter() - began) * 1000, 3)
    stage = StageTrace(STAGE, took_ms, {"cached": True, "first_took_ms": answer.trace.took_ms})
    restamped = replace(
        answer,
        conversation_id=started.conversation_id,
        message_id=started.message_id,
        trace=Trace(answer.trace.intent, (stage,), took_ms),
    )
    cited = [Cited(each) for each in restamped.citations]
    return [StageDone(stage), *cited, Delta(restamped.text), Done(restamped)]
