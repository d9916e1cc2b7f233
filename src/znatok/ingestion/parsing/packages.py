"""Opening ZIP-based office files without being blown up by them."""

import io
import zipfile
import zlib
from types import TracebackType
from typing import Self

from znatok.ingestion.errors import BrokenFile, Encrypted, TooLarge, UnsafeFile
from znatok.ingestion.model import Limits

_ENCRYPTED_FLAG = 0x1  # general purpose bit 0, APPNOTE.TXT 4.4.4
_LOCAL_HEADER = 30  # bytes before the name, APPNOTE.TXT 4.3.7
_CHUNK = 1 << 20


class Package:
    """A ZIP archive within limits.

    Raises:
        BrokenFile, Encrypted, TooLarge, UnsafeFile: on opening, or on reading a part.

    """

    def __init__(
        self, data: bytes, name: str, kind: str, limits: Limits, *, locked: bool = False
    ) -> None:
        """`locked`: parts under a password are allowed, for the names alone are looked at."""
        self._data, self._name, self._kind, self._limits = data, name, kind, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise BrokenFile(name=name, format=kind) from error
        check(self._zip, data, name, limits)
        if not locked and any(is_locked(info) for info in self._zip.infolist()):
            self._zip.close()
            raise Encrypted(name=name)
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        return list(self._names)

    def read(self, part: str) -> bytes | None:
        """The part's bytes; None when there is no such part."""
        info = self._names.get(part)
        if info is None:
            return None
        if info.file_size > self._limits.max_entry_bytes:
            raise TooLarge(name=self._name, reason=part)
        try:
            return self._zip.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise BrokenFile(name=self._name, format=self._kind) from error

    def check_real_sizes(self) -> None:
        """Inflate every entry and compare with its declared size.

        `zipfile` never reads past the declared size, other readers may: call this before giving
        the archive to one of them.
        """
        for info in self._zip.infolist():
            if info.compress_type != zipfile.ZIP_DEFLATED:
                continue
            if self._inflated(info, info.file_size) > info.file_size:
                raise UnsafeFile(name=self._name, reason="ZIP: false size")

    def _inflated(self, info: zipfile.ZipInfo, stop: int) -> int:
        header = self._data[info.header_offset : info.header_offset + _LOCAL_HEADER]
        lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        start = info.header_offset + _LOCAL_HEADER + lengths
        rest = self._data[start : start + info.compress_size]
        stream, total = zlib.decompressobj(-zlib.MAX_WBITS), 0
        try:
            while rest and total <= stop:
                total += len(stream.decompress(rest, _CHUNK))
                rest = stream.unconsumed_tail
        except zlib.error as error:
            raise BrokenFile(name=self._name, format=self._kind) from error
        return total


def is_locked(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & _ENCRYPTED_FLAG)


def check(archive: zipfile.ZipFile, data: bytes, name: str, limits: Limits) -> None:
    """Refuse what no honest program packs, by the archive's directory alone.

    Raises:
        TooLarge, UnsafeFile

    """
    entries = archive.infolist()
    if len(entries) > limits.max_entries:
        raise TooLarge(name=name, reason=f"ZIP: {len(entries)} entries")
    unpacked = sum(info.file_size for info in entries)
    if unpacked > limits.max_unpacked_bytes:
        raise UnsafeFile(name=name, reason=f"ZIP: {unpacked} bytes")
    packed = max(1, sum(info.compress_size for info in entries))
    if unpacked > limits.ratio_from_bytes and unpacked / packed > limits.max_ratio:
        raise UnsafeFile(name=name, reason=f"ZIP 1:{unpacked // packed}")
    # Entries that share their packed bytes (D. Fifield, “A better zip bomb”, WOOT 2019): the ratio
    # of each is modest, that of the whole is not.
    if packed > len(data):
        raise UnsafeFile(name=name, reason="ZIP: overlapping entries")
    end = 0
    for info in sorted(entries, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise UnsafeFile(name=name, reason="ZIP: overlapping entries")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
