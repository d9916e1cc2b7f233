"""The work that ingestion has to do, as it lies in the queue and as it is watched."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

from znatok.kernel.ids import DepartmentId, DocumentId, UserId, VersionId


class Priority(IntEnum):
    """Smaller goes first."""

    INTERACTIVE = 0  # a person waits for it
    BULK = 10


class Step(IntEnum):
    """The halves of reading in a first version; later versions are done in one."""

    WORDS = 0  # read, split, found by words
    MEANING = 1  # given vectors, found by meaning


class Stage(StrEnum):
    """Where the work on a version stands."""

    WAITING = "waiting"
    READING = "reading"
    EMBEDDING = "embedding"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the queue: one version to be read in.

    `department_id`: of the document; departments take turns, and in each its owners. `kind`: the
    format as the file's name says. `size_bytes`: of the file; 0 when it is not known here.
    """

    document_id: DocumentId
    version_id: VersionId
    owner_id: UserId
    priority: Priority
    department_id: DepartmentId | None = None
    kind: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One version to be read in. `token` proves the claim.

    `attempts`: how often it was begun and broke, this time counted in. `deaths`: how often whoever
    worked on it died; these are no attempts.
    """

    document_id: DocumentId
    version_id: VersionId
    attempts: int
    token: str
    kind: str = ""
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """What a worker takes; by default anything.

    An express lane takes only small files that people wait for, so that two long ones, whoever
    sent them, never hold up a third person's page. `first`: which step is taken before the other,
    within one priority: files are read on one core while others are embedded on the next.
    """

    lowest: Priority = Priority.BULK
    most_bytes: int | None = None
    first: Step = Step.WORDS


@dataclass(frozen=True, slots=True)
class Marks:
    """How far the work on a version has come. Totals are None until they are known.

    `pages_done`: pages up to which fragments have their vectors.
    """

    stage: Stage
    pages: int | None = None
    pages_done: int = 0
    fragments: int | None = None
    fragments_done: int = 0


@dataclass(frozen=True, slots=True)
class Watched:
    """A job as it is watched. `ahead`: jobs whose turn comes before it, as things stand."""

    document_id: DocumentId
    version_id: VersionId
    owner_id: UserId
    kind: str
    size_bytes: int
    marks: Marks
    ahead: int


@dataclass(frozen=True, slots=True)
class Took:
    """What a step of a job took, for estimates. `seconds`: from its claim to its publication.

    `files`: 1 with the last step; `fragments`: how many got vectors in this one.
    """

    kind: str
    seconds: float
    fragments: int = 0
    files: int = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """Means over the latest files: seconds a file, seconds a fragment; None before the first."""

    file_s: float | None = None
    fragment_s: float | None = None


LEASE = timedelta(seconds=30)  # renewed every ten; this long a kill is waited for
MAX_ATTEMPTS = 3
# A file is read in a process of its own, so that hardly any can kill the server; more likely it was
# in hand when somebody else did. A row of power cuts must not condemn a sound file.
MAX_DEATHS = 10
