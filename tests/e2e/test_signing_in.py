import pytest
from playwright.sync_api import expect
from tests.e2e.visitor import OLGA, Visitor

pytestmark = pytest.mark.e2e


def test_a_person_signs_in_by_the_list_of_demo_accounts(visitor: Visitor) -> None:
    visitor.go("/")
    expect(visitor.page).to_have_url(f"{visitor.server.address}/sign-in")
    visitor.page.get_by_role("button", name="Ольга Титова").click()
    visitor.page.get_by_role("button", name="Войти", exact=True).click()
    expect(visitor.page.get_by_role("heading", name="О чём рассказать?")).to_be_visible()
    expect(visitor.user_menu).to_have_accessible_name("Меню пользователя Ольга Титова")


def test_a_wrong_password_is_told_and_the_right_one_lets_in(visitor: Visitor) -> None:
    visitor.watch.expect_refusal(401, "/auth/token")
    visitor.go("/sign-in")
    visitor.type_in(OLGA, "not-the-password")
    alert = visitor.page.get_by_role("alert")
    expect(alert).to_contain_text("парол")
    expect(visitor.page.get_by_label("Электронная почта")).to_have_value(OLGA)
    visitor.type_in(OLGA, visitor.server.password)
    expect(visitor.user_menu).to_be_visible()


def test_an_empty_form_names_both_missing_fields(visitor: Visitor) -> None:
    visitor.go("/sign-in")
    visitor.page.get_by_role("button", name="Войти", exact=True).click()
    expect(visitor.page.get_by_text("Введите адрес электронной почты.")).to_be_visible()
    expect(visitor.page.get_by_text("Введите пароль.")).to_be_visible()


def test_a_refresh_keeps_the_session_and_the_page(visitor: Visitor) -> None:
    visitor.go("/documents")
    visitor.type_in(OLGA, visitor.server.password)
    expect(visitor.page).to_have_url(f"{visitor.server.address}/documents")
    visitor.page.reload()
    expect(visitor.page.get_by_role("heading", name="Документы", level=1)).to_be_visible()
    expect(visitor.user_menu).to_have_accessible_name("Меню пользователя Ольга Титова")


def test_signing_out_ends_the_session_for_good(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    visitor.sign_out()
    expect(visitor.page.get_by_role("button", name="Войти", exact=True)).to_be_visible()
    visitor.go("/documents")
    expect(visitor.page).to_have_url(f"{visitor.server.address}/sign-in?next=%2Fdocuments")


def test_no_script_of_the_page_can_read_the_session(visitor: Visitor) -> None:
    visitor.signed_in(OLGA)
    assert visitor.page.evaluate("document.cookie") == ""
    stored = visitor.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "token" not in stored.lower()
