from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.contract.index.examples import DIMENSION
from tests.contract.index.suite import FragmentIndexContract

from znatok.index.adapters.exact import ExactIndex


class TestExactIndex(FragmentIndexContract):
    @asynccontextmanager
    async def opened(self, dimension: int = DIMENSION) -> AsyncIterator[ExactIndex]:
        index = ExactIndex(dimension)
        yield index
        await index.close()


class TestExactIndexInThreads(FragmentIndexContract):
    """Searches run beside writes, not between them."""

    examples = 15

    @asynccontextmanager
    async def opened(self, dimension: int = DIMENSION) -> AsyncIterator[ExactIndex]:
        index = ExactIndex(dimension, always_offload=True)
        yield index
        await index.close()
