"""Language models: set up on a page, tested before they are saved, put in order."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.conftest import Visiting
from tests.e2e.test_accessibility import _accessible, axe
from tests.e2e.visitor import OLGA
from tests.standins.openai_protocol import OpenAIServer
from tests.standins.vendor import KEY

pytestmark = pytest.mark.e2e
__all__ = ["axe"]  # a fixture of the test beside

DMITRY = "dmitry.sokolov@knz.example"  # administrator


@contextmanager
def vendor() -> Iterator[OpenAIServer]:
    """A server of the company's own, in a loop beside the browser's."""
    loop, server = asyncio.new_event_loop(), OpenAIServer()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _fill(dialog: Locator, name: str, address: str, key: str) -> None:
    dialog.get_by_label("Название").fill(name)
    dialog.get_by_label("Поставщик").select_option("openai_compatible")
    dialog.get_by_label("Адрес").fill(address)
    dialog.get_by_label("Где обрабатываются данные").select_option("local")
    dialog.get_by_label("Модель", exact=True).fill("local-model")
    dialog.get_by_label("Ключ, если сервер его требует").fill(key)


def test_a_model_is_tested_then_saved_then_moved_and_deleted(visiting: Visiting, axe: str) -> None:
    keeper = visiting()
    page = keeper.page
    keeper.signed_in(DMITRY, "/models")
    expect(page.get_by_text("Моделей пока нет")).to_be_visible()
    _accessible(keeper, axe)
    with vendor() as server:
        page.get_by_role("button", name="Добавить модель").click()
        dialog = page.get_by_role("dialog", name="Новая модель")
        _fill(dialog, "Свой сервер", server.base_url, "not-the-right-key")
        dialog.get_by_role("button", name="Проверить").click()
        expect(dialog.get_by_role("alert")).to_contain_text("не приняла ключ")
        _accessible(keeper, axe)
        dialog.get_by_label("Ключ, если сервер его требует").fill(KEY)
        dialog.get_by_role("button", name="Проверить").click()
        expect(dialog.get_by_role("status")).to_contain_text("Ключ, адрес и модель верны")
        dialog.get_by_role("button", name="Сохранить").click()
        expect(dialog).to_be_hidden()
        row = page.locator("tr[data-provider]").filter(has_text="Свой сервер")
        expect(row).to_contain_text("Готова, ещё не спрашивали")

        page.get_by_role("button", name="Добавить модель").click()
        _fill(dialog, "Запасной", server.base_url, KEY)
        dialog.get_by_role("button", name="Сохранить").click()
        expect(dialog).to_be_hidden()
        page.get_by_role("button", name="Выше: Запасной").click()
        expect(page.locator("tr[data-provider]").first).to_contain_text("Запасной")
        _accessible(keeper, axe)

        page.get_by_label("Рублей в месяц").fill("1 500")
        page.get_by_role("button", name="Установить").click()
        expect(page.get_by_role("listitem").filter(has_text="Каждому сотруднику")).to_be_visible()
        page.get_by_role("button", name="Снять лимит: Каждому сотруднику").click()
        expect(page.get_by_role("listitem").filter(has_text="Каждому сотруднику")).to_have_count(0)

        for name in ("Запасной", "Свой сервер"):
            page.get_by_role("button", name=f"Действия с моделью «{name}»").click()
            page.get_by_role("menuitem", name="Удалить").click()
            page.get_by_role("alertdialog").get_by_role("button", name="Удалить").click()
            expect(page.get_by_role("button", name=f"Выше: {name}")).to_have_count(0)
    expect(page.get_by_text("Моделей пока нет")).to_be_visible()
    assert KEY not in page.content()


def test_the_page_is_the_administrators_alone(visiting: Visiting) -> None:
    reader = visiting()
    reader.signed_in(OLGA, "/models")
    expect(reader.page.get_by_text("Такой страницы нет")).to_be_visible()
