"""What every `Cache` must do. An adapter's tests inherit the class and give `cache` and `clock`."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from znatok.platform.cache import Cache, key_of

HOUR = timedelta(hours=1)
MAX_BYTES = 20_000  # what the adapter under test is made with
ONE, TWO = key_of("1"), key_of("2")


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


class CacheContract:
    async def test_gives_back_what_was_set(self, cache: Cache) -> None:
        for value in (b"", b"\0\xff", "ответ".encode(), bytes(range(256)) * 10):
            await cache.set(ONE, value, ttl=HOUR)
            assert await cache.get(ONE) == value

    async def test_knows_nothing_that_was_not_set(self, cache: Cache) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        assert await cache.get(TWO) is None

    async def test_the_last_value_stands(self, cache: Cache) -> None:
        await cache.set(ONE, b"old", ttl=HOUR)
        await cache.set(ONE, b"new", ttl=HOUR)
        assert await cache.get(ONE) == b"new"

    async def test_forgets_when_the_time_is_over(self, cache: Cache, clock: MovedClock) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        clock.move(HOUR - timedelta(seconds=1))
        assert await cache.get(ONE) == b"1"
        clock.move(timedelta(seconds=1))
        assert await cache.get(ONE) is None

    async def test_setting_again_begins_the_time_anew(
        self, cache: Cache, clock: MovedClock
    ) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        clock.move(HOUR / 2)
        await cache.set(ONE, b"2", ttl=HOUR)
        clock.move(HOUR * 0.75)
        assert await cache.get(ONE) == b"2"

    @pytest.mark.parametrize("ttl", [timedelta(0), -HOUR])
    async def test_no_time_at_all_forgets(self, cache: Cache, ttl: timedelta) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        await cache.set(ONE, b"2", ttl=ttl)
        assert await cache.get(ONE) is None

    async def test_clearing_forgets_everything(self, cache: Cache) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        await cache.set(TWO, b"2", ttl=HOUR)
        await cache.clear()
        assert [await cache.get(each) for each in (ONE, TWO)] == [None, None]

    async def test_takes_no_more_room_than_it_was_given(self, cache: Cache) -> None:
        for number in range(200):
            await cache.set(key_of("many", str(number)), bytes(700), ttl=HOUR)
            assert cache.stats().size_bytes <= MAX_BYTES
        held = [await cache.get(key_of("many", str(number))) for number in range(200)]
        assert sum(each is not None for each in held) == cache.stats().entries
        assert 10 <= cache.stats().entries < 200
        assert held[-1] is not None

    async def test_what_is_used_stays_longest(self, cache: Cache) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        for number in range(200):
            await cache.set(key_of("other", str(number)), bytes(700), ttl=HOUR)
            assert await cache.get(ONE) == b"1"

    async def test_a_value_too_large_is_not_kept_and_the_old_one_is_gone(
        self, cache: Cache
    ) -> None:
        await cache.set(ONE, b"1", ttl=HOUR)
        await cache.set(ONE, bytes(2 * MAX_BYTES), ttl=HOUR)
        assert await cache.get(ONE) is None

    async def test_counts_hits_misses_and_evictions(self, cache: Cache) -> None:
        await cache.get(ONE)
        await cache.set(ONE, b"1", ttl=HOUR)
        await cache.get(ONE)
        await cache.get(ONE)
        before = cache.stats()
        assert (before.hits, before.misses, before.evictions) == (2, 1, 0)
        for number in range(200):
            await cache.set(key_of("many", str(number)), bytes(700), ttl=HOUR)
        assert cache.stats().evictions == 201 - cache.stats().entries

    async def test_many_tasks_at_once_mix_nothing_up(self, cache: Cache) -> None:
        async def one(number: int) -> bool:
            key, value = key_of("task", str(number)), str(number).encode()
            await cache.set(key, value, ttl=HOUR)
            await asyncio.sleep(0)
            return await cache.get(key) == value

        assert all(await asyncio.gather(*(one(number) for number in range(30))))
