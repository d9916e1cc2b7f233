"""Golden questions in the database."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.analytics.quality.errors import NoSuchQuestion, SameQuestion
from znatok.analytics.quality.model import (
    Asker,
    Draft,
    Expected,
    GoldenQuestion,
    QuestionFilter,
    QuestionId,
    QuestionOrigin,
    QuestionStatus,
    Source,
)
from znatok.analytics.tables import GoldenQuestionRow as Row
from znatok.kernel.ids import DepartmentId, DocumentId, UserId
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor
from znatok.language.text import fold
from znatok.platform.db import Database

_IN_LIMIT = 500  # keys of one IN (…): SQLite before 3.32 takes 999 parameters a statement
_KEPT = ("id", "created_at", "author_id")  # of a question that an import replaces


class SqlQuestions:
    """`QuestionStore` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self, wanted: QuestionFilter, *, cursor: str | None, limit: int
    ) -> Page[GoldenQuestion]:
        statement = select(Row.__table__)
        if wanted.status is not None:
            statement = statement.where(Row.status == wanted.status.value)
        if wanted.origin is not None:
            statement = statement.where(Row.origin == wanted.origin.value)
        if wanted.q and wanted.q.strip():
            statement = statement.where(
                Row.search_key.contains(fold(wanted.q.strip()), autoescape=True)
            )
        if cursor is not None:
            statement = statement.where(Row.id < id_from(cursor))
        async with self._database.read() as connection:
            result = await connection.execute(statement.order_by(Row.id.desc()).limit(limit + 1))
            found = [_question(row) for row in result.mappings()]
        if len(found) <= limit:
            return Page(found)
        return Page(found[:limit], encode_cursor(str(found[limit - 1].id)))

    async def counts(self) -> Mapping[QuestionStatus, int]:
        statement = select(Row.status, func.count()).group_by(Row.status)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        counted = {QuestionStatus(status): int(number) for status, number in rows}
        return {each: counted.get(each, 0) for each in QuestionStatus}

    async def get(self, question_id: QuestionId) -> GoldenQuestion:
        async with self._database.read() as connection:
            result = await connection.execute(select(Row.__table__).where(Row.id == question_id))
            row = result.mappings().one_or_none()
        if row is None:
            raise NoSuchQuestion
        return _question(row)

    async def pick(self, question_ids: Collection[QuestionId]) -> Sequence[GoldenQuestion]:
        ids, found = list(question_ids), []
        async with self._database.read() as connection:
            for start in range(0, len(ids), _IN_LIMIT):
                some = ids[start : start + _IN_LIMIT]
                rows = await connection.execute(select(Row.__table__).where(Row.id.in_(some)))
                found += [_question(row) for row in rows.mappings()]
        return found

    async def add(self, question: GoldenQuestion) -> None:
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(Row), _values(question))
        except IntegrityError as error:
            raise SameQuestion from error

    async def add_new(self, questions: Sequence[GoldenQuestion]) -> int:
        async with self._database.write() as connection:
            known = await _known(connection, questions)
            fresh = {
                each.draft.key: _values(each) for each in questions if each.draft.key not in known
            }
            if fresh:
                await connection.execute(insert(Row), list(fresh.values()))
        return len(fresh)

    async def put(self, questions: Sequence[GoldenQuestion]) -> tuple[int, int]:
        last = {each.draft.key: each for each in questions}
        async with self._database.write() as connection:
            known = await _known(connection, list(last.values()))
            for key in known:
                values = _values(last[key])
                changed = {name: value for name, value in values.items() if name not in _KEPT}
                await connection.execute(update(Row).where(Row.key == key).values(**changed))
            fresh = [_values(each) for key, each in last.items() if key not in known]
            if fresh:
                await connection.execute(insert(Row), fresh)
        return len(fresh), len(known)

    async def replace(self, question: GoldenQuestion) -> None:
        try:
            async with self._database.write() as connection:
                done = await connection.execute(
                    update(Row).where(Row.id == question.id).values(**_values(question))
                )
        except IntegrityError as error:
            raise SameQuestion from error
        if not done.rowcount:
            raise NoSuchQuestion

    async def remove(self, question_id: QuestionId) -> None:
        async with self._database.write() as connection:
            done = await connection.execute(delete(Row).where(Row.id == question_id))
        if not done.rowcount:
            raise NoSuchQuestion

    async def sources(self) -> frozenset[DocumentId]:
        async with self._database.read() as connection:
            rows = (await connection.execute(select(Row.sources))).scalars().all()
        ids = (each["document_id"] for sources in rows for each in sources)
        return frozenset(DocumentId(UUID(each)) for each in ids if each is not None)


def id_from(cursor: str) -> UUID:
    """Raises BadCursor."""
    try:
        return UUID(decode_cursor(cursor, size=1)[0])
    except ValueError as error:
        raise BadCursor from error


async def _known(connection: AsyncConnection, questions: Sequence[GoldenQuestion]) -> set[str]:
    keys = [each.draft.key for each in questions]
    known: set[str] = set()
    for start in range(0, len(keys), _IN_LIMIT):
        some = keys[start : start + _IN_LIMIT]
        known |= set(await connection.scalars(select(Row.key).where(Row.key.in_(some))))
    return known


def _values(question: GoldenQuestion) -> dict[str, Any]:
    draft, expected = question.draft, question.draft.expected
    return {
        "id": question.id,
        "key": draft.key,
        "text": draft.text,
        "search_key": fold(draft.text),
        "reader_id": draft.asker.user_id,
        "department_id": draft.asker.department_id,
        "answerable": expected.answerable,
        "facts": [list(each) for each in expected.facts],
        "sources": [
            {
                "file_name": each.file_name,
                "document_id": None if each.document_id is None else str(each.document_id),
            }
            for each in expected.sources
        ],
        "forbidden": list(expected.forbidden),
        "quote": expected.quote,
        "tags": list(draft.tags),
        "status": question.status.value,
        "origin": question.origin.value,
        "author_id": question.author_id,
        "created_at": question.created_at,
        "updated_at": question.updated_at,
    }


def _question(row: RowMapping) -> GoldenQuestion:
    sources = (
        Source(each["file_name"], DocumentId(UUID(id_)) if (id_ := each["document_id"]) else None)
        for each in row["sources"]
    )
    expected = Expected(
        row["answerable"],
        tuple(tuple(each) for each in row["facts"]),
        tuple(sources),
        tuple(row["forbidden"]),
        row["quote"],
    )
    asker = Asker(
        None if row["reader_id"] is None else UserId(row["reader_id"]),
        None if row["department_id"] is None else DepartmentId(row["department_id"]),
    )
    return GoldenQuestion(
        id=QuestionId(row["id"]),
        draft=Draft(row["text"], asker, expected, tuple(row["tags"])),
        status=QuestionStatus(row["status"]),
        origin=QuestionOrigin(row["origin"]),
        author_id=None if row["author_id"] is None else UserId(row["author_id"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
