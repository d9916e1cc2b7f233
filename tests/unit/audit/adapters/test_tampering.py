"""Whoever can edit the database edits it; the chain shows where."""

import json
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from tests.contract.audit_log.memory import MemoryAuditStore
from tests.contract.people.databases import sqlite

from znatok.access.model import Operator, Reader, Role
from znatok.audit.adapters.sql import SqlAuditStore
from znatok.audit.errors import AuditDamaged, AuditUnavailable
from znatok.audit.model import Checkpoint, Credential, Damage, Event, hash_of
from znatok.audit.ports import AuditQuery
from znatok.audit.service import AuditReview, AuditTrail
from znatok.kernel.errors import Refused
from znatok.kernel.ids import UserId
from znatok.platform.db import Database

RECORDS = 200
_REWRITE = """
    UPDATE audit_records SET actor = NULL, credential = 'none', object = NULL, request_id = NULL,
    details = :details, previous_hash = :previous, hash = :hash WHERE seq = :seq
"""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Silent:
    """Keeps the looks at the chain out of the chain under test."""

    async def record(self, event: Event) -> None: ...

    async def record_now(self, event: Event) -> None: ...


@asynccontextmanager
async def written(directory: Path) -> AsyncIterator[tuple[Database, AuditReview]]:
    async with sqlite(directory) as database:
        store = SqlAuditStore(database)
        events = [
            (
                NOON + timedelta(seconds=n),
                Event(
                    "document.read",
                    actor=UserId(UUID(int=n)),
                    credential=Credential.ACCESS_TOKEN,
                    object=f"document:{UUID(int=n)}",
                    details={"fragments": [n, n + 1], "took_ms": n},
                    request_id=f"r-{n}",
                ),
            )
            for n in range(RECORDS)
        ]
        await store.append(events)
        yield database, AuditReview(store, Silent())


def tamper(directory: Path, *statements: tuple[str, dict[str, object]]) -> None:
    connection = sqlite3.connect(directory / "znatok.sqlite")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()


async def test_an_untouched_chain_is_whole(tmp_path: Path) -> None:
    async with written(tmp_path) as (_, review):
        head = await review.head(by=Operator())
        found = await review.verify(by=Operator(), checkpoint=head)
        assert (found.checked, found.head) == (RECORDS, head)
        assert (found.first_bad_seq, found.damage) == (None, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-03-02 12:00:00.000001"),
        ("at", "yesterday"),
        ("actor", UUID(int=999).hex),
        ("actor", None),
        ("actor", "nobody"),
        ("credential", "none"),
        ("credential", "magic"),
        ("action", "document.written"),
        ("action", "Что угодно"),
        ("object", "document:7"),
        ("object", None),
        ("decision", "refused"),
        ("decision", "perhaps"),
        ("details", '{"fragments": [1, 2], "took_ms": 99}'),
        ("details", "{}"),
        ("details", "not json"),
        ("details", "[1]"),
        ("details", '{"took_ms": 1.5}'),
        ("request_id", None),
        ("previous_hash", "f" * 64),
        ("hash", "f" * 64),
    ],
)
@pytest.mark.parametrize("seq", [1, 77, RECORDS])
async def test_an_edit_of_any_column_is_named(
    tmp_path: Path, column: str, value: object, seq: int
) -> None:
    async with written(tmp_path) as (_, review):
        change = f"UPDATE audit_records SET {column} = :value WHERE seq = :seq"  # noqa: S608  # the columns stand above
        tamper(tmp_path, (change, {"value": value, "seq": seq}))
        found = await review.verify(by=Operator())
        assert (found.first_bad_seq, found.damage) == (seq, Damage.EDITED)
        assert found.checked == seq - 1


@pytest.mark.parametrize("seq", [1, 50, RECORDS - 1])
async def test_a_dropped_record_is_named(tmp_path: Path, seq: int) -> None:
    async with written(tmp_path) as (_, review):
        tamper(tmp_path, ("DELETE FROM audit_records WHERE seq = :seq", {"seq": seq}))
        found = await review.verify(by=Operator())
        assert (found.first_bad_seq, found.damage) == (seq, Damage.MISSING)


