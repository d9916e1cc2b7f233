import asyncio
from datetime import UTC, datetime

import pytest
from tests.contract.audit_log.memory import MemoryAuditStore

from znatok.access.model import Decision, Occurrence
from znatok.audit.errors import AuditUnavailable
from znatok.audit.model import Checkpoint, Credential, Event
from znatok.audit.service import AuditTrail, AuditWitness
from znatok.kernel.ids import UserId, new_uuid


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, 12, tzinfo=UTC)


def event(n: int = 0, **more: object) -> Event:
    return Event("document.read", details={"n": n}, **more)  # type: ignore[arg-type]  # a test names the fields it means


def numbers(store: MemoryAuditStore) -> list[object]:
    return [each.event.details["n"] for each in store.kept]


async def test_what_must_be_durable_is_written_before_it_returns() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        await trail.record(event(1))
        await trail.record_now(event(2))
        assert numbers(store) == [1, 2]


async def test_nothing_is_lost_on_an_orderly_close() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        for n in range(1_234):
            await trail.record(event(n))
    assert numbers(store) == list(range(1_234))


async def test_a_read_alone_is_on_disk_soon() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        await trail.record(event())
        await asyncio.sleep(0.3)
        assert len(store.kept) == 1


async def test_many_who_wait_share_commits() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        await asyncio.gather(*(trail.record_now(event(n)) for n in range(1_000)))
        assert len(store.batches) <= 20
        assert max(store.batches) <= 100
    assert sorted(numbers(store), key=int) == list(range(1_000))  # type: ignore[arg-type]  # numbers they are


async def test_flush_waits_for_all_before_it() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        for n in range(250):
            await trail.record(event(n))
        await trail.flush()
        assert len(store.kept) == 250
        await trail.flush()


async def test_who_must_be_recorded_is_told_when_it_cannot_be() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        store.works = False
        with pytest.raises(AuditUnavailable):
            await trail.record_now(event(1))
        store.works = True
        await trail.record_now(event(2))
    assert numbers(store) == [2]  # the refused one was told so, and is not written behind its back


async def test_reads_are_held_while_the_store_fails_and_written_after_in_order() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        store.works = False
        for n in range(150):
            await trail.record(event(n))
        await asyncio.sleep(0.2)
        assert store.kept == []
        store.works = True
        await trail.record_now(event(150))
    assert numbers(store) == list(range(151))


async def test_more_than_can_be_held_is_refused_rather_than_dropped() -> None:
    store = MemoryAuditStore()
    trail = AuditTrail(store, Noon())
    async with trail.running():
        store.works = False
        for n in range(10_000):
            await trail.record(event(n))
        with pytest.raises(AuditUnavailable):
            await trail.record(event(10_000))
        store.works = True
    assert numbers(store) == list(range(10_000))


async def test_a_close_that_cannot_write_says_so() -> None:
    store = MemoryAuditStore()
    running = AuditTrail(store, Noon()).running()
    trail = await running.__aenter__()
    store.works = False
    await trail.record(event())
    with pytest.raises(AuditUnavailable):
        await running.__aexit__(None, None, None)


async def test_before_and_after_its_time_it_refuses() -> None:
    trail = AuditTrail(MemoryAuditStore(), Noon())
    with pytest.raises(AuditUnavailable):
        await trail.record(event())
    async with trail.running():
        await trail.record(event())
    with pytest.raises(AuditUnavailable):
        await trail.record_now(event())


async def test_a_writer_that_died_leaves_nobody_waiting() -> None:
    class Broken(MemoryAuditStore):
        async def append(self, events: object) -> Checkpoint:
            message = "a defect of the store"
            raise RuntimeError(message)

    running = AuditTrail(Broken(), Noon()).running()
    trail = await running.__aenter__()
    for call in (trail.record_now, trail.record):
        with pytest.raises(AuditUnavailable):
            await call(event())
    with pytest.raises(RuntimeError):
        await running.__aexit__(None, None, None)


async def test_a_caller_who_left_does_not_stop_the_rest() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon()).running() as trail:
        left = asyncio.create_task(trail.record_now(event(1)))
        await asyncio.sleep(0)
        left.cancel()
        await trail.record_now(event(2))
    assert numbers(store) == [1, 2]


@pytest.mark.parametrize(
    ("current", "kept"), [("req-7", "req-7"), ("a b\r\n", None), ("x" * 99, None), (None, None)]
)
async def test_an_event_carries_the_request_it_came_in(
    current: str | None, kept: str | None
) -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Noon(), request_id=lambda: current).running() as trail:
        await trail.record_now(event())
        await trail.record_now(event(request_id="its-own"))
    assert [each.event.request_id for each in store.kept] == [kept, "its-own"]


async def test_what_the_door_saw_is_in_the_trail() -> None:
    store, anna = MemoryAuditStore(), UserId(new_uuid())
    async with AuditTrail(store, Noon()).running() as trail:
        witness = AuditWitness(trail)
        seen = Occurrence("auth.signed_in", Decision.ALLOWED, anna, f"user:{anna}", "password")
        await witness.saw(seen)
        assert len(store.kept) == 1
        await witness.noticed(Occurrence("auth.signed_in", Decision.REFUSED))
    first, second = (each.event for each in store.kept)
    assert (first.actor, first.credential) == (anna, Credential.PASSWORD)
    assert (second.actor, second.decision) == (None, Decision.REFUSED)
