"""`Conversations` in memory, for tests of what stands on them."""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from znatok.access.model import Reader
from znatok.chat.errors import NoSuchConversation, NoSuchMessage
from znatok.chat.model import (
    Answer,
    Author,
    Conversation,
    Feedback,
    Message,
    Question,
    Started,
    new_exchange,
)
from znatok.kernel.clock import Clock
from znatok.kernel.ids import ConversationId, MessageId, UserId
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor
from znatok.language.text import squeeze

_TITLE_LENGTH = 80


@dataclass
class _Kept:
    owner: UserId
    title: str
    updated_at: datetime
    messages: dict[MessageId, Message] = field(default_factory=dict)


class MemoryConversations:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[ConversationId, _Kept] = {}

    async def begin(self, question: Question, reader: Reader) -> Started:
        started = new_exchange(question.conversation_id)
        self._exchange(question, started, reader)
        return started

    async def keep(
        self, question: Question, started: Started, answer: Answer, reader: Reader
    ) -> None:
        self._exchange(question, started, reader)
        await self.finish(answer, reader)

    def _exchange(self, question: Question, started: Started, reader: Reader) -> None:
        now, id_ = self._clock.now(), started.conversation_id
        if question.conversation_id is None:
            self._kept[id_] = _Kept(reader.user_id, _title(question.text), now)
        kept = self._owned(id_, reader)
        kept.updated_at = now
        asked, answered = started.question_id, started.message_id
        kept.messages[asked] = Message(asked, Author.USER, question.text, now)
        kept.messages[answered] = Message(answered, Author.ASSISTANT, "", now)

    async def finish(self, answer: Answer, reader: Reader) -> None:
        kept = self._kept.get(answer.conversation_id)
        if kept is None or kept.owner != reader.user_id or answer.message_id not in kept.messages:
            raise NoSuchMessage
        before = kept.messages[answer.message_id]
        stored = replace(answer, seen=())
        kept.messages[before.id] = replace(before, text=answer.text, answer=stored)

    async def history(
        self, conversation_id: ConversationId, reader: Reader, *, before: MessageId, limit: int
    ) -> Sequence[Message]:
        kept = self._kept.get(conversation_id)
        if kept is None or kept.owner != reader.user_id:
            return []
        ids = list(kept.messages)
        return [kept.messages[each] for each in ids[: ids.index(before)][-limit:]]

    async def get(self, conversation_id: ConversationId, reader: Reader) -> Conversation:
        kept = self._owned(conversation_id, reader)
        messages = tuple(kept.messages.values())
        return Conversation(conversation_id, kept.title, kept.updated_at, messages)

    async def message(self, message_id: MessageId, reader: Reader) -> Message:
        return self._holding(message_id, reader).messages[message_id]

    async def list(self, reader: Reader, *, cursor: str | None, limit: int) -> Page[Conversation]:
        found: builtins.list[Conversation] = sorted(
            (
                Conversation(id_, kept.title, kept.updated_at)
                for id_, kept in self._kept.items()
                if kept.owner == reader.user_id
            ),
            key=lambda each: (each.updated_at, each.id),
            reverse=True,
        )
        if cursor is not None:
            after = decode_cursor(cursor, size=2)
            at = [_position(each) for each in found]
            if after not in at:
                raise BadCursor
            found = found[at.index(after) + 1 :]
        following = encode_cursor(*_position(found[limit - 1])) if len(found) > limit else None
        return Page(found[:limit], following)

    async def rename(self, conversation_id: ConversationId, title: str, reader: Reader) -> None:
        self._owned(conversation_id, reader).title = _title(title)

    async def delete(self, conversation_id: ConversationId, reader: Reader) -> None:
        self._owned(conversation_id, reader)
        del self._kept[conversation_id]

    async def rate(self, message_id: MessageId, feedback: Feedback, reader: Reader) -> None:
        messages = self._holding(message_id, reader).messages
        if messages[message_id].author is not Author.ASSISTANT:
            raise NoSuchMessage
        messages[message_id] = replace(messages[message_id], rating=feedback.rating)

    def _owned(self, conversation_id: ConversationId, reader: Reader) -> _Kept:
        kept = self._kept.get(conversation_id)
        if kept is None or kept.owner != reader.user_id:
            raise NoSuchConversation
        return kept

    def _holding(self, message_id: MessageId, reader: Reader) -> _Kept:
        for kept in self._kept.values():
            if kept.owner == reader.user_id and message_id in kept.messages:
                return kept
        raise NoSuchMessage


def _position(conversation: Conversation) -> tuple[str, str]:
    return conversation.updated_at.isoformat(), str(conversation.id)


def _title(text: str) -> str:
    title = squeeze(text)
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1].rstrip()}…"
