"""What was asked and answered before, read from the stored conversations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from znatok.chat.history import CitedDocuments, Corrected
from znatok.chat.model import Author
from znatok.chat.tables import ConversationRow, MessageRow
from znatok.chat.wire import citation_from_json
from znatok.kernel.ids import DocumentId, UserId
from znatok.platform.db import Database

_BATCH = 500  # answers read at once: some 2 MB
_BAD = (-1, 2)  # a thumb down, or the lower ratings of five; 1 is a thumb up


class SqlHistory:
    """`ChatHistory` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def cited(self, *, answers: int) -> CitedDocuments:
        ids: set[DocumentId] = set()
        names: set[str] = set()
        last: UUID | None = None
        for start in range(0, answers, _BATCH):
            wanted = select(MessageRow.id, MessageRow.answer["citations"].label("citations"))
            wanted = wanted.where(MessageRow.author == Author.ASSISTANT)
            if last is not None:
                wanted = wanted.where(MessageRow.id < last)
            limit = min(_BATCH, answers - start)
            async with self._database.read() as connection:
                found = await connection.execute(wanted.order_by(MessageRow.id.desc()).limit(limit))
                rows = found.all()
            for row in rows:
                for each in row.citations or ():
                    ids.add(DocumentId(UUID(each["document_id"])))
                    names.add(each["file_name"])
            if len(rows) < limit:
                break
            last = rows[-1].id
        return CitedDocuments(frozenset(ids), frozenset(names))

    async def corrected(self, *, since: datetime, limit: int) -> Sequence[Corrected]:
        asked = aliased(MessageRow)
        question = (
            select(asked.text)
            .where(
                asked.conversation_id == MessageRow.conversation_id,
                asked.author == Author.USER,
                asked.id < MessageRow.id,
            )
            .order_by(asked.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        wanted = (
            select(
                question.label("question"),
                MessageRow.correction,
                MessageRow.answer["citations"].label("citations"),
                ConversationRow.owner_id,
            )
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .where(
                MessageRow.id >= _first_id(since),
                MessageRow.author == Author.ASSISTANT,
                MessageRow.rating.in_(_BAD),
                MessageRow.correction.is_not(None),
            )
            .order_by(MessageRow.id.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return [
            Corrected(
                row.question,
                row.correction,
                UserId(row.owner_id),
                tuple(citation_from_json(each) for each in row.citations or ()),
            )
            for row in rows
            if row.question
        ]


def _first_id(since: datetime) -> UUID:
    """The smallest UUIDv7 of this moment: ids sort by their time of birth (kernel/ids.py)."""
    return UUID(int=(int(since.timestamp() * 1000) & (1 << 48) - 1) << 80)
