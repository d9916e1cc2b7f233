"""Files that no document names go; when that is most of them, the database is distrusted instead."""

from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from znatok.ingestion.orphans import OrphanSweep

NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Shelf:
    """Files as the store lists them, and what the database knows of them."""

    def __init__(self, files: int, known: int) -> None:
        self.files = [str(each) for each in range(files)]
        self._known = frozenset(self.files[:known])
        self.before: datetime | None = None

    def now(self) -> datetime:
        return NOW

    async def clear_unfinished(self, before: datetime) -> int:
        self.before = before
        return 0

    async def kept_since(self, before: datetime) -> AsyncIterator[list[str]]:
        for start in range(0, len(self.files), 50):
            yield self.files[start : start + 50]

    async def registered(self, keys: Collection[str]) -> frozenset[str]:
        return self._known & frozenset(keys)

    async def delete(self, key: str) -> None:
        self.files = [each for each in self.files if each != key]


async def swept(shelf: Any) -> int:
    sweep = OrphanSweep(publications=shelf, blobs=shelf, inventory=shelf, clock=shelf)
    return await sweep.sweep()


@pytest.mark.parametrize(("files", "known"), [(300, 290), (5, 0), (400, 201)])
async def test_what_no_document_names_is_removed(files: int, known: int) -> None:
    shelf = Shelf(files, known)
    assert await swept(shelf) == files - known
    assert len(shelf.files) == known


@pytest.mark.parametrize(("files", "known"), [(300, 0), (400, 199)])
async def test_a_database_that_knows_too_few_files_loses_none(files: int, known: int) -> None:
    shelf = Shelf(files, known)
    assert await swept(shelf) == 0
    assert len(shelf.files) == files


async def test_young_files_are_left_alone() -> None:
    shelf = Shelf(0, 0)
    await swept(shelf)
    assert shelf.before == NOW - timedelta(hours=24)
