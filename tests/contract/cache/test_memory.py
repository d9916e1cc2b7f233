import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.cache.suite import HOUR, MAX_BYTES, CacheContract, MovedClock

from znatok.platform.cache import MemoryCache, key_of


class TestMemoryCache(CacheContract):
    @pytest.fixture
    def clock(self) -> MovedClock:
        return MovedClock()

    @pytest.fixture
    def cache(self, clock: MovedClock) -> MemoryCache:
        return MemoryCache("answers", MAX_BYTES, clock)

    async def test_no_room_remembers_nothing(self, clock: MovedClock) -> None:
        cache = MemoryCache("answers", 0, clock)
        await cache.set("key", b"", ttl=HOUR)
        assert await cache.get("key") is None


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_only_equal_parts_share_a_key(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_a_key_tells_nothing_of_its_parts() -> None:
    assert "отпуск" not in key_of("отпуск")
    assert len(key_of("отпуск" * 1_000)) == 48
