from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.dictionary.memory import MemoryDictionary
from tests.contract.dictionary.suite import DictionaryContract


class TestMemoryDictionary(DictionaryContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[MemoryDictionary]:
        yield MemoryDictionary()
