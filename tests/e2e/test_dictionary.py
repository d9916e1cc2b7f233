"""The company's words: kept on a page, understood in a question."""

import re

import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import Visiting
from tests.e2e.test_accessibility import _accessible, axe
from tests.e2e.test_phone import _fits, phone
from tests.e2e.visitor import OLGA, Visitor

pytestmark = pytest.mark.e2e
__all__ = ["axe", "phone"]  # fixtures of the tests beside

DMITRY = "dmitry.sokolov@knz.example"  # administrator
_QUESTION = "Сколько дней фиолетки дают за стаж в 12 лет?"


def _opened(visitor: Visitor) -> None:
    visitor.signed_in(DMITRY, "/dictionary")
    expect(visitor.page.locator("tr[data-entry]").first).to_be_visible()


def test_a_word_that_is_added_is_understood_and_one_that_is_deleted_is_not(
    visiting: Visiting, axe: str
) -> None:
    keeper, asker = visiting(), visiting()
    page = keeper.page
    _opened(keeper)
    _accessible(keeper, axe)
    # With the keyboard alone.
    page.get_by_role("button", name="Добавить").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Новая запись")
    expect(dialog).to_be_visible()
    _accessible(keeper, axe)
    dialog.get_by_label("Полный термин").fill("дополнительный отпуск")
    dialog.get_by_label("Варианты, по одному в строке").fill("фиолетка")
    dialog.get_by_label("Полный термин").press("Enter")
    expect(dialog).to_be_hidden()

    asker.signed_in(OLGA)
    turn = asker.ask(_QUESTION)
    expect(asker.answer(turn)).to_contain_text("4 календарных дня")

    page.get_by_label("Найти слово").fill("фиолетка")
    row = page.locator("tr[data-entry]").filter(has_text="фиолетка")
    expect(row).to_have_count(1)
    row.get_by_role("button", name=re.compile("^Действия с записью")).click()
    page.get_by_role("menuitem", name="Удалить").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Удалить").click()
    expect(page.get_by_text("Ничего не нашлось")).to_be_visible()


def test_the_page_fits_a_phone_and_is_reached_from_the_menu(phone: Visitor) -> None:
    phone.signed_in(DMITRY)
    phone.user_menu.click()
    phone.page.get_by_role("menuitem", name="Словарь").click()
    expect(phone.page.locator("tr[data-entry]").first).to_be_visible()
    _fits(phone)
    phone.page.get_by_role("button", name="Добавить").click()
    expect(phone.page.get_by_role("dialog", name="Новая запись")).to_be_visible()
    _fits(phone)


def test_who_keeps_no_words_is_not_shown_the_page(visitor: Visitor) -> None:
    visitor.signed_in(OLGA, "/dictionary")
    expect(visitor.page.get_by_role("heading", name="Такой страницы нет")).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Словарь")).to_have_count(0)
