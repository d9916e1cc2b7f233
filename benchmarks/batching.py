"""What joining the questions that wait into one inference brings.

For 1, 4, 16 and 64 questions under way at a time: questions a second, milliseconds of processor
time a question, and how long one waits. Three ways are interleaved in one process on one thread, so
that other work on the machine weighs on all alike: each question alone, all that wait in one run
(padded to the longest), and as the model does it (runs of like length, joined where that pays).

    python benchmarks/batching.py --data ../shared/data [--rounds 3] [--seconds 2]
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from recording import record

from znatok.llm.adapters.e5 import E5Model
from znatok.llm.adapters.e5 import model as settings
from znatok.llm.adapters.e5.session import run
from znatok.llm.batching import batches

AT_ONCE = (1, 4, 16, 64)
LENGTHS = (8, 16, 24, 32, 48, 64)
_NOW = settings._QUERIES_TOGETHER  # noqa: SLF001  # the very number in use is measured

Grouping = Callable[[NDArray[np.intp], int], list[NDArray[np.intp]]]


def one_run(lengths: NDArray[np.intp], _most: int) -> list[NDArray[np.intp]]:
    return [np.arange(len(lengths))]


@dataclass(frozen=True, slots=True)
class Way:
    """`together`: how many waiting questions are taken at once; `grouping`: into which runs."""

    name: str
    together: int
    grouping: Grouping


WAYS = (
    Way("alone", 1, batches),
    Way("one padded run", _NOW, one_run),
    Way("like lengths", _NOW, batches),
)


@dataclass(slots=True)
class Tally:
    questions: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    waits_ms: list[float] = field(default_factory=list)

    def report(self) -> dict[str, float]:
        cuts = statistics.quantiles(self.waits_ms, n=20)
        return {
            "questions_per_s": round(self.questions / self.seconds, 1),
            "cpu_ms_a_question": round(1000 * self.cpu_seconds / self.questions, 2),
            "p50_ms": round(cuts[9], 1),
            "p95_ms": round(cuts[-1], 1),
        }


@contextmanager
def grouped(grouping: Grouping) -> Iterator[None]:
    settings.batches = grouping  # type: ignore[attr-defined]
    try:
        yield
    finally:
        settings.batches = batches  # type: ignore[attr-defined]


async def load(
    model: E5Model, texts: Sequence[str], at_once: int, seconds: float, tally: Tally
) -> None:
    began, cpu, asked = time.perf_counter(), time.process_time(), 0

    async def ask() -> None:
        nonlocal asked
        while time.perf_counter() < began + seconds:
            text = texts[(tally.questions + asked) % len(texts)]
            asked += 1
            sent = time.perf_counter()
            await model.embed_queries([text])
            tally.waits_ms.append(1000 * (time.perf_counter() - sent))

    await asyncio.gather(*(ask() for _ in range(at_once)))
    tally.questions += asked
    tally.seconds += time.perf_counter() - began
    tally.cpu_seconds += time.process_time() - cpu


async def under_load(
    folder: Path, texts: Sequence[str], rounds: int, seconds: float
) -> dict[str, Any]:
    models = {}
    for way in WAYS:
        settings._QUERIES_TOGETHER = way.together  # noqa: SLF001  # read when the model is made
        models[way.name] = E5Model.load(folder)
    settings._QUERIES_TOGETHER = _NOW  # noqa: SLF001
    found: dict[str, Any] = {}
    for at_once in AT_ONCE:
        tallies = {way.name: Tally() for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                with grouped(way.grouping):
                    await load(models[way.name], texts, at_once, seconds, tallies[way.name])
        reports = {name: tally.report() for name, tally in tallies.items()}
        alone = reports["alone"]["cpu_ms_a_question"]
        for each in reports.values():
            each["speed_to_alone"] = round(alone / each["cpu_ms_a_question"], 3)
        found[str(at_once)] = reports
        print(at_once, json.dumps(reports, indent=1), flush=True)
    for model in models.values():
        model.close()
    return found


def run_ms_by_tokens(folder: Path) -> dict[str, float]:
    """Processor milliseconds of one run over one window, by its length."""
    model = E5Model.load(folder)
    session, tokens = model._session, model._tokenizer  # noqa: SLF001  # below the port on purpose

    def once(length: int) -> float:
        window = [tokens.bos, *range(1_000, 998 + length), tokens.eos]
        began = time.process_time()
        run(session, [window], tokens.pad)
        return 1000 * (time.process_time() - began)

    times = {str(n): round(statistics.median(once(n) for _ in range(40)), 2) for n in LENGTHS}
    model.close()
    return times


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder with xquad_ru")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0)
    given = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    lines = (given.data / "xquad_ru" / "queries.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    random.Random(1).shuffle(texts)  # noqa: S311  # a repeatable order, not a secret
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {
            "run_ms_by_tokens": run_ms_by_tokens(folder),
            "questions_at_once": asyncio.run(
                under_load(folder, texts, given.rounds, given.seconds)
            ),
        }
    record("batching", figures, dataset="XQuAD-ru, 1,190 questions in a fixed random order")


if __name__ == "__main__":
    main()
