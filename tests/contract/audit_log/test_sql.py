from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.audit_log.suite import AuditStoreContract
from tests.contract.people.databases import needs_postgresql, postgresql, sqlite

from znatok.audit.adapters.sql import SqlAuditStore


class TestSqlAuditStoreOnSqlite(AuditStoreContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[SqlAuditStore]:
        async with sqlite(directory) as database:
            yield SqlAuditStore(database)


@needs_postgresql
class TestSqlAuditStoreOnPostgresql(AuditStoreContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[SqlAuditStore]:
        async with postgresql() as database:
            yield SqlAuditStore(database)
