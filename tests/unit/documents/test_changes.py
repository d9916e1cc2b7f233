"""Following the change log."""

import asyncio
from collections.abc import Sequence

import pytest

from znatok.documents.changes import ChangeFeed
from znatok.documents.model import Change, ChangeKind
from znatok.kernel.ids import DocumentId, new_uuid


class ListedChanges:
    """A `ChangeLog` in memory."""

    def __init__(self) -> None:
        self.entries: list[Change] = []
        self.dropped = 0

    def add(self, kind: ChangeKind = ChangeKind.STATUS) -> DocumentId:
        document_id = DocumentId(new_uuid())
        self.entries.append(Change(self.dropped + len(self.entries) + 1, document_id, kind))
        return document_id

    async def last(self) -> int:
        return self.dropped + len(self.entries)

    async def since(self, seq: int) -> Sequence[Change] | None:
        if seq < self.dropped:
            return None
        return [each for each in self.entries if each.seq > seq]

    async def trim(self, keep: int) -> None:
        self.dropped += max(0, len(self.entries) - keep)
        self.entries = self.entries[-keep:]


@pytest.fixture
def changes() -> ListedChanges:
    return ListedChanges()


async def test_each_change_is_delivered_once_and_in_order(changes: ListedChanges) -> None:
    feed, heard = ChangeFeed(changes), []

    async def listen(some: Sequence[Change] | None) -> None:
        heard.extend(each.seq for each in some or ())

    feed.listen(listen)
    changes.add()
    await feed.start()
    for _ in range(3):
        changes.add()
    await asyncio.gather(*(feed.pump() for _ in range(4)))
    assert heard == [2, 3, 4]


async def test_what_a_listener_failed_at_is_delivered_again(changes: ListedChanges) -> None:
    feed, heard = ChangeFeed(changes), []

    async def listen(some: Sequence[Change] | None) -> None:
        heard.append([each.seq for each in some or ()])
        if len(heard) == 1:
            message = "the index is away"
            raise ConnectionError(message)

    feed.listen(listen)
    await feed.start()
    changes.add()
    await feed.hurry()
    changes.add()
    await feed.hurry()
    assert heard == [[1], [1, 2]]


async def test_one_who_missed_entries_is_told_so(changes: ListedChanges) -> None:
    feed, heard = ChangeFeed(changes), []

    async def listen(some: Sequence[Change] | None) -> None:
        heard.append(some)

    feed.listen(listen)
    await feed.start()
    for _ in range(5):
        changes.add()
    await changes.trim(2)
    await feed.pump()
    await feed.pump()
    assert heard == [None]
    changes.add()
    await feed.pump()
    assert [len(each or ()) for each in heard] == [0, 1]


async def test_a_slow_subscriber_keeps_the_latest(changes: ListedChanges) -> None:
    feed = ChangeFeed(changes)
    await feed.start()
    with feed.subscribe() as slow:
        ids = [changes.add() for _ in range(300)]
        await feed.pump()
        assert [slow.get_nowait() for _ in range(slow.qsize())] == ids[-256:]
    changes.add()
    await feed.pump()
    assert slow.empty()


async def test_the_running_feed_sees_what_others_do_and_trims(changes: ListedChanges) -> None:
    feed = ChangeFeed(changes, poll_seconds=0.001)
    await feed.start()
    running = asyncio.create_task(feed.run())
    for _ in range(12_000):
        changes.add()
    with feed.subscribe() as queue:
        async with asyncio.timeout(5):
            await queue.get()
            while changes.dropped == 0:  # noqa: ASYNC110  # the log has no bell
                await asyncio.sleep(0.001)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(changes.entries) == 10_000
