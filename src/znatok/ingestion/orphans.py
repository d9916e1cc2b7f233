"""Files that no document names, found and removed.

A crash came between storing a file and recording it, or between
forgetting a document and deleting its file.
"""

import asyncio
from datetime import timedelta

import structlog

from znatok.documents.ports import PublicationStore
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Unavailable
from znatok.platform.blobs import BlobInventory, Blobs

_AGE = timedelta(hours=24)  # an upload of many large files over a slow line is over by then
_EVERY_S = 3600.0
_FEW = 100  # orphans that are removed however few files there are
_log = structlog.get_logger(__name__)


class OrphanSweep:
    """`age`: younger files are left alone, for they may be about to be recorded."""

    def __init__(
        self,
        *,
        publications: PublicationStore,
        blobs: Blobs,
        inventory: BlobInventory,
        clock: Clock,
        age: timedelta = _AGE,
    ) -> None:
        self._publications = publications
        self._blobs = blobs
        self._inventory = inventory
        self._clock = clock
        self._age = age

    async def sweep(self) -> int:
        """Delete what nobody knows of; gives how many files that were."""
        before = self._clock.now() - self._age
        unfinished = await self._inventory.clear_unfinished(before)
        files, orphans = 0, list[str]()
        async for keys in self._inventory.kept_since(before):
            known = await self._publications.registered(keys)
            files += len(keys)
            orphans += [key for key in keys if key not in known]
        if len(orphans) > _FEW and len(orphans) * 2 > files:
            # Another database than the files belong to, an empty or a restored one: crashes leave
            # a few files behind, never most of them.
            _log.error("orphan_files_distrusted", orphans=len(orphans), files=files)
            return unfinished
        for key in orphans:
            await self._blobs.delete(key)
        if orphans or unfinished:
            _log.info("orphan_files_removed", orphans=len(orphans), unfinished=unfinished)
        return len(orphans) + unfinished

    async def run(self) -> None:
        """Sweep at the start and each hour, until cancelled."""
        while True:
            try:
                await self.sweep()
            except (Unavailable, OSError) as error:
                _log.warning("orphan_sweep_failed", reason=type(error).__name__)
            await asyncio.sleep(_EVERY_S)
