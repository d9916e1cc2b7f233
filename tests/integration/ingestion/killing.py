"""Kills a real server again and again while files are sent to it, and looks for what broke.

A document is a number of short sections that all carry its own mark and that of its version, so
that a mixture of two versions, or half of one, shows in its fragments.
"""

import asyncio
import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
from tests.integration.ingestion.killed_server import POINTS

from znatok.access.model import Operator, Role
from znatok.access.service import NewUser
from znatok.bootstrap.house import open_intake, open_office
from znatok.ingestion.orphans import OrphanSweep
from znatok.kernel.clock import SystemClock
from znatok.platform.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[3]
EMAIL, PASSWORD = "kill@example.com", "чистый-лист-2026"
SECTIONS = 4  # each is a fragment
# As long as a fragment may be: each section becomes one of its own.
_FILLING = "Порядок выдачи и возврата имущества устанавливает заведующий складом. " * 12
_UP_S, _SETTLED_S = 60, 180
_VERSIONED, _CANCELLED = 0.15, 0.08  # of the documents sent: get a second version, are taken back


def text_of(number: int, version: int) -> str:
    return "\n\n".join(
        f"# Раздел {section}\n\nУчётный номер kx{number:05d}q, редакция v{version}z. {_FILLING}"
        for section in range(1, SECTIONS + 1)
    )


@dataclass
class Sent:
    """What the driver knows of one document; `certain`: the server has said so itself."""

    number: int
    id: str | None = None
    newest: int = 1
    maybe_newest: int = 1
    gone: bool = False
    maybe_gone: bool = False


@dataclass
class Findings:
    cycles: int = 0
    killed: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    lost: list[str] = field(default_factory=list)
    half_visible: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    orphan_files: int = 0
    files_left_wrong: int = 0
    seconds: float = 0.0


