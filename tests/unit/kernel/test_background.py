"""Background work ends with its owner, whatever it was doing."""

import asyncio

import pytest

from znatok.kernel.background import end, in_background, set_within


async def test_work_ends_when_its_context_is_left() -> None:
    seen: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            seen.append("ended")

    async with in_background(work(), "work"):
        await asyncio.sleep(0)
    assert seen == ["ended"]


async def test_a_cancellation_that_was_swallowed_is_said_again() -> None:
    heard = 0

    async def deaf() -> None:
        nonlocal heard
        while heard < 2:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                heard += 1

    task = asyncio.create_task(deaf())
    await asyncio.sleep(0)
    await end(task)
    assert heard == 2


@pytest.mark.parametrize("turns", range(4))
async def test_a_cancellation_that_comes_with_the_event_is_heard(turns: int) -> None:
    wake = asyncio.Event()

    async def work() -> None:
        while True:
            wake.clear()
            await set_within(wake, 60)

    task = asyncio.create_task(work())
    await asyncio.sleep(0.01)
    wake.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    assert task.cancelled()


async def test_an_event_is_waited_for_no_longer_than_asked() -> None:
    event = asyncio.Event()
    assert not await set_within(event, 0.01)
    event.set()
    assert await set_within(event, 0.01)


async def test_what_work_failed_with_is_told_to_its_owner() -> None:
    async def work() -> None:
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        async with in_background(work(), "work"):
            await asyncio.sleep(0.01)


async def test_tasks_are_ended_together_and_none_is_also_well() -> None:
    tasks = [asyncio.create_task(asyncio.Event().wait()) for _ in range(3)]
    await end(*tasks)
    await end()
    assert all(task.cancelled() for task in tasks)
