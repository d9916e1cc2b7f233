import pytest
from playwright.sync_api import expect
from tests.e2e.visitor import OLGA, Visitor

pytestmark = pytest.mark.e2e

_BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_language_changes_and_stays_after_a_reload(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    page = visitor.page
    page.get_by_role("button", name="Switch to English").click()
    expect(page.get_by_role("link", name="Documents")).to_be_visible()
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    # What the server says follows the page.
    visitor.watch.expect_refusal(404, "/documents/")
    page.goto(f"{visitor.server.address}/documents/00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", name="Document not found")).to_be_visible()


def test_the_theme_changes_and_stays_after_a_reload(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    page = visitor.page
    light = page.evaluate(_BACKGROUND)
    page.get_by_role("button", name="Тема").click()
    page.get_by_role("menuitemradio", name="Тёмная").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate(_BACKGROUND)
    assert dark != light
    page.reload()
    expect(visitor.user_menu).to_be_visible()
    assert page.evaluate(_BACKGROUND) == dark
