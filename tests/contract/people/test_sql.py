from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.people.databases import needs_postgresql, postgresql, sqlite
from tests.contract.people.suite import PeopleContract

from znatok.access.adapters.sql import SqlPeople


class TestSqlPeopleOnSqlite(PeopleContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[SqlPeople]:
        async with sqlite(directory) as database:
            yield SqlPeople(database)


@needs_postgresql
class TestSqlPeopleOnPostgresql(PeopleContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[SqlPeople]:
        async with postgresql() as database:
            yield SqlPeople(database)
