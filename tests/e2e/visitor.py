"""A person in front of the pages: finds things by what they are called, as people do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect
from tests.e2e.server import Server
from tests.e2e.watch import Watch

ANNA = "anna.lebedeva@knz.example"  # editor, human resources
MARINA = "marina.vetrova@knz.example"  # user, sales
OLGA = "olga.titova@knz.example"  # user, production

ANSWERING_MS = 60_000
INDEXING_MS = 120_000


def folded(text: str) -> str:
    """The words of a text: how its lines are broken and spaced does not count."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Visitor:
    page: Page
    context: BrowserContext
    server: Server
    watch: Watch

    def go(self, path: str) -> None:
        self.page.goto(f"{self.server.address}{path}")

    def signed_in(self, email: str, path: str = "/") -> None:
        """Has a session already, as after yesterday's visit, and opens a page."""
        answer = self.context.request.post(
            f"{self.server.address}/api/v1/auth/token",
            form={
                "grant_type": "password",
                "username": email,
                "password": self.server.password,
            },
        )
        assert answer.ok, answer.text()
        self.go(path)
        expect(self.user_menu).to_be_visible()

    def type_in(self, email: str, password: str) -> None:
        self.page.get_by_label("Электронная почта").fill(email)
        self.page.get_by_label("Пароль").fill(password)
        self.page.get_by_role("button", name="Войти", exact=True).click()

    def sign_out(self) -> None:
        self.user_menu.click()
        self.page.get_by_role("menuitem", name="Выйти").click()
        expect(self.page).to_have_url(f"{self.server.address}/sign-in")

    @property
    def user_menu(self) -> Locator:
        return self.page.get_by_role("button", name="Меню пользователя")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name="Ваш вопрос")

    @property
    def evidence(self) -> Locator:
        """The panel beside the answer; on a phone it is a sheet."""
        return self.page.get_by_role("region", name="Источник").or_(
            self.page.get_by_role("dialog", name="Источник")
        )

    @property
    def marks(self) -> Locator:
        return self.evidence.locator("mark")

    def ask(self, question: str) -> Locator:
        """Asks, waits for the whole answer and returns its turn."""
        self.composer.fill(question)
        self.composer.press("Enter")
        turn = self.turn(question)
        expect(turn).to_have_attribute("data-phase", "done", timeout=ANSWERING_MS)
        return turn

    def turn(self, question: str) -> Locator:
        heading = self.page.get_by_role("heading", level=2).filter(has_text=question)
        return self.page.get_by_role("article").filter(has=heading).last

    def answer(self, turn: Locator) -> Locator:
        return turn.get_by_test_id("answer")

    def chips(self, turn: Locator) -> Locator:
        return turn.locator("[data-citation]")

    def open_evidence(self, turn: Locator, chip: int = 0) -> None:
        self.chips(turn).nth(chip).click()
        expect(self.evidence).to_be_visible()
        expect(self.evidence.get_by_test_id("evidence-line")).to_contain_text(
            "цитата выделена", ignore_case=True
        )

    def conversation_id(self) -> str:
        return self.page.url.rsplit("/c/", 1)[1]

    def upload(self, files: Path | FilePayload | Sequence[Path] | Sequence[FilePayload]) -> None:
        """Sends files that only their owner may read; `uploads` tells how they fare."""
        self.page.get_by_role("button", name="Загрузить", exact=True).click()
        dialog = self.page.get_by_role("dialog", name="Загрузка документов")
        dialog.get_by_label("Файлы для загрузки").set_input_files(files)
        dialog.get_by_role("radio", name="Только мне").check()
        dialog.get_by_role("button", name="Загрузить", exact=False).click()
        expect(dialog).to_be_hidden()

    def uploads(self) -> Locator:
        return self.page.get_by_role("region", name="Загрузки").get_by_role("listitem")

    def text(self) -> str:
        return folded(self.page.locator("body").inner_text())
