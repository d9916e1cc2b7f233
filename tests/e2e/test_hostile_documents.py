from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.e2e import papers
from tests.e2e.conftest import Visiting
from tests.e2e.visitor import ANNA, INDEXING_MS, Visitor

pytestmark = pytest.mark.e2e


@pytest.fixture
def owner(visiting: Visiting) -> Iterator[Visitor]:
    anna = visiting()
    anna.signed_in(ANNA, "/documents")
    anna.upload(papers.hostile_rules())
    yield anna
    with anna.server.caller(ANNA) as caller:
        for document in caller.get("/documents", limit=100)["items"]:
            if document["file_name"] == papers.HOSTILE_NAME:
                caller.delete(f"/documents/{document['id']}")


def _nothing_ran(visitor: Visitor) -> None:
    assert visitor.page.evaluate("window.__ran") is None
    assert visitor.page.locator("img").count() == 0
    assert visitor.page.locator("a[href^='javascript']").count() == 0
    assert visitor.watch.foreign == []


def test_nothing_in_a_document_runs_or_calls_home(owner: Visitor) -> None:
    expect(owner.uploads()).to_have_count(1)
    expect(owner.uploads()).to_contain_text(papers.HOSTILE_NAME)
    expect(owner.uploads()).to_contain_text("Готов: можно спрашивать", timeout=INDEXING_MS)
    row = owner.page.locator("tr[data-document]").filter(has_text=papers.HOSTILE_NAME)
    expect(row).to_be_visible()
    _nothing_ran(owner)

    owner.page.get_by_role("link", name="Вопросы", exact=True).click()
    turn = owner.ask(papers.HOSTILE_QUESTION)
    answer = owner.answer(turn)
    for words in papers.HOSTILE_WORDS:
        expect(answer).to_contain_text(words)
    _nothing_ran(owner)

    # [1] of the title and [7] of the text are words of the document, not references.
    # The answer said first and the quote that says it both lead to the one source.
    expect(turn.locator("[data-citation='1']")).to_have_count(2)
    expect(owner.chips(turn)).to_have_count(2)
    expect(answer).to_contain_text("[7]")
    owner.chips(turn).first.hover()
    _nothing_ran(owner)
    owner.open_evidence(turn)
    expect(owner.marks).to_have_text([papers.HOSTILE_CLAUSE])
    _nothing_ran(owner)

    owner.evidence.get_by_role("link", name="Открыть документ целиком").click()
    expect(owner.page.get_by_role("heading", level=1)).to_have_text(papers.HOSTILE_TITLE)
    expect(owner.page.get_by_test_id("reader")).to_contain_text(papers.HOSTILE_CLAUSE)
    _nothing_ran(owner)
    owner.page.reload()
    expect(owner.page.get_by_test_id("reader")).to_contain_text(papers.HOSTILE_CLAUSE)
    _nothing_ran(owner)
