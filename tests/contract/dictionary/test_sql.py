from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.dictionary.suite import DictionaryContract
from tests.contract.people.databases import needs_postgresql, postgresql, sqlite

from znatok.understanding.adapters.sql_dictionary import SqlDictionary


class TestSqlDictionaryOnSqlite(DictionaryContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[SqlDictionary]:
        async with sqlite(directory) as database:
            yield SqlDictionary(database)


@needs_postgresql
class TestSqlDictionaryOnPostgresql(DictionaryContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[SqlDictionary]:
        async with postgresql() as database:
            yield SqlDictionary(database)
