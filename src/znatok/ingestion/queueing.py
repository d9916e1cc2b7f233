"""What the pipeline needs from outside: a durable queue, and a reader of files that can be stopped.

(The parsers' own port is in `ports.py`.)
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from znatok.ingestion.jobs import Job, Lane, Marks, Order, Pace, Took, Watched
from znatok.ingestion.model import ParsedFile
from znatok.kernel.ids import DocumentId, UserId, VersionId

ANYTHING = Lane()


class JobQueue(Protocol):
    """Survives its process. A claim is a lease: who stops renewing it loses the job.

    Raises, from every method:
        DatabaseUnavailable: nothing was changed; safe to repeat.
    """

    async def put(self, order: Order, *, at: datetime) -> None:
        """Add a job, once a version: putting it again can only make it more urgent."""
        ...

    async def claim(self, *, at: datetime, lease: timedelta, lane: Lane = ANYTHING) -> Job | None:
        """Take a free job, or one whose lease ran out; None when there is none for this lane.

        Smaller priority first; among departments the one served longest ago, in it the owner
        served longest ago; then the oldest.
        """
        ...

    async def renew(self, job: Job, *, at: datetime, lease: timedelta) -> bool:
        """Keep the claim; False when it has been lost, and the work must stop."""
        ...

    async def holds(self, job: Job) -> bool:
        """Whether the claim still stands: False after a cancel, or when another has taken it."""
        ...

    async def release(self, job: Job, *, ready_at: datetime, spent: bool = True) -> None:
        """Give a job back for another attempt; `spent` False gives the attempt back, too."""
        ...

    async def advance(self, job: Job, took: Took, marks: Marks, *, at: datetime) -> None:
        """Give a job back after its first step, to be claimed for the second, with new attempts.

        `marks`: the totals that are known now.
        """
        ...

    async def done(self, job: Job, took: Took | None = None) -> None:
        """Forget the job, unless its claim has been lost. `took`: what it teaches estimates."""
        ...

    async def drop(self, version_ids: Collection[VersionId]) -> None:
        """Forget the jobs of these versions, whoever works on them."""
        ...

    async def queued(self, version_ids: Collection[VersionId]) -> frozenset[VersionId]:
        """Those of the versions that have a job."""
        ...

    async def waiting(self) -> int:
        """How many jobs there are, those being worked on included."""
        ...


class JobBoard(Protocol):
    """How far the jobs have come: written by the pipeline, read by who watches."""

    async def mark(self, version_id: VersionId, marks: Marks) -> None:
        """Show how far the work is; jobs that are gone are ignored."""
        ...

    async def of_documents(self, document_ids: Collection[DocumentId]) -> Sequence[Watched]:
        """The jobs of these documents, the oldest first."""
        ...

    async def of_interest(self, owner_id: UserId, *, limit: int) -> Sequence[Watched]:
        """Jobs of an owner and jobs being worked on, these first, then by age."""
        ...

    async def paces(self) -> Mapping[str, Pace]:
        """By format; under the empty name that of all formats together."""
        ...


class FileReader(Protocol):
    """Reads files where they can neither block nor bring down this process."""

    async def read(self, data: bytes, name: str) -> ParsedFile:
        """Raises:
        FileUnreadable: the file's own fault, named; reading it again will not help.
        ReaderBroke: time or memory ran out, or the reader died; may be worth another try.

        """
        ...
