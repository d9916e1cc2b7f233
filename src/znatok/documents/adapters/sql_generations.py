"""Generations of the index in SQL, and the switch from one to another."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.documents.adapters.fragment_rows import insert_fragments
from znatok.documents.adapters.generation_rows import generation_of, hold, lacked_by, published
from znatok.documents.adapters.rows import log_change
from znatok.documents.errors import (
    GenerationActive,
    GenerationBehind,
    GenerationExists,
    NoSuchGeneration,
)
from znatok.documents.generations import (
    FIRST,
    HELD,
    Generation,
    GenerationId,
    GenerationState,
    Holding,
)
from znatok.documents.model import ChangeKind, Document, Fragment, Status, Version
from znatok.documents.ports import FragmentVectors
from znatok.documents.tables import DocumentRow, FragmentRow, GenerationRow, HeldRow, VersionRow
from znatok.kernel.ids import DocumentId, UserId, VersionId
from znatok.platform.db import Database

_NOBODY = UUID(int=0)  # the document of an entry of the change log that tells of no document
_HELD = tuple(each.value for each in HELD)
_ALL = select(GenerationRow.__table__)


class SqlGenerations:
    """`GenerationStore` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def active(self) -> Generation | None:
        return await self._one(_ALL.where(GenerationRow.state == GenerationState.ACTIVE.value))

    async def get(self, generation_id: GenerationId) -> Generation | None:
        return await self._one(
            _ALL.where(GenerationRow.id == generation_id, GenerationRow.state.in_(_HELD))
        )

    async def held(self) -> Sequence[Generation]:
        statement = _ALL.where(GenerationRow.state.in_(_HELD)).order_by(GenerationRow.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).mappings().all()
        return [generation_of(row) for row in rows]

    async def holding(self, generation_id: GenerationId) -> Holding:
        held = (
            published()
            .join(HeldRow, HeldRow.version_id == VersionRow.id)
            .where(HeldRow.generation == generation_id)
            .with_only_columns(func.count(), func.coalesce(func.sum(HeldRow.fragments), 0))
        )
        async with self._database.read() as connection:
            documents = (await connection.execute(_count(published()))).scalar_one()
            number, fragments = (await connection.execute(held)).one()
        return Holding(documents, number, fragments)

    async def found(self, model: str, splitting: Mapping[str, int], *, at: datetime) -> Generation:
        active = await self.active()
        if active is not None:
            return active
        values = {**_new(model, splitting, None, at), "id": FIRST, "switched_at": at}
        values["state"] = GenerationState.ACTIVE.value
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(GenerationRow), values)
        except IntegrityError:  # another process was quicker
            pass
        found = await self.active()
        assert found is not None
        return found

    async def add(
        self, model: str, splitting: Mapping[str, int], *, by: UserId | None, at: datetime
    ) -> Generation:
        async with self._database.write() as connection:
            rows = await _locked(connection)
            for row in rows:
                if row["state"] in (GenerationState.BUILDING.value, GenerationState.READY.value):
                    raise GenerationExists(generation=row["id"])
            newest = (await connection.execute(select(func.max(GenerationRow.id)))).scalar_one()
            values = {**_new(model, splitting, by, at), "id": (newest or 0) + 1}
            await connection.execute(insert(GenerationRow), values)
        found = await self.get(GenerationId(values["id"]))
        assert found is not None
        return found

    async def claim(
        self, generation_id: GenerationId, token: str, *, at: datetime, lease: timedelta
    ) -> bool:
        free = or_(
            GenerationRow.token.is_(None),
            GenerationRow.token == token,
            GenerationRow.leased_until < at,
        )
        statement = (
            update(GenerationRow)
            .where(GenerationRow.id == generation_id, free)
            .values(token=token, leased_until=at + lease)
        )
        async with self._database.write() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def release(self, generation_id: GenerationId, token: str) -> None:
        free = _mine(generation_id, token).values(token=None, leased_until=None)
        async with self._database.write() as connection:
            await connection.execute(free)

    async def count_from(self, generation_id: GenerationId, token: str, *, at: datetime) -> None:
        held = (await self.holding(generation_id)).held
        await self._change(generation_id, token, counted_at=at, counted_from=held)

    async def behind(
        self, generation_id: GenerationId, *, limit: int
    ) -> Sequence[tuple[DocumentId, VersionId]]:
        statement = lacked_by(generation_id).order_by(VersionRow.id).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return [(DocumentId(document), VersionId(version)) for document, version in rows]

    async def write(
        self,
        generation_id: GenerationId,
        document: Document,
        version: Version,
        fragments: Sequence[Fragment],
        vectors: Sequence[FragmentVectors],
        *,
        token: str,
    ) -> bool:
        claimed = _ALL.where(
            GenerationRow.id == generation_id,
            GenerationRow.token == token,
            GenerationRow.state.in_(_HELD),
        ).with_for_update(read=True)
        # On PostgreSQL a publication of the document waits until this is committed.
        current = (
            select(DocumentRow.current)
            .where(DocumentRow.id == document.id)
            .with_for_update(read=True)
        )
        async with self._database.write() as connection:
            row = (await connection.execute(claimed)).mappings().one_or_none()
            if row is None:
                return False
            if (await connection.execute(current)).scalar_one_or_none() != version.number:
                return True
            await connection.execute(
                delete(FragmentRow).where(
                    FragmentRow.document_id == document.id, FragmentRow.generation == generation_id
                )
            )
            await connection.execute(
                delete(HeldRow).where(
                    HeldRow.generation == generation_id, HeldRow.version_id == version.id
                )
            )
            await insert_fragments(
                connection, fragments, vectors, generation=generation_id, model=row["model"]
            )
            await hold(connection, generation_id, version.id, len(fragments))
            if row["state"] == GenerationState.ACTIVE.value:
                await log_change(connection, document.id, ChangeKind.CONTENT)
        return True

    async def set_ready(self, generation_id: GenerationId, token: str, *, at: datetime) -> bool:
        building = GenerationState.BUILDING.value
        async with self._database.write() as connection:
            if (await connection.execute(_count(lacked_by(generation_id)))).scalar_one():
                return False
            await connection.execute(
                _mine(generation_id, token)
                .where(GenerationRow.state == building)
                .values(state=GenerationState.READY.value, built_at=at, failure=None)
            )
        return True

    async def set_failure(
        self, generation_id: GenerationId, token: str, failure: str | None
    ) -> None:
        await self._change(generation_id, token, failure=failure)

    async def set_comparison(
        self, generation_id: GenerationId, comparison: Mapping[str, Any] | None
    ) -> None:
        statement = update(GenerationRow).where(GenerationRow.id == generation_id)
        kept = None if comparison is None else dict(comparison)
        async with self._database.write() as connection:
            await connection.execute(statement.values(comparison=kept))

    async def switch(
        self,
        generation_id: GenerationId,
        *,
        expected: GenerationState,
        complete: bool,
        at: datetime,
    ) -> Generation:
        former = GenerationState.FORMER.value
        async with self._database.write() as connection:
            states = {row["id"]: row["state"] for row in await _locked(connection)}
            if states.get(generation_id) != expected.value:
                raise NoSuchGeneration
            behind = (await connection.execute(_count(lacked_by(generation_id)))).scalar_one()
            if complete and behind:
                raise GenerationBehind(documents=behind)
            for number, state in states.items():
                if state == GenerationState.ACTIVE.value:
                    await connection.execute(_set(number, state=former))
                    await connection.execute(_unfinished_of(number))
            chosen = {"state": GenerationState.ACTIVE.value, "switched_at": at}
            await connection.execute(_set(generation_id, **chosen))
            await log_change(connection, _NOBODY, ChangeKind.GENERATION)
            found = await connection.execute(_ALL.where(GenerationRow.id == generation_id))
            return generation_of(found.mappings().one())

    async def begin_removal(self, generation_id: GenerationId) -> None:
        async with self._database.write() as connection:
            states = {row["id"]: row["state"] for row in await _locked(connection)}
            if states.get(generation_id) not in _HELD:
                raise NoSuchGeneration
            if states[generation_id] == GenerationState.ACTIVE.value:
                raise GenerationActive
            removing = {"state": GenerationState.REMOVING.value, "token": None}
            await connection.execute(_set(generation_id, **removing))

    async def remove_some(self, generation_id: GenerationId, *, limit: int) -> bool:
        some = select(FragmentRow.id).where(FragmentRow.generation == generation_id).limit(limit)
        async with self._database.write() as connection:
            gone = await connection.execute(delete(FragmentRow).where(FragmentRow.id.in_(some)))
            if gone.rowcount:
                return True
            await connection.execute(delete(HeldRow).where(HeldRow.generation == generation_id))
            await connection.execute(
                _set(generation_id, state=GenerationState.REMOVED.value, token=None)
            )
        return False

    async def removing(self) -> Sequence[GenerationId]:
        statement = select(GenerationRow.id).where(
            GenerationRow.state == GenerationState.REMOVING.value
        )
        async with self._database.read() as connection:
            found = (await connection.execute(statement)).scalars().all()
        return [GenerationId(each) for each in found]

    async def _one(self, statement: Select[Any]) -> Generation | None:
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).mappings().one_or_none()
        return None if row is None else generation_of(row)

    async def _change(self, generation_id: GenerationId, token: str, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(_mine(generation_id, token).values(**values))


async def _locked(connection: AsyncConnection) -> Sequence[Any]:
    """All generations; none changes its state, and nothing is published, until the commit."""
    statement = _ALL.order_by(GenerationRow.id).with_for_update()
    return (await connection.execute(statement)).mappings().all()


def _new(
    model: str, splitting: Mapping[str, int], by: UserId | None, at: datetime
) -> dict[str, Any]:
    return {
        "model": model,
        "splitting": dict(splitting),
        "state": GenerationState.BUILDING.value,
        "created_at": at,
        "created_by": by,
        "counted_from": 0,
    }


def _mine(generation_id: GenerationId, token: str) -> Any:
    return update(GenerationRow).where(
        GenerationRow.id == generation_id, GenerationRow.token == token
    )


def _set(generation_id: int, **values: object) -> Any:
    return update(GenerationRow).where(GenerationRow.id == generation_id).values(**values)


def _unfinished_of(generation_id: int) -> Any:
    """What is found by words only as yet is not held: the builder adds the vectors."""
    searchable = (
        select(VersionRow.id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DocumentRow.status == Status.SEARCHABLE.value)
    )
    return delete(HeldRow).where(
        HeldRow.generation == generation_id, HeldRow.version_id.in_(searchable)
    )


def _count(statement: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(statement.with_only_columns(VersionRow.id).subquery())