async def test_a_hole_in_the_middle_is_named(tmp_path: Path) -> None:
    async with written(tmp_path) as (_, review):
        tamper(tmp_path, ("DELETE FROM audit_records WHERE seq BETWEEN 60 AND 140", {}))
        found = await review.verify(by=Operator())
        assert (found.first_bad_seq, found.damage) == (60, Damage.MISSING)


async def test_a_hole_closed_by_renumbering_is_named(tmp_path: Path) -> None:
    async with written(tmp_path) as (_, review):
        tamper(
            tmp_path,
            ("DELETE FROM audit_records WHERE seq = 60", {}),
            ("UPDATE audit_records SET seq = -(seq - 1) WHERE seq > 60", {}),
            ("UPDATE audit_records SET seq = -seq WHERE seq < 0", {}),
        )
        found = await review.verify(by=Operator())
        assert (found.first_bad_seq, found.damage) == (60, Damage.EDITED)


async def test_two_records_that_changed_places_are_named(tmp_path: Path) -> None:
    async with written(tmp_path) as (_, review):
        tamper(
            tmp_path,
            ("UPDATE audit_records SET seq = -1 WHERE seq = 60", {}),
            ("UPDATE audit_records SET seq = 60 WHERE seq = 90", {}),
            ("UPDATE audit_records SET seq = 90 WHERE seq = -1", {}),
        )
        assert (await review.verify(by=Operator())).first_bad_seq == 60


async def test_an_edit_with_a_new_hash_is_named_by_the_next_record(tmp_path: Path) -> None:
    async with written(tmp_path) as (database, review):
        await _rewrite(database, tmp_path, first=60, last=60)
        found = await review.verify(by=Operator())
        assert (found.first_bad_seq, found.damage) == (60, Damage.BROKEN)


async def test_a_cut_off_tail_shows_against_a_checkpoint_only(tmp_path: Path) -> None:
    async with written(tmp_path) as (_, review):
        kept_elsewhere = await review.head(by=Operator())
        tamper(tmp_path, ("DELETE FROM audit_records WHERE seq > 150", {}))
        alone = await review.verify(by=Operator())
        assert (alone.first_bad_seq, alone.checked) == (None, 150)
        found = await review.verify(by=Operator(), checkpoint=kept_elsewhere)
        assert (found.first_bad_seq, found.damage) == (151, Damage.MISSING)


async def test_a_chain_written_anew_shows_against_a_checkpoint_only(tmp_path: Path) -> None:
    async with written(tmp_path) as (database, review):
        kept_elsewhere = await review.head(by=Operator())
        await _rewrite(database, tmp_path, first=60, last=RECORDS)
        assert (await review.verify(by=Operator())).first_bad_seq is None
        found = await review.verify(by=Operator(), checkpoint=kept_elsewhere)
        assert (found.first_bad_seq, found.damage) == (RECORDS, Damage.REWRITTEN)


@pytest.mark.slow
async def test_five_hundred_random_tamperings_are_all_found(tmp_path: Path) -> None:
    async with written(tmp_path) as (database, review):
        rows = _rows(tmp_path)
        chance = random.Random(2026)  # noqa: S311  # a repeatable test, not a secret
        kinds: list[Callable[[random.Random], int]] = [
            lambda r: _edit(tmp_path, r),
            lambda r: _drop(tmp_path, r),
            lambda r: _swap(tmp_path, r),
            lambda r: _truncate_middle(tmp_path, r),
        ]
        for n in range(500):
            bad = kinds[n % len(kinds)](chance)
            found = await review.verify(by=Operator())
            assert found.first_bad_seq == bad, (n, bad)
            _restore(tmp_path, rows)
        assert (await review.verify(by=Operator())).first_bad_seq is None
        assert database.is_sqlite


async def test_a_page_with_a_damaged_record_says_which(tmp_path: Path) -> None:
    async with written(tmp_path) as (database, _):
        tamper(tmp_path, ("UPDATE audit_records SET details = 'x' WHERE seq = 190", {}))
        store = SqlAuditStore(database)
        with pytest.raises(AuditDamaged) as caught:
            await store.page(AuditQuery(), limit=50)
        assert caught.value.seq == 190
        assert len((await store.page(AuditQuery(), limit=5)).items) == 5


