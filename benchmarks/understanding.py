"""How well questions are understood without a language model, on the sets of benchmarks/sets.

    python benchmarks/understanding.py periods [--set dev|test] [--misses]
    python benchmarks/understanding.py intents|spelling [--set dev|test] [--misses]
    python benchmarks/understanding.py entities

A development set may be looked into (`--misses`); of a test set only totals are printed and kept.
"""

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import understanding_intents
import understanding_spelling
from recording import ROOT, record

from znatok.language.morphology import Morphology
from znatok.understanding.entities import Directory, entities_of
from znatok.understanding.languages import language_of
from znatok.understanding.periods import Period, find_periods

SETS = ROOT / "benchmarks" / "sets"
DEPARTMENTS = ("Отдел продаж", "Бухгалтерия", "Отдел кадров", "Юридический отдел", "Склад")
PEOPLE = ("Иванов Иван Петрович", "Титова Ольга Сергеевна", "Белых Сергей Ильич")
REPEATED = 5  # runs over the set for the time of one call


def lines(name: str, part: str) -> list[dict[str, Any]]:
    """The objects of `benchmarks/sets/<name>_<part>.jsonl`."""
    text = (SETS / f"{name}_{part}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def microseconds(call: Callable[[dict[str, Any]], object], rows: Sequence[dict[str, Any]]) -> float:
    """The mean processor time of one call over all rows, after a run that fills the caches."""
    for row in rows:
        call(row)
    started = time.process_time()
    for _ in range(REPEATED):
        for row in rows:
            call(row)
    return round((time.process_time() - started) / REPEATED / len(rows) * 1e6, 1)


def found_in(row: dict[str, Any]) -> list[Period]:
    today = dt.date.fromisoformat(row["today"])
    return [found.period for found in find_periods(row["text"], today)]


def expected_of(row: dict[str, Any]) -> list[Period]:
    if row["phrase"] is None:
        return []
    start, end = (row[side] and dt.date.fromisoformat(row[side]) for side in ("start", "end"))
    return [Period(start, end)]


def periods(part: str, *, show_misses: bool) -> dict[str, Any]:
    """Right is: exactly the one period expected and no other, or none where none is.

    dateparser, the usual library, got 12 of 24 business phrases right when it was tried.
    """
    rows = lines("periods", part)
    missed = [row for row in rows if found_in(row) != expected_of(row)]
    if show_misses:
        for row in missed:
            print(json.dumps(row, ensure_ascii=False), "->", found_in(row))
    phrases = [row for row in rows if row["phrase"] is not None]
    missed_phrases = sum(row["phrase"] is not None for row in missed)
    return {
        "lines": len(rows),
        "right": round(1 - len(missed) / len(rows), 4),
        "phrases": len(phrases),
        "phrases_right": round(1 - missed_phrases / len(phrases), 4),
        "no_period": len(rows) - len(phrases),
        "found_where_none_is": len(missed) - missed_phrases,
        "microseconds_a_call": microseconds(found_in, rows),
    }


def entities(part: str) -> dict[str, Any]:
    """Only the time: no set says what all entities of a question are."""
    rows = lines("periods", part)
    directory = Directory(Morphology(), DEPARTMENTS, PEOPLE)

    def read(row: dict[str, Any]) -> object:
        return entities_of(row["text"], dt.date.fromisoformat(row["today"]), directory)

    return {
        "lines": len(rows),
        "microseconds_a_call": microseconds(read, rows),
        "microseconds_for_the_language": microseconds(lambda row: language_of(row["text"]), rows),
    }


def intents(part: str, *, show_misses: bool) -> dict[str, Any]:
    """Trained on the ten examples a class, on those that come with the product, and on both."""
    trained, asked = (
        [(row["text"], row["intent"]) for row in lines("intents", each)] for each in ("train", part)
    )
    return understanding_intents.intents(
        trained, asked, development=part == "dev", show_misses=show_misses
    )


def spelling(part: str, *, show_misses: bool) -> dict[str, Any]:
    """Right is: exactly the words that were meant."""
    return understanding_spelling.spelling(lines("spelling", part), show_misses=show_misses)


def keep(task: str, part: str, figures: dict[str, Any]) -> Path:
    """Write the figures beside those of the other tasks and sets."""
    path = ROOT / "benchmarks" / "results" / "understanding.json"
    before = json.loads(path.read_text("utf-8"))["figures"] if path.exists() else {}
    kept = {**before, task: {**before.get(task, {}), part: figures}}
    return record("understanding", kept, dataset="benchmarks/sets")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    asked = tasks.add_parser("periods", help="period phrases against their dates")
    asked.add_argument("--set", dest="part", choices=("dev", "test"), default="dev")
    asked.add_argument("--misses", action="store_true", help="show what was missed (dev only)")
    tasks.add_parser("entities", help="the time of finding entities").set_defaults(
        part="dev", misses=False
    )
    for name, purpose in (("intents", "six intents told apart"), ("spelling", "slips set right")):
        other = tasks.add_parser(name, help=purpose)
        other.add_argument("--set", dest="part", choices=("dev", "test"), default="dev")
        other.add_argument("--misses", action="store_true", help="show what was missed (dev only)")
    arguments = parser.parse_args()
    if arguments.misses and arguments.part != "dev":
        parser.error("only a development set may be looked into")
    if arguments.task == "entities":
        figures = entities(arguments.part)
    else:
        run = {"periods": periods, "intents": intents, "spelling": spelling}[arguments.task]
        figures = run(arguments.part, show_misses=arguments.misses)
    for name, value in figures.items():
        print(f"{name:30} {value}")
    print(keep(arguments.task, arguments.part, figures))


if __name__ == "__main__":
    main()
