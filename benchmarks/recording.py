"""Keeping a benchmark's figures with what they were measured on."""

import datetime as dt
import json
import os
import platform
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_FLAGS = ("avx2", "avx_vnni", "avx512f", "avx512_vnni")


def circumstances(*, dataset: str) -> dict[str, Any]:
    """When, on which commit and machine, on what, by which command."""
    return {
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--", "src", "benchmarks")),
        "command": shlex.join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *sys.argv[1:]]),
        "dataset": dataset,
        "machine": {
            "system": platform.system(),
            "processor": _cpu("model name"),
            "flags": [each for each in _FLAGS if each in _cpu("flags").split()],
            "cores": os.cpu_count(),
            "load": [round(each, 1) for each in os.getloadavg()],
            "python": platform.python_version(),
        },
    }


def record(name: str, figures: dict[str, Any], *, dataset: str) -> Path:
    """Write `benchmarks/results/<name>.json`."""
    path = ROOT / "benchmarks" / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    report = {**circumstances(dataset=dataset), "figures": figures}
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _cpu(name: str) -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return line.partition(":")[2].strip()
    return ""
