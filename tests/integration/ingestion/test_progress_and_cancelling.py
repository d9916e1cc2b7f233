"""Watching files on their way in, and taking them back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest
from tests.integration.ingestion.house import House, built, chunked, person

from znatok.access.model import Reader
from znatok.documents.errors import DocumentNotFound, MayNotChange, NothingToCancel
from znatok.documents.model import Access, DocumentFilter, Status
from znatok.documents.ports import Vectors
from znatok.ingestion.jobs import LEASE, Stage
from znatok.ingestion.progress import Progress

LEAVE = "Отпуск составляет 28 календарных дней. Заявление подают за две недели до начала."
TRIP = "Суточные в командировке по России составляют 700 рублей в день."
LONG = "\n\n".join(f"Пункт {number}. {LEAVE * 8}" for number in range(1, 90))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path, watch_s=0.02) as found:
        yield found


class HeldModel:
    """Lets `free` calls of the embedding model through and holds up the next until it is freed."""

    def __init__(self, house: House, free: int) -> None:
        self._embed = house.model.embed_passages
        self._free = free
        self.reached, self.go_on = asyncio.Event(), asyncio.Event()

    async def embed_passages(self, texts: list[str]) -> Vectors:
        if self._free == 0 and not self.go_on.is_set():
            self.reached.set()
            await self.go_on.wait()
        self._free -= 1
        return await self._embed(texts)


async def add_version(house: House, document_id: object, text: str, reader: Reader) -> None:
    stored = await house.ingestion.keep_file("Новое.txt", chunked(text.encode()))
    await house.ingestion.add_version(document_id, stored, reader)  # type: ignore[arg-type]


def files_of(house: House) -> list[Path]:
    return [path for path in house.blob_folder.rglob("*") if path.is_file()]


async def test_a_waiting_file_shows_its_size_its_place_and_no_time_before_there_is_a_pace(
    house: House,
) -> None:
    anna, boris = person(), person()
    await house.upload(anna, LEAVE)
    second = await house.upload(anna, TRIP)
    other = await house.upload(boris, LEAVE)
    shown = await house.progress.of(second.id, anna)
    assert (shown.stage, shown.ahead, shown.left_s) == (Stage.WAITING, 2, None)
    assert (shown.bytes.done, shown.bytes.total) == (0, len(TRIP.encode()))
    assert (await house.progress.of(other.id, boris)).ahead <= 1  # turns: not behind all of Anna's
    with pytest.raises(DocumentNotFound):
        await house.progress.of(second.id, boris)


async def test_a_long_file_shows_bytes_fragments_and_time_left(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = person()
    await house.upload(anna, LEAVE)
    await house.work()  # there is a pace now
    document = await house.upload(anna, LONG)
    held = HeldModel(house, free=25)
    monkeypatch.setattr(house.model, "embed_passages", held.embed_passages)
    working = asyncio.create_task(house.work())
    await held.reached.wait()
    shown = await house.progress.of(document.id, anna)
    assert (shown.status, shown.stage) == (Status.SEARCHABLE, Stage.EMBEDDING)
    assert shown.bytes.done == shown.bytes.total == len(LONG.encode())
    assert shown.fragments.total is not None
    assert 0 < shown.fragments.done < shown.fragments.total
    assert shown.left_s is not None
    held.go_on.set()
    await working
    shown = await house.progress.of(document.id, anna)
    assert (shown.status, shown.stage) == (Status.READY, None)


async def test_an_interrupted_embedding_goes_on_where_it_was_cut(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = person()
    document = await house.upload(anna, LONG)
    held = HeldModel(house, free=25)
    with monkeypatch.context() as patched:
        patched.setattr(house.model, "embed_passages", held.embed_passages)
        working = asyncio.create_task(house.work())
        await held.reached.wait()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    version = await house.publications.latest(document.id)
    assert version is not None
    left = await house.publications.without_vectors(version, house.model.name)
    assert 0 < len(left) < await house.index.size()
    given: list[str] = []
    embed = house.model.embed_passages

    async def counting(texts: list[str]) -> Vectors:
        given.extend(texts)
        return await embed(texts)

    monkeypatch.setattr(house.model, "embed_passages", counting)
    house.reader.broken = [AssertionError("read twice")]
    await house.work()
    sentences = sum(len(each.sentences) for each in left)
    assert len(given) == len(left) + sentences  # what had its vectors was not embedded again
    assert (await house.progress.of(document.id, anna)).status is Status.READY


async def test_words_are_found_before_there_are_vectors_and_meaning_after(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    assert await house.worker.run_once()
    found = (await house.documents.get(document.id, anna)).document
    assert (found.status, found.current) == (Status.SEARCHABLE, 1)
    (hit,) = await house.search("отпуск", anna)
    assert hit.lexical > 0
    assert (hit.dense, set(hit.sentences)) == (0.0, {0.0})
    await house.work()
    (hit,) = await house.search("отпуск", anna)
    assert hit.dense > 0
    assert (await house.documents.get(document.id, anna)).document.status is Status.READY


async def test_the_stream_tells_of_each_file_until_it_is_ready(house: House) -> None:
    anna, boris = person(), person()
    seen: dict[object, list[Progress]] = {}
    sums: list[int] = []

    async def watch() -> None:
        async for news, overview in house.progress.watch(anna, until=monotonic() + 20):
            for each in news:
                seen.setdefault(each.document_id, []).append(each)
            sums.append(overview.documents)
            if len(sums) > 1 and overview.documents == 0:
                return

    documents = [await house.upload(anna, f"{LEAVE} {number}") for number in range(3)]
    foreign = await house.upload(boris, TRIP)
    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.1)
    await house.work()
    await watching
    assert sums[0] == 3
    assert foreign.id not in seen
    for each in documents:
        assert seen[each.id][0].stage is Stage.WAITING
        assert (seen[each.id][-1].stage, seen[each.id][-1].status) == (None, Status.READY)


@pytest.mark.parametrize("when", ["waiting", "reading", "embedding", "between"])
async def test_a_cancelled_upload_is_gone_without_a_trace(
    house: House, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    anna = person()
    document = await house.upload(anna, LONG)
    held = HeldModel(house, free=9)
    working: asyncio.Task[int] | None = None
    if when == "reading":
        house.reader.held = asyncio.Event()
        working = asyncio.create_task(house.work())
        await house.reader.reading.wait()
    elif when == "between":
        await house.worker.run_once()
    elif when == "embedding":
        monkeypatch.setattr(house.model, "embed_passages", held.embed_passages)
        working = asyncio.create_task(house.work())
        await held.reached.wait()
    assert await house.ingestion.cancel(document.id, anna) is None
    if working is not None:
        async with asyncio.timeout(5):
            await working  # stops by itself, though what it waits for never comes
    await house.work()
    assert files_of(house) == []
    assert (await house.documents.find(DocumentFilter(), anna)).items == []
    assert await house.search("отпуск", anna) == []
    assert await house.index.size() == 0
    assert await house.queue.waiting() == 0
    assert await house.worker.sweep() == 0


async def test_a_cancelled_new_version_leaves_the_old_one(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    await house.work()
    await add_version(house, document.id, TRIP, anna)
    house.reader.held = asyncio.Event()
    working = asyncio.create_task(house.work())
    await house.reader.reading.wait()
    left = await house.ingestion.cancel(document.id, anna)
    await working
    assert left is not None
    assert (left.status, left.current, left.latest) == (Status.READY, 1, 1)
    assert [each.number for each in await house.documents.versions(document.id, anna)] == [1]
    assert (await house.documents.content(document.id, anna))[1].text == LEAVE
    assert len(await house.search("отпуск", anna)) == 1
    assert len(files_of(house)) == 1
    with pytest.raises(NothingToCancel):
        await house.ingestion.cancel(document.id, anna)


async def test_only_those_who_may_change_a_document_cancel_it(house: House) -> None:
    anna, boris, clara = person(), person(), person()
    access = Access(users=frozenset({boris.user_id}))
    document = await house.upload(anna, LEAVE, access=access)
    with pytest.raises(MayNotChange):
        await house.ingestion.cancel(document.id, boris)
    with pytest.raises(DocumentNotFound):
        await house.ingestion.cancel(document.id, clara)
    assert ("document.cancelled", "refused") in house.audit.actions()
    await house.ingestion.cancel(document.id, anna)
    assert ("document.cancelled", "allowed") in house.audit.actions()


async def test_a_new_version_of_what_is_not_ready_yet_can_be_taken_back(house: House) -> None:
    anna = person()
    document = await house.upload(anna, LEAVE)
    job = await house.queue.claim(at=house.clock.now(), lease=LEASE)
    assert job is not None
    await house.queue.release(job, ready_at=house.clock.now())
    await house.worker.run_once()  # found by its words
    await add_version(house, document.id, TRIP, anna)
    left = await house.ingestion.cancel(document.id, anna)
    assert left is not None
    assert left.status is Status.SEARCHABLE
    await house.work()
    assert (await house.documents.get(document.id, anna)).document.status is Status.READY
