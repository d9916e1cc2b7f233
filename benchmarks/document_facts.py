"""Facts read off labelled first pages: accuracy, precision and recall of each.

    python benchmarks/document_facts.py [--split dev|test] [--wrong]

Accuracy counts documents: the fact as labelled, or rightly none. Precision and recall count facts.
`--wrong` prints every document that is not wholly right; only for the development split.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from recording import record

from znatok.documents.facts import Fact, Facts
from znatok.ingestion.facts.extraction import facts_of
from znatok.ingestion.facts.subject import Subject

SETS = Path(__file__).parent / "sets"
FACTS = (
    *("type", "number", "dated", "valid_from", "valid_until", "edition", "parties"),
    *("replaces", "amends", "data_class", "language"),
)
ONLY_WHERE_LABELLED = {"data_class", "language"}  # every document has one; few lines name it


def rows(split: str) -> list[dict[str, Any]]:
    lines = (SETS / f"document_facts_{split}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found_in(row: dict[str, Any]) -> dict[str, Any]:
    """The facts of a labelled first page, put as its labels are."""
    subject = Subject(row["text"], row["title"], row["file_name"], row["kind"])
    return {name: value_of(facts_of(subject), name) for name in FACTS}


def value_of(facts: Facts, name: str) -> Any:
    known = getattr(facts, name)
    if name in {"replaces", "amends"}:
        named = [each.value for each in known]
        return [[each.number, each.dated and each.dated.isoformat()] for each in named] or None
    if not isinstance(known, Fact):
        return None
    if name == "parties":
        return sorted(known.value)
    return str(known.value)


def expected_of(row: dict[str, Any], name: str) -> Any:
    value = row["facts"].get(name)
    return sorted(value) if name == "parties" and value else value


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACTS}
    labelled = rows(given.split)
    for row in labelled:
        found = found_in(row)
        for name in FACTS:
            expected = expected_of(row, name)
            if name in ONLY_WHERE_LABELLED and expected is None:
                continue
            counts[name].update(
                documents=1,
                right=found[name] == expected,
                named=expected is not None,
                given=found[name] is not None,
                hit=expected is not None and found[name] == expected,
            )
            if given.wrong and found[name] != expected:
                print(f"{row['file_name']}: {name} is {found[name]}, not {expected}")
    figures: dict[str, Any] = {"documents": len(labelled)}
    for name, each in counts.items():
        figures[name] = {
            "accuracy": round(each["right"] / each["documents"], 3),
            "precision": round(each["hit"] / each["given"], 3) if each["given"] else None,
            "recall": round(each["hit"] / each["named"], 3) if each["named"] else None,
            "of": each["documents"],
        }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    record(f"document_facts_{given.split}", figures, dataset=f"sets/document_facts_{given.split}")


if __name__ == "__main__":
    main()
