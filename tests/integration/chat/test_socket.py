"""Questions over a WebSocket of the whole application, as a browser opens one."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect
from tests.integration.http.site import LEAVE, LEAVE_TEXT, PASSWORD, QUESTION, quick_model

from znatok.access.model import Operator, Reader, Role
from znatok.access.service import NewUser, PeopleService
from znatok.bootstrap import house
from znatok.entrypoints.http.app import create_app
from znatok.platform.settings import AnswerSettings, Settings


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Somebody with one document, signed in."""
    monkeypatch.setattr(house, "_open_model", quick_model)
    answers = AnswerSettings(answer_from=0.0, possible_from=0.0)
    app = create_app(Settings(data_dir=tmp_path / "data", answers=answers))
    with TestClient(app, base_url="http://znatok.test") as client:
        assert client.portal is not None
        people: PeopleService = app.state.services[PeopleService]
        new = NewUser("anna@company.ru", "Анна", Role.USER, password=PASSWORD)

        async def add() -> None:
            await people.create_user(new, by=Operator())

        client.portal.call(add)
        form = {"username": new.email, "password": PASSWORD}
        token = client.post("/api/v1/auth/token", data=form).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        files = {"files": ("Отпуска.txt", LEAVE_TEXT.encode())}
        accepted = client.post("/api/v1/documents", files=files).json()["documents"][0]

        deadline = time.monotonic() + 90
        while _status(client, accepted["id"]) in {"queued", "processing", "searchable"}:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert _status(client, accepted["id"]) == "ready"
        yield client


@pytest.fixture
def ticket(browser: TestClient) -> str:
    answer = browser.post("/api/v1/chat/ticket").json()
    assert 0 < answer["expires_in"] <= 60
    return str(answer["ticket"])


def _status(client: TestClient, document_id: str) -> str:
    return str(client.get(f"/api/v1/documents/{document_id}").json()["status"])


def _opened(
    browser: TestClient, ticket: str, **headers: str
) -> AbstractContextManager[WebSocketTestSession]:
    return browser.websocket_connect(f"/api/v1/chat/ws?ticket={ticket}", headers=headers)


def _until(socket: WebSocketTestSession, *ends: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    while not events or events[-1]["type"] not in ends:
        events.append(socket.receive_json())
    return events


def test_a_question_over_the_socket_is_answered_with_the_same_events(
    browser: TestClient, ticket: str
) -> None:
    with _opened(browser, ticket, origin="http://testserver") as socket:
        socket.send_json({"message": QUESTION})
        events = _until(socket, "done", "error")
    assert events[0]["type"] == "started"
    assert len([each for each in events if each["type"] == "stage"]) == 9
    answer = events[-1]["answer"]
    assert LEAVE in answer["citations"][0]["quote"]
    id_ = answer["conversation_id"]
    stored = browser.get(f"/api/v1/conversations/{id_}").json()["messages"]
    assert stored[1]["text"] == answer["answer"]


def test_a_conversation_goes_on_over_one_socket(browser: TestClient, ticket: str) -> None:
    with _opened(browser, ticket) as socket:
        socket.send_json({"message": QUESTION})
        first = _until(socket, "done", "error")[-1]["answer"]
        body = {"message": "А когда подают заявление?"}
        socket.send_json({**body, "conversation_id": first["conversation_id"]})
        second = _until(socket, "done", "error")[-1]["answer"]
    assert second["conversation_id"] == first["conversation_id"]
    assert second["message_id"] != first["message_id"]


def test_mistakes_are_told_and_the_socket_stays_open(browser: TestClient, ticket: str) -> None:
    with _opened(browser, ticket) as socket:
        for wrong in ("не JSON", '{"mesage": "?"}', '{"message": 5}', "[]", '{"type": "stop"}'):
            socket.send_text(wrong)
            problem = _until(socket, "error")[-1]["problem"]
            assert problem["status"] == 422
        socket.send_json({"message": " ?! "})
        assert _until(socket, "error")[-1]["problem"]["type"] == "/problems/empty-question"
        socket.send_json({"message": "Привет!"})
        assert _until(socket, "done", "error")[-1]["answer"]["status"] == "answered"


def test_cancelling_when_nothing_is_under_way_is_harmless(browser: TestClient, ticket: str) -> None:
    with _opened(browser, ticket) as socket:
        socket.send_json({"type": "cancel"})
        socket.send_json({"message": "Привет!"})
        assert _until(socket, "done", "error")[-1]["type"] == "done"
        socket.send_json({"type": "cancel"})
        socket.send_json({"message": "Спасибо!"})
        assert _until(socket, "done", "error")[-1]["type"] == "done"


def test_a_ticket_opens_one_socket(browser: TestClient, ticket: str) -> None:
    with _opened(browser, ticket) as socket:
        socket.send_json({"message": "Привет!"})
        _until(socket, "done", "error")
    for wrong in (ticket, "", "выдуманный"):
        with pytest.raises(WebSocketDisconnect), _opened(browser, wrong):
            pass


def test_a_page_of_another_site_opens_none(browser: TestClient, ticket: str) -> None:
    for origin in (
        "https://чужой.example".encode("idna").decode(),
        "null",
        "http://testserver:81",
    ):
        with pytest.raises(WebSocketDisconnect), _opened(browser, ticket, origin=origin):
            pass


def test_a_person_who_was_dismissed_is_answered_no_more(browser: TestClient, ticket: str) -> None:
    assert browser.portal is not None
    people: PeopleService = browser.app.state.services[PeopleService]  # type: ignore[attr-defined]  # an ASGI app to the client

    async def dismiss() -> None:
        reader = await people.find_user("anna@company.ru", by=Operator())
        assert isinstance(reader, Reader)
        await people.remove_user(reader.user_id, by=Operator())

    with _opened(browser, ticket) as socket:
        socket.send_json({"message": "Привет!"})
        assert _until(socket, "done", "error")[-1]["type"] == "done"
        browser.portal.call(dismiss)
        socket.send_json({"message": QUESTION})
        (refused,) = _until(socket, "done", "error")
    assert refused["type"] == "error"
    assert LEAVE not in str(refused)
