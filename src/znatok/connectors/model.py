"""What a source of files shows of them without their content."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is known not to have changed.

    `size`: bytes. `mtime_ns`: time of the last write. `inode`: as text, with its device; a file
    that was replaced by a rename has another one, whatever its time says.
    """

    size: int
    mtime_ns: int
    inode: str


@dataclass(frozen=True, slots=True)
class SeenFile:
    """`path`: from the root of the source, parts joined by `/`."""

    path: str
    stamp: Stamp


class Flaw(StrEnum):
    """Why something was left out."""

    UNREADABLE = "unreadable"  # no permission, or the disk fails
    LEADS_OUTSIDE = "leads-outside"  # a link to a place outside of the folder
    BAD_NAME = "bad-name"  # bytes that are no text
    TOO_DEEP = "too-deep"
    STILL_CHANGING = "still-changing"  # written to while it was read
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was left out. `folder`: what lies below it has not been seen either."""

    path: str
    flaw: Flaw
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """All files of a source. `skipped`: how many were of no kind that is read, or temporary."""

    files: tuple[SeenFile, ...]
    left: tuple[Left, ...]
    skipped: int
