"""What a listing says beside what is known: pure decisions, no file is opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from znatok.connectors.model import Left, Listing, SeenFile, Stamp
from znatok.ingestion.watching.model import Folder, KnownFile, ScanState

# A file written to within this of a look may be written to again without its time telling: file
# systems keep seconds (FAT: two), and clocks of shares run apart ("racy git", git's own term).
_SURE_AFTER = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Plan:
    """`same`: with their stamps, as known. `moved`: (known, where it is now). `doubtful`: known
    files whose stamps are others. `new`: to be looked into. `missing`: known and not seen, though
    the place where they were could be looked at.
    """

    same: tuple[KnownFile, ...]
    moved: tuple[tuple[KnownFile, SeenFile], ...]
    doubtful: tuple[tuple[KnownFile, SeenFile], ...]
    new: tuple[SeenFile, ...]
    missing: tuple[KnownFile, ...]

    @property
    def to_look_at(self) -> int:
        return len(self.moved) + len(self.doubtful) + len(self.new)


def plan(known: Sequence[KnownFile], listing: Listing) -> Plan:
    """A moved file keeps its stamp: it is followed without being read."""
    seen = {each.path: each for each in listing.files}
    hidden = _Hidden(listing.left)
    kept = {each.path: each for each in known}
    absent = {
        each.stamp: each
        for each in known
        if each.path not in seen and each.stamp.mtime_ns and each.document_id is not None
    }
    same, moved, doubtful, new = [], [], [], []
    for file in listing.files:
        before = kept.get(file.path)
        if before is not None and before.stamp == file.stamp and before.document_id is not None:
            same.append(before)
        elif before is not None:
            doubtful.append((before, file))
        elif (origin := absent.pop(file.stamp, None)) is not None:
            moved.append((origin, file))
        else:
            new.append(file)
    gone_elsewhere = {origin.path for origin, _ in moved}
    missing = tuple(
        each
        for each in known
        if each.path not in seen and each.path not in gone_elsewhere and each.path not in hidden
    )
    return Plan(tuple(same), tuple(moved), tuple(doubtful), tuple(new), missing)


def stamped(file: SeenFile, at: datetime) -> Stamp:
    """The stamp to remember: one that equals nothing if the file may change unnoticed."""
    age_ns = at.timestamp() * 1e9 - file.stamp.mtime_ns
    if age_ns < _SURE_AFTER.total_seconds() * 1e9:
        return replace(file.stamp, mtime_ns=0)
    return file.stamp


def vanished(missing: int, known: int) -> bool:
    """Whether so much is missing that it is rather the folder that cannot be seen."""
    return missing * 2 > known


def is_due(folder: Folder, requested: str | None, now: datetime) -> bool:
    """Whether a scan should begin; one that seems to run may have died with its process."""
    last, schedule = folder.last, folder.schedule
    if requested is not None or last.state is ScanState.RUNNING:
        return True
    if not folder.enabled:
        return False
    began = last.started_at
    if began is None:
        return schedule.every_minutes is not None or schedule.hour is not None
    if schedule.every_minutes is not None:
        since = last.finished_at or began
        if now - since >= timedelta(minutes=schedule.every_minutes):
            return True
    if schedule.hour is None:
        return False
    local = now.astimezone()
    hour = local.replace(hour=schedule.hour, minute=0, second=0, microsecond=0)
    return began < hour <= local


class _Hidden:
    """Paths that a scan could not look at, with all below them."""

    def __init__(self, left: Iterable[Left]) -> None:
        self._exact = {each.path for each in left}
        self._below = tuple(f"{each.path}/" for each in left if each.folder)

    def __contains__(self, path: str) -> bool:
        return path in self._exact or path.startswith(self._below)
