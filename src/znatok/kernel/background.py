"""Work beside the requests: begun with its owner, ended with it, woken when there is something."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

_PATIENCE_S = 1.0


@asynccontextmanager
async def in_background(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """Let `work` run while the context is open; leaving it waits until the work has ended.

    Raises:
        Exception: what `work` failed with, when the context is left.

    """
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        await end(task)
        if not task.cancelled():
            task.result()


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel and wait. What the tasks raise while they end is theirs to tell.

    One cancellation may be lost: a library that finishes what it was asked just then returns its
    result instead. So it is said again until it is heard; a task that never hears it would
    otherwise keep a server from stopping.
    """
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=_PATIENCE_S)
    await asyncio.gather(*tasks, return_exceptions=True)


async def set_within(event: asyncio.Event, seconds: float) -> bool:
    """Whether `event` is set within so many seconds; waits for it.

    Not `asyncio.wait_for`: until Python 3.12 that loses a cancellation that comes together with
    the event (https://github.com/python/cpython/issues/86296).
    """
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
