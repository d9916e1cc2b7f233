"""From an upload to where its readers find it."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.integration.ingestion.house import BOARD, House, built, house_over, person

from znatok.access.model import Role
from znatok.documents.errors import (
    DocumentNotFound,
    DuplicateDocument,
    MayNotChange,
    MayNotShare,
    NothingToRetry,
)
from znatok.documents.model import Access, DocumentFilter, Status
from znatok.ingestion.jobs import LEASE, MAX_DEATHS, Priority
from znatok.ingestion.refusals import EmptyUpload, ForeignDepartment, ReaderBroke
from znatok.kernel.ids import DepartmentId, DocumentId, new_uuid
from znatok.llm.errors import ModelUnavailable
from znatok.platform.blobs import FileTooLarge

LEAVE = "Отпуск составляет 28 календарных дней. Заявление подают за две недели до начала."
TRIP = "Суточные в командировке по России составляют 700 рублей в день."


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


async def status_of(house: House, document_id: DocumentId) -> Status:
    document, _ = await house.publications.pending(await _latest(house, document_id)) or (None, 0)
    assert document is not None
    return document.status


async def _latest(house: House, document_id: DocumentId):  # noqa: ANN202  # a test's own
    found = await house.publications.latest(document_id)
    assert found is not None
    return found


async def test_an_upload_becomes_readable_and_findable(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE, "Правила_отпусков.txt")
    assert document.status is Status.QUEUED
    assert await house.work() == 1

    found = await house.documents.get(document.id, anna)
    assert found.document.status is Status.READY
    assert (found.document.current, found.document.progress) == (1, 1.0)
    assert found.document.title == "Правила отпусков"
    _, version = await house.documents.content(document.id, anna)
    assert version.text == LEAVE
    hits = await house.search("сколько дней отпуска", anna)
    located = await house.documents.fragments_by_ids([hits[0].fragment_id], anna)
    assert located[0].fragment.text == LEAVE
    assert (located[0].title, located[0].version) == ("Правила отпусков", 1)
    listed = await house.documents.find(DocumentFilter(), anna)
    assert [each.document.id for each in listed.items] == [document.id]
    file = await house.documents.file(document.id, anna)
    assert b"".join([chunk async for chunk in file.chunks]).decode() == LEAVE


async def test_others_find_nothing_of_it(house: House) -> None:
    anna, boris = person(), person()
    document = await house.upload(anna, LEAVE)
    await house.work()
    assert await house.search("отпуск", boris) == []
    with pytest.raises(DocumentNotFound):
        await house.documents.get(document.id, boris)


async def test_readers_see_the_old_version_until_the_new_one_is_ready(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE, "Правила.txt")
    await house.work()
    old = (await house.documents.fragments(document.id, anna)).items
    stored = await house.ingestion.keep_file("Правила-2.txt", _bytes(TRIP))
    await house.ingestion.add_version(document.id, stored, anna)

    between = await house.documents.get(document.id, anna)
    assert (between.document.current, between.document.status) == (1, Status.QUEUED)
    assert (await house.documents.content(document.id, anna))[1].text == LEAVE
    await house.work()
    after = await house.documents.get(document.id, anna)
    assert (after.document.current, after.document.file_name) == (2, "Правила-2.txt")
    assert (await house.documents.content(document.id, anna))[1].text == TRIP
    assert (await house.documents.content(document.id, anna, 1))[1].text == LEAVE
    assert await house.documents.fragments_by_ids([each.id for each in old], anna) == []
    texts = await house.documents.fragments_by_ids(
        [each.fragment_id for each in await house.search("отпуск", anna)], anna
    )
    assert [each.fragment.text for each in texts] == [TRIP]


async def test_a_broken_new_version_leaves_the_old_one_readable(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    await house.work()
    stored = await house.ingestion.keep_file("scan.pdf", _bytes("%PDF-1.7 и ничего больше"))
    await house.ingestion.add_version(document.id, stored, anna)
    await house.work()
    found = (await house.documents.get(document.id, anna)).document
    assert (found.status, found.current) == (Status.FAILED, 1)
    assert found.failure is not None
    assert "scan.pdf" in found.failure.ru
    assert await house.search("отпуск", anna) != []


async def test_an_unreadable_file_says_why_in_two_languages(house: House) -> None:
    anna = person()
    document = await house.upload(anna, b"\x00\x01\x02" * 400, "прошивка.bin")
    await house.work()
    found = (await house.documents.get(document.id, anna)).document
    assert found.status is Status.FAILED
    assert found.failure is not None
    assert found.failure.slug == "unsupported-format"
    assert "прошивка.bin" in found.failure.ru
    assert "прошивка.bin" in found.failure.en
    assert await house.queue.waiting() == 0


async def test_a_file_that_breaks_its_reader_three_times_is_quarantined(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    house.reader.broken = [ReaderBroke(), ReaderBroke(), RuntimeError("a parser's bug")]
    assert await house.worker.run_once()
    assert await status_of(house, document.id) is Status.PROCESSING
    assert await house.work() == 1
    found = (await house.documents.get(document.id, anna)).document
    assert found.status is Status.QUARANTINED
    assert found.failure is not None
    assert found.failure.slug == "quarantined"
    assert await house.queue.waiting() == 0


async def test_a_quarantined_file_can_be_tried_again(house: House) -> None:
    anna, boris = person(), person()
    document = await house.upload(anna, LEAVE, access=Access(users=frozenset({boris.user_id})))
    house.reader.broken = [ReaderBroke() for _ in range(3)]
    await house.work()
    with pytest.raises(MayNotChange):
        await house.ingestion.retry(document.id, boris)
    await house.ingestion.retry(document.id, anna)
    await house.work()
    assert await status_of(house, document.id) is Status.READY
    with pytest.raises(NothingToRetry):
        await house.ingestion.retry(document.id, anna)


async def test_an_outage_of_the_model_never_quarantines(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    house.reader.broken = [ModelUnavailable(model="e5") for _ in range(5)]
    await house.work()
    assert await status_of(house, document.id) is Status.READY


@pytest.mark.parametrize("point", ["reading", "publishing", "embedding", "completing"])
async def test_work_cut_off_in_the_middle_is_done_by_another(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    reached = asyncio.Event()

    async def hang(*_: object, **__: object) -> object:
        reached.set()
        return await asyncio.Event().wait()

    with monkeypatch.context() as patched:
        target, name = {
            "reading": (house.reader, "read"),
            "embedding": (house.model, "embed_passages"),
            "publishing": (house.publications, "publish"),
            "completing": (house.publications, "complete"),
        }[point]
        patched.setattr(target, name, hang)
        # A killed process cannot give its job back.
        patched.setattr(house.queue, "release", _nothing)
        working = asyncio.create_task(house.work())
        await reached.wait()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    worded = point in {"embedding", "completing"}  # found by its words already, and stays so
    assert len(await house.search("отпуск", anna)) == worded
    assert await status_of(house, document.id) is (
        Status.SEARCHABLE if worded else Status.PROCESSING
    )
    async with house_over(house.database, tmp_path) as other:
        assert not await other.worker.run_once()  # the lease still runs
        other.clock.turn(LEASE + timedelta(seconds=1))
        assert await other.work() == 1
        assert await status_of(other, document.id) is Status.READY
        assert len(await other.search("отпуск", anna)) == 1


async def test_a_worker_told_to_stop_gives_its_job_back_at_once(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    house.reader.held = asyncio.Event()
    working = asyncio.create_task(house.worker.run_once())
    await house.reader.reading.wait()
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    house.reader.held = None
    assert await house.work() == 1
    assert await status_of(house, document.id) is Status.READY


async def test_a_worker_that_lost_its_job_stops_and_publishes_nothing(tmp_path: Path) -> None:
    anna, lease = person(), timedelta(milliseconds=60)
    async with built(tmp_path, lease=lease) as house:
        document = await house.upload(anna, LEAVE)
        house.reader.held = asyncio.Event()
        working = asyncio.create_task(house.worker.run_once())
        await house.reader.reading.wait()
        house.clock.turn(LEASE)
        other = await house.queue.claim(at=house.clock.now(), lease=LEASE)
        assert other is not None
        assert other.document_id == document.id
        await working
        assert await status_of(house, document.id) is Status.PROCESSING
        assert await house.queue.waiting() == 1  # the other's


async def test_a_slow_job_keeps_its_lease(tmp_path: Path) -> None:
    anna, lease = person(), timedelta(milliseconds=60)
    async with built(tmp_path, lease=lease) as house:
        document = await house.upload(anna, LEAVE)
        house.reader.held = asyncio.Event()
        working = asyncio.create_task(house.worker.run_once())
        await house.reader.reading.wait()
        house.clock.turn(lease)
        await asyncio.sleep(0.3)
        assert await house.queue.claim(at=house.clock.now(), lease=lease) is None
        house.reader.held.set()
        await working
        await house.work()
        assert await status_of(house, document.id) is Status.READY


async def test_a_file_that_kills_its_process_each_time_is_quarantined(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    for _ in range(MAX_DEATHS):
        assert await house.queue.claim(at=house.clock.now(), lease=LEASE) is not None
        house.clock.turn(LEASE * 2)
    await house.work()
    assert await status_of(house, document.id) is Status.QUARANTINED


async def test_a_file_that_was_in_hand_at_a_death_lets_others_go_first(house: House) -> None:
    anna = person()
    suspect, sound = await house.upload(anna, LEAVE), await house.upload(anna, TRIP)
    first = await house.queue.claim(at=house.clock.now(), lease=LEASE)
    assert first is not None
    assert first.document_id == suspect.id
    house.clock.turn(LEASE * 2)
    order = []
    while job := await house.queue.claim(at=house.clock.now(), lease=LEASE):
        order.append((job.document_id, job.attempts, job.deaths))
    assert order == [(sound.id, 1, 0), (suspect.id, 1, 1)]


async def test_a_document_stored_but_never_queued_is_swept_up(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    job = await house.queue.claim(at=house.clock.now(), lease=LEASE)
    assert job is not None
    await house.queue.done(job)
    assert await house.work() == 0
    assert await house.worker.sweep() == 1
    await house.work()
    assert await status_of(house, document.id) is Status.READY
    assert await house.worker.sweep() == 0


async def test_a_document_deleted_while_it_waits_is_forgotten(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    await house.documents.delete(document.id, anna)
    assert await house.work() == 1
    assert await house.queue.waiting() == 0
    assert [path for path in house.blob_folder.rglob("*") if path.is_file()] == []


async def test_deleting_takes_a_document_out_of_the_search(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    await house.work()
    await house.documents.delete(document.id, anna)
    assert await house.search("отпуск", anna) == []
    assert await house.index.size() == 0
    with pytest.raises(DocumentNotFound):
        await house.documents.file(document.id, anna)


async def test_the_same_file_with_the_same_access_is_a_duplicate(house: House) -> None:
    anna, boris = person(), person()
    first = await house.upload(anna, LEAVE, "Правила.txt")
    with pytest.raises(DuplicateDocument) as refused:
        await house.upload(anna, LEAVE, "Правила (копия).txt")
    assert refused.value.details["document_id"] == str(first.id)
    await house.upload(boris, LEAVE)
    await house.upload(anna, LEAVE, access=Access(users=frozenset({boris.user_id})))
    await house.upload(anna, LEAVE, allow_duplicate=True)
    files = [path for path in house.blob_folder.rglob("*") if path.is_file()]
    assert len(files) == 4  # the refused one is gone


async def test_a_failed_file_may_be_uploaded_again(house: House) -> None:
    anna = person()
    await house.upload(anna, b"\x00\x01" * 400, "a.bin")
    await house.work()
    await house.upload(anna, b"\x00\x01" * 400, "a.bin")


async def test_sharing_at_upload_follows_the_rules(house: House) -> None:
    user, editor = person(), person(Role.EDITOR)
    with pytest.raises(MayNotShare):
        await house.upload(user, LEAVE, access=Access(everyone=True))
    with pytest.raises(MayNotShare):
        await house.upload(user, LEAVE, access=Access(groups=frozenset({BOARD})))
    with pytest.raises(ForeignDepartment):
        await house.upload(user, LEAVE, department_id=DepartmentId(new_uuid()))
    await house.upload(editor, LEAVE, access=Access(everyone=True))
    assert ("document.uploaded", "refused") in house.audit.actions()


async def test_too_large_and_empty_files_leave_nothing_behind(house: House) -> None:
    with pytest.raises(FileTooLarge):
        await house.ingestion.keep_file("a.txt", _bytes("а" * 600_000))
    with pytest.raises(EmptyUpload):
        await house.ingestion.keep_file("a.txt", _bytes(""))
    assert [path for path in house.blob_folder.rglob("*") if path.is_file()] == []


async def test_people_go_before_bulk_and_owners_take_turns(house: House) -> None:
    anna, boris = person(), person()
    bulk = [
        await house.upload(anna, f"{LEAVE} {number}", priority=Priority.BULK) for number in range(3)
    ]
    other = await house.upload(boris, LEAVE, priority=Priority.BULK)
    urgent = await house.upload(boris, TRIP)
    order = []
    while job := await house.queue.claim(at=house.clock.now(), lease=LEASE):
        order.append(job.document_id)
        await house.queue.done(job)
    assert order == [urgent.id, bulk[0].id, other.id, bulk[1].id, bulk[2].id]


async def test_another_process_sees_changes_through_the_log(house: House, tmp_path: Path) -> None:
    anna, boris = person(), person()
    async with house_over(house.database, tmp_path) as other:
        document = await house.upload(anna, LEAVE)
        await house.work()
        assert await other.search("отпуск", anna) == []
        await other.feed.pump()
        assert len(await other.search("отпуск", anna)) == 1
        shared = Access(users=frozenset({boris.user_id}))
        await house.documents.update(document.id, anna, access=shared)
        await other.feed.pump()
        assert len(await other.search("отпуск", boris)) == 1
        await house.documents.delete(document.id, anna)
        await other.feed.pump()
        assert await other.index.size() == 0


async def test_a_follower_that_missed_entries_starts_afresh(house: House, tmp_path: Path) -> None:
    anna = person()
    first = await house.upload(anna, LEAVE)
    await house.work()
    async with house_over(house.database, tmp_path) as other:
        await house.documents.delete(first.id, anna)
        await house.upload(anna, TRIP)
        await house.work()
        await other.feed._changes.trim(1)
        await other.feed.pump()
        found = await other.search("суточные", anna)
        texts = await other.documents.fragments_by_ids([found[0].fragment_id], anna)
        assert [each.fragment.text for each in texts] == [TRIP]
        assert await other.index.size() == 1


async def test_the_running_worker_needs_no_push_and_stops_cleanly(house: House) -> None:
    anna = person()
    running = asyncio.create_task(house.worker.run())
    await house.upload(anna, LEAVE)
    async with asyncio.timeout(5):
        until = time.monotonic() + 60
        async for each in house.watch.changes(anna, until=until):
            if each.document.status is Status.READY:
                break
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def _bytes(text: str) -> AsyncIterator[bytes]:
    async def one() -> AsyncIterator[bytes]:
        yield text.encode()

    return one()


async def _nothing(*_: object, **__: object) -> None:
    return None
