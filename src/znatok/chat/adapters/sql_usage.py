"""Usage, counted from the stored conversations."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select

from znatok.chat.model import AnswerStatus, Author
from znatok.chat.tables import ConversationRow, MessageRow
from znatok.chat.usage import Usage
from znatok.platform.db import Database

_LIKED_FROM = 3  # of five; thumbs are 1 and -1
_THUMB_UP = 1


class SqlUsage:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def usage(self, since: datetime, until: datetime) -> Usage:
        wanted = (
            select(
                MessageRow.created_at,
                MessageRow.answer["status"].as_string().label("status"),
                MessageRow.answer[("trace", "took_ms")].as_float().label("took_ms"),
                MessageRow.rating,
                ConversationRow.owner_id,
            )
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .where(
                MessageRow.author == Author.ASSISTANT,
                MessageRow.created_at >= since,
                MessageRow.created_at < until,
            )
        )
        async with self._db.read() as connection:
            rows = (await connection.execute(wanted)).all()
        ratings = [row.rating for row in rows if row.rating is not None]
        liked = sum(rating == _THUMB_UP or rating >= _LIKED_FROM for rating in ratings)
        return Usage(
            questions=len(rows),
            people=len({row.owner_id for row in rows}),
            by_status=Counter(AnswerStatus(row.status) for row in rows if row.status),
            by_day=Counter(row.created_at.date() for row in rows),
            liked=liked,
            disliked=len(ratings) - liked,
            took_ms=tuple(row.took_ms for row in rows if row.took_ms is not None),
        )
