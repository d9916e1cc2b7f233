from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.people.databases import needs_postgresql, postgresql, sqlite
from tests.contract.quality.suite import QualityStoresContract, Stores

from znatok.analytics.quality.adapters.sql_questions import SqlQuestions
from znatok.analytics.quality.adapters.sql_runs import SqlRuns


class TestSqlQualityOnSqlite(QualityStoresContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[Stores]:
        async with sqlite(directory) as database:
            yield Stores(SqlQuestions(database), SqlRuns(database))


@needs_postgresql
class TestSqlQualityOnPostgresql(QualityStoresContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[Stores]:
        async with postgresql() as database:
            yield Stores(SqlQuestions(database), SqlRuns(database))
