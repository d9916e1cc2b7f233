"""How fast documents are read in, and what it costs those who ask meanwhile.

Typical documents (three pages, some 1,500 tokens; DOCX, PDF, Markdown, XLSX, HTML in turn) go
through the whole house: stored, read in processes of their own, split, found by words, given
vectors of fragments and sentences, indexed. In the same run: what the embedder alone takes for the
same texts, the latency of questions before and during the import, the most memory the server and
its readers hold together. Then a PDF of many pages, the pace of the queue, and, with a model that
costs nothing, the cost of a document as their number grows.

    python benchmarks/ingestion.py [--documents 60] [--pages 500] [--curve 100,1000]
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
from ingestion_files import long_pdf, typical
from ingestion_pace import curve, queue_pace
from recording import record

from znatok.access.model import Operator, Reader, Role
from znatok.access.service import NewUser
from znatok.bootstrap import house as house_module
from znatok.bootstrap.house import House, open_house
from znatok.chat.model import Question
from znatok.documents.model import Status
from znatok.ingestion.embedding import SentenceComposer, compose_passage
from znatok.ingestion.jobs import Priority
from znatok.kernel.ids import DocumentId
from znatok.llm.ports import EmbeddingModel
from znatok.platform.settings import CacheSettings, Settings

_MIB = 1024 * 1024
_PASSWORD = "чистый-лист-2026"  # noqa: S105  # of a house that lives as long as the benchmark
_TEXTS = 64  # of one call to the embedder
_QUESTIONS = (
    "В течение скольких рабочих дней бухгалтерия проверяет акт?",
    "Кто утверждает приказ на закупку?",
    "Когда юрист согласует договор поставки?",
    "Не позднее какого числа передают отчёт?",
    "Кто хранит журнал доступа?",
)


async def whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def send(house: House, reader: Reader, name: str, data: bytes) -> DocumentId:
    taking = house.intake.ingestion
    stored = await taking.keep_file(name, whole(data))
    return (await taking.accept(stored, reader, priority=Priority.BULK)).id


async def emptied(house: House) -> None:
    while await house.intake.queue.waiting():  # noqa: ASYNC110  # the queue is in the database
        await asyncio.sleep(0.05)


class Memory:
    """The most that this process and its children held together, in MiB."""

    def __init__(self) -> None:
        self.most = 0.0

    async def watch(self) -> None:
        here = psutil.Process()
        while True:
            held = 0
            for each in (here, *here.children(recursive=True)):
                try:
                    held += each.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.most = max(self.most, held / _MIB)
            await asyncio.sleep(0.25)


@asynccontextmanager
async def beside(work: Callable[[], Any]) -> AsyncIterator[None]:
    task = asyncio.create_task(work())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def ask(house: House, reader: Reader, took_ms: list[float], pause_s: float) -> None:
    number = 0
    while True:
        began = time.perf_counter()
        # A number makes every question new: what is remembered costs nothing.
        question = Question(f"{_QUESTIONS[number % len(_QUESTIONS)]} Пункт {number}")
        await house.assistant.answer(question, reader)
        took_ms.append((time.perf_counter() - began) * 1000)
        number += 1
        await asyncio.sleep(pause_s)


async def texts_of(house: House, reader: Reader, ids: list[DocumentId]) -> list[str]:
    """What the embedder was given for these documents."""
    said: list[str] = []
    for id_ in ids:
        document, version = await house.intake.documents.content(id_, reader)
        composer = SentenceComposer(version.blocks)
        page = await house.intake.documents.fragments(id_, reader, limit=200)
        for fragment in page.items:
            said.append(compose_passage(document.title, fragment))
            said += composer.compose(fragment)
    return said


async def embedder_alone(model: EmbeddingModel, said: list[str]) -> float:
    began = time.perf_counter()
    parts = [said[start : start + _TEXTS] for start in range(0, len(said), _TEXTS)]
    for first, second in zip(parts[::2], [*parts[1::2], []], strict=False):  # never out of work
        await asyncio.gather(model.embed_passages(first), model.embed_passages(second))
    return time.perf_counter() - began


def keep_models() -> list[EmbeddingModel]:
    """The embedding models that houses open from now on."""
    kept: list[EmbeddingModel] = []
    real = house_module._open_model  # noqa: SLF001  # the very model of the house is measured

    async def keeping(stack: AsyncExitStack, settings: Settings) -> EmbeddingModel:
        kept.append(await real(stack, settings))
        return kept[-1]

    house_module._open_model = keeping  # noqa: SLF001
    return kept


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def typical_documents(
    house: House, reader: Reader, model: EmbeddingModel, number: int
) -> dict[str, Any]:
    for warm in range(5):
        await send(house, reader, *typical(10_000 + warm))
    await emptied(house)
    files = [typical(at) for at in range(number)]
    idle: list[float] = []
    async with beside(lambda: ask(house, reader, idle, 0.05)):
        while len(idle) < 40:  # noqa: ASYNC110  # counted by the task beside
            await asyncio.sleep(0.05)
    half = number // 2
    spans, ids, busy = [], list[DocumentId](), list[float]()
    # Half of the import alone, for the pace; half of it beside questions, for their latency.
    for some, asked in ((files[:half], False), (files[half:], True)):
        began = time.perf_counter()
        sent = [await send(house, reader, name, data) for name, data in some]
        if asked:
            async with beside(lambda: ask(house, reader, busy, 0.05)):
                await emptied(house)
        else:
            await emptied(house)
            spans.append(time.perf_counter() - began)
            said = await texts_of(house, reader, sent)
            alone = await embedder_alone(model, said)
        ids += sent
    states = [(await house.intake.documents.get(each, reader)).document.status for each in ids]
    return {
        "documents": number,
        "ready": sum(each is Status.READY for each in states),
        "documents_an_hour": round(half / spans[0] * 3600),
        "texts_embedded_a_document": round(len(said) / half, 1),
        "embedder_alone_documents_an_hour": round(half / alone * 3600),
        "ratio_to_embedder_alone": round(alone / spans[0], 3),
        "question_p95_ms_idle": round(p95(idle), 1),
        "question_p95_ms_during_import": round(p95(busy), 1),
        "question_p95_ratio": round(p95(busy) / p95(idle), 2),
        "questions_during_import": len(busy),
    }


async def long_document(house: House, reader: Reader, pages: int) -> dict[str, Any]:
    data = long_pdf(pages)
    began = time.perf_counter()
    id_ = await send(house, reader, f"Сводный регламент {pages}.pdf", data)
    searchable: float | None = None
    while True:
        document = (await house.intake.documents.get(id_, reader)).document
        if document.current is not None and searchable is None:
            searchable = time.perf_counter() - began
        if document.status not in (Status.QUEUED, Status.PROCESSING, Status.SEARCHABLE):
            break
        await asyncio.sleep(0.1)
    return {
        "pages": document.pages,
        "status": document.status.value,
        "found_by_words_after_s": None if searchable is None else round(searchable, 1),
        "ready_after_s": round(time.perf_counter() - began, 1),
    }


async def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=60)
    arguments.add_argument("--pages", type=int, default=500)
    arguments.add_argument("--curve", default="100,1000")
    chosen = arguments.parse_args()
    figures: dict[str, Any] = {"started": datetime.now(UTC).isoformat(timespec="seconds")}
    figures["load_before"] = [round(each, 1) for each in os.getloadavg()]
    memory, models = Memory(), keep_models()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), cache=CacheSettings())
        async with open_house(settings) as house, beside(memory.watch):
            new = NewUser("b@example.com", "Анна Соколова", Role.USER, password=_PASSWORD)
            profile = await house.intake.office.accounts.create_user(new, by=Operator())
            reader = Reader(profile.profile.user.id, Role.USER, None, frozenset())
            figures["typical"] = await typical_documents(house, reader, models[0], chosen.documents)
            print(json.dumps(figures["typical"], indent=2), flush=True)
            if chosen.pages:
                figures["long"] = await long_document(house, reader, chosen.pages)
            figures["memory_most_mib"] = round(memory.most)
    figures["queue"] = await queue_pace()
    steps = [int(each) for each in chosen.curve.split(",") if each]
    if steps:
        figures["cost"] = await curve([*pairwise([0, *steps])])
    figures["load_after"] = [round(each, 1) for each in os.getloadavg()]
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    record("ingestion", figures, dataset="made by benchmarks/ingestion_files.py")


if __name__ == "__main__":
    asyncio.run(main())
