"""Original files. Keys are made here, of the content's hash: no name a client sent becomes a path.

A key is never shared between two `put` calls, even of equal bytes, so that deleting one document
can never take the file of another.
"""

import asyncio
import errno
import hashlib
import os
import re
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, ClassVar, Protocol

from znatok.kernel.errors import Invalid, NotFound, Unavailable
from znatok.kernel.ids import new_uuid

_CHUNK_BYTES = 1024 * 1024
_KEY = re.compile(r"[0-9a-f]{64}-[0-9a-f]{32}")
_INCOMING = "incoming"  # the subfolder of files that are being written
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class StorageFull(Unavailable):
    slug = "storage-full"
    status: ClassVar[int] = 507
    ru = "На сервере закончилось место для файлов. Сообщите администратору."
    en = "The server has run out of room for files. Tell the administrator."


class FileTooLarge(Invalid):
    """Details: `limit_mb`, the largest size allowed."""

    slug = "file-too-large"
    status: ClassVar[int] = 413
    ru = "Файл больше {limit_mb} МБ. Разделите его на части и загрузите их по отдельности."
    en = "The file is larger than {limit_mb} MB. Split it and upload the parts."


class BlobNotFound(NotFound):
    slug = "file-not-found"
    ru = "Исходный файл не найден в хранилище. Загрузите документ заново."
    en = "The original file is not in the store. Upload the document again."


@dataclass(frozen=True, slots=True)
class Blob:
    """`sha256`: of the content, 64 hexadecimal digits."""

    key: str
    sha256: str
    size_bytes: int


class Blobs(Protocol):
    """Stores byte strings under keys of its own making."""

    async def put(self, chunks: AsyncIterable[bytes], *, limit_bytes: int) -> Blob:
        """Store a stream; it appears under its key whole or not at all.

        Raises:
            FileTooLarge: more than `limit_bytes` came; the rest of the stream is not read.
            StorageFull: safe to retry when room has been made.

        """
        ...

    async def read(self, key: str) -> bytes:
        """Raises:
        BlobNotFound: there is no such key.

        """
        ...

    def open(self, key: str) -> AsyncIterator[bytes]:
        """The content in chunks of at most a megabyte. Raises BlobNotFound at the first one."""
        ...

    async def delete(self, key: str) -> None:
        """Forget a key; unknown ones are ignored."""
        ...

    async def exists(self, key: str) -> bool: ...


class BlobInventory(Protocol):
    """What a store holds, whoever knows of it: for finding what nobody does."""

    def kept_since(self, before: datetime) -> AsyncIterator[Sequence[str]]:
        """Keys stored before a time, in batches."""
        ...

    async def clear_unfinished(self, before: datetime) -> int:
        """Forget what was begun and not written to since a time; gives how many there were."""
        ...


class FolderBlobs:
    """Blobs as files of a folder, spread over 256 subfolders by the first byte of the hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, chunks: AsyncIterable[bytes], *, limit_bytes: int) -> Blob:
        unique = new_uuid().hex
        temporary = self._folder / _INCOMING / unique
        try:
            file = await asyncio.to_thread(_create, temporary)
            try:
                sha256, size = await _copy(chunks, file, limit_bytes)
                key = f"{sha256}-{unique}"
                await asyncio.to_thread(_settle, file, temporary, self._path(key))
            finally:
                file.close()
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFull from error
            raise
        finally:
            await asyncio.to_thread(temporary.unlink, missing_ok=True)
        return Blob(key, sha256, size)

    async def read(self, key: str) -> bytes:
        try:
            return await asyncio.to_thread(self._path(key).read_bytes)
        except FileNotFoundError as error:
            raise BlobNotFound from error

    async def open(self, key: str) -> AsyncIterator[bytes]:
        path = self._path(key)
        try:
            file = await asyncio.to_thread(path.open, "rb")
        except FileNotFoundError as error:
            raise BlobNotFound from error
        with file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK_BYTES):
                yield chunk

    async def delete(self, key: str) -> None:
        with suppress(BlobNotFound):
            await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    async def exists(self, key: str) -> bool:
        try:
            return await asyncio.to_thread(self._path(key).is_file)
        except BlobNotFound:
            return False

    async def kept_since(self, before: datetime) -> AsyncIterator[Sequence[str]]:
        for folder in await asyncio.to_thread(_subfolders, self._folder):
            found = await asyncio.to_thread(_older, folder, before)
            keys = [path.name for path in found if _KEY.fullmatch(path.name)]
            if keys:
                yield keys

    async def clear_unfinished(self, before: datetime) -> int:
        left = await asyncio.to_thread(_older, self._folder / _INCOMING, before)
        for path in left:
            await asyncio.to_thread(path.unlink, missing_ok=True)
        return len(left)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise BlobNotFound
        return self._folder / key[:2] / key


async def _copy(chunks: AsyncIterable[bytes], file: BinaryIO, limit_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit_bytes:
            raise FileTooLarge(limit_mb=limit_bytes // (1024 * 1024))
        digest.update(chunk)
        await asyncio.to_thread(file.write, chunk)
    return digest.hexdigest(), size


def _subfolders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.is_dir() and each.name != _INCOMING)


def _older(folder: Path, before: datetime) -> list[Path]:
    """Files of a folder that were last written before a time; those that vanish meanwhile not."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                found.append(path)
    return found


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path.open("xb")


def _settle(file: BinaryIO, temporary: Path, path: Path) -> None:
    """Bytes on the disk first, then the name: a crash leaves no half file under a key."""
    file.flush()
    os.fsync(file.fileno())
    path.parent.mkdir(exist_ok=True, mode=0o700)
    temporary.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
