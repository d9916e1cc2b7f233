"""What the memories of vectors and answers cost when they miss and save when they hit.

Over the demo company in one process, interleaved so that other work on the machine weighs on all
alike: no memory at all; a memory that knows nothing (its cost); the vector known; the answer known.
Every answer is stored and journaled in each of them.

    python benchmarks/caches.py [--rounds 6] [--questions 60]
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recording import record

from znatok.access.model import Operator, Reader
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import House, open_house, open_intake
from znatok.chat.model import Question
from znatok.platform.assets import asset
from znatok.platform.log import configure_logging
from znatok.platform.settings import CacheSettings, Settings

READER = "olga.titova@knz.example"
OFF = CacheSettings(embedding_mb=0, answer_mb=0)


class Way:
    """One way to answer: each question is asked once uncounted, `forgotten` is cleared, and then
    the same question is asked again.
    """

    def __init__(self, house: House, reader: Reader, *forgotten: str) -> None:
        self._house = house
        self._reader = reader
        self._forgotten = forgotten
        self._wall_ms: list[float] = []
        self._cpu_ms: list[float] = []

    async def ask(self, texts: Sequence[str], *, counted: bool) -> None:
        for text in texts:
            await self._house.assistant.answer(Question(text), self._reader)
            for each in self._house.caches.all:
                if each.name in self._forgotten:
                    await each.clear()
            began, cpu = time.perf_counter(), time.process_time()
            await self._house.assistant.answer(Question(text), self._reader)
            if counted:
                self._wall_ms.append(1000 * (time.perf_counter() - began))
                self._cpu_ms.append(1000 * (time.process_time() - cpu))

    def report(self) -> dict[str, float]:
        cuts = statistics.quantiles(self._wall_ms, n=20)
        return {
            "cpu_ms": round(statistics.mean(self._cpu_ms), 2),
            "p50_ms": round(cuts[9], 2),
            "p95_ms": round(cuts[-1], 2),
        }


async def measured(folder: Path, rounds: int, count: int) -> dict[str, Any]:
    golden = (asset("demo_company") / "golden.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["question"] for line in golden][:count]
    async with open_intake(Settings(data_dir=folder)) as intake:
        await move_in(intake)
    async with (
        open_house(Settings(data_dir=folder)) as house,
        open_house(Settings(data_dir=folder, cache=OFF)) as forgetful,
    ):
        while await house.intake.publications.unfinished():  # noqa: ASYNC110  # asks a database
            await asyncio.sleep(0.5)
        reader = await house.intake.office.accounts.find_user(READER, by=Operator())
        assert reader is not None
        await forgetful.intake.feed.pump()
        ways = {
            "no memory": Way(forgetful, reader),
            "nothing known": Way(house, reader, "embeddings", "answers"),
            "vector known": Way(house, reader, "answers"),
            "answer known": Way(house, reader),
        }
        for number in range(rounds + 1):
            for way in ways.values():
                await way.ask(texts, counted=number > 0)  # the first round warms up
        reports: dict[str, Any] = {name: way.report() for name, way in ways.items()}
        for each in reports.values():
            each["cpu_to_no_memory"] = round(each["cpu_ms"] / reports["no memory"]["cpu_ms"], 3)
        held = {each.name: each.stats() for each in house.caches.all}
        sizes = {n: round(each.size_bytes / max(1, each.entries)) for n, each in held.items()}
        return {"questions": len(texts) * rounds, "ways": reports, "bytes_an_entry": sizes}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--questions", type=int, default=60)
    given = parser.parse_args()
    configure_logging(level="WARNING", as_json=False)
    with tempfile.TemporaryDirectory() as name:
        figures = asyncio.run(measured(Path(name), given.rounds, given.questions))
    print(json.dumps(figures, indent=2))
    record("caches", figures, dataset="examples/demo_company")


if __name__ == "__main__":
    main()
