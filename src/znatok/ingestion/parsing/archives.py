"""Walking an archive file by file, archives inside it included, within limits.

Names are shown, never opened: nothing is unpacked onto the disk here.
"""

import gzip
import io
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import IO

from znatok.ingestion.errors import (
    BrokenFile,
    Encrypted,
    NoFile,
    TooDeep,
    TooLarge,
    Unreadable,
    UnsafeFile,
)
from znatok.ingestion.model import MIB, Limits
from znatok.ingestion.parsing.detect import archive_kind, sniff
from znatok.ingestion.parsing.formats import ARCHIVES
from znatok.ingestion.parsing.member_names import (
    Places,
    is_litter,
    shown_path,
    tar_name,
    zip_name,
)
from znatok.ingestion.parsing.packages import check, is_locked

_CHUNK = MIB
_IN_MEMORY = 64 * MIB  # of an unpacked tar; what is longer goes to a nameless temporary file
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
_SYMBOLIC_LINK, _KIND_OF_FILE = 0o120000, 0o170000  # S_IFLNK, S_IFMT of sys/stat.h


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, usable until the next one is asked for.

    `path`: shown, unique within the walk, «внутренний.zip/папка/файл.docx». `size_bytes`: as the
    archive declares it, `chunks` never give more. `problem`: why it cannot be taken out.
    """

    path: str
    size_bytes: int
    read: Callable[[], Iterator[bytes]]
    problem: Unreadable | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, in pieces of at most a megabyte; may be asked for again.

        Raises:
            BrokenFile: the packed bytes are damaged.

        """
        with _reading(self.path, "ZIP"):
            yield from self.read()