class Killing:
    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)  # noqa: S311  # nothing secret
        self._sent: dict[int, Sent] = {}
        self._unsure: list[int] = []  # no answer came: sent again
        self._next = 0
        self.found = Findings()

    async def run(self, cycles: int, documents: int, *, within_s: float) -> Findings:
        """Kill `cycles` servers, or as many as there is time for.

        Of the `documents` the last ones go to a calm server; fewer when fewer cycles were run.
        """
        started = time.monotonic()
        async with open_office(Settings(data_dir=self._folder)) as office:
            new = NewUser(EMAIL, "Анна Соколова", Role.USER, password=PASSWORD)
            await office.accounts.create_user(new, by=Operator())
        per_cycle = max(1, documents // cycles)
        points = [*POINTS, "random", "random", "random", "random"]
        for cycle in range(cycles):
            if time.monotonic() - started > within_s:
                break
            point = points[cycle % len(points)]
            nth: float = self._random.randint(1, max(1, per_cycle // 2))
            if point == "random":
                nth = self._random.uniform(0.5, 4.0)
            elif point in {"version recorded", "withdrawn", "job dropped"}:
                nth = 1
            await self._cycle(point, nth, per_cycle)
            self.found.cycles += 1
            self._look_for_halves()
        await self._settle(min(documents, per_cycle * self.found.cycles))
        self.found.seconds = round(time.monotonic() - started, 1)
        return self.found

    async def _cycle(self, point: str, nth: float, per_cycle: int) -> None:
        address, server = await self._start(point, nth)
        try:
            async with _client(address) as client:
                await _sign_in(client)
                await self._send(client, per_cycle)
                # What is being read in leads to its points; those never reached end here.
                until = time.monotonic() + 8
                while server.poll() is None and time.monotonic() < until:  # noqa: ASYNC110  # another process
                    await asyncio.sleep(0.02)
        except httpx.TransportError:
            pass  # it is dead, or dying
        except httpx.HTTPStatusError as error:
            answer = error.response
            self.found.refused.append(f"{answer.request.url.path}: {answer.status_code}")
        where = point if server.poll() is not None else "from outside"
        self.found.killed[where] = self.found.killed.get(where, 0) + 1
        server.kill()
        server.wait()

    async def _start(self, point: str, nth: float) -> tuple[str, "subprocess.Popen[bytes]"]:
        port = _free_port()
        command = [sys.executable, str(Path(__file__).with_name("killed_server.py"))]
        command += [str(self._folder), str(port), point, str(nth)]
        environment = os.environ | {
            "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{REPOSITORY / 'src'}",
            "OMP_NUM_THREADS": "1",
        }
        with (self._folder / "server.log").open("ab") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: ASYNC220  # a moment
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + _UP_S
        async with _client(address) as client:
            while server.poll() is None and time.monotonic() < until:
                try:
                    if (await client.get(f"{address}/readyz")).is_success:
                        break
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
        return address, server

    async def _send(self, client: httpx.AsyncClient, per_cycle: int) -> None:
        numbers, self._unsure = self._unsure, []
        while len(numbers) < per_cycle:
            numbers.append(self._next)
            self._next += 1
        while numbers:
            some = [numbers.pop() for _ in range(min(3, len(numbers)))]
            ended = await asyncio.gather(
                *(self._send_one(client, each) for each in some), return_exceptions=True
            )
            broken = [each for each in ended if isinstance(each, BaseException)]
            if broken:
                self._unsure += [each for each in [*some, *numbers] if not self._known(each)]
                raise broken[0]

    def _known(self, number: int) -> bool:
        return number in self._sent and self._sent[number].id is not None

    async def _send_one(self, client: httpx.AsyncClient, number: int) -> None:
        sent = self._sent.setdefault(number, Sent(number))
        file = (f"{number}.md", text_of(number, 1).encode())
        answer = await client.post("/documents", files={"files": file})
        if answer.status_code == 409:  # the answer to an earlier try was lost with its server
            sent.id = answer.json()["document_id"]
            return
        answer.raise_for_status()
        sent.id = answer.json()["documents"][0]["id"]
        chance = self._random.random()
        if chance < _VERSIONED:
            sent.maybe_newest = 2
            file = (f"{number}.md", text_of(number, 2).encode())
            answer = await client.post(f"/documents/{sent.id}/versions", files={"file": file})
            answer.raise_for_status()
            sent.newest = 2
        elif chance < _VERSIONED + _CANCELLED:
            sent.maybe_gone = True
            answer = await client.post(f"/documents/{sent.id}/cancel")
            if answer.status_code == 200:
                sent.gone = True
            elif answer.status_code == 409:  # it was ready already
                sent.maybe_gone = False

    def _look_for_halves(self) -> None:
        """Whatever readers could see at this moment: one version whole, or nothing."""
        for id_, (current, status, fragments, vectors, held) in self._rows().items():
            texts = [text for _, text in fragments]
            if current is None:
                if texts:
                    self.found.half_visible.append(f"{id_}: fragments without a version")
                continue
            marks = {text.split("редакция ")[1].split("z")[0] for text in texts}
            if len(texts) != SECTIONS or marks != {f"v{current}"}:
                self.found.half_visible.append(f"{id_}: version {current}, {len(texts)}, {marks}")
            if status == "ready" and not len(texts) == vectors == held:
                self.found.half_visible.append(f"{id_}: ready with {vectors} vectors of {held}")

    def _rows(self) -> dict[str, tuple[int | None, str, list[tuple[int, str]], int, int]]:
        """Of each document: current version, status, fragments, their vectors, those it holds."""
        path = self._folder / "znatok.sqlite"
        with closing(sqlite3.connect(path)) as database:
            documents = database.execute("SELECT id, current, status FROM documents").fetchall()
            fragments: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
            for id_, ordinal, text in database.execute(
                "SELECT document_id, ordinal, text FROM fragments ORDER BY document_id, ordinal"
            ):
                fragments[id_].append((ordinal, text))
            vectors = dict(
                database.execute(
                    "SELECT document_id, count(*) FROM fragments f JOIN fragment_vectors v "
                    "ON v.fragment_id = f.id GROUP BY document_id"
                ).fetchall()
            )
        return {
            id_: (current, status, fragments[id_], vectors.get(id_, 0), len(fragments[id_]))
            for id_, current, status in documents
        }

    async def _settle(self, documents: int) -> None:
        """One more server, which nobody kills: all is read in, and counted."""
        address, server = await self._start("none", 0)
        try:
            async with _client(address) as client:
                await _sign_in(client)
                await self._send(client, max(0, documents - self._next) + len(self._unsure))
                until = time.monotonic() + _SETTLED_S
                while time.monotonic() < until and await _under_way(client):  # noqa: ASYNC110  # another process
                    await asyncio.sleep(0.2)
                await self._count(client, address)
        finally:
            server.terminate()
            server.wait(30)
        self._look_for_halves()
        await self._sweep()

    async def _count(self, client: httpx.AsyncClient, address: str) -> None:
        listed = await _all_documents(client)
        self.found.documents = len(listed)
        by_name = Counter(each["file_name"] for each in listed)
        self.found.duplicated += [name for name, count in by_name.items() if count > 1]
        states = {each["id"]: each for each in listed}
        for sent in self._sent.values():
            if sent.id is None:
                self.found.lost.append(f"{sent.number}: never accepted")
            elif sent.gone and sent.id in states:
                self.found.half_visible.append(f"{sent.number}: cancelled, and there")
            elif sent.id not in states:
                if not sent.maybe_gone:
                    self.found.lost.append(f"{sent.number}: not there")
            else:
                state = states[sent.id]
                versions = {sent.newest, sent.maybe_newest}
                if state["status"] != "ready" or state["version"] not in versions:
                    said = f"{sent.number}: {state['status']}, version {state['version']}"
                    self.found.lost.append(said)
        held = (await client.get(f"{address}/readyz")).json()["fragments"]
        if held != SECTIONS * len(listed):
            self.found.duplicated.append(f"{held} fragments in the index")
        for each in self._random.sample(listed, min(60, len(listed))):
            number = int(each["file_name"].partition(".")[0])
            body = {"query": f"учётный номер kx{number:05d}q", "limit": 50}
            hits = (await client.post("/search", json=body)).json()["hits"]
            marked = [hit for hit in hits if f"kx{number:05d}q" in str(hit)]
            if len(marked) != SECTIONS:
                said = f"{number}: found {len(marked)} times"
                (self.found.lost if len(marked) < SECTIONS else self.found.duplicated).append(said)

    async def _sweep(self) -> None:
        """Files that crashes left behind are found and removed, and no others."""
        async with open_intake(Settings(data_dir=self._folder)) as intake:
            sweep = OrphanSweep(
                publications=intake.publications,
                blobs=intake.blobs,
                inventory=intake.blobs,
                clock=SystemClock(),
                age=timedelta(0),
            )
            self.found.orphan_files = await sweep.sweep()
        with closing(sqlite3.connect(self._folder / "znatok.sqlite")) as database:
            query = "SELECT blob_key FROM document_versions"
            named = {key for (key,) in database.execute(query)}
        blobs = self._folder / "blobs"
        held = {path.name for path in blobs.rglob("*") if path.is_file()}
        self.found.files_left_wrong = len(named ^ held)


def _client(address: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"{address}/api/v1", trust_env=False, timeout=30)


async def _sign_in(client: httpx.AsyncClient) -> None:
    form = {"username": EMAIL, "password": PASSWORD}
    answer = await client.post("/auth/token", data=form)
    answer.raise_for_status()
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    client.cookies.clear()


async def _under_way(client: httpx.AsyncClient) -> bool:
    for status in ("queued", "processing", "searchable"):
        answer = await client.get("/documents", params={"status": status, "limit": 1})
        if answer.json()["items"]:
            return True
    return False


async def _all_documents(client: httpx.AsyncClient) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    cursor: str | None = ""
    while cursor is not None:
        wanted = {"limit": "200", "sort": "created_at"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/documents", params=wanted)).json()
        found += page["items"]
        cursor = page["next_cursor"]
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
