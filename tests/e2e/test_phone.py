import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import Visiting
from tests.e2e.visitor import OLGA, Visitor

pytestmark = pytest.mark.e2e

_WIDTH, _HEIGHT = 390, 844
_LEAVE = "За сколько дней нужно подать заявление, чтобы перенести отпуск?"
# Only tables and listings may be moved sideways, each within its own frame.
_WIDE = """() => [...document.querySelectorAll('*')].filter(element => {
  const { overflowX } = getComputedStyle(element)
  return (overflowX === 'auto' || overflowX === 'scroll')
    && element.scrollWidth > element.clientWidth
    && !element.matches('.table-frame, pre, textarea')
}).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def phone(visiting: Visiting) -> Visitor:
    return visiting(
        viewport={"width": _WIDTH, "height": _HEIGHT},
        color_scheme="dark",
        is_mobile=True,
        has_touch=True,
        device_scale_factor=2,
    )


def _fits(visitor: Visitor) -> None:
    # A mobile browser widens its own idea of the window to hold what sticks out.
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= _WIDTH, f"{visitor.page.url} is {width} px wide"
    assert visitor.page.evaluate(_WIDE) == []


def test_no_page_is_wider_than_a_phone_in_the_dark(phone: Visitor) -> None:
    phone.go("/")
    expect(phone.page.get_by_role("button", name="Войти", exact=True)).to_be_visible()
    dark = phone.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in dark.strip("rgb()").split(",")) < 64, dark
    _fits(phone)

    phone.signed_in(OLGA)
    _fits(phone)
    turn = phone.ask(_LEAVE)
    _fits(phone)

    phone.open_evidence(turn)
    expect(phone.page.get_by_role("dialog", name="Источник")).to_be_visible()
    expect(phone.marks.first).to_be_in_viewport()
    _fits(phone)
    phone.evidence.get_by_role("button", name="Закрыть источник").click()
    expect(phone.evidence).to_be_hidden()

    phone.page.get_by_role("button", name="Открыть список бесед").click()
    expect(phone.page.get_by_role("dialog", name="Беседы")).to_be_visible()
    _fits(phone)
    phone.page.keyboard.press("Escape")

    phone.page.get_by_role("link", name="Документы", exact=True).click()
    rows = phone.page.locator("tr[data-document]")
    expect(rows.first).to_be_visible()
    _fits(phone)
    phone.page.get_by_role("link", name="Положение об отпусках").click()
    expect(phone.page.get_by_test_id("reader")).to_be_visible()
    _fits(phone)
