"""Names of uploaded files, made safe to show. They never become paths."""

import unicodedata
from pathlib import PurePosixPath

_LONGEST = 255  # what file systems allow
_UNNAMED = "file"


def display_name(name: str | None) -> str:
    """The last part of a name that a client sent: no folders, nothing invisible, NFC."""
    last = (name or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Category C: control characters, bidirectional overrides («fdp.exe» shown backwards), lone
    # surrogates.
    shown = "".join(each for each in last if not unicodedata.category(each).startswith("C"))
    shown = " ".join(unicodedata.normalize("NFC", shown).split()).strip(". ") or _UNNAMED
    if len(shown) <= _LONGEST:
        return shown
    path = PurePosixPath(shown)
    suffix = path.suffix[:20]
    return shown[: _LONGEST - len(suffix)] + suffix


def title_of(file_name: str) -> str:
    """A first title: the name without its extension, underscores as spaces."""
    stem = PurePosixPath(file_name).stem
    return " ".join(stem.replace("_", " ").split()) or file_name


def kind_of(file_name: str) -> str:
    """What the name says the format is, until the bytes have been read; "file" without one."""
    return PurePosixPath(file_name).suffix.removeprefix(".").lower()[:16] or "file"
