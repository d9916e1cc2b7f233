"""Whose file is read next."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.documents.test_http import connected
from tests.integration.ingestion.house import LAW, SALES, House, built, person

from znatok.access.model import Reader
from znatok.documents.model import DocumentFilter, Status
from znatok.ingestion.jobs import LEASE, Lane, Priority, Step
from znatok.kernel.ids import DocumentId

USERS, FILES_EACH = 20, 10
TEXT = "Отпуск составляет 28 календарных дней. Приказ номер"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


async def order_of(house: House, lane: Lane | None = None) -> list[DocumentId]:
    found = []
    while job := await house.queue.claim(
        at=house.clock.now(), lease=LEASE, **({} if lane is None else {"lane": lane})
    ):
        found.append(job.document_id)
        await house.queue.done(job)
    return found


async def test_departments_take_turns_and_in_each_its_people(house: House) -> None:
    anna, boris = person(department=SALES), person(department=SALES)
    clara = person(department=LAW)
    of_anna = [await house.upload(anna, f"{TEXT} {n}", priority=Priority.BULK) for n in range(3)]
    of_boris = [await house.upload(boris, f"{TEXT} {n}", priority=Priority.BULK) for n in range(2)]
    of_clara = [await house.upload(clara, f"{TEXT} {n}", priority=Priority.BULK) for n in range(3)]
    expected = [of_anna[0], of_clara[0], of_boris[0], of_clara[1], of_anna[1], of_clara[2]]
    expected += [of_boris[1], of_anna[2]]
    assert await order_of(house) == [each.id for each in expected]


async def test_a_bulk_import_does_not_delay_one_persons_file(house: House) -> None:
    importer, anna = person(), person()
    for number in range(30):
        await house.upload(importer, f"{TEXT} {number}", priority=Priority.BULK)
    await house.worker.run_once()
    mine = await house.upload(anna, TEXT)
    assert (await house.progress.of(mine.id, anna)).ahead == 0
    assert (await order_of(house))[0] == mine.id


async def test_an_express_worker_leaves_large_and_bulk_files_to_others(house: House) -> None:
    anna = person()
    await house.upload(anna, TEXT * 50)
    await house.upload(anna, f"{TEXT} 1", priority=Priority.BULK)
    small = await house.upload(anna, TEXT)
    express = Lane(Priority.INTERACTIVE, most_bytes=2000)
    assert await order_of(house, express) == [small.id]


async def test_one_worker_reads_while_the_other_embeds(house: House) -> None:
    anna = person()
    first = await house.upload(anna, f"{TEXT} 1")
    await house.worker.run_once()  # its vectors are left to do
    second = await house.upload(anna, f"{TEXT} 2")
    now = house.clock.now()
    reads = await house.queue.claim(at=now, lease=LEASE, lane=Lane(first=Step.WORDS))
    embeds = await house.queue.claim(at=now, lease=LEASE, lane=Lane(first=Step.MEANING))
    assert reads is not None
    assert embeds is not None
    assert (reads.document_id, embeds.document_id) == (second.id, first.id)


@pytest.mark.slow
async def test_200_files_of_20_people_at_once_all_end_in_fair_order(tmp_path: Path) -> None:
    async with built(tmp_path) as house, connected(house) as client:
        people = [person(department=(SALES, LAW)[number % 2]) for number in range(USERS)]
        done: list[Reader] = []
        publish = house.publications.publish

        async def noted(version, *rest, **more):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202  # as the store's
            found = await house.publications.pending(version.id)
            assert found is not None
            owner = found[0].owner_id
            done.append(next(each for each in people if each.user_id == owner))
            return await publish(version, *rest, **more)

        house.publications.publish = noted  # type: ignore[method-assign]
        for each in people:  # the first of each at once, then the rest: all wait before any is read
            client.reader = each
            files = [
                ("files", (f"{number}.txt", f"{TEXT} {each.user_id} {number}".encode()))
                for number in range(FILES_EACH)
            ]
            answer = await client.post("/documents", files=files)
            assert answer.status_code == 202, answer.text
            assert len(answer.json()["documents"]) == FILES_EACH
        assert await house.queue.waiting() == USERS * FILES_EACH
        working = asyncio.create_task(house.worker.run())
        async with asyncio.timeout(60):
            while await house.queue.waiting():  # noqa: ASYNC110  # the queue is in the database
                await asyncio.sleep(0.1)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

        for each in people:
            listed = await house.documents.find(DocumentFilter(), each, limit=200)
            assert len(listed.items) == FILES_EACH
            assert {item.document.status for item in listed.items} == {Status.READY}
        assert await house.index.size() == USERS * FILES_EACH
        # Three workers at once: after each round of all people nobody is more than one ahead.
        for turn in range(1, FILES_EACH + 1):
            counts = Counter(each.user_id for each in done[: turn * USERS])
            assert max(counts.values()) - min(counts.values()) <= 2
