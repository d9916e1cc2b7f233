"""`znatok eval` on the collections of a folder, recorded.

    python benchmarks/quality.py ../shared/data [NAME…]

A collection is a subfolder with corpus.jsonl and queries.jsonl; without names all are measured.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from recording import ROOT, record


def collections(folder: Path, names: list[str]) -> list[Path]:
    """The named collections of a folder, or all of them."""
    found = sorted(path.parent for path in folder.glob("*/corpus.jsonl"))
    return [each for each in found if not names or each.name in names]


def measure(collection: Path, data_dir: str) -> dict[str, object]:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "znatok", "eval", "--json", "--data-dir", data_dir),
            *("--corpus", str(collection / "corpus.jsonl")),
            *("--queries", str(collection / "queries.jsonl")),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    report: dict[str, object] = json.loads(done.stdout)
    return report


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data_dir:
        for each in collections(given.folder.resolve(), given.names):
            report = measure(each, data_dir)
            print(each.name, json.dumps(report, ensure_ascii=False))
            record(f"quality-{each.name}", report, dataset=each.name)


if __name__ == "__main__":
    main()
