import asyncio
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from znatok.llm.routing.errors import QueueFull
from znatok.llm.routing.limiter import Limiter


async def test_waits_no_longer_than_agreed() -> None:
    limiter = Limiter(1, wait_s=0.05, name="GigaChat")
    async with limiter.place(at_most_s=60):
        began = time.monotonic()
        with pytest.raises(QueueFull):
            async with limiter.place(at_most_s=60):
                pass
        assert 0.04 < time.monotonic() - began < 0.5
    async with limiter.place(at_most_s=0.01):
        assert (limiter.open, limiter.waiting) == (1, 0)


async def test_who_came_first_is_served_first() -> None:
    limiter = Limiter(1, wait_s=1, name="м")
    served: list[int] = []

    async def come(number: int) -> None:
        async with limiter.place(at_most_s=1):
            served.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(come(each) for each in range(5)))
    assert served == [0, 1, 2, 3, 4]


@settings(max_examples=25, deadline=None)
@given(
    streams=st.integers(1, 4),
    visitors=st.lists(
        st.tuples(st.floats(0, 0.004), st.booleans(), st.booleans()), min_size=1, max_size=15
    ),
)
def test_never_more_at_once_and_never_a_place_lost(
    streams: int, visitors: list[tuple[float, bool, bool]]
) -> None:
    """Whatever visitors do: fail, are cancelled while waiting or inside, or give up."""

    async def play() -> None:
        limiter = Limiter(streams, wait_s=0.005, name="м")
        most = 0

        async def visit(stay_s: float, fails: bool) -> None:
            nonlocal most
            async with limiter.place(at_most_s=1):
                most = max(most, limiter.open)
                await asyncio.sleep(stay_s)
                if fails:
                    raise RuntimeError

        tasks = []
        for stay_s, fails, goes in visitors:
            task = asyncio.create_task(visit(stay_s, fails))
            tasks.append(task)
            if goes:
                asyncio.get_running_loop().call_later(0.002, task.cancel)
        await asyncio.gather(*tasks, return_exceptions=True)
        assert most <= streams
        assert (limiter.open, limiter.waiting) == (0, 0)
        async with asyncio.timeout(1):
            for _ in range(streams):
                await limiter._places.acquire()
        assert limiter._places.locked()

    asyncio.run(play())
