import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.contract.blobs.suite import LIMIT, BlobsContract, chunked

from znatok.platform import blobs as platform_blobs
from znatok.platform.blobs import FolderBlobs, StorageFull


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


class TestFolderBlobs(BlobsContract):
    async def test_leaves_nothing_of_a_broken_stream(
        self, blobs: FolderBlobs, tmp_path: Path
    ) -> None:
        async def broken() -> AsyncIterator[bytes]:
            yield b"x" * 1000
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            await blobs.put(broken(), limit_bytes=LIMIT)
        assert files(tmp_path) == []

    async def test_a_full_disk_is_said_to_be_full(
        self, blobs: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(platform_blobs.os, "fsync", full)
        with pytest.raises(StorageFull):
            await blobs.put(chunked(b"x"), limit_bytes=LIMIT)
        assert files(tmp_path) == []
        assert StorageFull.status == 507

    async def test_files_are_for_the_server_alone(self, blobs: FolderBlobs, tmp_path: Path) -> None:
        blob = await blobs.put(chunked(b"x"), limit_bytes=LIMIT)
        path = files(tmp_path)[0]
        assert path.name == blob.key
        assert path.parent.stat().st_mode & 0o077 == 0
