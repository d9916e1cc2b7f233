"""A small application with the real door: services over SQLite, a clock of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import httpx
from argon2 import Parameters, Type
from fastapi import APIRouter, Depends, FastAPI, WebSocket
from tests.contract.people.databases import sqlite

from znatok.access.adapters.argon2 import Argon2Passwords
from znatok.access.adapters.sql import SqlPeople
from znatok.access.adapters.sql_sessions import SqlSessions, SqlTickets, SqlTries
from znatok.access.http import (
    CurrentReader,
    GuardedRoute,
    TicketReader,
    admin_router,
    auth_router,
    directory_router,
    public,
)
from znatok.access.model import Occurrence, Operator, Profile, Role
from znatok.access.ports import Passwords
from znatok.access.service import (
    NewUser,
    Origins,
    PeopleService,
    Readers,
    SignIn,
    SignInSettings,
    Tickets,
)
from znatok.platform.db import Database
from znatok.platform.http import install_problem_handlers, provide

# The cheapest that Argon2 allows: these tests are not about its cost.
CHEAP = Parameters(Type.ID, 19, salt_len=16, hash_len=16, time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "чистый-лист-2026"
SITE = "http://znatok.test"


class MovableClock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Notes:
    """A witness that remembers."""

    occurrences: list[Occurrence] = field(default_factory=list)

    async def saw(self, occurrence: Occurrence) -> None:
        self.occurrences.append(occurrence)

    async def noticed(self, occurrence: Occurrence) -> None:
        self.occurrences.append(occurrence)

    def actions(self) -> list[tuple[str, str]]:
        return [(each.action, each.decision.value) for each in self.occurrences]


@dataclass
class Door:
    app: FastAPI
    client: httpx.AsyncClient
    database: Database
    clock: MovableClock
    notes: Notes
    people: PeopleService
    readers: Readers
    sign_in: SignIn
    tickets: Tickets

    async def add(self, email: str, role: Role = Role.USER, **more: Any) -> Profile:
        new = NewUser(email, "Анна Соколова", role, password=PASSWORD, **more)
        return (await self.people.create_user(new, by=Operator())).profile

    async def token(self, email: str, password: str = PASSWORD) -> dict[str, Any]:
        """The answer to a sign-in. Cookies are dropped: tests that need them send them."""
        answer = await self.post_token(username=email, password=password)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def post_token(self, **form: str) -> httpx.Response:
        answer = await self.client.post("/api/v1/auth/token", data=form)
        self.client.cookies.clear()
        return answer

    async def bearer(self, email: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {(await self.token(email))['access_token']}"}

    def as_other_process(self) -> "Readers":
        """Readers with a memory of their own, as a second server has."""
        return Readers(SqlSessions(self.database), self.clock)


@asynccontextmanager
async def opened_door(
    directory: Path,
    *,
    settings: SignInSettings | None = None,
    passwords: Passwords | None = None,
    origins: frozenset[str] = frozenset(),
) -> AsyncIterator[Door]:
    async with sqlite(directory) as database:
        clock, notes = MovableClock(), Notes()
        hasher = Argon2Passwords(CHEAP)
        store, sessions = SqlPeople(database), SqlSessions(database)
        readers = Readers(sessions, clock)
        chosen = hasher if passwords is None else passwords
        people = PeopleService(store, chosen, readers, notes, clock)
        sign_in = SignIn(
            store,
            sessions,
            SqlTries(database),
            chosen,
            readers,
            notes,
            clock,
            settings or SignInSettings(),
        )
        tickets = Tickets(SqlTickets(database), clock)
        app = _app()
        services: dict[type[Any], object] = {
            PeopleService: people,
            SignIn: sign_in,
            Readers: readers,
            Tickets: tickets,
            Origins: Origins(origins),
        }
        provide(app, services)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
            yield Door(app, client, database, clock, notes, people, readers, sign_in, tickets)
        hasher.close()


def _app() -> FastAPI:
    app = FastAPI()
    install_problem_handlers(app)
    other = APIRouter(route_class=GuardedRoute)

    @other.post("/echo")
    async def echo(reader: CurrentReader, body: dict[str, str]) -> dict[str, str]:
        return {**body, "reader": str(reader.user_id)}

    @other.get("/open")
    async def free(_: Annotated[None, Depends(public)]) -> str:
        return "open"

    @other.websocket("/ws")
    async def socket(websocket: WebSocket, reader: TicketReader) -> None:
        await websocket.accept()
        await websocket.send_text(str(reader.user_id))
        await websocket.close()

    for router in (auth_router, directory_router, admin_router, other):
        app.include_router(router, prefix="/api/v1")
    return app
