import json
from collections.abc import AsyncIterator

import httpx
from fastapi import FastAPI, WebSocket
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import generate_latest
from starlette.testclient import TestClient

from znatok.platform import sse
from znatok.platform.metrics import Metrics, MetricsMiddleware


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none(), max_size=4))
def test_a_frame_is_one_event_whatever_its_data_holds(data: dict[str, object]) -> None:
    frame = sse.frame("delta", data, id_="7:1")
    head, name, body, *rest = frame.split("\n")
    assert (head, name) == ("id: 7:1", "event: delta")
    assert rest == ["", ""]
    assert "\r" not in frame
    assert json.loads(body.removeprefix("data: ")) == data


def test_cyrillic_travels_as_it_is() -> None:
    assert "Отпуск" in sse.frame("delta", {"text": "Отпуск"})


def test_a_frame_without_an_id_has_no_id_line() -> None:
    assert sse.frame("done", {}) == "event: done\ndata: {}\n\n"


def test_nameless_data_has_a_data_line_alone() -> None:
    assert sse.data({"a": 1}) == 'data: {"a":1}\n\n'


def _app(metrics: Metrics) -> FastAPI:
    app = FastAPI()

    @app.get("/documents/{document_id}")
    async def document(document_id: str) -> str:
        return document_id

    @app.websocket("/socket")
    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.close()

    app.add_middleware(MetricsMiddleware, metrics=metrics)
    return app


async def _client(metrics: Metrics) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(_app(metrics))
    async with httpx.AsyncClient(transport=transport, base_url="http://znatok.test") as opened:
        yield opened


async def test_requests_are_counted_by_route_pattern_not_by_id() -> None:
    metrics = Metrics()
    async for client in _client(metrics):
        for number in range(5):
            await client.get(f"/documents/{number}")
        await client.get("/nowhere/1")
        await client.get("/nowhere/2")
    counted = metrics.registry.get_sample_value
    known = {"method": "GET", "route": "/documents/{document_id}", "status": "200"}
    assert counted("znatok_http_requests_total", known) == 5
    unknown = {"method": "GET", "route": "other", "status": "404"}
    assert counted("znatok_http_requests_total", unknown) == 2
    del known["status"]
    assert counted("znatok_http_seconds_count", known) == 5
    assert b"/documents/1" not in generate_latest(metrics.registry)


def test_sockets_pass_uncounted() -> None:
    metrics = Metrics()
    with TestClient(_app(metrics)).websocket_connect("/socket"):
        pass
    assert b"/socket" not in generate_latest(metrics.registry)
