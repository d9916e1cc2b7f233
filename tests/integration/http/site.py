"""The whole application over a folder of its own; only the embedding model is a quick one."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from docx import Document
from fastapi import FastAPI
from tests.contract.embedding_model.hashing import HashingModel

from znatok.access.model import Operator, Profile, Role
from znatok.access.service import NewUser, PeopleService
from znatok.bootstrap import house
from znatok.entrypoints.http.app import create_app
from znatok.llm.ports import EmbeddingModel
from znatok.platform import assets
from znatok.platform.settings import AnswerSettings, Settings

PASSWORD = "чистый-лист-2026"
SITE = "http://znatok.test"
LEAVE = "Ежегодный оплачиваемый отпуск сотрудника длится двадцать восемь календарных дней."
LEAVE_TEXT = f"{LEAVE}\n\nЗаявление на отпуск подают за две недели до его начала."
TRIP = "Суточные в командировке по России составляют семьсот рублей в день."
QUESTION = "Сколько календарных дней длится ежегодный отпуск сотрудника?"
_PATIENCE = 90  # seconds; reading happens in a process of its own, on machines however slow

# Hashed words know no cosines of the real model, so confidence decides nothing here.
ALWAYS_ANSWER = AnswerSettings(answer_from=0.0, possible_from=0.0)


@dataclass
class Site:
    app: FastAPI
    client: httpx.AsyncClient

    async def add(self, email: str, role: Role = Role.USER) -> Profile:
        people: PeopleService = self.app.state.services[PeopleService]
        new = NewUser(email, "Анна Соколова", role, password=PASSWORD)
        return (await people.create_user(new, by=Operator())).profile

    async def person(self, email: str, role: Role = Role.USER) -> "Person":
        await self.add(email, role)
        form = {"username": email, "password": PASSWORD}
        answer = await self.client.post("/api/v1/auth/token", data=form)
        assert answer.status_code == 200, answer.text
        self.client.cookies.clear()
        return Person(self.client, {"Authorization": f"Bearer {answer.json()['access_token']}"})


@dataclass
class Person:
    """Somebody signed in; paths are relative to /api/v1."""

    client: httpx.AsyncClient
    headers: dict[str, str]

    async def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        return await self.client.request(method, f"/api/v1{path}", headers=headers, **more)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.call("GET", path, **more)

    async def post(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        return await self.call("POST", path, json=body, **more)

    async def upload(
        self, name: str, data: bytes | str, access: dict[str, object] | None = None
    ) -> str:
        """The id of the document, once it can be searched."""
        content = data.encode() if isinstance(data, str) else data
        form = {} if access is None else {"access": json.dumps(access)}
        answer = await self.call("POST", "/documents", files={"files": (name, content)}, data=form)
        assert answer.status_code == 202, answer.text
        id_ = str(answer.json()["documents"][0]["id"])
        document = await self.settled(id_)
        assert document["status"] == "ready", document
        return id_

    async def settled(self, document_id: str) -> dict[str, Any]:
        """The document when it is ready or never will be."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                answer = await self.get(f"/documents/{document_id}")
                document: dict[str, Any] = answer.json()
                if document["status"] not in {"queued", "processing", "searchable"}:
                    return document
                await asyncio.sleep(0.05)

    async def ask(self, message: str = QUESTION, **more: object) -> dict[str, Any]:
        answer = await self.post("/chat", {"message": message, **more})
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def events(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> list["Event"]:
        sent = {"Accept": "text/event-stream", **headers}
        answer = await self.call(method, path, json=body, headers=sent)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/event-stream")
        return events_of(answer.text)


@dataclass
class Event:
    id: str
    name: str
    data: dict[str, Any]

    @property
    def number(self) -> int:
        return int(self.id.rpartition(":")[2])


def events_of(text: str) -> list[Event]:
    """Events of a stream that names each and numbers each."""
    events = []
    for block in text.split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        events.append(Event(fields["id"], fields["event"], json.loads(fields["data"])))
    return events


def docx_of(*paragraphs: str, heading: str) -> bytes:
    document, data = Document(), io.BytesIO()
    document.add_heading(heading, level=1)
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(data)
    return data.getvalue()


async def quick_model(stack: AsyncExitStack, settings: Settings) -> EmbeddingModel:
    return HashingModel()


@asynccontextmanager
async def opened_site(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: AnswerSettings = ALWAYS_ANSWER,
    *,
    with_pages: bool = True,
    **settings: Any,
) -> AsyncIterator[Site]:
    """The application started, with two pages in place of the built ones."""
    pages = folder / "pages"
    (pages / "assets").mkdir(parents=True, exist_ok=True)
    (pages / "index.html").write_text("<!doctype html><title>Знаток</title>", "utf-8")
    (pages / "assets" / "app-1a2b.js").write_text("export {}\n", "utf-8")
    place = str(pages if with_pages else folder / "absent")
    monkeypatch.setitem(assets._PLACES, "web", (place, place))
    monkeypatch.setattr(house, "_open_model", quick_model)
    app = create_app(Settings(data_dir=folder / "data", answers=answers, **settings))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=SITE, timeout=60) as client:
            yield Site(app, client)
