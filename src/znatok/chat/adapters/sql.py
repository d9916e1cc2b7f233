"""Conversations in the database."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

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
from znatok.chat.tables import ConversationRow, MessageRow
from znatok.chat.wire import answer_from_json, answer_to_json
from znatok.kernel.clock import Clock
from znatok.kernel.ids import ConversationId, MessageId
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor
from znatok.language.text import squeeze
from znatok.platform.db import Database

_TITLE_LENGTH = 80  # characters of the first question that name a conversation
_conversations = ConversationRow.__table__
_messages = MessageRow.__table__
# Built once: every question runs these three.
_NEW_CONVERSATION = insert(ConversationRow)
_NEW_MESSAGES = insert(MessageRow)
_FINISH = (
    update(MessageRow)
    .where(
        MessageRow.id == bindparam("message_id"),
        MessageRow.conversation_id.in_(
            select(ConversationRow.id).where(
                ConversationRow.id == bindparam("its_conversation"),
                ConversationRow.owner_id == bindparam("its_owner"),
            )
        ),
    )
    .values(text=bindparam("said"), answer=bindparam("whole"))
)


@dataclass(frozen=True, slots=True)
class _Exchange:
    question: Question
    started: Started
    reader: Reader
    answer: Answer


class SqlConversations:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._waiting: list[tuple[_Exchange, asyncio.Future[None]]] = []
        self._flushes: set[asyncio.Task[None]] = set()

    async def begin(self, question: Question, reader: Reader) -> Started:
        started = new_exchange(question.conversation_id)
        async with self._db.write() as connection:
            await self._insert(connection, question, started, reader, None)
        return started

    async def keep(
        self, question: Question, started: Started, answer: Answer, reader: Reader
    ) -> None:
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((_Exchange(question, started, reader, answer), kept))
        if len(self._waiting) == 1:  # the others go with the transaction that this one begins
            flushing = asyncio.create_task(self._flush())
            self._flushes.add(flushing)
            flushing.add_done_callback(self._flushes.discard)
        await kept

    async def _flush(self) -> None:
        """Store all exchanges that wait when the writer's turn comes, in one transaction."""
        together: list[tuple[_Exchange, asyncio.Future[None]]] = []
        try:
            async with self._db.write() as connection:
                together, self._waiting = self._waiting, []
                for each, _ in together:
                    await self._insert(
                        connection, each.question, each.started, each.reader, each.answer
                    )
        except Exception as error:  # noqa: BLE001  # the edge of a task: whoever waits is told
            if not together:  # the writer's turn never came
                together, self._waiting = self._waiting, []
            _settle(together, error)
        else:
            _settle(together, None)

    async def _insert(
        self,
        connection: AsyncConnection,
        question: Question,
        started: Started,
        reader: Reader,
        answer: Answer | None,
    ) -> None:
        now = self._clock.now()
        if question.conversation_id is None:
            await connection.execute(
                _NEW_CONVERSATION,
                {
                    "id": started.conversation_id,
                    "owner_id": reader.user_id,
                    "title": _title(question.text),
                    "updated_at": now,
                },
            )
        else:
            await _touch(connection, question.conversation_id, reader, updated_at=now)
        common = {"conversation_id": started.conversation_id, "created_at": now}
        asked = {"id": started.question_id, "author": Author.USER, "text": question.text}
        answered = {
            "id": started.message_id,
            "author": Author.ASSISTANT,
            "text": answer.text if answer else "",
        }
        whole = answer_to_json(answer) if answer else None
        await connection.execute(
            _NEW_MESSAGES,
            [{**common, **asked, "answer": None}, {**common, **answered, "answer": whole}],
        )

    async def finish(self, answer: Answer, reader: Reader) -> None:
        async with self._db.write() as connection:
            done = await connection.execute(
                _FINISH,
                {
                    "message_id": answer.message_id,
                    "its_conversation": answer.conversation_id,
                    "its_owner": reader.user_id,
                    "said": answer.text,
                    "whole": answer_to_json(answer),
                },
            )
            if not done.rowcount:
                raise NoSuchMessage

    async def history(
        self, conversation_id: ConversationId, reader: Reader, *, before: MessageId, limit: int
    ) -> Sequence[Message]:
        async with self._db.read() as connection:
            rows = await connection.execute(
                select(_messages)
                .where(
                    MessageRow.conversation_id.in_(_owned(conversation_id, reader)),
                    MessageRow.id < before,
                )
                .order_by(MessageRow.id.desc())
                .limit(limit)
            )
            return [_message(row) for row in reversed(rows.all())]

    async def get(self, conversation_id: ConversationId, reader: Reader) -> Conversation:
        async with self._db.read() as connection:
            found = await connection.execute(
                select(_conversations).where(
                    ConversationRow.id == conversation_id,
                    ConversationRow.owner_id == reader.user_id,
                )
            )
            row = found.one_or_none()
            if row is None:
                raise NoSuchConversation
            messages = await connection.execute(
                select(_messages)
                .where(MessageRow.conversation_id == conversation_id)
                .order_by(MessageRow.id)
            )
            return _conversation(row, tuple(_message(each) for each in messages))

    async def message(self, message_id: MessageId, reader: Reader) -> Message:
        async with self._db.read() as connection:
            found = await connection.execute(
                select(_messages)
                .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
                .where(MessageRow.id == message_id, ConversationRow.owner_id == reader.user_id)
            )
            row = found.one_or_none()
        if row is None:
            raise NoSuchMessage
        return _message(row)

    async def list(self, reader: Reader, *, cursor: str | None, limit: int) -> Page[Conversation]:
        wanted = select(_conversations).where(ConversationRow.owner_id == reader.user_id)
        if cursor is not None:
            wanted = wanted.where(
                tuple_(ConversationRow.updated_at, ConversationRow.id) < tuple_(*_position(cursor))
            )
        wanted = wanted.order_by(ConversationRow.updated_at.desc(), ConversationRow.id.desc())
        async with self._db.read() as connection:
            rows = (await connection.execute(wanted.limit(limit + 1))).all()
        items = [_conversation(row) for row in rows[:limit]]
        more = len(rows) > limit
        last_item = items[-1] if more else None
        following = (
            encode_cursor(last_item.updated_at.isoformat(), str(last_item.id))
            if last_item is not None
            else None
        )
        return Page(items, following)

    async def rename(self, conversation_id: ConversationId, title: str, reader: Reader) -> None:
        async with self._db.write() as connection:
            await _touch(connection, conversation_id, reader, title=_title(title))

    async def delete(self, conversation_id: ConversationId, reader: Reader) -> None:
        async with self._db.write() as connection:
            done = await connection.execute(
                delete(ConversationRow).where(
                    ConversationRow.id == conversation_id,
                    ConversationRow.owner_id == reader.user_id,
                )
            )
            if not done.rowcount:
                raise NoSuchConversation

    async def rate(self, message_id: MessageId, feedback: Feedback, reader: Reader) -> None:
        owned = select(ConversationRow.id).where(ConversationRow.owner_id == reader.user_id)
        async with self._db.write() as connection:
            done = await connection.execute(
                update(MessageRow)
                .where(
                    MessageRow.id == message_id,
                    MessageRow.author == Author.ASSISTANT,
                    MessageRow.conversation_id.in_(owned),
                )
                .values(
                    rating=feedback.rating, reason=feedback.reason, correction=feedback.correction
                )
            )
            if not done.rowcount:
                raise NoSuchMessage


