import pytest
from playwright.sync_api import expect
from tests.e2e.visitor import ANSWERING_MS, OLGA, Visitor

pytestmark = pytest.mark.e2e

_LEAVE = "За сколько дней нужно подать заявление, чтобы перенести отпуск?"
_MOST_STOPS = 40


def _press_until(visitor: Visitor, key: str, selector: str) -> None:
    """Presses a key until what has the focus matches a selector."""
    for _ in range(_MOST_STOPS):
        visitor.page.keyboard.press(key)
        if visitor.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{key} did not come to {selector} within {_MOST_STOPS} stops")


def test_a_source_is_opened_and_closed_by_keyboard_alone(visitor: Visitor) -> None:
    visitor.go("/")
    expect(visitor.page.get_by_label("Пароль")).to_be_visible()
    keyboard = visitor.page.keyboard
    _press_until(visitor, "Tab", "input[name=username]")
    keyboard.type(OLGA)
    keyboard.press("Tab")
    keyboard.type(visitor.server.password)
    keyboard.press("Enter")

    expect(visitor.composer).to_be_focused()
    keyboard.type(_LEAVE)
    keyboard.press("Enter")
    turn = visitor.turn(_LEAVE)
    expect(turn).to_have_attribute("data-phase", "done", timeout=ANSWERING_MS)

    _press_until(visitor, "Shift+Tab", "[data-citation='1']")
    keyboard.press("Enter")
    expect(visitor.evidence).to_be_visible()
    expect(visitor.marks.first).to_be_in_viewport()
    assert visitor.evidence.evaluate("panel => panel.contains(document.activeElement)")

    keyboard.press("Escape")
    expect(visitor.evidence).to_be_hidden()
    expect(turn.locator("[data-citation='1']").last).to_be_focused()  # whence it was opened


def test_the_first_stop_leads_past_the_menus(visitor: Visitor) -> None:
    visitor.signed_in(OLGA, "/documents")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name="К содержанию")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("main")).to_be_focused()
