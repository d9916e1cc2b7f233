from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.e2e import papers
from tests.e2e.conftest import Visiting
from tests.e2e.visitor import ANNA, INDEXING_MS, OLGA, Visitor, folded

pytestmark = pytest.mark.e2e

_NAME = "smeta-obshchaya.pdf"


@pytest.fixture
def owner(visiting: Visiting) -> Iterator[Visitor]:
    anna = visiting()
    anna.signed_in(ANNA, "/documents")
    payload = papers.festival_budget()
    anna.upload({"name": _NAME, "mimeType": "application/pdf", "buffer": payload})
    expect(anna.uploads()).to_contain_text("Готов: можно спрашивать", timeout=INDEXING_MS)
    yield anna
    with anna.server.caller(ANNA) as caller:
        for document in caller.get("/documents", limit=100)["items"]:
            if document["file_name"] == _NAME:
                caller.delete(f"/documents/{document['id']}")


def _open_to(owner: Visitor, whom: str, words: str) -> None:
    row = owner.page.locator("tr[data-document]").filter(has_text=_NAME)
    row.get_by_role("button", name="Действия с документом").click()
    owner.page.get_by_role("menuitem", name="Изменить").click()
    dialog = owner.page.get_by_role("dialog", name="Документ")
    dialog.get_by_role("radio", name=whom).check()
    dialog.get_by_role("button", name="Сохранить").click()
    expect(dialog).to_be_hidden()
    expect(row).to_contain_text(words)


def test_a_document_is_answered_from_only_while_it_is_shared(
    owner: Visitor, visiting: Visiting
) -> None:
    _open_to(owner, "Всем в компании", "Всем")
    olga = visiting()
    olga.watch.expect_refusal(404, "/documents/")
    olga.signed_in(OLGA)
    turn = olga.ask(papers.BALLOON_QUESTION)
    expect(olga.answer(turn)).to_contain_text(papers.BALLOON_SECRET)
    olga.open_evidence(turn)
    expect(olga.marks).to_have_text([papers.BALLOON_SENTENCE])

    _open_to(owner, "Только мне", "Только владельцу")
    before = olga.page.url
    olga.go("/")
    olga.ask(papers.BALLOON_QUESTION)
    assert papers.BALLOON_SECRET not in folded(olga.page.content())

    # The old answer was given rightly; its source is no longer Olga's to open.
    olga.page.goto(before)
    olga.chips(olga.turn(papers.BALLOON_QUESTION)).first.click()
    expect(olga.evidence).to_contain_text("Документ удалён или больше вам не открыт.")
