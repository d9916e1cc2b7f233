from collections.abc import AsyncIterator
from typing import Annotated, Any, ClassVar

import httpx
import pytest
from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from znatok.kernel.errors import Conflict, Invalid, NotFound, Refused, Unavailable, ZnatokError
from znatok.platform.http import install_problem_handlers, problem_of, provide, provided


class TooBig(Invalid):
    status: ClassVar[int] = 413
    headers: ClassVar[dict[str, str]] = {"Retry-After": "7"}
    slug = "too-big"


class Greeter:
    def greet(self) -> str:
        return "Здравствуйте"


class BodyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    amount: int = 0


def _app() -> FastAPI:
    app = FastAPI()
    install_problem_handlers(app)
    raised: dict[str, Exception] = {
        "not-found": NotFound(),
        "conflict": Conflict(),
        "refused": Refused(),
        "invalid": Invalid(reason="имя пусто"),
        "unavailable": Unavailable(),
        "error": ZnatokError(),
        "too-big": TooBig(reason="велико", limit_mb=5, handle=object()),
        "teapot": HTTPException(418, "чайник", headers={"X-Tea": "green"}),
    }

    @app.get("/fail/{name}")
    async def fail(name: str) -> None:
        raise raised[name]

    @app.post("/body")
    async def take(body: BodyIn) -> None: ...

    @app.get("/greeting")
    async def greeting(greeter: Annotated[Greeter, Depends(provided(Greeter))]) -> str:
        return greeter.greet()

    provide(app, {Greeter: Greeter()})
    return app


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://znatok.test") as opened:
        yield opened


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("slug", "status", "kind"),
    [
        ("not-found", 404, NotFound),
        ("conflict", 409, Conflict),
        ("refused", 403, Refused),
        ("invalid", 422, Invalid),
        ("unavailable", 503, Unavailable),
        ("error", 500, ZnatokError),
    ],
)
async def test_every_kind_of_error_is_a_problem_document_in_the_callers_language(
    client: httpx.AsyncClient, slug: str, status: int, kind: type[ZnatokError], language: str
) -> None:
    answer = await client.get(f"/fail/{slug}", headers={"Accept-Language": language})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"/problems/{slug}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"] == kind(reason="имя пусто").message(language)


@pytest.mark.parametrize(
    ("header", "spoken"),
    [(None, "ru"), ("en-GB,en;q=0.9", "en"), ("ru,en;q=0.5", "ru"), ("de", "ru"), ("", "ru")],
)
async def test_russian_is_spoken_unless_english_comes_first(
    client: httpx.AsyncClient, header: str | None, spoken: str
) -> None:
    headers = {} if header is None else {"Accept-Language": header}
    answer = await client.get("/fail/not-found", headers=headers)
    assert answer.json()["detail"] == NotFound().message(spoken)


async def test_an_error_may_name_its_own_status_and_headers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/fail/too-big")
    assert answer.status_code == answer.json()["status"] == 413
    assert answer.headers["retry-after"] == "7"


async def test_only_plain_details_travel_to_the_client(client: httpx.AsyncClient) -> None:
    body = (await client.get("/fail/too-big")).json()
    assert body["limit_mb"] == 5
    assert "handle" not in body


@pytest.mark.parametrize("detail", ["status", "type", "title", "detail"])
def test_a_detail_never_hides_a_member_of_the_problem_document(detail: str) -> None:
    honest = problem_of(NotFound(), "ru")
    assert problem_of(NotFound(**{detail: "forged"}), "ru") == honest


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"name": "Анна", "surname": "Соколова"}, ["body.surname"]),
        ({"amount": "many"}, ["body.name", "body.amount"]),
    ],
)
async def test_a_wrong_body_names_its_wrong_fields(
    client: httpx.AsyncClient, body: dict[str, Any], fields: list[str]
) -> None:
    for language in ("ru", "en"):
        answer = await client.post("/body", json=body, headers={"Accept-Language": language})
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["type"] == "/problems/invalid"
        assert [each["field"] for each in problem["fields"]] == fields
        assert all(each in problem["detail"] for each in fields)


async def test_a_wrong_value_is_not_repeated_in_the_problem(client: httpx.AsyncClient) -> None:
    answer = await client.post("/body", json={"name": {"password": "тайна-42"}})
    assert "тайна-42" not in answer.text


async def test_what_the_framework_refuses_is_a_problem_document_too(
    client: httpx.AsyncClient,
) -> None:
    for answer, status in (
        (await client.get("/nowhere"), 404),
        (await client.delete("/body"), 405),
        (await client.get("/fail/teapot"), 418),
    ):
        assert answer.status_code == answer.json()["status"] == status
        assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "чайник"
    assert answer.headers["x-tea"] == "green"


async def test_a_route_gets_the_service_that_was_provided(client: httpx.AsyncClient) -> None:
    assert (await client.get("/greeting")).json() == "Здравствуйте"
