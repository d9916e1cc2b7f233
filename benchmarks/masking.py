"""How much of the personal data of business texts is found, what is taken for it, how fast.

    python benchmarks/masking.py                      # both halves of sets/personal_data
    python benchmarks/masking.py --show dev             # what was missed and what was made up
    python benchmarks/masking.py --alarms ../shared/data    # findings in texts of other people

A labelled piece counts as found when each letter and digit of it lies in findings of its kind; a
finding counts as right when at least half of it lies in labels of its kind. With rules alone is the
same without the model of names.
"""

import argparse
import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from recording import ROOT, record

from znatok.language.morphology import Morphology
from znatok.privacy.adapters.slovnet import SlovnetNames
from znatok.privacy.finding.everything import Rules
from znatok.privacy.finding.threaded import ThreadedFinder
from znatok.privacy.masking import Masker
from znatok.privacy.model import Finding, PersonalKind

SET = ROOT / "benchmarks" / "sets" / "personal_data"
_SAMPLE = 300  # texts of a collection
_Z = 1.96
# Kinds with a check digit or a fixed form: what the aim of .98 is about.
FORMED = frozenset(PersonalKind) - {PersonalKind.PERSON, PersonalKind.ADDRESS}


def letters(text: str, start: int, end: int) -> set[int]:
    return {at for at in range(start, end) if text[at].isalnum()}


def judged(
    rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Finding]], *, show: bool = False
) -> dict[str, Counter[str]]:
    """Counts by kind: labelled, met (found of these), said (findings), right (of these)."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("labelled", "met", "said", "right")
    }
    for row, findings in zip(rows, found, strict=True):
        text = row["text"]
        for each in row["entities"]:
            kind, start, end = each["kind"], each["start"], each["end"]
            ours = (range(one.start, one.end) for one in findings if one.kind.value == kind)
            met = letters(text, start, end) <= {at for span in ours for at in span}
            counts["labelled"][kind] += 1
            counts["met"][kind] += met
            if show and not met:
                print(f"missed {row['id']} {kind}: {text[start:end]!r}")
        for one in findings:
            kind = one.kind.value
            labels = (range(e["start"], e["end"]) for e in row["entities"] if e["kind"] == kind)
            mine = letters(text, one.start, one.end)
            right = 2 * len(mine & {at for span in labels for at in span}) >= len(mine)
            counts["said"][kind] += 1
            counts["right"][kind] += right
            if show and not right:
                print(f"made up {row['id']} {kind}: {text[one.start : one.end]!r}")
    return counts


def share(of: int, all_: int) -> dict[str, Any]:
    """With Wilson's 95% interval."""
    if not all_:
        return {"of": 0, "share": None}
    p, square = of / all_, _Z * _Z
    middle = (p + square / (2 * all_)) / (1 + square / all_)
    half = _Z * ((p * (1 - p) + square / (4 * all_)) / all_) ** 0.5 / (1 + square / all_)
    interval = [round(middle - half, 3), round(min(middle + half, 1.0), 3)]
    return {"of": all_, "share": round(p, 4), "interval": interval}


def figures(counts: dict[str, Counter[str]]) -> dict[str, Any]:
    def over(kinds: Iterable[str]) -> dict[str, Any]:
        labelled, met, said, right = (sum(c[kind] for kind in kinds) for c in counts.values())
        return {"recall": share(met, labelled), "precision": share(right, said)}

    every = [each.value for each in PersonalKind]
    groups = {
        "all": every,
        "formed": sorted(each.value for each in FORMED),
        **{each: [each] for each in every},
    }
    return {name: over(kinds) for name, kinds in groups.items()}


def printed(title: str, told: dict[str, Any]) -> None:
    print(f"\n{title:<14} recall              precision")
    for kind, each in told.items():
        cells = (f"{each[name]['share']} of {each[name]['of']}" for name in ("recall", "precision"))
        print(f"{kind:<14} {'  '.join(f'{cell:<18}' for cell in cells)}")


async def round_trips(masker: Masker, rows: Sequence[dict[str, Any]]) -> int:
    """How many texts come back exactly, whole and streamed three characters at a time."""
    exact = 0
    for row in rows:
        masked = await masker.mask([row["text"]])
        (text,) = masked.texts
        stream = masked.stream()
        pieces = [stream.feed(text[at : at + 3]) for at in range(0, len(text), 3)]
        streamed = "".join(pieces) + stream.flush()
        exact += masked.unmask(text) == row["text"] == streamed
    return exact


def alarms(folder: Path, tagger: SlovnetNames, rules: Rules, *, show: bool) -> dict[str, Any]:
    """Findings a kind in a sample of each collection: most of them in such texts are false."""
    told: dict[str, Any] = {}
    for file in sorted(folder.glob("*/corpus.jsonl")):
        texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]
        texts = random.Random(0).sample(texts, min(_SAMPLE, len(texts)))  # noqa: S311  # a sample
        counts: Counter[str] = Counter()
        for text in texts:
            for each in rules.find(text, tagger.people(text)):
                counts[each.kind.value] += 1
                if show:
                    print(f"{file.parent.name} {each.kind}: {text[each.start : each.end]!r}")
        told[file.parent.name] = {
            "texts": len(texts),
            "characters": sum(map(len, texts)),
            "findings": dict(counts.most_common()),
        }
        print(file.parent.name, told[file.parent.name])
    return told


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--show", default="", help="dev: print each mistake; alarms: each finding")
    options.add_argument("--alarms", type=Path)
    options.add_argument("--no-record", action="store_true")
    given = options.parse_args()
    morphology = Morphology()
    tagger, rules = SlovnetNames(), Rules(morphology)
    started = time.perf_counter()
    tagger.people("Иван Петров")
    told: dict[str, Any] = {"loading_s": round(time.perf_counter() - started, 2)}
    finder = ThreadedFinder(tagger, morphology)
    masker = Masker(finder, morphology)
    for half in ("dev", "test"):
        rows = [
            json.loads(line) for line in (SET / f"{half}.jsonl").read_text("utf-8").splitlines()
        ]
        started = time.process_time()  # of the processor: the machine has other work
        found = [rules.find(row["text"], tagger.people(row["text"])) for row in rows]
        took = time.process_time() - started
        told[half] = figures(judged(rows, found, show=given.show == half == "dev"))
        printed(half, told[half])
        alone = [rules.find(row["text"], ()) for row in rows]
        told[f"{half}_rules_alone"] = figures(judged(rows, alone))["person"]
        exact = asyncio.run(round_trips(masker, rows))
        told[f"{half}_round_trips"] = {"texts": len(rows), "exact": exact}
        told[f"{half}_characters_a_cpu_second"] = round(sum(len(r["text"]) for r in rows) / took)
        print(f"exact round trips: {exact} of {len(rows)}")
    if given.alarms is not None:
        told["alarms"] = alarms(given.alarms, tagger, rules, show=given.show == "alarms")
    finder.close()
    if not given.no_record:
        print(record("masking", told, dataset="benchmarks/sets/personal_data"))


if __name__ == "__main__":
    main()
