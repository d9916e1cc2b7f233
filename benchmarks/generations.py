"""What building a second index costs, and what people notice of it.

Over the demo company in one process with the model that is shipped: processor time of the same
splitting and embedding with nothing around it, before and after that of the build; and questions
asked before, during and after another build. They are new ones each time, so no memory answers.

    python benchmarks/generations.py [--questions 40] [--rest 0]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from recording import record

from znatok.access.model import Operator, Reader
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import House, open_house
from znatok.chat.model import Question
from znatok.documents.adapters.sql_generations import SqlGenerations
from znatok.documents.generations import GenerationState
from znatok.documents.model import DocumentFilter, Status
from znatok.ingestion.embedding import EmbeddingSettings, embed
from znatok.ingestion.generations.service import GenerationService
from znatok.ingestion.splitting import DEFAULT_SPLIT, split
from znatok.kernel.clock import SystemClock
from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model
from znatok.llm.ports import EmbeddingModel
from znatok.platform.log import configure_logging
from znatok.platform.settings import CacheSettings, IndexSettings, Settings

READER = "olga.titova@knz.example"
SIZES = {"target_chars": 600, "max_chars": 800, "min_chars": 200}
QUESTIONS = (
    "Сколько дней длится отпуск",
    "Какие суточные в командировке",
    "Как оформить пропуск для гостя",
    "Кто согласует договор с поставщиком",
    "Что делать при пожаре в цехе",
)


class Asker:
    def __init__(self, house: House, reader: Reader) -> None:
        self._house = house
        self._reader = reader
        self._asked = 0

    async def ask(self) -> float:
        """Milliseconds of a question nobody has asked yet."""
        text = f"{QUESTIONS[self._asked % len(QUESTIONS)]} № {self._asked}?"
        self._asked += 1
        began = time.perf_counter()
        answer = await self._house.assistant.answer(Question(text), self._reader)
        assert answer.text
        return 1000 * (time.perf_counter() - began)


def told(times_ms: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times_ms, n=20)
    return {
        "questions": len(times_ms),
        "p50_ms": round(statistics.median(times_ms), 1),
        "p95_ms": round(cuts[18], 1),
    }


async def read_in(house: House, reader: Reader) -> None:
    wanted = DocumentFilter(status=Status.READY)
    while await house.intake.queue.waiting():  # noqa: ASYNC110  # other tasks do the work
        await asyncio.sleep(0.5)
    assert (await house.intake.documents.find(wanted, reader)).items


async def built(service: GenerationService) -> float:
    """Processor seconds of building a generation that is then forgotten, while nobody asks."""
    began = time.process_time()
    begun = await service.start(by=Operator(), splitting=SIZES)
    state = GenerationState.BUILDING
    while state is not GenerationState.READY:
        await asyncio.sleep(0.2)
        found = await service.get(begun.generation.id, by=Operator())
        state = found.generation.state
    took = time.process_time() - began
    await service.remove(begun.generation.id, by=Operator())
    return took


async def bare(house: House, model: EmbeddingModel) -> tuple[float, int]:
    """Splitting and embedding every document with nothing around it: CPU seconds, fragments."""
    store, morphology = SqlGenerations(house.intake.office.database), Morphology()
    sizes, took, number = replace(DEFAULT_SPLIT, **SIZES), 0.0, 0
    held = await store.add(model.name, SIZES, by=None, at=SystemClock().now())
    behind = await store.behind(held.id, limit=10_000)
    await store.begin_removal(held.id)
    for _, version_id in behind:
        found = await house.intake.publications.published(version_id)
        assert found is not None
        document, version = found
        began = time.process_time()
        fragments = await asyncio.to_thread(split, version, document.title, morphology, sizes)
        parts = embed(version, document.title, fragments, model, EmbeddingSettings())
        async for _ in parts:
            pass
        took += time.process_time() - began
        number += len(fragments)
    return took, number


async def measure(questions: int, rest: float) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(
            data_dir=Path(name),
            demo=True,
            cache=CacheSettings(answer_mb=0),
            index=IndexSettings(build_rest=rest),
        )
        async with open_house(settings) as house:
            await move_in(house.intake)
            reader = await house.intake.office.accounts.find_user(READER, by=Operator())
            assert reader is not None
            await read_in(house, reader)
            model = E5Model.load(settings.data_dir / "models")
            asker = Asker(house, reader)
            before = [await asker.ask() for _ in range(questions)]
            service: Any = house.services[GenerationService]
            first, fragments = await bare(house, model)
            alone = await built(service)
            second, _ = await bare(house, model)
            model.close()
            bare_cpu_s = (first + second) / 2
            begun = await service.start(by=Operator(), splitting=SIZES)
            during: list[float] = []
            while True:
                found = await service.get(begun.generation.id, by=Operator())
                if found.generation.state is GenerationState.READY:
                    break
                during.append(await asker.ask())
                await asyncio.sleep(0.2)
            called = time.perf_counter()
            await service.switch(begun.generation.id, by=Operator(), force=True)
            switch_s = time.perf_counter() - called
            after = [await asker.ask() for _ in range(questions)]
            called = time.perf_counter()
            await service.roll_back(by=Operator())
            back_s = time.perf_counter() - called
    return {
        "fragments": fragments,
        "rest": rest,
        "bare_cpu_s": [round(first, 2), round(second, 2)],
        "build_cpu_s": round(alone, 2),
        "build_by_bare": round(alone / bare_cpu_s, 2),
        "before": told(before),
        "during": told(during),
        "after": told(after),
        "switch_s": round(switch_s, 2),
        "roll_back_s": round(back_s, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--rest", type=float, default=0.0)
    given = parser.parse_args()
    configure_logging(level="ERROR", as_json=False)
    figures = asyncio.run(measure(given.questions, given.rest))
    print(record("generations", figures, dataset="the demo company"))
    print(figures)


if __name__ == "__main__":
    main()
