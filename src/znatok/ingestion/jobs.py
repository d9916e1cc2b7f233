"""The work that ingestion has to do, as it lies in the queue."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from znatok.kernel.ids import DocumentId, VersionId


class Priority(IntEnum):
    """Smaller goes first."""

    INTERACTIVE = 0  # a person waits for it
    BULK = 10


@dataclass(frozen=True, slots=True)
class Job:
    """One version to be read in. `attempts` counts this one; `token` proves the claim."""

    document_id: DocumentId
    version_id: VersionId
    attempts: int
    token: str


LEASE = timedelta(seconds=120)  # long enough for a slow disk, short enough to wait for after a kill
MAX_ATTEMPTS = 3
