"""What every `Blobs` must do. An adapter's tests inherit the class and give `blobs`."""

import asyncio
import hashlib
from collections.abc import AsyncIterator

import pytest

from znatok.platform.blobs import BlobNotFound, Blobs, FileTooLarge

LIMIT = 1_000_000


async def chunked(data: bytes, size: int = 700) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


class BlobsContract:
    @pytest.mark.parametrize("size", [0, 1, 700, 5_000])
    async def test_gives_back_what_was_put(self, blobs: Blobs, size: int) -> None:
        data = bytes(each % 251 for each in range(size))
        blob = await blobs.put(chunked(data), limit_bytes=LIMIT)
        assert (blob.size_bytes, blob.sha256) == (size, hashlib.sha256(data).hexdigest())
        assert await blobs.exists(blob.key)
        assert await blobs.read(blob.key) == data
        assert b"".join([each async for each in blobs.open(blob.key)]) == data

    async def test_equal_bytes_are_kept_apart(self, blobs: Blobs) -> None:
        one = await blobs.put(chunked(b"same"), limit_bytes=LIMIT)
        other = await blobs.put(chunked(b"same"), limit_bytes=LIMIT)
        await blobs.delete(one.key)
        assert not await blobs.exists(one.key)
        assert await blobs.read(other.key) == b"same"

    async def test_what_is_gone_is_not_found(self, blobs: Blobs) -> None:
        blob = await blobs.put(chunked(b"x"), limit_bytes=LIMIT)
        await blobs.delete(blob.key)
        await blobs.delete(blob.key)
        with pytest.raises(BlobNotFound):
            await blobs.read(blob.key)
        with pytest.raises(BlobNotFound):
            await anext(blobs.open(blob.key))

    @pytest.mark.parametrize("key", ["", "../secret", "/etc/passwd", "a" * 64, "..", "\0"])
    async def test_keys_of_others_are_not_found(self, blobs: Blobs, key: str) -> None:
        assert not await blobs.exists(key)
        with pytest.raises(BlobNotFound):
            await blobs.read(key)
        await blobs.delete(key)

    async def test_stops_reading_a_stream_that_is_too_long(self, blobs: Blobs) -> None:
        asked = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal asked
            while True:
                asked += 1
                yield b"x" * 1000

        with pytest.raises(FileTooLarge):
            await blobs.put(endless(), limit_bytes=10_000)
        assert asked == 11

    async def test_takes_what_just_fits(self, blobs: Blobs) -> None:
        assert (await blobs.put(chunked(b"x" * 100), limit_bytes=100)).size_bytes == 100

    async def test_many_at_once_do_not_mix(self, blobs: Blobs) -> None:
        data = [bytes([each]) * 3_000 for each in range(8)]
        kept = await asyncio.gather(*(blobs.put(chunked(each), limit_bytes=LIMIT) for each in data))
        assert [await blobs.read(each.key) for each in kept] == data
