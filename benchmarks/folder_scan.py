"""How long a look at a watched folder takes when nothing, and when little, has changed.

Files of a few hundred bytes in folders of a hundred; they are taken in and not read in: what is
measured is the scan, whose cost does not depend on what is in the files it does not open.

    python benchmarks/folder_scan.py [--files 10000] [--rounds 5]
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from recording import record

from znatok.access.model import Operator, Role
from znatok.access.service import NewUser
from znatok.bootstrap.house import open_intake
from znatok.bootstrap.watching import build_watching
from znatok.documents.model import Access
from znatok.ingestion.watching.model import Counts, FolderId, Schedule
from znatok.ingestion.watching.service import FolderService, FolderWatcher, Wanted
from znatok.platform.log import configure_logging
from znatok.platform.settings import FolderSettings, Settings

_A_FOLDER = 100
_LONG_AGO = 1_700_000_000  # seconds since the epoch: files that nobody writes to any more


class Share:
    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, number: int, text: str) -> None:
        place = self._root / f"Отдел {number // _A_FOLDER:03}" / f"Документ {number:05}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        os.utime(place, (_LONG_AGO + number, _LONG_AGO + number))

    def rewrite(self, number: int, text: str) -> None:
        self.write(number, text)
        place = self._root / f"Отдел {number // _A_FOLDER:03}" / f"Документ {number:05}.txt"
        os.utime(place, (_LONG_AGO - 1, _LONG_AGO - 1))

    def move(self, number: int) -> None:
        place = self._root / f"Отдел {number // _A_FOLDER:03}"
        place.rename(self._root / f"Архив {number}")


class Timed:
    """One scan, awaited and timed."""

    def __init__(self, service: FolderService, watcher: FolderWatcher, folder: FolderId) -> None:
        self._service = service
        self._watcher = watcher
        self._folder = folder

    async def scan(self) -> tuple[float, float, Counts]:
        """Seconds by the clock and of the processor, and what was found."""
        await self._service.scan(self._folder, by=Operator())
        began, cpu = time.perf_counter(), time.process_time()
        await self._watcher.run_once()
        took = time.perf_counter() - began, time.process_time() - cpu
        found = await self._service.get(self._folder, by=Operator())
        return *took, found.last.counts


async def measure(files: int, rounds: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "share"
        share = Share(root)
        for number in range(files):
            share.write(number, f"Документ номер {number}. Отпуск длится 28 дней.\n" * 4)
        settings = Settings(data_dir=Path(name) / "data", folders=FolderSettings(roots=(root,)))
        async with open_intake(settings) as intake:
            new = NewUser("owner@znatok.test", "Владелец", Role.EDITOR, password="x" * 16)
            owner = (await intake.office.accounts.create_user(new, by=Operator())).profile
            watching = build_watching(intake, settings)
            wanted = Wanted(owner.user.id, None, Access(everyone=True), Schedule(None))
            folder = await watching.service.add(str(root), wanted, by=Operator())
            timed = Timed(watching.service, watching.watcher, folder.id)
            first_s, _, first = await timed.scan()
            assert first.added == files, first
            unchanged = [await timed.scan() for _ in range(rounds)]
            assert all(each[2].unchanged == files for each in unchanged)
            for number in range(0, files, files // 10):
                share.rewrite(number, f"Новая редакция {number}.")
            changed_s, _, changed = await timed.scan()
            share.move(0)
            moved_s, _, moved = await timed.scan()
    return {
        "files": files,
        "first_s": round(first_s, 1),
        "unchanged_s": round(statistics.median(each[0] for each in unchanged), 3),
        "unchanged_worst_s": round(max(each[0] for each in unchanged), 3),
        "unchanged_cpu_s": round(statistics.median(each[1] for each in unchanged), 3),
        "changed": changed.changed,
        "changed_s": round(changed_s, 3),
        "moved": moved.moved,
        "moved_s": round(moved_s, 3),
        "first_by_unchanged": round(first_s / statistics.median(e[0] for e in unchanged)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    configure_logging(level="ERROR", as_json=False)
    figures = asyncio.run(measure(given.files, given.rounds))
    print(record("folder_scan", figures, dataset=f"{given.files} text files, generated"))
    print(figures)


if __name__ == "__main__":
    main()
