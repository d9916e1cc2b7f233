"""One real server for the session, one real browser for a module, one clean profile for a test.

E2E_ADDRESS names a demo server that already runs, for those who write tests here.
"""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.e2e.server import REPOSITORY, Server, demo_password, running_server, wait_for_documents
from tests.e2e.visitor import Visitor
from tests.e2e.watch import Watch

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page should try, it finds no other computer.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_PATIENCE_MS = 20_000
_SERVER = pytest.StashKey[Server]()
_FAILED = pytest.StashKey[bool]()

Visiting = Callable[..., Visitor]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
        server = item.session.stash.get(_SERVER, None)
        if server is not None:
            report.sections.append(("The server's log", server.log_tail()))
    return report


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    if not (REPOSITORY / "web" / "dist" / "index.html").exists():
        pytest.fail(
            "The web pages are not built: `make build`, or `npm run build` in web/", pytrace=False
        )
    running = os.environ.get("E2E_ADDRESS")
    if running:
        found = Server(running, demo_password(running), tmp_path_factory.mktemp("log") / "none")
        wait_for_documents(found)
        yield found
        return
    with running_server(tmp_path_factory.mktemp("server")) as started:
        request.session.stash[_SERVER] = started
        yield started


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    pytest.fail(
        "No Chromium to test with: scripts/install-system-packages.sh installs it "
        "(sudo apt-get install chromium)",
        pytrace=False,
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for the session: Playwright keeps an event loop running in this thread, and the
    # asynchronous tests of other folders need theirs.
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_chromium(), args=_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visiting(
    server: Server, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Visiting]:
    """Makes visitors, each with a profile of his own.

    When the test is over none of them may have asked another server for anything or have seen an
    error in the console.
    """
    visitors: list[Visitor] = []

    def visit(**options: Any) -> Visitor:
        settings = {"locale": "ru-RU", "timezone_id": "Europe/Moscow", "reduced_motion": "reduce"}
        context = browser.new_context(**(settings | options))
        context.set_default_timeout(_PATIENCE_MS)
        watch = Watch(server.address)
        watch.follow(context)
        visitor = Visitor(context.new_page(), context, server, watch)
        visitors.append(visitor)
        return visitor

    yield visit
    if request.node.stash.get(_FAILED, False):
        for number, visitor in enumerate(visitors):
            picture = tmp_path / f"page-{number}.png"
            visitor.page.screenshot(path=picture)
            note = f"{visitor.page.url} looked like {picture}\n{visitor.watch.errors}"
            request.node.add_report_section("teardown", "browser", note)
    for visitor in visitors:
        visitor.context.close()
    for visitor in visitors:
        visitor.watch.verify()


@pytest.fixture
def visitor(visiting: Visiting) -> Visitor:
    return visiting()
