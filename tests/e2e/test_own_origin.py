"""The guard that stands over every test here, and a walk through all pages under it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import Visiting
from tests.e2e.server import Server
from tests.e2e.visitor import OLGA, Visitor
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

_LEAVE = "За сколько дней нужно подать заявление, чтобы перенести отпуск?"
_OUTSIDE = "http://outside.example/pixel.png"


def test_the_pages_ask_no_other_server_and_break_nothing(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.type_in(OLGA, visitor.server.password)
    turn = visitor.ask(_LEAVE)
    visitor.open_evidence(turn)
    visitor.evidence.get_by_role("link", name="Открыть документ целиком").click()
    expect(visitor.page.locator("mark").first).to_be_in_viewport()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Скачать оригинал").click()
    assert download.value.suggested_filename.endswith(".docx")
    visitor.page.get_by_role("link", name="Все документы").click()
    expect(visitor.page.locator("tr[data-document]").first).to_be_visible()
    visitor.watch.verify()
    paths = {url.removeprefix(visitor.server.address) for url in visitor.watch.requests}
    assert {"/api/v1/auth/token", "/api/v1/chat", "/theme.js"} <= paths


@pytest.fixture
def unguarded(visiting: Visiting) -> Iterator[Visitor]:
    """Somebody who does what the guard is there to notice."""
    visitor = visiting()
    visitor.signed_in(OLGA)
    yield visitor
    visitor.watch.requests.clear()
    visitor.watch.errors.clear()


def test_a_page_may_not_fetch_from_elsewhere(unguarded: Visitor) -> None:
    failed = unguarded.page.evaluate("url => fetch(url).then(() => false, () => true)", _OUTSIDE)
    assert failed
    assert any("Content Security Policy" in error for error in unguarded.watch.errors)
    with pytest.raises(AssertionError, match="errors in the browser"):
        unguarded.watch.verify()


def test_a_page_may_not_run_a_script_written_into_it(unguarded: Visitor) -> None:
    unguarded.page.evaluate(
        """() => {
          const script = document.createElement('script')
          script.textContent = 'window.__ran = true'
          document.body.append(script)
        }"""
    )
    assert unguarded.page.evaluate("window.__ran") is None
    assert any("Content Security Policy" in error for error in unguarded.watch.errors)


def test_the_guard_tells_own_requests_from_foreign_ones(server: Server) -> None:
    own = [f"{server.address}/api/v1/meta", "data:,", f"blob:{server.address}/1"]
    watch = Watch(server.address, requests=[*own, _OUTSIDE])
    assert watch.foreign == [_OUTSIDE]
    with pytest.raises(AssertionError, match=r"outside\.example"):
        watch.verify()