async def test_a_database_that_cannot_write_is_unavailable(tmp_path: Path) -> None:
    async with written(tmp_path) as (database, _):
        tamper(tmp_path, ("ALTER TABLE audit_records RENAME TO elsewhere", {}))
        with pytest.raises(AuditUnavailable):
            await SqlAuditStore(database).append([(NOON, Event("document.read"))])


@pytest.mark.parametrize("role", [Role.USER, Role.EDITOR])
async def test_only_administrators_and_auditors_review(role: Role) -> None:
    store = MemoryAuditStore()
    reader = Reader(UserId(UUID(int=1)), role)

    class Noon:
        def now(self) -> datetime:
            return NOON

    async with AuditTrail(store, Noon()).running() as trail:
        review = AuditReview(store, trail)
        for call in (
            review.page(AuditQuery(), by=reader, limit=5),
            review.verify(by=reader),
            review.head(by=reader),
        ):
            with pytest.raises(Refused):
                await call
        await review.page(AuditQuery(), by=Reader(UserId(UUID(int=2)), Role.AUDITOR), limit=5)
    assert [(each.event.action, each.event.decision.value) for each in store.kept] == [
        ("audit.read", "refused"),
        ("audit.verified", "refused"),
        ("audit.read", "allowed"),
    ]


async def _rewrite(database: Database, directory: Path, *, first: int, last: int) -> None:
    """What one who knows the algorithm can do: edit a record and make every hash after it."""
    store = SqlAuditStore(database)
    records = [each async for batch in store.records(batch=1_000) for each in batch]
    statements = []
    previous = Checkpoint(first - 1, records[first - 1].previous_hash)
    for record in records[first - 1 : last]:
        event = Event(record.event.action, details={"n": 0})
        hashed = hash_of(record.seq, record.at, event, previous.hash)
        values = {
            "details": json.dumps({"n": 0}),
            "previous": previous.hash,
            "hash": hashed,
            "seq": record.seq,
        }
        statements.append((_REWRITE, values))
        previous = Checkpoint(record.seq, hashed)
    tamper(directory, *statements)


def _edit(directory: Path, chance: random.Random) -> int:
    seq = chance.randint(1, RECORDS)
    column, value = chance.choice(
        [("object", "x:y"), ("decision", "failed"), ("details", '{"a":1}'), ("hash", "0" * 64)]
    )
    change = f"UPDATE audit_records SET {column} = :value WHERE seq = :seq"  # noqa: S608  # the columns stand above
    tamper(directory, (change, {"value": value, "seq": seq}))
    return seq


def _drop(directory: Path, chance: random.Random) -> int:
    seq = chance.randint(1, RECORDS - 1)
    tamper(directory, ("DELETE FROM audit_records WHERE seq = :seq", {"seq": seq}))
    return seq


def _swap(directory: Path, chance: random.Random) -> int:
    one, other = sorted(chance.sample(range(1, RECORDS + 1), 2))
    tamper(
        directory,
        ("UPDATE audit_records SET seq = -1 WHERE seq = :seq", {"seq": one}),
        ("UPDATE audit_records SET seq = :to WHERE seq = :seq", {"seq": other, "to": one}),
        ("UPDATE audit_records SET seq = :to WHERE seq = -1", {"to": other}),
    )
    return one


def _truncate_middle(directory: Path, chance: random.Random) -> int:
    start = chance.randint(1, RECORDS - 50)
    length = chance.randint(1, 49)
    tamper(
        directory,
        (
            "DELETE FROM audit_records WHERE seq BETWEEN :start AND :end",
            {"start": start, "end": start + length},
        ),
    )
    return start


def _rows(directory: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(directory / "znatok.sqlite")
    rows = connection.execute("SELECT * FROM audit_records").fetchall()
    connection.close()
    return rows


def _restore(directory: Path, rows: list[tuple[object, ...]]) -> None:
    connection = sqlite3.connect(directory / "znatok.sqlite")
    connection.execute("DELETE FROM audit_records")
    places = ",".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO audit_records VALUES ({places})", rows)  # noqa: S608  # question marks
    connection.commit()
    connection.close()
