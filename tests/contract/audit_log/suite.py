"""What every store of the audit chain must do. A subclass says how to open its adapter only."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from znatok.access.model import Decision
from znatok.audit.model import GENESIS, START, Credential, Event, Record, hash_of
from znatok.audit.ports import AuditQuery, AuditStore
from znatok.kernel.ids import UserId
from znatok.kernel.pages import BadCursor

NOON = datetime(2026, 3, 2, 12, 0, 0, 250, tzinfo=UTC)
ANNA, BORIS = UserId(UUID(int=1)), UserId(UUID(int=2))

EVENTS = [
    (
        NOON + timedelta(minutes=n),
        Event(
            action=("document.read", "document.deleted", "answer.given")[n % 3],
            decision=Decision.REFUSED if n % 4 == 0 else Decision.ALLOWED,
            actor=(ANNA, BORIS, None)[n % 3],
            credential=Credential.ACCESS_TOKEN,
            object=f"document:{UUID(int=n)}",
            details={"n": n, "fragments": [UUID(int=n), UUID(int=n + 1)], "ok": True, "no": None},
            request_id=f"request-{n}",
        ),
    )
    for n in range(12)
]


async def all_of(store: AuditStore, batch: int = 5) -> list[Record]:
    return [record async for records in store.records(batch=batch) for record in records]


class AuditStoreContract:
    def opened(self, directory: Path) -> AbstractAsyncContextManager[AuditStore]:
        raise NotImplementedError

    async def test_an_empty_chain_starts_at_the_beginning(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            assert await store.head() == START
            assert await store.append([]) == START
            assert await all_of(store) == []
            assert (await store.page(AuditQuery(), limit=5)).items == []

    async def test_links_every_record_to_the_one_before(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            await store.append(EVENTS[:5])
            head = await store.append(EVENTS[5:])
            records = await all_of(store)
            assert [each.seq for each in records] == list(range(1, 13))
            assert records[0].previous_hash == GENESIS
            for before, after in pairwise(records):
                assert after.previous_hash == before.hash
            assert (head.seq, head.hash) == (12, records[-1].hash)
            assert await store.head() == head

    async def test_a_record_comes_back_with_the_hash_it_had(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            await store.append(EVENTS)
            for (at, event), record in zip(EVENTS, await all_of(store), strict=True):
                assert record.at == at
                assert record.event.action == event.action
                assert record.event.actor == event.actor
                assert record.hash == hash_of(record.seq, at, event, record.previous_hash)
                assert record.hash == hash_of(
                    record.seq, record.at, record.event, record.previous_hash
                )

    async def test_writers_at_once_leave_no_gap_and_no_fork(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            await asyncio.gather(*(store.append(EVENTS[:3]) for _ in range(20)))
            records = await all_of(store, batch=7)
            assert [each.seq for each in records] == list(range(1, 61))
            for before, after in pairwise(records):
                assert after.previous_hash == before.hash

    async def test_pages_from_the_newest(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as store:
            await store.append(EVENTS)
            seen: list[int] = []
            cursor: str | None = None
            for _ in range(3):
                page = await store.page(AuditQuery(), limit=5, cursor=cursor)
                seen += [each.seq for each in page.items]
                cursor = page.next_cursor
            assert seen == list(range(12, 0, -1))
            assert cursor is None

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (AuditQuery(action="document.deleted"), [11, 8, 5, 2]),
            (AuditQuery(actor=ANNA), [10, 7, 4, 1]),
            (AuditQuery(decision=Decision.REFUSED), [9, 5, 1]),
            (AuditQuery(action="document.deleted", decision=Decision.REFUSED), [5]),
            (AuditQuery(object=f"document:{UUID(int=4)}"), [5]),
            (AuditQuery(object="document", action="document.deleted"), []),
            (AuditQuery(since=EVENTS[9][0]), [12, 11, 10]),
            (AuditQuery(until=EVENTS[2][0]), [2, 1]),
            (AuditQuery(since=EVENTS[3][0], until=EVENTS[5][0]), [5, 4]),
            (AuditQuery(action="nothing.such"), []),
        ],
    )
    async def test_finds_what_fits_all_filters(
        self, tmp_path: Path, query: AuditQuery, expected: list[int]
    ) -> None:
        async with self.opened(tmp_path) as store:
            await store.append(EVENTS)
            page = await store.page(query, limit=50)
            assert [each.seq for each in page.items] == expected
            first = await store.page(query, limit=1)
            assert [each.seq for each in first.items] == expected[:1]

    @pytest.mark.parametrize("cursor", ["", "!", "WyJ4Il0", "WyItMSJd", "WyLCsiJd"])
    async def test_refuses_a_damaged_cursor(self, tmp_path: Path, cursor: str) -> None:
        async with self.opened(tmp_path) as store:
            with pytest.raises(BadCursor):
                await store.page(AuditQuery(), limit=5, cursor=cursor)
