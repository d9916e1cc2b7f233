from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, WebSocket
from fastapi.staticfiles import StaticFiles
from tests.integration.access.door import opened_door

from znatok.access.declarations import undeclared_routes
from znatok.access.http import CurrentReader, TicketReader, public, require
from znatok.access.model import Reader, Role


async def test_every_route_of_the_door_declares_who_may_call(tmp_path: Path) -> None:
    async with opened_door(tmp_path) as door:
        found = undeclared_routes(door.app)
    assert found == [
        "GET,HEAD /docs",
        "GET,HEAD /docs/oauth2-redirect",
        "GET,HEAD /openapi.json",
        "GET,HEAD /redoc",
    ]


def test_names_every_route_that_declares_nothing() -> None:
    app = FastAPI(openapi_url=None)
    inner, outer = APIRouter(prefix="/inner"), APIRouter(prefix="/outer")

    @inner.get("/forgotten")
    async def forgotten() -> None: ...

    @inner.post("/mine")
    async def mine(reader: CurrentReader) -> None: ...

    @inner.delete("/admin")
    async def admin(reader: Annotated[Reader, Depends(require(Role.ADMIN))]) -> None: ...

    @inner.websocket("/socket")
    async def socket(websocket: WebSocket, reader: TicketReader) -> None: ...

    @inner.websocket("/open-socket")
    async def open_socket(websocket: WebSocket) -> None: ...

    @outer.get("/anybody", dependencies=[Depends(public)])
    async def anybody() -> None: ...

    @outer.get("/unguarded")
    async def unguarded(_: Annotated[None, Depends(_not_a_guard)]) -> None: ...

    covered = APIRouter(prefix="/covered")

    @covered.get("/page")
    async def page() -> None: ...

    outer.include_router(inner)
    app.include_router(outer, prefix="/api")
    app.include_router(covered, dependencies=[Depends(public)])
    app.mount("/files", StaticFiles(directory="."))
    sub = FastAPI(openapi_url=None)
    sub.include_router(inner)
    app.mount("/sub", sub)

    assert undeclared_routes(app) == [
        "APIWebSocketRoute /api/outer/inner/open-socket",
        "APIWebSocketRoute /sub/inner/open-socket",
        "GET /api/outer/inner/forgotten",
        "GET /api/outer/unguarded",
        "GET /sub/inner/forgotten",
        "Mount /files",
    ]


def _not_a_guard() -> None: ...
