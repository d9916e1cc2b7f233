"""What the product adds to a language model: time to the first token, processor time a token.

    python benchmarks/llm_overhead.py

A stand-in server speaks OpenAI's protocol in a process of its own, so that the processor time
measured here is the product's alone. The product is the router with everything behind it: the
egress check, a budget read from SQLite before each answer, the maker's client, the record of
calls. `added` is against a bare socket that sends the same request and waits for the first piece of
text, asked in turn with the product: ratios and differences of one run.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from recording import ROOT, record

sys.path.insert(0, str(ROOT))  # the stand-ins are the tests'

from tests.standins.openai_protocol import OpenAIServer
from tests.standins.scripted import Pause, ScriptedModel, Step, say
from tests.standins.vendor import KEY

from znatok.access.model import Reader, Role
from znatok.audit.model import Event
from znatok.bootstrap.migrating import migrate
from znatok.bootstrap.models import open_models
from znatok.kernel.clock import SystemClock
from znatok.kernel.ids import DepartmentId, UserId, new_uuid
from znatok.llm.model import ChatMessage, ChatRequest, Price, Region, TextDelta
from znatok.llm.model import Role as Speaker
from znatok.llm.providers.billing import BillingService
from znatok.llm.providers.model import MonthBudget, Payer
from znatok.llm.routing.egress import destination_of
from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.line import Line
from znatok.llm.routing.model import Asker, ProviderCard, ProviderId, RoutedEnd, Task
from znatok.llm.routing.router import Router
from znatok.platform.db import Database
from znatok.platform.settings import LlmProviderSettings, LlmSettings, Settings
from znatok.privacy.egress import EgressPolicy
from znatok.privacy.model import DataClass

SHORT = "Коротко: сколько дней отпуска?"
LONG = "Подробно: сколько дней отпуска?"
_SHORT_PIECES = 4
_LONG_PIECES = 300
_IN_MEMORY = 20_000  # tokens; enough for a second of processor time
_BETWEEN_S = 0.003  # so that pieces travel alone, as a vendor's do


def said(request: ChatRequest) -> Sequence[Step]:
    pieces = _LONG_PIECES if request.messages[-1].text == LONG else _SHORT_PIECES
    steps: list[Step] = []
    for number in range(pieces):
        steps += [f"слово{number} ", Pause(_BETWEEN_S)]
    return steps


async def serve() -> None:
    async with OpenAIServer(script=said) as vendor:
        print(vendor.base_url, flush=True)
        await asyncio.Event().wait()


class Unheard:
    """An audit log that keeps nothing: what it costs is measured elsewhere."""

    async def record(self, event: Event) -> None:
        del event

    async def record_now(self, event: Event) -> None:
        del event


@dataclass(frozen=True, slots=True)
class Product:
    router: Router
    policy: EgressPolicy
    asker: Asker

    async def ask(self, text: str) -> tuple[float, int]:
        """Seconds to the first text, and pieces of text in all."""
        began, first, pieces = time.perf_counter(), None, 0
        request = ChatRequest((ChatMessage(Speaker.USER, text),), max_tokens=1_000)
        stream = self.router.stream(
            Task.ANSWER,
            request,
            admits=lambda card: self.policy.admits(destination_of(card)),
            asker=self.asker,
        )
        async with aclosing(stream) as deltas:
            async for delta in deltas:
                if isinstance(delta, TextDelta):
                    first = first or time.perf_counter() - began
                    pieces += 1
                elif isinstance(delta, RoutedEnd):
                    assert not delta.partial, delta
        assert first is not None
        return first, pieces


@asynccontextmanager
async def opened(base_url: str, folder: Path) -> AsyncIterator[Product]:
    provider = LlmProviderSettings(
        name="stand-in",
        kind="openai_compatible",
        options={
            "base_url": base_url,
            "region": "local",
            "model": "local-model",
            "api_key": KEY,
            "price": {"prompt": 100.0, "completion": 100.0},
        },
    )
    clock = SystemClock()
    policy = EgressPolicy(clock)
    settings = Settings(data_dir=folder, llm=LlmSettings(providers=(provider,)))
    asker = Asker(UserId(new_uuid()), DepartmentId(new_uuid()))
    async with AsyncExitStack() as stack:
        database = Database.connect(settings.database_url)
        stack.push_async_callback(database.close)
        await migrate(database)
        models = await open_models(
            stack, settings, database=database, log=Unheard(), egress=policy, clock=clock
        )
        billing = models.services[BillingService]
        assert isinstance(billing, BillingService)
        admin = Reader(UserId(new_uuid()), Role.ADMIN)
        await billing.set(MonthBudget(Payer.USER, None, 1_000_000.0), admin)
        yield Product(models.router, policy, asker)


async def cpu_of_router(tokens: int) -> float:
    """Milliseconds of processor time that routing alone adds to a token.

    The same model in memory is read with and without the router.
    """
    model = ScriptedModel(say(*(f"слово{number} " for number in range(tokens))))
    request = ChatRequest((ChatMessage(Speaker.USER, SHORT),), max_tokens=1_000)
    card = ProviderCard(
        id=ProviderId(new_uuid()),
        name="memory",
        kind="scripted",
        model=model.name,
        region=Region.LOCAL,
        capabilities=model.capabilities,
        price=Price(),
        classes=frozenset(DataClass),
    )
    line = Line.opened(card, model, streams=1, now=time.monotonic)
    router = Router(roster=One(line), journal=Nothing(), purse=Nothing(), clock=SystemClock())
    began = time.process_time()
    async with aclosing(model.stream(request)) as alone:
        async for _ in alone:
            pass
    between = time.process_time()
    async with aclosing(router.stream(Task.ANSWER, request, admits=bool)) as routed:
        async for _ in routed:
            pass
    return (time.process_time() - 2 * between + began) * 1000 / tokens


@dataclass(frozen=True, slots=True)
class One:
    line: Line

    def lines(self, task: Task, data_class: DataClass | None) -> Sequence[Line]:
        del task, data_class
        return [self.line]


class Nothing:
    """A journal that forgets and a purse that is never empty."""

    def note(self, call: ModelCall) -> None:
        del call

    async def is_spent(self, asker: Asker) -> bool:
        del asker
        return False


async def bare(base_url: str, text: str) -> float:
    """Seconds from the same request to the first piece of text, by a socket kept open for it."""
    port = int(base_url.split(":")[2].split("/", maxsplit=1)[0])
    body = json.dumps(
        {
            "model": "local-model",
            "messages": [{"role": "user", "content": text}],
            "max_tokens": 1_000,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
    ).encode()
    head = (
        f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: Bearer {KEY}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        began = time.perf_counter()
        writer.write(head + body)
        while b"content" not in (await reader.readline()) or not await reader.readline():
            pass
        took = time.perf_counter() - began
        await reader.readuntil(b"[DONE]")
        return took
    finally:
        writer.close()
        await writer.wait_closed()


async def measure(rounds: int, answers: int) -> dict[str, object]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--serve", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    base_url = (await process.stdout.readline()).decode().strip()
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with opened(base_url, Path(folder)) as product:
                for _ in range(10):
                    await product.ask(SHORT)
                firsts = [
                    (await bare(base_url, SHORT), (await product.ask(SHORT))[0])
                    for _ in range(rounds)
                ]
                began, pieces = time.process_time(), 0
                for _ in range(answers):
                    pieces += (await product.ask(LONG))[1]
                cpu_s = time.process_time() - began
    finally:
        process.terminate()
        await process.wait()
    alone, through = ([each[side] * 1000 for each in firsts] for side in (0, 1))
    added = [product - socket for socket, product in zip(alone, through, strict=True)]
    return {
        "first_token_ms": {"bare_socket": spread(alone), "product": spread(through)},
        "added_first_token_ms": spread(added),
        "router_cpu_ms_per_token": round(await cpu_of_router(_IN_MEMORY), 4),
        "cpu_ms_per_token": round(cpu_s * 1000 / pieces, 4),
        "streamed_tokens": pieces,
        "rounds": rounds,
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return {"p50": round(statistics.median(values), 2), "p95": round(cuts[-1], 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", action="store_true", help="be the stand-in server")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--answers", type=int, default=10)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    if given.serve:
        asyncio.run(serve())
        return
    figures = asyncio.run(measure(given.rounds, given.answers))
    print(json.dumps(figures, indent=2))
    print(record("llm_overhead", figures, dataset="a scripted server of OpenAI's protocol"))


if __name__ == "__main__":
    main()
