"""Names of files in archives: what encoding they are in, and what of them may be shown."""

import zipfile

from znatok.ingestion.naming import display_name
from znatok.ingestion.parsing.encodings import likelier

_UTF8_FLAG = 0x800  # general purpose bit 11, APPNOTE.TXT 4.4.4
_UNICODE_PATH = 0x7075  # Info-ZIP Unicode Path Extra Field, APPNOTE.TXT 4.6.9
_PATH_HEAD = 5  # its version and the checksum of the plain name
# Left there by the program that packed, not by the person.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
_RUSSIAN = ("cp866", "cp1251")
_LONGEST_PATH = 500


def zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 where the archive says so or it fits, else CP866 or CP1251.

    Without the flag the name is in the packer's OEM code page (APPNOTE.TXT, appendix D); Windows in
    Russian packs in CP866, and some programs in CP1251.
    """
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    told = _unicode_path(info.extra)
    if told is not None:
        return told
    raw = info.filename.encode("cp437", "replace")  # undo what zipfile has made of the bytes
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _russian(raw)


def tar_name(name: str) -> str:
    """The name as it was meant: tar says no encoding; tarfile keeps odd bytes as surrogates."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _russian(raw)


def shown_path(name: str) -> str:
    """Folders and name joined by «/»: no root, no way up, nothing invisible; never a path to open.

    "" for a name of which nothing is left.
    """
    parts = [each for each in name.replace("\\", "/").split("/") if each not in {"", ".", ".."}]
    if parts and parts[0].endswith(":"):  # a Windows drive
        parts = parts[1:]
    shown = "/".join(display_name(each) for each in parts)
    return shown if len(shown) <= _LONGEST_PATH else "…" + shown[-_LONGEST_PATH:]


def is_litter(name: str) -> bool:
    """Files that systems and office programs leave lying about: .DS_Store, ~$договор.docx."""
    parts = name.casefold().replace("\\", "/").split("/")
    return any(each in _LITTER for each in parts) or parts[-1].startswith(("~$", "._"))


class Places:
    """Gives each path once: the second file of the same path gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, path: str) -> str:
        plain, number = path, 1
        while path in self._taken:
            number += 1
            path = f"{plain} ({number})"
        self._taken.add(path)
        return path


def _russian(raw: bytes) -> str:
    return raw.decode(likelier(raw, _RUSSIAN), "replace")


def _unicode_path(extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_PATH and size > _PATH_HEAD:
            return extra[at + 4 + _PATH_HEAD : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return None
