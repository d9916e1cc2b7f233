"""Answers under way, apart from the connection that asked: a lost reader resumes, an answer ends.

Each answer is made by a task of its own, which keeps its events for a while. Another process, or a
later time, has the finished answer from the store.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from functools import partial

import structlog

from znatok.access.model import Reader
from znatok.chat.errors import NoSuchMessage
from znatok.chat.model import ChatEvent, Cited, Delta, Done, Question, Started
from znatok.chat.ports import Conversations
from znatok.chat.service import Assistant
from znatok.kernel.background import end
from znatok.kernel.errors import Unavailable, ZnatokError
from znatok.kernel.ids import MessageId, UserId

_KEPT = 1_000  # finished answers whose events are still at hand
_POLL_SECONDS = 0.2  # how often the store is asked for an answer that another process makes
_PATIENCE_SECONDS = 120.0  # a longer silence means that the process making it is gone

log = structlog.get_logger()


class AnswerLost(Unavailable):
    slug = "answer-lost"
    ru = "Ответ не был закончен. Задайте вопрос ещё раз."
    en = "The answer was not finished. Ask the question again."


class _Recording:
    """The events of one answer so far; readers wait for more."""

    def __init__(self, owner: UserId) -> None:
        self.owner = owner
        self.events: list[ChatEvent] = []
        self.failure: Exception | None = None
        self.ended = False
        self.grown = asyncio.Condition()
        self.task: asyncio.Task[None] | None = None

    async def add(self, event: ChatEvent) -> None:
        async with self.grown:
            self.events.append(event)
            self.grown.notify_all()

    async def end(self, failure: Exception | None = None) -> None:
        async with self.grown:
            self.ended, self.failure = True, failure
            self.grown.notify_all()

    async def follow(self, after: int) -> AsyncIterator[tuple[int, ChatEvent]]:
        """Events with their numbers, from `after` on, to the end.

        Raises:
            ZnatokError: the answer failed.

        """
        at = after
        while True:
            async with self.grown:
                await self.grown.wait_for(partial(self._grown_past, at))
            while at < len(self.events):
                yield at, self.events[at]
                at += 1
            if self.ended and at >= len(self.events):
                if self.failure is not None:
                    raise self.failure
                return

    def _grown_past(self, at: int) -> bool:
        return self.ended or len(self.events) > at


class AnswerStreams:
    def __init__(self, assistant: Assistant, conversations: Conversations) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self._recordings: OrderedDict[MessageId, _Recording] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, question: Question, reader: Reader) -> AsyncIterator[tuple[int, ChatEvent]]:
        """Start an answer and follow it; leaving early does not stop it.

        Raises:
            ZnatokError: before the first event for a bad question, later when the answer fails.

        """
        recording = _Recording(reader.user_id)
        recording.task = asyncio.create_task(self._record(recording, question, reader))
        self._tasks.add(recording.task)
        recording.task.add_done_callback(self._tasks.discard)
        async for numbered in recording.follow(0):
            yield numbered

    async def resume(
        self, message_id: MessageId, reader: Reader, *, after: int
    ) -> AsyncIterator[tuple[int, ChatEvent]]:
        """The events of an answer of this reader from number `after` on.

        Raises:
            NoSuchMessage: absent or another's.
            AnswerLost: the process that made it is gone.

        """
        recording = self._recordings.get(message_id)
        if recording is None:
            async for numbered in self._stored(message_id, reader, after):
                yield numbered
            return
        if recording.owner != reader.user_id:
            raise NoSuchMessage
        async for numbered in recording.follow(after):
            yield numbered

    async def cancel(self, message_id: MessageId, reader: Reader) -> None:
        """Stop an answer of this reader; one that has ended stays as it is."""
        recording = self._recordings.get(message_id)
        if recording is None or recording.owner != reader.user_id:
            raise NoSuchMessage
        if recording.task is not None:
            recording.task.cancel()

    async def close(self) -> None:
        """Stop all answers under way."""
        await end(*self._tasks)

    async def _record(self, recording: _Recording, question: Question, reader: Reader) -> None:
        try:
            async for event in self._assistant.ask(question, reader):
                if isinstance(event, Started):
                    self._keep(event.message_id, recording)
                await recording.add(event)
            await recording.end()
        except ZnatokError as error:
            await recording.end(error)
        except asyncio.CancelledError:
            await recording.end(AnswerLost())
            raise
        except Exception:  # the edge of a task: nobody above would see it
            log.exception("answer_failed")
            await recording.end(AnswerLost())

    def _keep(self, message_id: MessageId, recording: _Recording) -> None:
        self._recordings[message_id] = recording
        while len(self._recordings) > _KEPT:
            oldest, kept = next(iter(self._recordings.items()))
            if not kept.ended:
                break
            del self._recordings[oldest]

    async def _stored(
        self, message_id: MessageId, reader: Reader, after: int
    ) -> AsyncIterator[tuple[int, ChatEvent]]:
        """What another process made, as text at once and then the whole."""
        waited = 0.0
        message = await self._conversations.message(message_id, reader)
        while message.answer is None:
            if waited >= _PATIENCE_SECONDS:
                raise AnswerLost
            await asyncio.sleep(_POLL_SECONDS)
            waited += _POLL_SECONDS
            message = await self._conversations.message(message_id, reader)
        events: list[ChatEvent] = [Cited(each) for each in message.answer.citations]
        if not after:  # a reader that has seen a part takes the whole from Done instead
            events.append(Delta(message.answer.text))
        events.append(Done(message.answer))
        for at, event in enumerate(events, start=after):
            yield at, event
