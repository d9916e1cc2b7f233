"""The main job: a file goes in, a question is answered from it, and its place in it is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.e2e import papers
from tests.e2e.conftest import Visiting
from tests.e2e.visitor import ANNA, INDEXING_MS, OLGA, Visitor, folded

pytestmark = pytest.mark.e2e

# Every state that an upload was shown in, however shortly.
_REMEMBER_STATES = """() => {
  window.uploadStates = []
  new MutationObserver(() => {
    for (const row of document.querySelectorAll('[data-upload-state]'))
      if (uploadStates.at(-1) !== row.dataset.uploadState)
        uploadStates.push(row.dataset.uploadState)
  }).observe(document.body, { subtree: true, childList: true, attributes: true })
}"""


@pytest.fixture
def owner(visiting: Visiting, tmp_path: Path) -> Iterator[Visitor]:
    """Anna, whose two files for herself alone are ready; they go when the test is over."""
    archive, festival = tmp_path / "poryadok-arhiva.docx", tmp_path / "smeta-prazdnika.pdf"
    archive.write_bytes(papers.archive_rules())
    festival.write_bytes(papers.festival_budget())
    anna = visiting()
    anna.signed_in(ANNA, "/documents")
    anna.page.evaluate(_REMEMBER_STATES)
    anna.upload([archive, festival])
    expect(anna.uploads()).to_have_count(2)
    for upload in anna.uploads().all():
        expect(upload).to_contain_text("Готов: можно спрашивать", timeout=INDEXING_MS)
    yield anna
    with anna.server.caller(ANNA) as caller:
        for document in caller.get("/documents", limit=100)["items"]:
            if document["file_name"] in {archive.name, festival.name}:
                caller.delete(f"/documents/{document['id']}")


def test_uploads_are_shown_on_their_way_until_they_can_be_asked_about(owner: Visitor) -> None:
    expect(owner.page.get_by_text("Готово 2 из 2")).to_be_visible()
    states = owner.page.evaluate("window.uploadStates")
    assert "sending" in states
    assert {"queued", "indexing"} & set(states[states.index("sending") :])
    assert states[-1] == "ready"
    row = owner.page.get_by_role("row", name="Порядок хранения дел в архиве «Кедр»")
    expect(row).to_contain_text("Готов")
    expect(row).to_contain_text("Только владельцу")


def test_a_clause_and_a_row_of_a_docx_are_answered_from_and_shown(owner: Visitor) -> None:
    owner.go("/")
    turn = owner.ask(papers.ARCHIVE_QUESTION)
    expect(owner.answer(turn)).to_contain_text(papers.ARCHIVE_SECRET)
    owner.open_evidence(turn)
    expect(owner.evidence).to_contain_text("Порядок хранения дел в архиве «Кедр»")
    expect(owner.marks).to_have_text([papers.ARCHIVE_CLAUSE])
    expect(owner.marks).to_be_in_viewport(ratio=1)

    turn = owner.ask(papers.SHELF_QUESTION)
    expect(owner.answer(turn)).to_contain_text(papers.SHELF_ROW[1])
    owner.open_evidence(turn)
    quoted = owner.evidence.locator("tr.quoted")
    expect(quoted.get_by_role("cell")).to_have_text(list(papers.SHELF_ROW))
    expect(quoted).to_be_in_viewport(ratio=1)


def test_a_sentence_of_a_pdf_is_answered_from_and_shown_on_its_page(owner: Visitor) -> None:
    owner.go("/")
    turn = owner.ask(papers.BALLOON_QUESTION)
    expect(owner.answer(turn)).to_contain_text(papers.BALLOON_SECRET)
    owner.open_evidence(turn)
    expect(owner.marks).to_have_text([papers.BALLOON_SENTENCE])
    expect(
        owner.evidence.get_by_role("listitem").filter(has=owner.page.locator("mark"))
    ).to_contain_text(papers.BALLOON_NUMBER)
    expect(owner.marks).to_be_in_viewport(ratio=1)
    expect(owner.evidence.get_by_test_id("evidence-line")).to_contain_text(
        f"Страница {papers.BALLOON_PAGE} из {papers.BALLOON_PAGES}"
    )


def test_another_person_finds_nothing_of_what_is_for_its_owner_alone(
    owner: Visitor, visiting: Visiting
) -> None:
    link = owner.page.get_by_role("link", name="Порядок хранения дел в архиве «Кедр»")
    path = link.get_attribute("href")
    assert path is not None

    olga = visiting()
    olga.watch.expect_refusal(404, "/documents/")
    olga.signed_in(OLGA, "/documents")
    expect(olga.page.locator("tr[data-document]").first).to_be_visible()
    assert "Кедр" not in olga.text()
    olga.page.get_by_role("searchbox", name="Найти документ").fill("Кедр")
    expect(olga.page.get_by_role("heading", name="Ничего не нашлось")).to_be_visible()
    olga.go(path)
    expect(olga.page.get_by_role("heading", name="Документ не найден")).to_be_visible()
    assert "Кедр" not in olga.text()

    olga.go("/")
    for question, secret in (
        (papers.ARCHIVE_QUESTION, papers.ARCHIVE_SECRET),
        (papers.SHELF_QUESTION, papers.SHELF_ROW[1]),
        (papers.BALLOON_QUESTION, papers.BALLOON_SECRET),
    ):
        olga.ask(question)
        assert secret not in olga.text()
        assert secret not in folded(olga.page.content())


def test_a_file_of_a_foreign_kind_is_refused_before_it_is_sent(visitor: Visitor) -> None:
    visitor.signed_in(ANNA, "/documents")
    visitor.page.get_by_role("button", name="Загрузить", exact=True).click()
    dialog = visitor.page.get_by_role("dialog", name="Загрузка документов")
    dialog.get_by_label("Файлы для загрузки").set_input_files(
        {"name": "setup.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    )
    expect(dialog).to_contain_text("Формат .exe пока не поддерживается.")
    expect(dialog.get_by_role("button", name="Загрузить", exact=True)).to_be_disabled()
