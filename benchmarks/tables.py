"""How well tables of real files are read: F1 of cells, file by file.

    python benchmarks/tables.py ../shared/data/files

Expected cells stand in benchmarks/sets/tables (see its README). A cell is right when its text, its
row and its column are; blanks do not count in a text, as in the ICDAR 2013 competition (Göbel et
al.), and cells without text do not count at all. A cell merged over several places stands in each.
Rows and columns that are empty throughout are left out on both sides. Each expected table is paired
with the table of the file that agrees with it best, row by row in order; what a pair leaves over
counts as missed or as invented, tables that nothing expected pairs with do not.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from recording import ROOT, record

from znatok.ingestion.parsing import read_file

SET = ROOT / "benchmarks" / "sets" / "tables" / "tables.jsonl"

Rows = list[list[str]]


@dataclass(slots=True)
class Tally:
    right: int = 0
    expected: int = 0
    found: int = 0

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.expected += other.expected
        self.found += other.found

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.expected + self.found)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--show", action="store_true", help="print what differs")
    told = options.parse_args()
    expected: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in SET.read_text("utf-8").splitlines():
        entry = json.loads(line)
        expected[entry["file"]].append(entry)
    totals: dict[str, Tally] = defaultdict(Tally)
    files = []
    for file, entries in expected.items():
        tally = judged(told.folder / file, entries, show=told.show)
        group = "scans" if str(entries[0]["how"]).startswith("scan") else "text"
        for name in (group, "all"):
            totals[name].add(tally)
        files.append({"file": file, "tables": len(entries), "cell_f1": round(tally.f1, 4)})
        print(f"{tally.f1:6.3f}  {tally.right:4} of {tally.expected:4}, {tally.found:4}  {file}")
    tables = sum(map(len, expected.values()))
    figures = {
        "tables": tables,
        "cells": totals["all"].expected,
        "cell_f1": round(totals["all"].f1, 4),
        "cell_f1_with_text": round(totals["text"].f1, 4),
        "cell_f1_of_scans": round(totals["scans"].f1, 4),
        "mean_of_files": round(sum(each["cell_f1"] for each in files) / len(files), 4),
        "by_file": files,
    }
    print({name: value for name, value in figures.items() if name != "by_file"})
    print(record("tables", figures, dataset="benchmarks/sets/tables").relative_to(ROOT))
    return 0


def judged(path: Path, entries: list[dict[str, object]], *, show: bool) -> Tally:
    parsed = read_file(path.read_bytes(), path.name)
    free = [[list(row) for row in block.rows] for block in parsed.blocks if block.rows]
    total = Tally()
    for entry in entries:
        known: Rows = entry["rows"]  # type: ignore[assignment]  # the set's README says so
        found = max(free, key=lambda rows: agreement(known, rows).f1, default=[])
        if found and agreement(known, found).right:
            free.remove(found)
        else:
            found = []
        total.add(agreement(known, found))
        if show:
            wanted, given = ([sorted(row) for row in cells(each)] for each in (known, found))
            print(*(f"    missed   {row}" for row in wanted if row not in given), sep="\n")
            print(*(f"    instead  {row}" for row in given if row not in wanted), sep="\n")
    return total


def agreement(known: Rows, found: Rows) -> Tally:
    """Rows are paired in order, so that most cells agree: one row too many costs that row only."""
    wanted, given = cells(known), cells(found)
    best = [0] * (len(given) + 1)
    for row in wanted:
        before = best[:]
        for at, other in enumerate(given, start=1):
            same = len(row & other)
            best[at] = max(before[at], best[at - 1], before[at - 1] + same)
    return Tally(best[-1], sum(map(len, wanted)), sum(map(len, given)))


def cells(rows: Rows) -> list[set[tuple[int, str]]]:
    """For each row its (column, text) pairs."""
    texts = [[re.sub(r"\s+", "", cell) for cell in row] for row in rows]
    texts = [row for row in texts if any(row)]
    columns = [at for at in range(len(texts[0])) if any(row[at] for row in texts)] if texts else []
    return [
        {(place, row[column]) for place, column in enumerate(columns) if row[column]}
        for row in texts
    ]


if __name__ == "__main__":
    sys.exit(main())
