"""Progress and cancelling as the page calls them."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.integration.ingestion.house import House, built, person

from znatok.access.http import current_reader
from znatok.access.model import Reader
from znatok.documents import http as documents_http
from znatok.documents.facts_service import FactService
from znatok.documents.service import DocumentService
from znatok.ingestion import http as ingestion_http
from znatok.ingestion import progress_http
from znatok.ingestion.progress import ProgressService
from znatok.ingestion.service import IngestionService
from znatok.platform.http import install_problem_handlers, provide

TEXT = "Отпуск составляет 28 календарных дней."


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


@pytest.fixture
def anna() -> Reader:
    return person()


@pytest.fixture
async def client(
    house: House, anna: Reader, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(progress_http, "_STREAM_LIFETIME_S", 3.0)
    app = FastAPI()
    install_problem_handlers(app)
    for router in (ingestion_http.router, progress_http.router, documents_http.router):
        app.include_router(router)
    services = {
        DocumentService: house.documents,
        FactService: house.facts,
        IngestionService: house.ingestion,
        ProgressService: house.progress,
    }
    provide(app, services)
    app.dependency_overrides[current_reader] = lambda: anna
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as found:
        yield found


async def uploaded(client: httpx.AsyncClient, number: int = 0) -> str:
    file = ("files", (f"{number}.txt", f"{TEXT} {number}".encode()))
    answer = await client.post("/documents", files=[file])
    assert answer.status_code == 202
    return str(answer.json()["documents"][0]["id"])


async def test_one_documents_progress_is_told(house: House, client: httpx.AsyncClient) -> None:
    await uploaded(client)
    id_ = await uploaded(client, 1)
    told = (await client.get(f"/documents/{id_}/progress")).json()
    assert (told["stage"], told["status"], told["ahead"]) == ("waiting", "queued", 1)
    assert told["bytes"] == {"done": 0, "total": len(f"{TEXT} 1".encode())}
    assert told["fragments"] == {"done": 0, "total": None}
    await house.worker.run_once()
    await house.worker.run_once()
    told = (await client.get(f"/documents/{id_}/progress")).json()
    assert told["status"] == "searchable"
    assert told["fragments"] == {"done": 0, "total": 1}
    await house.work()
    told = (await client.get(f"/documents/{id_}/progress")).json()
    assert (told["stage"], told["status"]) == (None, "ready")


async def test_the_stream_names_each_file_and_sums_them_up(
    house: House, client: httpx.AsyncClient
) -> None:
    ids = {await uploaded(client, number) for number in range(3)}

    async def work_soon() -> None:
        await asyncio.sleep(0.3)
        await house.work()

    working = asyncio.create_task(work_soon())
    answer = await client.get("/documents/progress")
    await working
    assert answer.headers["content-type"].startswith("text/event-stream")
    events: list[tuple[str, dict[str, object]]] = []
    for block in answer.text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields:
            events.append((fields["event"], json.loads(fields["data"])))
    files = [data for name, data in events if name == "progress"]
    assert {each["document_id"] for each in files} == ids
    assert {each["status"] for each in files[-3:]} == {"ready"}
    sums = [data["documents"] for name, data in events if name == "overview"]
    assert (sums[0], sums[-1]) == (3, 0)


async def test_what_is_cancelled_is_gone_and_what_is_ready_is_not(
    house: House, client: httpx.AsyncClient
) -> None:
    ready = await uploaded(client)
    await house.work()
    waiting = await uploaded(client, 1)
    answer = await client.post(f"/documents/{waiting}/cancel")
    assert (answer.status_code, answer.json()) == (200, {"id": waiting, "status": None})
    assert (await client.get(f"/documents/{waiting}")).status_code == 404
    assert (await client.get(f"/documents/{waiting}/progress")).status_code == 404
    answer = await client.post(f"/documents/{ready}/cancel")
    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/nothing-to-cancel"

    new = {"file": ("новое.txt", b"\xd0\x9d\xd0\xbe\xd0\xb2\xd0\xbe\xd0\xb5")}
    assert (await client.post(f"/documents/{ready}/versions", files=new)).status_code == 202
    answer = await client.post(f"/documents/{ready}/cancel")
    assert answer.json() == {"id": ready, "status": "ready"}
