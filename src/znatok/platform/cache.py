"""Remembering for a while what is dear to compute again."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from znatok.kernel.clock import Clock

# What an entry takes besides its key and value: the dictionary's slot, the tuple, two headers.
_ENTRY_BYTES = 300
_DIGEST_BYTES = 24  # two different questions share a key once in 2^96 pairs


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What has happened since the start, and what is held now; `size_bytes` is an estimate."""

    hits: int
    misses: int
    evictions: int
    entries: int
    size_bytes: int


class Cache(Protocol):
    """Bytes by key, for a while. A memory and not a store: any entry may be gone at any moment.

    Nothing is raised when the memory is out of reach: `get` then misses and `set` does nothing. A
    value is given back whole and unchanged, or not at all. Keys are made by `key_of`, so that they
    tell nothing. Values may hold a document's words: an adapter that lets them leave this
    process's memory encrypts them. Safe to call from several tasks at once.
    """

    @property
    def name(self) -> str:
        """What is remembered, for metrics: one lower-case word."""
        ...

    async def get(self, key: str) -> bytes | None:
        """The value set last, if it is younger than its `ttl`; None otherwise."""
        ...

    async def set(self, key: str, value: bytes, *, ttl: timedelta) -> None:
        """Remember `value` for at most `ttl`; a `ttl` of zero or less forgets the key."""
        ...

    async def clear(self) -> None:
        """Forget everything."""
        ...

    def stats(self) -> CacheStats: ...


@dataclass(frozen=True, slots=True)
class Caches:
    """Every cache of this process, for metrics and the administrator's page."""

    all: Sequence[Cache]


def key_of(*parts: str) -> str:
    """A key that two lists of parts share only when they are equal, part by part."""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8))
        digest.update(data)
    return digest.hexdigest()


class MemoryCache:
    """A `Cache` in this process: the entry unused for longest goes first when it is full.

    `max_bytes`: of all entries together; 0 remembers nothing.
    """

    def __init__(self, name: str, max_bytes: int, clock: Clock) -> None:
        self._name = name
        self._max_bytes = max_bytes
        self._clock = clock
        self._entries: OrderedDict[str, tuple[bytes, datetime]] = OrderedDict()
        self._size = self._hits = self._misses = self._evictions = 0

    @property
    def name(self) -> str:
        return self._name

    async def get(self, key: str) -> bytes | None:
        entry = self._entries.get(key)
        if entry is not None and entry[1] <= self._clock.now():
            self._drop(key)
            entry = None
        if entry is None:
            self._misses += 1
            return None
        self._hits += 1
        self._entries.move_to_end(key)
        return entry[0]

    async def set(self, key: str, value: bytes, *, ttl: timedelta) -> None:
        if key in self._entries:
            self._drop(key)
        size = _size(key, value)
        if ttl <= timedelta(0) or size > self._max_bytes:
            return
        while self._size + size > self._max_bytes:
            self._drop(next(iter(self._entries)))
            self._evictions += 1
        self._entries[key] = value, self._clock.now() + ttl
        self._size += size

    async def clear(self) -> None:
        self._entries.clear()
        self._size = 0

    def stats(self) -> CacheStats:
        return CacheStats(self._hits, self._misses, self._evictions, len(self._entries), self._size)

    def _drop(self, key: str) -> None:
        value, _ = self._entries.pop(key)
        self._size -= _size(key, value)


def _size(key: str, value: bytes) -> int:
    return len(key) + len(value) + _ENTRY_BYTES
