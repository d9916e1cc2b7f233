"""What ingestion itself costs, the embedder and the readers left out."""

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.integration.ingestion.house import built, person  # found by the line above

from znatok.ingestion.adapters.sql_queue import SqlJobQueue
from znatok.ingestion.jobs import Order, Priority, Took
from znatok.ingestion.tables import JobRow
from znatok.kernel.ids import DocumentId, UserId, VersionId, new_uuid
from znatok.platform.db import Base, Database

_LEASE = timedelta(seconds=60)
_JOBS = 1_000
_OWNERS = 20
_LONG_QUEUE = 20_000


async def queue_pace() -> dict[str, Any]:
    """Jobs a second on SQLite, one transaction each, with 20 owners taking turns."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.connect(f"sqlite+aiosqlite:///{Path(folder) / 'db.sqlite'}")
        async with database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        queue, now = SqlJobQueue(database), datetime.now(UTC)
        owners = [UserId(new_uuid()) for _ in range(_OWNERS)]
        began = time.perf_counter()
        for number in range(_JOBS):
            await queue.put(_order(owners[number % _OWNERS]), at=now)
        put = _JOBS / (time.perf_counter() - began)
        done = await _finished(queue, now)
        # One statement: what is measured is the claim out of a long queue, not the filling of it.
        rows = [_row(owners[number % _OWNERS], now) for number in range(_LONG_QUEUE)]
        async with database.write() as connection:
            await connection.execute(JobRow.__table__.insert(), rows)  # type: ignore[attr-defined]
        long = await _finished(queue, now, jobs=100)
        await database.close()
    return {
        "put_a_second": round(put),
        "claimed_and_done_a_second": round(done),
        "claimed_and_done_a_second_of_20000_waiting": round(long),
    }


def _order(owner: UserId) -> Order:
    return Order(DocumentId(new_uuid()), VersionId(new_uuid()), owner, Priority.BULK)


def _row(owner: UserId, at: datetime) -> dict[str, Any]:
    return {
        "version_id": new_uuid(),
        "document_id": new_uuid(),
        "owner_id": owner,
        "priority": int(Priority.BULK),
        "attempts": 0,
        "queued_at": at,
        "ready_at": at,
    }


async def _finished(queue: SqlJobQueue, now: datetime, jobs: int = _JOBS) -> float:
    """Jobs a second that are claimed and done."""
    began = time.perf_counter()
    for _ in range(jobs):
        job = await queue.claim(at=now, lease=_LEASE)
        assert job is not None
        await queue.done(job, Took("txt", 0.1, 3))
    return jobs / (time.perf_counter() - began)


async def curve(steps: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """Milliseconds of processor time a document, of the documents from one number to the next."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        async with built(Path(folder)) as house:
            people = [person() for _ in range(_OWNERS)]
            for start, end in steps:
                began, cpu = time.perf_counter(), time.process_time()
                for number in range(start, end):
                    text = f"Отпуск составляет {number % 30} дней. Приказ номер {number}."
                    await house.upload(people[number % _OWNERS], text, f"{number}.txt")
                working = asyncio.create_task(house.worker.run())
                while await house.queue.waiting():  # noqa: ASYNC110  # it is in the database
                    await asyncio.sleep(0.05)
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)
                number = end - start
                found.append(
                    {
                        "documents": f"{start}–{end}",
                        "cpu_ms_a_document": round((time.process_time() - cpu) / number * 1000, 1),
                        "ms_a_document": round((time.perf_counter() - began) / number * 1000, 1),
                    }
                )
    return found
