from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.conversations.suite import ConversationsContract
from tests.contract.people.databases import needs_postgresql, postgresql, sqlite

from znatok.chat.adapters.sql import SqlConversations
from znatok.kernel.clock import Clock


class TestSqlConversationsOnSqlite(ConversationsContract):
    @asynccontextmanager
    async def opened(self, directory: Path, clock: Clock) -> AsyncIterator[SqlConversations]:
        async with sqlite(directory) as database:
            yield SqlConversations(database, clock)


@needs_postgresql
class TestSqlConversationsOnPostgresql(ConversationsContract):
    @asynccontextmanager
    async def opened(self, directory: Path, clock: Clock) -> AsyncIterator[SqlConversations]:
        async with postgresql() as database:
            yield SqlConversations(database, clock)
