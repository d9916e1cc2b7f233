"""Documents over HTTP, as the web client and others call them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.sse import EventSourceResponse
from tests.integration.ingestion.house import House, built, person

from znatok.access.errors import NotSignedIn
from znatok.access.http import current_reader
from znatok.access.model import Reader, Role
from znatok.documents import facts_http
from znatok.documents import http as documents_http
from znatok.documents.facts_service import FactService
from znatok.documents.service import DocumentService
from znatok.documents.watching import DocumentWatch
from znatok.ingestion import http as ingestion_http
from znatok.ingestion.service import IngestionService
from znatok.platform.http import install_problem_handlers, provide

LEAVE = "Отпуск составляет 28 календарных дней."
MISSING = "01900000-0000-7000-8000-000000000000"


class Client(httpx.AsyncClient):
    """Speaks as whoever `reader` is; None is nobody."""

    reader: Reader | None = None


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


@asynccontextmanager
async def connected(house: House) -> AsyncIterator[Client]:
    app = FastAPI()
    install_problem_handlers(app)
    app.include_router(documents_http.router, prefix="/api/v1")
    app.include_router(facts_http.router, prefix="/api/v1")
    app.include_router(ingestion_http.router, prefix="/api/v1")
    services = {
        DocumentService: house.documents,
        FactService: house.facts,
        DocumentWatch: house.watch,
        IngestionService: house.ingestion,
    }
    provide(app, services)
    client = Client(transport=httpx.ASGITransport(app), base_url="http://test/api/v1")

    async def reader() -> Reader:
        if client.reader is None:
            raise NotSignedIn
        return client.reader

    app.dependency_overrides[current_reader] = reader
    async with client:
        yield client


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with connected(house) as found:
        found.reader = person()
        yield found


def file(text: str | bytes = LEAVE, name: str = "Правила отпусков.txt") -> tuple[str, object]:
    return "files", (name, text if isinstance(text, bytes) else text.encode())


async def uploaded(client: Client, house: House, **more: object) -> str:
    answer = await client.post("/documents", files=[file()], **more)  # type: ignore[arg-type]
    assert answer.status_code == 202, answer.text
    await house.work()
    return str(answer.json()["documents"][0]["id"])


async def test_uploads_are_accepted_and_then_shown(client: Client, house: House) -> None:
    answer = await client.post("/documents", files=[file(), file("Другой текст.", "б.md")])
    assert answer.status_code == 202
    accepted = answer.json()["documents"]
    assert [each["status"] for each in accepted] == ["queued", "queued"]
    assert [each["file_name"] for each in accepted] == ["Правила отпусков.txt", "б.md"]
    await house.work()

    assert client.reader is not None
    shown = (await client.get(f"/documents/{accepted[0]['id']}")).json()
    assert shown["status"] == "ready"
    assert shown["owner"] == {
        "id": str(client.reader.user_id),
        "name": f"name of {client.reader.user_id}",
    }
    assert shown["can_edit"] is True
    assert shown["access"] == {
        "everyone": False, "department_ids": [], "group_ids": [], "user_ids": [],
    }  # fmt: skip
    assert shown["created_at"].endswith("Z")
    assert [each["number"] for each in shown["versions"]] == [1]
    listed = (await client.get("/documents", params={"q": "отпуск", "sort": "title"})).json()
    assert [each["title"] for each in listed["items"]] == ["Правила отпусков"]
    assert listed["next_cursor"] is None


async def test_content_fragments_and_file_are_the_documents_own(
    client: Client, house: House
) -> None:
    id_ = await uploaded(client, house)
    content = (await client.get(f"/documents/{id_}/content")).json()
    assert content["text"] == LEAVE
    assert content["version"] == 1
    assert content["blocks"][0]["kind"] == "paragraph"
    fragments = (await client.get(f"/documents/{id_}/fragments")).json()["items"]
    assert [(each["ordinal"], each["text"]) for each in fragments] == [(0, LEAVE)]
    answer = await client.get(f"/documents/{id_}/file")
    assert answer.text == LEAVE
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    said = answer.headers["content-disposition"]
    assert said.startswith('attachment; filename="_______ ________.txt"')
    assert "filename*=UTF-8''%D0%9F%D1%80%D0%B0%D0%B2%D0%B8%D0%BB%D0%B0%20" in said


async def test_strangers_are_told_that_there_is_nothing(client: Client, house: House) -> None:
    id_ = await uploaded(client, house)
    client.reader = person()
    for path in ("", "/content", "/file", "/fragments"):
        mine = await client.get(f"/documents/{id_}{path}")
        absent = await client.get(f"/documents/{MISSING}{path}")
        assert mine.status_code == absent.status_code == 404
        assert mine.json() == absent.json()
        assert mine.headers["content-type"] == "application/problem+json"
    assert (await client.patch(f"/documents/{id_}", json={"title": "x"})).status_code == 404
    assert (await client.delete(f"/documents/{id_}")).status_code == 404
    assert (await client.post(f"/documents/{id_}/retry")).status_code == 404
    version = await client.post(f"/documents/{id_}/versions", files=[("file", ("a.txt", b"x"))])
    assert version.status_code == 404
    assert (await client.get("/documents")).json()["items"] == []


async def test_nobody_is_asked_to_sign_in_before_a_byte_is_read(
    client: Client, house: House
) -> None:
    client.reader = None
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1000

    kind = {"content-type": "multipart/form-data; boundary=b"}
    answer = await client.post("/documents", content=body(), headers=kind)
    assert answer.status_code == 401
    assert read == 0
    for method, path in [
        ("GET", "/documents"), ("GET", "/documents/events"), ("GET", f"/documents/{MISSING}"),
        ("DELETE", f"/documents/{MISSING}"), ("POST", f"/documents/{MISSING}/versions"),
        ("PATCH", f"/documents/{MISSING}"), ("POST", f"/documents/{MISSING}/retry"),
    ]:  # fmt: skip
        assert (await client.request(method, path)).status_code == 401


async def test_access_is_given_at_upload_and_later(client: Client, house: House) -> None:
    anna, boris = person(), person()
    client.reader = anna
    access = {"user_ids": [str(boris.user_id)]}
    id_ = await uploaded(client, house, data={"access": json.dumps(access)})
    client.reader = boris
    assert (await client.get(f"/documents/{id_}")).json()["can_edit"] is False
    refused = await client.patch(f"/documents/{id_}", json={"title": "Моё"})
    assert refused.status_code == 403
    client.reader = anna
    changed = await client.patch(f"/documents/{id_}", json={"access": {}, "title": "Отпуска"})
    assert changed.status_code == 200
    assert changed.json()["title"] == "Отпуска"
    client.reader = boris
    assert (await client.get(f"/documents/{id_}")).status_code == 404


async def test_an_administrator_changes_and_sees_nothing(client: Client, house: House) -> None:
    id_ = await uploaded(client, house)
    client.reader = person(Role.ADMIN)
    answer = await client.patch(f"/documents/{id_}", json={"title": "Имя"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.delete(f"/documents/{id_}")).status_code == 204


async def test_refusals_are_problems_in_the_readers_language(client: Client) -> None:
    everyone = {"access": '{"everyone": true}'}
    answer = await client.post("/documents", files=[file()], data=everyone)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/may-not-share"
    assert "подразделению" in answer.json()["detail"]
    english = {"accept-language": "en-US,en;q=0.9"}
    answer = await client.post("/documents", files=[file()], data=everyone, headers=english)
    assert "department" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("files", "data", "status", "slug"),
    [
        ([], {"access": "{}"}, 422, "no-files"),
        ([file()], {"access": "{"}, 422, "bad-access"),
        ([file()], {"access": '{"admins": []}'}, 422, "bad-access"),
        ([file()], {"department_id": "x"}, 400, "bad-upload"),
        ([file(b"x" * 1_000_001)], {}, 413, "file-too-large"),
        ([file(b"")], {}, 422, "empty-file"),
        ([file(f"{n}", f"{n}.txt") for n in range(101)], {}, 413, "too-many-files"),
    ],
)
async def test_bad_uploads_leave_nothing_behind(
    client: Client, house: House, files: list[object], data: object, status: int, slug: str
) -> None:
    form = files or [("access", (None, b"{}"))]
    answer = await client.post("/documents", files=form, data=data)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    assert [path for path in house.blob_folder.rglob("*") if path.is_file()] == []
    assert (await client.get("/documents")).json()["items"] == []


async def test_what_is_no_form_is_a_bad_request(client: Client) -> None:
    answer = await client.post("/documents", json={"files": []})
    assert answer.status_code == 400


async def test_a_duplicate_names_the_document(client: Client, house: House) -> None:
    id_ = await uploaded(client, house)
    answer = await client.post("/documents", files=[file()])
    assert answer.status_code == 409
    assert answer.json()["document_id"] == id_
    assert "Правила отпусков" in answer.json()["detail"]
    forced = await client.post("/documents", files=[file()], data={"allow_duplicates": "true"})
    assert forced.status_code == 202


async def test_of_several_files_the_good_ones_are_taken(client: Client, house: House) -> None:
    await uploaded(client, house)
    answer = await client.post(
        "/documents", files=[file(), file(b"", "пусто.txt"), file("Новый.", "н.txt")]
    )
    assert answer.status_code == 202
    assert [each["file_name"] for each in answer.json()["documents"]] == ["н.txt"]
    rejected = {each["file_name"]: each["problem"] for each in answer.json()["rejected"]}
    assert rejected["пусто.txt"]["type"] == "/problems/empty-file"
    assert rejected["Правила отпусков.txt"]["status"] == 409


async def test_a_new_version_and_its_failure(client: Client, house: House) -> None:
    id_ = await uploaded(client, house)
    new = [("file", ("v2.txt", "Теперь 35 дней.".encode()))]
    answer = await client.post(f"/documents/{id_}/versions", files=new)
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    assert (await client.get(f"/documents/{id_}/content")).json()["version"] == 1
    await house.work()
    assert (await client.get(f"/documents/{id_}/content")).json()["text"] == "Теперь 35 дней."
    old = await client.get(f"/documents/{id_}/content", params={"version": 1})
    assert old.json()["text"] == LEAVE
    assert (await client.get(f"/documents/{id_}/content?version=9")).status_code == 404
    assert (await client.post(f"/documents/{id_}/retry")).status_code == 409
    broken = [("file", ("v3.bin", b"\x00\x01\x02" * 400))]
    await client.post(f"/documents/{id_}/versions", files=broken)
    await house.work()
    shown = (await client.get(f"/documents/{id_}")).json()
    assert (shown["status"], shown["version"]) == ("failed", 2)
    assert shown["failure"]["slug"] == "unsupported-format"
    assert (await client.post(f"/documents/{id_}/retry")).json()["status"] == "queued"


async def test_times_without_a_zone_are_in_utc(client: Client, house: House) -> None:
    await uploaded(client, house)
    for time, number in [
        ("2026-03-02", 1),
        ("2026-03-02T09:00:01", 0),
        ("2026-03-02T12:00+03:00", 1),
    ]:
        page = await client.get("/documents", params={"updated_from": time})
        assert len(page.json()["items"]) == number, time


async def test_a_title_is_made_safe_to_show(client: Client, house: House) -> None:
    id_ = await uploaded(client, house)
    sent = '{"title": "Пра\\u0000вила\\u202e  отпуска"}'
    answer = await client.patch(
        f"/documents/{id_}", content=sent, headers={"content-type": "application/json"}
    )
    assert answer.json()["title"] == "Правила отпуска"


async def test_bad_parameters_are_problems(client: Client) -> None:
    for path in ("?sort=owner", "?cursor=x", "?limit=0", "?status=done", "/not-an-id"):
        answer = await client.get(f"/documents{path}")
        assert answer.status_code == 422, path
        assert answer.headers["content-type"] == "application/problem+json"


async def test_events_tell_how_a_document_comes_along(
    client: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents_http, "_STREAM_LIFETIME_S", 1.0)
    watching = asyncio.create_task(client.get("/documents/events"))
    while not house.feed._subscribers:  # noqa: ASYNC110  # the stream opens in its own time
        await asyncio.sleep(0.01)
    id_ = await uploaded(client, house)
    answer = await watching
    assert answer.headers["content-type"].startswith(EventSourceResponse.media_type)
    lines = [line[6:] for line in answer.text.split("\n") if line.startswith("data: ")]
    told = [json.loads(line) for line in lines]
    assert {each["id"] for each in told} == {id_}
    assert told[-1]["status"] == "ready"
    assert answer.text.count("event: document") == len(told)


async def test_every_route_is_described(client: Client, house: House) -> None:
    app = FastAPI()
    app.include_router(documents_http.router)
    app.include_router(ingestion_http.router)
    paths = app.openapi()["paths"]
    form = paths["/documents"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert set(form["properties"]) == {"files", "access", "department_id", "allow_duplicates"}
    assert paths["/documents/{document_id}"]["get"]["responses"]["200"]
