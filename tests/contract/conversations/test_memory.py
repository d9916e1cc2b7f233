from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contract.conversations.memory import MemoryConversations
from tests.contract.conversations.suite import ConversationsContract

from znatok.kernel.clock import Clock


class TestMemoryConversations(ConversationsContract):
    @asynccontextmanager
    async def opened(self, directory: Path, clock: Clock) -> AsyncIterator[MemoryConversations]:
        yield MemoryConversations(clock)
