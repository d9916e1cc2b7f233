"""What the application shows before anyone has asked anything."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.http.site import Site, opened_site

import znatok
from znatok.access.model import Role


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    async with opened_site(tmp_path, monkeypatch) as opened:
        yield opened


async def test_is_alive_and_ready(site: Site) -> None:
    assert (await site.client.get("/healthz")).json() == {"status": "alive"}
    assert (await site.client.get("/readyz")).json() == {"status": "ready", "fragments": 0}


async def test_metrics_are_for_prometheus(site: Site) -> None:
    await site.client.get("/healthz")
    await site.client.get("/api/v1/conversations/0190a7c0-0000-7000-8000-000000000000")
    answer = await site.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert (
        'znatok_http_requests_total{method="GET",route="/healthz",status="200"} 1.0' in answer.text
    )
    assert "0190a7c0" not in answer.text


async def test_meta_is_for_everybody_and_names_no_accounts(site: Site) -> None:
    meta = (await site.client.get("/api/v1/meta")).json()
    assert meta["version"] == znatok.__version__
    assert meta["demo"] is False
    assert meta["demo_accounts"] == []
    assert {".pdf", ".docx", ".txt"} <= set(meta["formats"])
    assert meta["max_upload_bytes"] > 0


async def test_a_demonstration_names_its_accounts_and_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_site(tmp_path / "demo", monkeypatch, demo=True) as site:
        meta = (await site.client.get("/api/v1/meta")).json()
        assert meta["demo"] is True
        account = meta["demo_accounts"][0]
        entrance = {"username": account["email"], "password": account["password"]}
        tokens = (await site.client.post("/api/v1/auth/token", data=entrance)).json()
        signed_in = {"Authorization": f"Bearer {tokens['access_token']}"}
        suggested = await site.client.get("/api/v1/suggestions", headers=signed_in)
        assert suggested.json()["questions"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/documents"),
        ("POST", "/api/v1/chat"),
        ("POST", "/api/v1/search"),
        ("GET", "/api/v1/conversations"),
        ("POST", "/api/v1/chat/ticket"),
        ("GET", "/api/v1/suggestions"),
        ("POST", "/v1/chat/completions"),
        ("GET", "/api/v1/admin/users"),
    ],
)
async def test_a_stranger_is_asked_to_sign_in(site: Site, method: str, path: str) -> None:
    answer = await site.client.request(method, path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "www-authenticate" in answer.headers


async def test_the_api_describes_itself_with_unique_names(site: Site) -> None:
    document = (await site.client.get("/api/openapi.json")).json()
    operations = [
        each["operationId"]
        for path in document["paths"].values()
        for each in path.values()
        if "operationId" in each
    ]
    assert len(operations) > 40
    assert [each for each, count in Counter(operations).items() if count > 1] == []
    for path in ("/api/v1/chat", "/api/v1/search", "/api/v1/documents", "/v1/chat/completions"):
        assert path in document["paths"]
    assert "AnswerOut" in document["components"]["schemas"]


async def test_headers_keep_a_browser_honest(site: Site) -> None:
    for path in ("/", "/api/v1/meta", "/api/v1/documents", "/nowhere/at/all"):
        headers = (await site.client.get(path)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert (await site.client.get("/api/v1/meta")).headers["cache-control"] == "no-store"


async def test_an_unknown_path_of_the_api_is_a_problem(site: Site) -> None:
    person = await site.person("anna@company.ru", Role.USER)
    for path in ("/api/v1/nothing", "/api/nothing", "/v1/nothing"):
        answer = await site.client.get(path, headers=person.headers)
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"


async def test_an_unknown_page_is_the_page_that_finds_its_own_way(site: Site) -> None:
    page = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}
    for path in ("/", "/documents", "/chat/0190a7c0-0000-7000-8000-000000000000"):
        answer = await site.client.get(path, headers=page)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].startswith("text/html")
        assert "Знаток" in answer.text


async def test_named_assets_are_kept_for_ever_and_missing_ones_are_missing(site: Site) -> None:
    answer = await site.client.get("/assets/app-1a2b.js")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    missing = await site.client.get("/assets/app-gone.js")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers.get("cache-control", "")


async def test_no_path_leads_out_of_the_pages(site: Site, tmp_path: Path) -> None:
    (tmp_path / "тайна.txt").write_text("тайна-42", "utf-8")
    for path in ("/../тайна.txt", "/%2e%2e/тайна.txt", "/assets/..%2f..%2fтайна.txt"):
        assert "тайна-42" not in (await site.client.get(path)).text


async def test_long_answers_are_compressed(site: Site) -> None:
    answer = await site.client.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


async def test_serves_its_api_without_pages_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_site(tmp_path / "bare", monkeypatch, with_pages=False) as site:
        assert (await site.client.get("/healthz")).status_code == 200
        assert (await site.client.get("/")).status_code == 404
