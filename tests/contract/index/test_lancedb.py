from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from tests.contract.index.examples import DIMENSION
from tests.contract.index.recall import RecallContract
from tests.contract.index.suite import FragmentIndexContract

from znatok.index.adapters.lancedb import LanceIndex


class TestLanceIndex(FragmentIndexContract):
    # The engine's own BM25 picks the candidates, from parts whose statistics differ.
    lexical_recall: ClassVar[float] = 0.95
    examples: ClassVar[int] = 8

    @asynccontextmanager
    async def opened(self, dimension: int = DIMENSION) -> AsyncIterator[LanceIndex]:
        with TemporaryDirectory() as folder:
            index = await LanceIndex.open(Path(folder), dimension)
            yield index
            await index.close()


class TestLanceIndexWithVectorGraph(RecallContract):
    """Optimised after every write; from 1,000 fragments on, approximate by meaning."""

    lexical_recall: ClassVar[float] = 0.95

    @asynccontextmanager
    async def opened(self, dimension: int = DIMENSION) -> AsyncIterator[LanceIndex]:
        with TemporaryDirectory() as folder:
            index = await LanceIndex.open(
                Path(folder), dimension, vector_index_from_rows=1000, optimise_every_writes=1
            )
            yield index
            await index.close()
