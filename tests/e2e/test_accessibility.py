"""axe-core, the rules of WCAG 2.2 level AA that a machine can check."""

import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import Visiting
from tests.e2e.server import REPOSITORY
from tests.e2e.visitor import OLGA, Visitor

pytestmark = pytest.mark.e2e

_AXE = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_LEAVE = "За сколько дней нужно подать заявление, чтобы перенести отпуск?"
_RUN = """tags => axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(
  ({ violations, passes }) => ({
    passed: passes.length,
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target} ${any.map(({ message }) => message)}`)),
  }))"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not _AXE.exists():
        pytest.fail("axe-core is not installed: `npm ci` in web/ installs it", pytrace=False)
    return _AXE.read_text(encoding="utf-8")


def _violations(visitor: Visitor, axe: str) -> list[str]:
    # The page's policy forbids added scripts; the debugger's evaluation is not the page's.
    visitor.page.evaluate(axe)
    found = visitor.page.evaluate(_RUN, _TAGS)
    assert found["passed"] > 0
    violations: list[str] = found["violations"]
    return violations


def _accessible(visitor: Visitor, axe: str) -> None:
    assert _violations(visitor, axe) == [], visitor.page.url


def test_the_rules_notice_a_button_without_a_name(visitor: Visitor, axe: str) -> None:
    visitor.go("/sign-in")
    expect(visitor.page.get_by_role("button", name="Войти", exact=True)).to_be_visible()
    visitor.page.evaluate("document.body.append(document.createElement('button'))")
    assert any(found.startswith("button-name") for found in _violations(visitor, axe))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_the_rules_of_wcag(scheme: str, visiting: Visiting, axe: str) -> None:
    visitor = visiting(color_scheme=scheme)
    page = visitor.page
    visitor.go("/")
    expect(page.get_by_role("button", name="Ольга Титова")).to_be_visible()
    _accessible(visitor, axe)

    visitor.signed_in(OLGA)
    expect(page.get_by_role("region", name="Например")).to_be_visible()
    _accessible(visitor, axe)

    visitor.open_evidence(visitor.ask(_LEAVE))
    _accessible(visitor, axe)

    page.get_by_role("link", name="Документы", exact=True).click()
    expect(page.locator("tr[data-document]").first).to_be_visible()
    _accessible(visitor, axe)
    page.get_by_role("button", name="Загрузить", exact=True).click()
    expect(page.get_by_role("dialog", name="Загрузка документов")).to_be_visible()
    _accessible(visitor, axe)
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Положение об отпусках").click()
    expect(page.get_by_test_id("reader")).to_be_visible()
    _accessible(visitor, axe)
