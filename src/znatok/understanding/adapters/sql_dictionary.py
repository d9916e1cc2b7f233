"""The dictionary in SQL: SQLite or PostgreSQL."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Reader
from znatok.kernel.ids import DepartmentId, DocumentId, UserId
from znatok.language.text import fold
from znatok.platform.db import Database
from znatok.understanding.dictionary.errors import EntryNotFound, TooManyEntries
from znatok.understanding.dictionary.model import (
    Entry,
    EntryFilter,
    EntryId,
    Kind,
    Origin,
    State,
)
from znatok.understanding.ports import WholeDictionary
from znatok.understanding.tables import DictionaryStateRow, EntryRow, SwitchedOffRow

_IN_LIMIT = 500  # ids of one IN (…): SQLite before 3.32 takes 999 parameters a statement
# One row, one lock: a change waits for the one before it to be committed, so that the number a
# follower has seen never hides an older change. Both dialects know this form of an upsert.
_NEXT_REVISION = text(
    "INSERT INTO dictionary_state (id, revision) VALUES (1, 1) "
    "ON CONFLICT (id) DO UPDATE SET revision = dictionary_state.revision + 1"
)


class SqlDictionary:
    """`DictionaryStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self, wanted: EntryFilter, reader: Reader, documents: Collection[DocumentId]
    ) -> Sequence[Entry]:
        own = select(EntryRow).where(
            EntryRow.document_id.is_(None), _of_department(reader), *_narrowed(wanted)
        )
        async with self._database.read() as connection:
            rows = list((await connection.execute(own)).mappings())
            for some in _batches(documents):
                found = select(EntryRow).where(
                    EntryRow.document_id.in_(some),
                    EntryRow.state != State.REJECTED.value,
                    *_narrowed(wanted),
                )
                rows += (await connection.execute(found)).mappings()
        rows.sort(key=lambda row: (row["canonical_key"], row["id"].bytes))
        return [_entry_of(row) for row in rows]

    async def get(self, entry_id: EntryId, reader: Reader) -> Entry:
        shown = or_(EntryRow.document_id.is_not(None), _of_department(reader))
        statement = select(EntryRow).where(EntryRow.id == entry_id, shown)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).mappings().one_or_none()
        if row is None:
            raise EntryNotFound
        return _entry_of(row)

    async def add(self, entries: Sequence[Entry], *, most: int) -> None:
        if not entries:
            return
        by_people = select(func.count()).where(EntryRow.document_id.is_(None))
        async with self._database.write() as connection:
            kept = (await connection.execute(by_people)).scalar_one()
            if kept + len(entries) > most:
                raise TooManyEntries(most=most)
            await connection.execute(insert(EntryRow), [_values_of(each) for each in entries])
            await connection.execute(_NEXT_REVISION)

    async def replace(self, entry: Entry) -> None:
        change = update(EntryRow).where(EntryRow.id == entry.id).values(**_values_of(entry))
        async with self._database.write() as connection:
            if (await connection.execute(change)).rowcount == 0:
                raise EntryNotFound
            await connection.execute(_NEXT_REVISION)

    async def remove(self, entry_id: EntryId) -> None:
        async with self._database.write() as connection:
            done = await connection.execute(delete(EntryRow).where(EntryRow.id == entry_id))
            if done.rowcount == 0:
                raise EntryNotFound
            await connection.execute(_NEXT_REVISION)

    async def switched_off(self) -> frozenset[EntryId]:
        async with self._database.read() as connection:
            return await _switched_off(connection)

    async def switch(self, entry_id: EntryId, *, on: bool) -> None:
        async with self._database.write() as connection:
            is_on = entry_id not in await _switched_off(connection)
            if is_on == on:
                return
            if on:
                row = SwitchedOffRow.entry_id == entry_id
                await connection.execute(delete(SwitchedOffRow).where(row))
            else:
                await connection.execute(insert(SwitchedOffRow).values(entry_id=entry_id))
            await connection.execute(_NEXT_REVISION)

    async def documents(self) -> Sequence[DocumentId]:
        statement = select(EntryRow.document_id).where(EntryRow.document_id.is_not(None)).distinct()
        async with self._database.read() as connection:
            found = (await connection.execute(statement)).scalars()
            return sorted(DocumentId(each) for each in found if each is not None)

    async def propose(self, document_id: DocumentId, entries: Sequence[Entry]) -> bool:
        of_document = EntryRow.document_id == document_id
        async with self._database.write() as connection:
            rows = (await connection.execute(select(EntryRow).where(of_document))).mappings()
            present = [_entry_of(row) for row in rows]
            before = {_said(e) for e in present if e.state is State.PROPOSED}
            new = {_said(e): e for e in undecided(entries, present)}
            if new.keys() == before:
                return False
            await connection.execute(
                delete(EntryRow).where(of_document, EntryRow.state == State.PROPOSED.value)
            )
            if new:
                values = [_values_of(each) for each in new.values()]
                await connection.execute(insert(EntryRow), values)
            await connection.execute(_NEXT_REVISION)
        return True

    async def forget(self, documents: Collection[DocumentId]) -> None:
        async with self._database.write() as connection:
            gone = 0
            for some in _batches(documents):
                done = await connection.execute(
                    delete(EntryRow).where(EntryRow.document_id.in_(some))
                )
                gone += done.rowcount
            if gone:
                await connection.execute(_NEXT_REVISION)

    async def revision(self) -> int:
        async with self._database.read() as connection:
            return await _revision(connection)

    async def whole(self) -> WholeDictionary:
        kept = select(EntryRow).where(EntryRow.state != State.REJECTED.value).order_by(EntryRow.id)
        async with self._database.read() as connection:
            revision = await _revision(connection)
            rows = (await connection.execute(kept)).mappings().all()
            off = await _switched_off(connection)
        return WholeDictionary(revision, [_entry_of(row) for row in rows], off)


async def _revision(connection: AsyncConnection) -> int:
    return (await connection.execute(select(DictionaryStateRow.revision))).scalar_one_or_none() or 0


async def _switched_off(connection: AsyncConnection) -> frozenset[EntryId]:
    found = (await connection.execute(select(SwitchedOffRow.entry_id))).scalars()
    return frozenset(map(EntryId, found))


def _of_department(reader: Reader) -> ColumnElement[bool]:
    """Whether an entry that was not found in a document may be shown to this reader."""
    if reader.is_admin:
        return true()
    everyones = EntryRow.department_id.is_(None)
    if reader.department_id is None:
        return everyones
    return or_(everyones, EntryRow.department_id == reader.department_id)


def _narrowed(wanted: EntryFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.q:
        yield EntryRow.search_key.contains(fold(wanted.q.strip()), autoescape=True)
    if wanted.kind is not None:
        yield EntryRow.kind == wanted.kind.value
    if wanted.origin is not None:
        yield EntryRow.origin == wanted.origin.value
    if wanted.state is not None:
        yield EntryRow.state == wanted.state.value
    if wanted.department_id is not None:
        yield EntryRow.department_id == wanted.department_id


def undecided(entries: Sequence[Entry], present: Sequence[Entry]) -> Iterator[Entry]:
    """Those of `entries` with a variant that nobody has decided about among those `present`."""
    decided = {
        fold(variant)
        for each in present
        if each.state is not State.PROPOSED
        for variant in each.variants
    }
    return (each for each in entries if not decided.issuperset(map(fold, each.variants)))


def _said(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """What an entry says, whoever words it how."""
    return fold(entry.canonical), tuple(sorted(map(fold, entry.variants)))


def _batches(documents: Collection[DocumentId]) -> Iterator[list[UUID]]:
    ids: list[UUID] = list(documents)
    return (ids[start : start + _IN_LIMIT] for start in range(0, len(ids), _IN_LIMIT))


def _values_of(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "canonical": entry.canonical,
        "canonical_key": fold(entry.canonical),
        "variants": list(entry.variants),
        "search_key": fold("\n".join((entry.canonical, *entry.variants))),
        "kind": entry.kind.value,
        "origin": entry.origin.value,
        "state": entry.state.value,
        "enabled": entry.enabled,
        "department_id": entry.department_id,
        "document_id": entry.document_id,
        "quote": entry.quote,
        "added_by": entry.added_by,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
    }


def _entry_of(row: RowMapping) -> Entry:
    added_by, department, document = row["added_by"], row["department_id"], row["document_id"]
    return Entry(
        id=EntryId(row["id"]),
        canonical=row["canonical"],
        variants=tuple(row["variants"]),
        kind=Kind(row["kind"]),
        origin=Origin(row["origin"]),
        state=State(row["state"]),
        enabled=row["enabled"],
        department_id=None if department is None else DepartmentId(department),
        document_id=None if document is None else DocumentId(document),
        quote=row["quote"],
        added_by=None if added_by is None else UserId(added_by),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
