"""What calibrating needs from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from znatok.access.model import Reader
from znatok.analytics.calibration.model import CalibrationId, CalibrationRun, Fit
from znatok.documents.model import Fragment


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as one reader sees it: what is asked about, by whom."""

    title: str
    fragments: Sequence[Fragment]
    reader: Reader


class DocumentPool(Protocol):
    """Gives documents by chance, each with somebody who may read it."""

    async def count(self) -> int:
        """How many documents there are to draw from."""
        ...

    async def draw(self, count: int, seed: int) -> Sequence[Drawn]:
        """At most `count` documents with fragments, some perhaps more than once.

        The same for the same `seed` while nothing changes; none when nobody may read anything.
        """
        ...


class Ground(Protocol):
    """What a calibration stands on."""

    async def now(self) -> Mapping[str, str]:
        """`model`, `weights`, `fragments` (how many) and `corpus` (the newest change)."""
        ...

    async def changed_since(self, corpus: str) -> int | None:
        """In how many documents the words changed after that entry; None: it is long gone."""
        ...


class CalibrationStore(Protocol):
    """Keeps calibrations; every method is one transaction. At most one run is running."""

    async def last(self) -> CalibrationRun | None:
        """The newest run, whatever became of it."""
        ...

    async def in_force(self) -> CalibrationRun | None:
        """The newest run that is done."""
        ...

    async def begin(self, run: CalibrationRun, *, stale_before: datetime) -> None:
        """Keep a running run; one that has not been heard of since `stale_before` gives way.

        Raises:
            CalibrationRuns: another is running.

        """
        ...

    async def beat(self, run_id: CalibrationId, progress: float, at: datetime) -> None:
        """Say that a run goes on.

        Raises:
            CalibrationLost: it does not: another has taken its place.

        """
        ...

    async def finish(
        self, run_id: CalibrationId, at: datetime, *, fit: Fit | None, failure: str | None
    ) -> None:
        """A run is done when it has a fit, else failed. Keeps the newest twenty.

        Raises:
            CalibrationLost: another has taken its place.

        """
        ...
