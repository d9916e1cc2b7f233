"""How many streams a provider has open at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from znatok.llm.routing.errors import QueueFull


class Limiter:
    """At most `streams` at once; who comes later waits `wait_s` at most, in the order of coming.

    GigaChat counts open streams (1 for persons, 10 for companies), Yandex sessions (10), so what
    is limited is whole streams, from the request to the close of the connection. The limit is of
    one process.
    """

    def __init__(self, streams: int, *, wait_s: float, name: str) -> None:
        self._places = asyncio.Semaphore(streams)
        self._wait_s = wait_s
        self._name = name
        self.open = 0
        self.waiting = 0

    @asynccontextmanager
    async def place(self, *, at_most_s: float) -> AsyncIterator[None]:
        """A place while the context is open.

        Raises:
            QueueFull: none came free within `wait_s` or `at_most_s`, whichever is less.

        """
        await self._take(min(self._wait_s, max(at_most_s, 0.0)))
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1
            self._places.release()

    async def _take(self, patience_s: float) -> None:
        self.waiting += 1
        try:
            async with asyncio.timeout(patience_s):
                await self._places.acquire()
        except TimeoutError as error:
            raise QueueFull(model=self._name) from error
        finally:
            self.waiting -= 1
