"""A disk without room: an honest answer, reading goes on, work resumes when there is room again."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.integration.documents.test_http import connected
from tests.integration.ingestion.house import House, built, chunked, person

from znatok.documents.model import Status
from znatok.ingestion.orphans import OrphanSweep
from znatok.platform.blobs import StorageFull
from znatok.platform.db import DatabaseFull

TEXT = "Отпуск составляет 28 календарных дней. Приказ номер"
_SIZE_MB = 4
_TABLES = "CREATE TABLE filler (id INTEGER PRIMARY KEY, bytes BLOB)"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE_MB}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small file system can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the room that is left, to the last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


async def test_a_full_disk_is_told_and_work_resumes_by_itself(small_disk: Path) -> None:
    async with built(small_disk) as house, connected(house) as client:
        anna = client.reader = person()
        ready = await house.upload(anna, f"{TEXT} 0")
        await house.work()
        waiting = await house.upload(anna, f"{TEXT} 1")
        ballast = fill(small_disk)

        files = [("files", ("Новый.txt", (f"{TEXT} 2" * 5000).encode()))]
        answer = await client.post("/documents", files=files)
        assert answer.status_code == 507, answer.text
        assert answer.json()["type"] == "/problems/storage-full"
        working = asyncio.create_task(house.worker.run())  # cannot claim, or cannot publish
        await asyncio.sleep(1)
        # What is there is read and found.
        assert (await client.get(f"/documents/{ready.id}/content")).status_code == 200
        assert len(await house.search("отпуск", anna)) >= 1

        ballast.unlink()
        async with asyncio.timeout(20):
            while await house.queue.waiting():  # noqa: ASYNC110  # the queue is in the database
                await asyncio.sleep(0.1)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        assert (await house.documents.get(waiting.id, anna)).document.status is Status.READY
        assert (await client.post("/documents", files=files)).status_code == 202
        assert not list((house.blob_folder / "incoming").iterdir())


async def test_the_database_says_when_it_is_full(small_disk: Path) -> None:
    async with built(small_disk) as house:
        async with house.database.write() as connection:
            await connection.exec_driver_sql(_TABLES)
        ballast = fill(small_disk)
        big = "INSERT INTO filler (bytes) VALUES (zeroblob(1000000))"
        with pytest.raises(DatabaseFull):
            async with house.database.write() as connection:
                await connection.exec_driver_sql(big)
        async with house.database.read() as connection:
            count = await connection.exec_driver_sql("SELECT count(*) FROM filler")
            assert count.scalar_one() == 0
        ballast.unlink()
        async with house.database.write() as connection:
            await connection.exec_driver_sql(big)


async def test_a_file_store_without_room_leaves_nothing_behind(
    small_disk: Path, tmp_path: Path
) -> None:
    async with built(tmp_path) as house:
        house.blob_folder.symlink_to(small_disk)
        ballast = fill(small_disk)
        with pytest.raises(StorageFull):
            await house.ingestion.keep_file("a.txt", chunked(b"x" * 900_000, size=90_000))
        assert files_in(small_disk) == [ballast]


async def test_files_nobody_knows_of_are_removed_when_they_are_old(house: House) -> None:
    anna = person()
    known = await house.upload(anna, TEXT)
    await house.work()
    lost = await house.ingestion.keep_file("Потерян.txt", chunked(b"lost"))
    fresh = await house.ingestion.keep_file("Только что.txt", chunked(b"fresh"))
    half = house.blob_folder / "incoming" / "half"
    half.write_bytes(b"half a file")
    house.clock.time = datetime.now(UTC)  # files have the times of the real clock
    old = (house.clock.now() - timedelta(hours=30)).timestamp()
    for path in house.blob_folder.rglob("*"):
        if path.is_file() and not path.name.startswith(fresh.blob.sha256):
            os.utime(path, (old, old))
    sweep = OrphanSweep(
        publications=house.publications,
        blobs=house.blobs,
        inventory=house.blobs,
        clock=house.clock,
    )
    assert await sweep.sweep() == 2
    assert not await house.blobs.exists(lost.blob.key)
    assert await house.blobs.exists(fresh.blob.key)
    assert not half.exists()
    file = await house.documents.file(known.id, anna)
    assert b"".join([chunk async for chunk in file.chunks]).decode() == TEXT
    assert await sweep.sweep() == 0
