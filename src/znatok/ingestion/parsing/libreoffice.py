"""Old and open office formats turned into Office Open XML by LibreOffice, run without a screen.

Each run has a profile of its own in a folder that goes with it, in which macros are forbidden and
links are never followed; it has the limits of the process that starts it, network included.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from znatok.ingestion.errors import Unreadable, out_of_memory
from znatok.ingestion.model import MIB, Limits, ParsedFile
from znatok.ingestion.parsing.formats import BY_KIND, Format

PACKAGES = "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
_MOST_BYTES = 10 * MIB  # past that it takes minutes; the own reader takes seconds
_AGAIN = 81  # EXITHELPER_NORMAL_RESTART of desktop/source/app: the starting scripts start it anew
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SECURITY = "Common/Security/Scripting"
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        _ITEM.format(path=path, name=name, value=value)
        for path, name, value in (
            (_SECURITY, "MacroSecurityLevel", "3"),  # very high: only from trusted folders
            (_SECURITY, "DisableMacrosExecution", "true"),
            (_SECURITY, "DisableActiveContent", "true"),
            (_SECURITY, "BlockUntrustedRefererLinks", "true"),
            ("Writer/Content/Update", "Link", "0"),  # never
            ("Calc/Content/Update", "Link", "2"),  # never
        )
    )
    + "</oor:items>"
)


def program() -> Path | None:
    """LibreOffice's own program, past the scripts that start it; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    # Started directly it is one process, and ends when it is told to.
    binary = Path(found).resolve().with_name("soffice.bin")
    return binary if binary.exists() else Path(found)


def read_converted(described: Format, data: bytes, name: str, limits: Limits) -> ParsedFile | None:
    """The file as it reads after conversion; None where the own reader must do.

    LibreOffice computes what binary documents leave to Word (clause numbers, styles, fields) and
    shows numbers of sheets in their formats.
    """
    if not described.converted or not limits.office or len(data) > _MOST_BYTES:
        return None
    found = program()
    if found is None:
        return None
    converted = _convert(found, data, described.kind, described.converted, limits)
    if converted is None:
        return None
    try:
        parsed = BY_KIND[described.converted].open(limits).parse(converted, name)
    except Unreadable as error:
        if out_of_memory(error):
            raise
        return None
    return replace(parsed, kind=described.kind, media_type=described.media_type)


def _convert(found: Path, data: bytes, kind: str, wanted: str, limits: Limits) -> bytes | None:
    """None when LibreOffice does not load the file or takes too long."""
    with tempfile.TemporaryDirectory(prefix="znatok-office-") as place:
        folder = Path(place)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        given, made = folder / f"file.{kind}", folder / "made" / f"file.{wanted}"
        given.write_bytes(data)
        command = [
            str(found), "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", wanted, "--outdir", str(made.parent), str(given),
        ]  # fmt: skip
        # Nothing of the server's surroundings: no proxies, no home, no desktop.
        surroundings = {"HOME": place, "TMPDIR": place, "LANG": "C.UTF-8"}
        surroundings["PATH"] = os.environ.get("PATH", os.defpath)
        ended = _run(command, surroundings, limits.office_seconds)
        if ended == _AGAIN:  # it has just made its profile
            _run(command, surroundings, limits.office_seconds)
        if not made.is_file() or made.stat().st_size > limits.max_bytes:
            return None
        return made.read_bytes()


def _run(command: list[str], surroundings: dict[str, str], seconds: float) -> int | None:
    """How it ended; None when it took too long."""
    try:
        return subprocess.run(  # noqa: S603  # an installed program, arguments of our own making
            command,
            env=surroundings,
            cwd=surroundings["HOME"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return None
