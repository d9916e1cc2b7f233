"""What the pipeline needs from outside: a durable queue, and a reader of files that can be stopped.

(The parsers' own port is in `ports.py`.)
"""

from datetime import datetime, timedelta
from typing import Protocol

from znatok.ingestion.jobs import Job, Priority
from znatok.ingestion.model import ParsedFile
from znatok.kernel.ids import DocumentId, UserId, VersionId


class JobQueue(Protocol):
    """Survives its process. A claim is a lease: who stops renewing it loses the job."""

    async def put(
        self,
        document_id: DocumentId,
        version_id: VersionId,
        owner_id: UserId,
        *,
        priority: Priority,
        at: datetime,
    ) -> None:
        """Add a job, once a version: while it is queued, putting it again changes nothing."""
        ...

    async def claim(self, *, at: datetime, lease: timedelta) -> Job | None:
        """Take a free job, or one whose lease ran out; None when there is none.

        Smaller priority first; among owners the one served longest ago; then the oldest.
        """
        ...

    async def renew(self, job: Job, *, at: datetime, lease: timedelta) -> bool:
        """Keep the claim; False when it has been lost, and the work must stop."""
        ...

    async def release(self, job: Job, *, ready_at: datetime, spent: bool = True) -> None:
        """Give a job back for another attempt; `spent` False gives the attempt back, too."""
        ...

    async def done(self, job: Job) -> None:
        """Forget the job, unless its claim has been lost."""
        ...

    async def waiting(self) -> int:
        """How many jobs there are, those being worked on included."""
        ...


class FileReader(Protocol):
    """Reads files where they can neither block nor bring down this process."""

    async def read(self, data: bytes, name: str) -> ParsedFile:
        """Raises:
        FileUnreadable: the file's own fault, named; reading it again will not help.
        ReaderBroke: time or memory ran out, or the reader died; may be worth another try.

        """
        ...
