"""Watched folders: what becomes of documents as files come, change, move and go."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.integration.ingestion.house import LAW, House, TurnedClock, built, person

from znatok.access.model import Reader
from znatok.connectors.folder.source import FolderSource
from znatok.connectors.model import Flaw
from znatok.documents.errors import DocumentNotFound
from znatok.documents.model import Access, DocumentFilter
from znatok.ingestion.watching.adapters.sql import SqlFolders
from znatok.ingestion.watching.model import Counts, Folder, FolderId, Scan, ScanState, Schedule
from znatok.ingestion.watching.planning import is_due
from znatok.ingestion.watching.scanning import FolderScanner, ScanCancelled
from znatok.kernel.ids import new_uuid

LEAVE = "Отпуск составляет 28 календарных дней."
DELAY = timedelta(minutes=10)
LONG_AGO = 1_700_000_000  # seconds since the epoch: no write of just now


@dataclass
class Watched:
    house: House
    root: Path
    store: SqlFolders
    folder: Folder
    owner: Reader
    written: int = 0

    def write(self, path: str, text: str) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        self.written += 1
        os.utime(place, (LONG_AGO + self.written, LONG_AGO + self.written))
        return place

    async def scan(self, *, confirmed: bool = False) -> Scan:
        async def beat(_: Scan) -> None:
            """Nobody stops it."""

        scanner = FolderScanner(
            store=self.store,
            ingestion=self.house.ingestion,
            documents=self.house.documents,
            clock=self.house.clock,
            removal_delay=DELAY,
        )
        source = FolderSource(self.root, ("txt",))
        done = await scanner.scan(self.folder, source, beat=beat, removals_confirmed=confirmed)
        await self.house.work()
        self.folder = replace(self.folder, last=done)
        return done

    async def titles(self, reader: Reader | None = None) -> list[str]:
        page = await self.house.documents.find(DocumentFilter(sort="title"), reader or self.owner)
        return [each.document.title for each in page.items]


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    async with built(tmp_path) as house:
        house.clock.turn(timedelta(days=365))
        store, owner, root = SqlFolders(house.database), person(), tmp_path / "share"
        root.mkdir()
        access = Access(departments=frozenset({LAW}))
        folder = Folder(
            FolderId(new_uuid()), str(root), owner.user_id, LAW, access, Schedule(),
            house.clock.now(),
        )  # fmt: skip
        await store.add(folder)
        yield Watched(house, root, store, folder, owner)


async def test_files_become_documents_with_the_rights_of_the_folder(watched: Watched) -> None:
    watched.write("Кадры/Отпуск.txt", LEAVE)
    watched.write("Копия.txt", LEAVE)  # the same bytes are another document
    counts = (await watched.scan()).counts
    assert (counts.files, counts.added, counts.unchanged) == (2, 2, 0)
    assert await watched.titles() == ["Копия", "Отпуск"]
    assert await watched.titles(person(department=LAW)) == ["Копия", "Отпуск"]
    assert await watched.titles(person()) == []
    counts = (await watched.scan()).counts
    assert (counts.added, counts.changed, counts.unchanged) == (0, 0, 2)


async def test_a_changed_file_is_a_new_version_and_a_touched_one_is_not(watched: Watched) -> None:
    watched.write("a.txt", LEAVE)
    watched.write("b.txt", "Суточные 700 рублей.")
    await watched.scan()
    os.utime(watched.root / "a.txt", (LONG_AGO, LONG_AGO))
    watched.write("b.txt", "Суточные 900 рублей.")
    counts = (await watched.scan()).counts
    assert (counts.changed, counts.unchanged, counts.added) == (1, 1, 0)
    page = await watched.house.documents.find(DocumentFilter(sort="title"), watched.owner)
    assert [each.document.current for each in page.items] == [1, 2]
    again = (await watched.scan()).counts
    assert (again.changed, again.unchanged) == (0, 2)


async def test_a_change_that_keeps_size_and_time_is_seen_if_it_came_at_once(
    watched: Watched,
) -> None:
    place = watched.write("a.txt", "Суточные 700 рублей.")
    now = watched.house.clock.now().timestamp()
    os.utime(place, (now, now))
    await watched.scan()
    place.write_text("Суточные 900 рублей.")
    os.utime(place, (now, now))
    assert (await watched.scan()).counts.changed == 1


async def test_a_moved_file_keeps_its_document_and_its_title_follows(watched: Watched) -> None:
    place = watched.write("Старое имя.txt", LEAVE)
    watched.write("b.txt", "Суточные 700 рублей.")
    watched.write("c.txt", "Пропуск действует год.")
    await watched.scan()
    known = {each.path: each.document_id for each in await watched.store.known(watched.folder.id)}
    (watched.root / "Архив").mkdir()
    place.rename(watched.root / "Архив" / "Новое имя.txt")
    # Copied and deleted, as between two file systems: only the bytes tell.
    (watched.root / "b.txt").unlink()
    watched.write("Архив/b.txt", "Суточные 700 рублей.")
    counts = (await watched.scan()).counts
    assert (counts.moved, counts.added, counts.removed, counts.missing) == (2, 0, 0, 0)
    after = {each.path: each.document_id for each in await watched.store.known(watched.folder.id)}
    assert after["Архив/Новое имя.txt"] == known["Старое имя.txt"]
    assert after["Архив/b.txt"] == known["b.txt"]
    assert await watched.titles() == ["b", "c", "Новое имя"]


async def test_a_deleted_file_takes_its_document_with_it_after_a_while(watched: Watched) -> None:
    for name in ("a", "b", "c"):
        watched.write(f"{name}.txt", f"{LEAVE} {name}")
    await watched.scan()
    (watched.root / "a.txt").unlink()
    counts = (await watched.scan()).counts
    assert (counts.removed, counts.missing) == (0, 1)
    assert len(await watched.titles()) == 3
    watched.house.clock.turn(DELAY)
    assert (await watched.scan()).counts.removed == 1
    assert await watched.titles() == ["b", "c"]
    assert await watched.house.index.size() == 2  # fragments and vectors are gone as well
    assert len(await watched.house.search("отпуск", watched.owner)) == 2


async def test_a_file_that_comes_back_in_time_loses_nothing(watched: Watched) -> None:
    for name in ("a", "b", "c"):
        watched.write(f"{name}.txt", f"{LEAVE} {name}")
    await watched.scan()
    aside = watched.root.parent / "aside"
    (watched.root / "a.txt").rename(aside)
    await watched.scan()
    aside.rename(watched.root / "a.txt")
    watched.house.clock.turn(DELAY)
    counts = (await watched.scan()).counts
    assert (counts.unchanged, counts.removed, counts.added) == (3, 0, 0)


async def test_a_share_that_is_not_mounted_deletes_nothing(watched: Watched) -> None:
    for name in ("a", "b", "c"):
        watched.write(f"{name}.txt", f"{LEAVE} {name}")
    await watched.scan()
    aside = watched.root.parent / "aside"
    watched.root.rename(aside)
    for _ in range(2):
        done = await watched.scan()
        assert (done.state, done.failure) == (ScanState.FAILED, "folder-unreachable")
        watched.house.clock.turn(DELAY)
    watched.root.mkdir()  # the empty place of a mount
    for _ in range(2):
        done = await watched.scan()
        assert (done.state, done.counts.missing) == (ScanState.HELD_BACK, 3)
        watched.house.clock.turn(DELAY)
    assert len(await watched.titles()) == 3
    accepted = watched.folder
    watched.folder = replace(accepted, last=replace(accepted.last, counts=Counts(missing=2)))
    assert (await watched.scan(confirmed=True)).counts.removed == 0  # more than was accepted
    watched.folder = accepted
    assert (await watched.scan(confirmed=True)).counts.removed == 3
    assert await watched.titles() == []


async def test_what_cannot_be_read_is_told_and_its_documents_stay(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "Кадры/c"):
        watched.write(f"{name}.txt", f"{LEAVE} {name}")
    await watched.scan()
    scandir = os.scandir

    def denied(path: str) -> object:  # for root nothing is unreadable
        if str(path).endswith("Кадры"):
            raise PermissionError(path)
        return scandir(path)

    watched.house.clock.turn(DELAY)
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", denied)
        done = await watched.scan()
    assert done.state is ScanState.DONE
    assert [(each.path, each.flaw) for each in done.left] == [("Кадры", Flaw.UNREADABLE)]
    assert len(await watched.titles()) == 3


async def test_empty_and_large_files_are_told_and_the_others_are_taken(watched: Watched) -> None:
    watched.write("empty.txt", "")
    watched.write("large.txt", "x" * 1_000_001)
    watched.write("a.txt", LEAVE)
    done = await watched.scan()
    assert done.counts.added == 1
    assert {(each.path, each.flaw) for each in done.left} == {
        ("empty.txt", Flaw.EMPTY),
        ("large.txt", Flaw.TOO_LARGE),
    }


async def test_a_scan_killed_between_deciding_and_taking_in_adds_nothing_twice(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.write("a.txt", LEAVE)
    put, calls = watched.store.put, 0

    async def killed(*args: object, **more: object) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            message = "killed"
            raise KeyboardInterrupt(message)
        await put(*args, **more)  # type: ignore[arg-type]  # passed on as they came

    with monkeypatch.context() as patched:
        patched.setattr(watched.store, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            await watched.scan()
    await watched.scan()
    assert await watched.titles() == ["a"]
    known = await watched.store.known(watched.folder.id)
    assert [each.document_id is not None for each in known] == [True]


async def test_a_cancelled_scan_keeps_what_it_has_taken_in(watched: Watched) -> None:
    watched.write("a.txt", LEAVE)

    async def beat(_: Scan) -> None:
        raise ScanCancelled

    scanner = FolderScanner(
        store=watched.store,
        ingestion=watched.house.ingestion,
        documents=watched.house.documents,
        clock=watched.house.clock,
    )
    source = FolderSource(watched.root, ("txt",))
    assert (await scanner.scan(watched.folder, source, beat=beat)).state is ScanState.CANCELLED
    assert (await watched.scan()).counts.added == 1


async def test_a_document_deleted_by_hand_does_not_come_back_until_its_file_changes(
    watched: Watched,
) -> None:
    watched.write("a.txt", LEAVE)
    await watched.scan()
    document_id = (await watched.store.known(watched.folder.id))[0].document_id
    assert document_id is not None
    await watched.house.documents.delete(document_id, watched.owner)
    await watched.scan()
    assert await watched.titles() == []
    with pytest.raises(DocumentNotFound):
        await watched.house.documents.get(document_id, watched.owner)
    watched.write("a.txt", f"{LEAVE} Новое.")
    assert (await watched.scan()).counts.added == 1


def test_is_due_by_interval_by_hour_and_when_asked() -> None:
    from_clock = Schedule(every_minutes=15)
    folder = _folder(from_clock)
    now = folder.created_at
    assert is_due(folder, None, now)
    done = Scan(ScanState.DONE, now, now)
    folder = replace(folder, last=done)
    assert not is_due(folder, None, now + timedelta(minutes=14))
    assert is_due(folder, None, now + timedelta(minutes=15))
    assert is_due(folder, "scan", now)
    assert not is_due(replace(folder, enabled=False), None, now + timedelta(days=1))
    local = (now + timedelta(hours=2)).astimezone()
    nightly = replace(folder, schedule=Schedule(None, local.hour))
    assert not is_due(nightly, None, now)
    assert is_due(nightly, None, now + timedelta(hours=2))


def _folder(schedule: Schedule) -> Folder:
    at = TurnedClock().now()
    owner = person().user_id
    return Folder(FolderId(new_uuid()), "/share", owner, None, Access(), schedule, at)
