from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.people.memory import MemoryPeople
from tests.contract.people.suite import PeopleContract


class TestMemoryPeople(PeopleContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[MemoryPeople]:
        yield MemoryPeople()