class _Walk:
    """What all archives of one walk share: bytes, files and names."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.places = Places()
        self._files = self._spent = 0

    def spend(self, size: int) -> None:
        self._spent += size
        if self._spent > self.limits.max_unpacked_bytes:
            raise UnsafeFile(name=self.name, reason=f"> {self.limits.max_unpacked_bytes} bytes")

    def count(self) -> None:
        self._files += 1
        if self._files > self.limits.max_files:
            raise TooLarge(name=self.name, reason=f"> {self.limits.max_files} files")


def members(data: bytes, name: str, limits: Limits) -> Generator[Member, None, None]:
    """The files of an archive in its order, those of archives inside in the place of these.

    Folders and what systems leave lying about (.DS_Store, ~$…) are passed over.

    Raises:
        BrokenFile, UnsafeFile, TooLarge: the archive as a whole; what is wrong with one of its
            files is that file's `problem`.

    """
    walk = _Walk(name, limits)
    kind = archive_kind(data)
    if kind is None:
        raise BrokenFile(name=name, format="ZIP")
    yield from _opened(data, name, kind, "", limits.max_depth, walk)


def _opened(
    data: bytes, name: str, kind: str, prefix: str, depth: int, walk: _Walk
) -> Iterator[Member]:
    files = {"zip": _zip_files, "tar": _tar_files, "gz": _gzip_files}[kind]
    for member in files(data, name, prefix, walk):
        walk.count()
        if member.problem is None:
            walk.spend(member.size_bytes)
        inner = _inner(member, walk.limits)
        if inner is None:
            yield member
        elif depth <= 1:
            yield replace(member, problem=TooDeep(name=member.path, limit=walk.limits.max_depth))
        else:
            packed, inside = inner
            try:
                yield from _opened(packed, member.path, inside, f"{member.path}/", depth - 1, walk)
            except BrokenFile as error:
                yield replace(member, problem=error)


def _inner(member: Member, limits: Limits) -> tuple[bytes, str] | None:
    """The bytes and the kind of a member that is an archive itself and sound as one.

    What is no sound archive is a file like any other: reading it will tell what is wrong with it.
    """
    if member.problem is not None or member.size_bytes > limits.max_entry_bytes:
        return None
    try:
        pieces = member.chunks()
        head = next(pieces, b"")
        if archive_kind(head) is None:
            return None
        data = b"".join((head, *pieces))
        kind = sniff(data, member.path, limits) or ""
    except Unreadable:
        return None
    return (data, kind) if kind in ARCHIVES else None


def _zip_files(data: bytes, name: str, prefix: str, walk: _Walk) -> Iterator[Member]:
    with _reading(name, "ZIP"), zipfile.ZipFile(io.BytesIO(data)) as archive:
        check(archive, data, name, walk.limits)
        for info in archive.infolist():
            name_in = zip_name(info)
            path = shown_path(name_in)
            if not path or info.is_dir() or is_litter(name_in):
                continue
            path = walk.places.take(prefix + path)
            read = partial(_zip_pieces, archive, info)
            problem = _zip_problem(info, path, walk.limits)
            yield Member(path, info.file_size, read, problem)


def _zip_pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        yield from _pieces(stream)


def _zip_problem(info: zipfile.ZipInfo, path: str, limits: Limits) -> Unreadable | None:
    if is_locked(info):
        return Encrypted(name=path)
    if info.external_attr >> 16 & _KIND_OF_FILE == _SYMBOLIC_LINK:
        return NoFile(name=path)
    return _too_large(info.file_size, path, limits)


def _too_large(size: int, path: str, limits: Limits) -> Unreadable | None:
    allowed = min(limits.max_bytes, limits.max_entry_bytes)
    return TooLarge(name=path, reason=f"> {allowed} bytes") if size > allowed else None


def _tar_files(data: bytes, name: str, prefix: str, walk: _Walk) -> Iterator[Member]:
    yield from _tar_members(io.BytesIO(data), name, prefix, walk)


def _gzip_files(data: bytes, name: str, prefix: str, walk: _Walk) -> Iterator[Member]:
    """A packed tar, or one packed file that is called as the archive is."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as unpacked:
        with _reading(name, "GZIP"):
            size = _unpack(data, unpacked, name, walk.limits)
        unpacked.seek(0)
        kind = archive_kind(unpacked.read(512))
        if kind == "tar":
            unpacked.seek(0)
            yield from _tar_members(unpacked, name, prefix, walk)
            return
        path = shown_path(name.rpartition("/")[2]).removesuffix(".gz") or "file"
        path = walk.places.take(prefix + path)
        problem = _too_large(size, path, walk.limits)
        yield Member(path, size, partial(_again, unpacked), problem)


def _unpack(data: bytes, into: IO[bytes], name: str, limits: Limits) -> int:
    """Unpack gzip, stopping where it gives more than an honest one does; the bytes it gave."""
    given = 0
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        while chunk := stream.read(_CHUNK):
            given += len(chunk)
            ratio = given // max(1, len(data))
            bomb = given > limits.ratio_from_bytes and ratio > limits.max_ratio
            if bomb or given > limits.max_unpacked_bytes:
                raise UnsafeFile(name=name, reason=f"GZIP 1:{ratio}")
            into.write(chunk)
    return given


def _tar_members(stream: IO[bytes], name: str, prefix: str, walk: _Walk) -> Iterator[Member]:
    with _reading(name, "TAR"), tarfile.open(fileobj=stream, mode="r:") as archive:
        for info in archive:
            name_in = tar_name(info.name)
            path = shown_path(name_in)
            if not path or info.isdir() or is_litter(name_in):
                continue
            path = walk.places.take(prefix + path)
            problem = _too_large(info.size, path, walk.limits)
            if not info.isreg():
                problem = NoFile(name=path)
            yield Member(path, info.size, partial(_tar_pieces, archive, info), problem)


def _tar_pieces(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream = archive.extractfile(info)
    if stream is not None:
        yield from _pieces(stream)


def _again(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    yield from _pieces(stream)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


@contextmanager
def _reading(name: str, kind: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise BrokenFile(name=name, format=kind) from error
