"""The page «Качество»: from a document's sentence to a measured run."""

import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import Visiting
from tests.e2e.server import REPOSITORY
from tests.e2e.visitor import ANSWERING_MS, OLGA, Visitor

pytestmark = pytest.mark.e2e

_AXE = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
_VIOLATIONS = """tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })
  .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`))"""
DMITRY = "dmitry.sokolov@knz.example"  # administrator


def test_an_administrator_confirms_a_proposal_by_a_key_and_runs_it(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signed_in(DMITRY, "/quality")
    expect(page.get_by_role("heading", name="Качество", level=1)).to_be_visible()
    page.get_by_role("button", name="Предложить по документам").click()
    expect(page.get_by_text("новых предложений")).to_be_visible(timeout=ANSWERING_MS)
    questions = page.get_by_role("list", name="Список контрольных вопросов")
    first = questions.get_by_role("listitem").first
    id_ = first.get_attribute("data-question")
    first.focus()
    page.keyboard.press("y")
    expect(page.get_by_text("Подтверждено:")).to_be_visible()
    expect(questions.locator(f"[data-question='{id_}']")).to_have_count(0)
    expect(questions.get_by_role("listitem").first).to_be_focused()

    runs = page.locator("tr[data-run]")
    before = runs.count()
    page.get_by_role("button", name="Запустить прогон").click()
    expect(runs).to_have_count(before + 1, timeout=ANSWERING_MS)
    expect(page.get_by_role("button", name="Запустить прогон")).to_be_visible(timeout=ANSWERING_MS)
    expect(runs.first).to_contain_text("%")
    expect(page.get_by_role("region", name="Контроль")).to_be_visible()
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_VIOLATIONS, ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]) == []


def test_whoever_is_no_administrator_finds_no_such_page(visiting: Visiting) -> None:
    olga = visiting()
    olga.signed_in(OLGA, "/quality")
    expect(olga.page.get_by_role("heading", name="Такой страницы нет")).to_be_visible()
    expect(olga.page.get_by_role("link", name="Качество")).to_have_count(0)


def test_the_page_fits_a_phone(visiting: Visiting) -> None:
    phone = visiting(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    phone.signed_in(DMITRY, "/quality")
    expect(phone.page.get_by_role("heading", name="Вопросы", level=2)).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
