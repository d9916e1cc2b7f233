from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.audit_log.memory import MemoryAuditStore
from tests.contract.audit_log.suite import AuditStoreContract


class TestMemoryAuditStore(AuditStoreContract):
    @asynccontextmanager
    async def opened(self, directory: Path) -> AsyncIterator[MemoryAuditStore]:
        yield MemoryAuditStore()
