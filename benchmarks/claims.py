"""How well the check of claims tells what a quote supports from what it does not.

    python benchmarks/claims.py dev     # to look at, every mistake printed
    python benchmarks/claims.py test    # to measure, recorded

Recall of unsupported claims and false alarms on supported ones, with Wilson's 95% intervals, in all
and by what is wrong; each claim is held against its quote alone.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from math import sqrt
from typing import Any

from recording import ROOT, record

from znatok.chat.claims.checking import ClaimChecker, Ground
from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model

_SETS = ROOT / "benchmarks" / "sets" / "claims"


def wilson(hits: int, of: int) -> list[float]:
    """The 95% interval of a share (Wilson 1927)."""
    if of == 0:
        return [0.0, 1.0]
    z, share = 1.96, hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return [round(max(0.0, centre - half), 3), round(min(1.0, centre + half), 3)]


async def measured(name: str, *, tell: bool) -> dict[str, Any]:
    rows = [json.loads(each) for each in (_SETS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    morphology, model = Morphology(), E5Model.load(ROOT / "data" / "models", threads=1)
    right, of, whys = Counter[str](), Counter[str](), Counter[str]()
    took = 0.0
    try:
        for row in rows:
            began = time.process_time()
            checker = ClaimChecker([Ground(1, row["quote"])], morphology, model)
            verdict = await checker.checked(row["claim"], (1,))
            took += time.process_time() - began
            of[row["kind"]] += 1
            right[row["kind"]] += verdict.supported == row["supported"]
            if verdict.why is not None:
                whys[f"{row['kind']}:{verdict.why.value}"] += 1
            if tell and verdict.supported != row["supported"]:
                why = verdict.why.value if verdict.why else "passed"
                print(f"{row['kind']:10} {why:9} {row['claim']}   ←   {row['quote']}")
    finally:
        model.close()
    wrong = [each for each in of if each != "paraphrase"]
    caught, unsupported = sum(right[each] for each in wrong), sum(of[each] for each in wrong)
    alarms = of["paraphrase"] - right["paraphrase"]
    return {
        "pairs": len(rows),
        "recall_of_unsupported": round(caught / unsupported, 3),
        "recall_interval": wilson(caught, unsupported),
        "false_alarms": round(alarms / of["paraphrase"], 3),
        "false_alarms_interval": wilson(alarms, of["paraphrase"]),
        "recall_by_kind": {each: f"{right[each]} of {of[each]}" for each in sorted(wrong)},
        "found_as": dict(sorted(whys.items())),
        "cpu_ms_a_claim": round(1000 * took / len(rows), 2),
    }


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "test"
    figures = asyncio.run(measured(name, tell=name == "dev"))
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    if name == "test":
        record("claims", figures, dataset="benchmarks/sets/claims/test.jsonl")


if __name__ == "__main__":
    main()
