"""A real PostgreSQL for tests: one for each process that runs tests, gone with it.

It listens on a socket in a folder of its own and on no port, so any number may run side by side.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

# Nothing of a test's database must outlive a crash of the machine.
_CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_SYSTEM_USER = "postgres"  # of Debian's package: the server refuses to run as root


def is_installed() -> bool:
    """Whether a server can be started here."""
    return _binaries() is not None and (os.geteuid() != 0 or _has_user())


@cache
def url() -> str:
    """Where the server is, started at the first call: a URL for SQLAlchemy with asyncpg."""
    binaries = _binaries()
    assert binaries is not None, "ask is_installed first"
    home = Path(tempfile.mkdtemp(prefix="znatok-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, _SYSTEM_USER)
    data = home / "data"
    _run(binaries / "initdb", "-D", data, "-U", "znatok", "-A", "trust", "-E", "UTF8", "-N")
    options = f"-k {home} -c listen_addresses='' {_CARELESS}"
    log = home / "server.log"
    _run(binaries / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
    atexit.register(_stop, binaries, home)
    _run(binaries / "createdb", "-h", home, "-U", "znatok", "znatok")
    return f"postgresql+asyncpg://znatok@/znatok?host={home}"


def _stop(binaries: Path, home: Path) -> None:
    _run(binaries / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
    shutil.rmtree(home, ignore_errors=True)


def _run(*command: object) -> None:
    prefix = ["runuser", "-u", _SYSTEM_USER, "--"] if os.geteuid() == 0 else []
    words = [*prefix, *map(str, command)]
    done = subprocess.run(words, cwd="/", capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"


def _binaries() -> Path | None:
    """Debian keeps them out of the path, one folder for each version."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _has_user() -> bool:
    return _SYSTEM_USER in {each.pw_name for each in pwd.getpwall()}
