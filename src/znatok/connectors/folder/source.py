"""A folder of this machine as a source of files. Nothing outside of it is ever opened.

Links are not followed, neither to files nor to folders: what they lead to inside of the folder is
listed where it lies, and what lies outside is none of the folder's. Each folder on the way to a
file is opened by itself and without following, so that exchanging one for a link while we read
leads nowhere (openat(2), O_NOFOLLOW).
"""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Collection
from pathlib import Path

from znatok.connectors.errors import FileDenied, FileGone, SourceUnavailable
from znatok.connectors.model import Flaw, Left, Listing, SeenFile, Stamp

_DEEPEST = 64  # folders within folders; a loop of mounts ends here
_CHUNK_BYTES = 1024 * 1024
# Owners' files of Office, partial downloads, and what systems leave in folders.
_TEMPORARY_STARTS = (".", "~$", "~")
_TEMPORARY_ENDS = (".tmp", ".part", ".crdownload", ".bak")
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


class FolderSource:
    """Implements `FileSource`. `kinds`: extensions of files that are read, without the dot."""

    def __init__(self, root: Path, kinds: Collection[str]) -> None:
        self._root = root
        self._kinds = frozenset(kinds)

    async def list(self) -> Listing:
        return await asyncio.to_thread(self._list)

    async def read(self, file: SeenFile) -> AsyncIterator[bytes]:
        handle = await asyncio.to_thread(self._open, file)
        try:
            given = 0
            while chunk := await asyncio.to_thread(_read, handle):
                given += len(chunk)
                if given > file.stamp.size:  # it may grow for ever
                    raise FileGone
                yield chunk
            if _stamp(os.fstat(handle)) != file.stamp:
                raise FileGone
        finally:
            os.close(handle)

    def _list(self) -> Listing:
        walk = _Walk(self._kinds)
        try:
            with os.scandir(self._root) as entries:
                found = list(entries)
        except OSError as error:
            raise SourceUnavailable from error
        real = os.path.realpath(self._root)
        walk.enter(found, "", real, 0)
        return Listing(
            tuple(sorted(walk.files, key=lambda each: each.path)), tuple(walk.left), walk.skipped
        )

    def _open(self, file: SeenFile) -> int:
        *folders, name = file.path.split("/")
        try:
            place = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
            for each in folders:
                place = _step(place, each, os.O_DIRECTORY)
            # Without O_NONBLOCK a pipe in the file's place would hold us until somebody writes.
            handle = _step(place, name, os.O_NONBLOCK)
        except PermissionError as error:
            raise FileDenied from error
        except OSError as error:
            raise FileGone from error
        if _stamp(os.fstat(handle)) != file.stamp:
            os.close(handle)
            raise FileGone
        return handle


class _Walk:
    """Goes through folders and remembers what it sees."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self.files: list[SeenFile] = []
        self.left: list[Left] = []
        self.skipped = 0

    def enter(self, entries: "list[os.DirEntry[str]]", path: str, real: str, depth: int) -> None:
        for entry in entries:
            inner = f"{path}{entry.name}"
            try:
                if not _is_text(entry.name):
                    shown = inner.encode("utf-8", "replace").decode()
                    self.left.append(Left(shown, Flaw.BAD_NAME, folder=entry.is_dir()))
                elif entry.is_symlink():
                    self._link(entry, inner, real)
                elif entry.is_dir(follow_symlinks=False):
                    self._folder(entry, inner, real, depth + 1)
                elif self._wanted(entry):
                    self.files.append(SeenFile(inner, _stamp(entry.stat(follow_symlinks=False))))
                else:
                    self.skipped += 1
            except OSError:  # whether it is a folder may be just what cannot be told
                self.left.append(Left(inner, Flaw.UNREADABLE, folder=True))

    def _link(self, entry: "os.DirEntry[str]", inner: str, real: str) -> None:
        target = os.path.realpath(entry.path)
        if target == real or target.startswith(real + os.sep):
            self.skipped += 1  # listed where it lies
        else:
            self.left.append(Left(inner, Flaw.LEADS_OUTSIDE))

    def _folder(self, entry: "os.DirEntry[str]", inner: str, real: str, depth: int) -> None:
        if entry.name.startswith(_TEMPORARY_STARTS):
            self.skipped += 1
            return
        if depth > _DEEPEST:
            self.left.append(Left(inner, Flaw.TOO_DEEP, folder=True))
            return
        try:
            with os.scandir(entry.path) as entries:
                found = list(entries)
        except OSError:
            self.left.append(Left(inner, Flaw.UNREADABLE, folder=True))
            return
        self.enter(found, f"{inner}/", real, depth)

    def _wanted(self, entry: "os.DirEntry[str]") -> bool:
        name = entry.name.lower()
        if name.startswith(_TEMPORARY_STARTS) or name.endswith(_TEMPORARY_ENDS) or name in _SYSTEM:
            return False
        known = name.rpartition(".")[2] in self._kinds and "." in name
        return known and entry.is_file(follow_symlinks=False)


def _step(place: int, name: str, how: int) -> int:
    """Open what is called `name` in an open folder, which is closed."""
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | how, dir_fd=place)
    finally:
        os.close(place)


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, _CHUNK_BYTES)
    except OSError as error:
        raise FileDenied from error


def _stamp(found: os.stat_result) -> Stamp:
    if not stat.S_ISREG(found.st_mode):
        return Stamp(-1, 0, "")  # equals no file's
    return Stamp(found.st_size, found.st_mtime_ns, f"{found.st_dev}:{found.st_ino}")


def _is_text(name: str) -> bool:
    """Names that are no UTF-8 come with lone surrogates in place of their bytes."""
    return not any("\ud800" <= each <= "\udfff" for each in name)
