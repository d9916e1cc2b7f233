"""Kill a real server by SIGKILL, again and again, at named points of its work and at random ones.

    python scripts/kill_cycles.py [--cycles 200] [--documents 2000] [--minutes 60] [--record]

Files are sent over HTTP all the while, some get a second version, some are cancelled. After each
death the database is looked through for halves; at the end everything is counted: documents,
fragments, vectors, rows of the index, what a search finds, files. Ends with 1 if anything is lost,
half visible or there twice. The embedding model is a quick stand-in; all else is the product.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from recording import record  # noqa: E402  # found beside, as of the line above
from tests.integration.ingestion.killing import Killing  # noqa: E402


async def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cycles", type=int, default=200)
    arguments.add_argument("--documents", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--minutes", type=float, default=60, help="no new cycle after so many")
    arguments.add_argument("--record", action="store_true")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder), chosen.seed)
        found = await killing.run(chosen.cycles, chosen.documents, within_s=chosen.minutes * 60)
    figures = asdict(found)
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    if chosen.record:
        record("kill_cycles", figures, dataset="made by the script: markdown, 4 sections each")
    broken = found.lost + found.half_visible + found.duplicated
    return 1 if broken or found.files_left_wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