def _position(cursor: str) -> tuple[datetime, UUID]:
    moment, last = decode_cursor(cursor, size=2)
    try:
        position = datetime.fromisoformat(moment), UUID(last)
    except ValueError as error:
        raise BadCursor from error
    if position[0].tzinfo is None:
        raise BadCursor
    return position


def _settle(
    together: Sequence[tuple[_Exchange, "asyncio.Future[None]"]], error: Exception | None
) -> None:
    for _, kept in together:
        if kept.done():  # its caller has gone
            continue
        if error is None:
            kept.set_result(None)
        else:
            kept.set_exception(error)


def _owned(conversation_id: ConversationId, reader: Reader) -> Select[UUID]:
    return select(ConversationRow.id).where(
        ConversationRow.id == conversation_id, ConversationRow.owner_id == reader.user_id
    )


async def _touch(
    connection: AsyncConnection, conversation_id: ConversationId, reader: Reader, **values: object
) -> None:
    done = await connection.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id, ConversationRow.owner_id == reader.user_id)
        .values(**values)
    )
    if not done.rowcount:
        raise NoSuchConversation


def _title(text: str) -> str:
    title = squeeze(text)
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1].rstrip()}…"


def _conversation(row: Row[Any], messages: tuple[Message, ...] = ()) -> Conversation:
    return Conversation(ConversationId(row.id), row.title, row.updated_at, messages)


def _message(row: Row[Any]) -> Message:
    return Message(
        id=MessageId(row.id),
        author=Author(row.author),
        text=row.text,
        created_at=row.created_at,
        answer=None if row.answer is None else answer_from_json(row.answer),
        rating=row.rating,
    )
