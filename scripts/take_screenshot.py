"""Take the picture of README.md from a running demonstration (`make run`), in headless Chromium.

python scripts/take_screenshot.py [ADDRESS] [CHROMIUM]
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "answer.png"
QUESTION = "Какой срок окупаемости проекта «Север»?"
_SETTLED_MS = 2_000  # the panel slides in and scrolls to the quote


def main(address: str = "http://127.0.0.1:8080", chromium: str = "/usr/bin/chromium") -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1360, "height": 800}, locale="ru-RU", color_scheme="light"
        )
        page.goto(address)
        page.get_by_text("Сергей Белов").first.click()
        page.get_by_role("button", name="Войти", exact=True).click()
        box = page.get_by_placeholder("Спросите о документах компании")
        box.fill(QUESTION)
        box.press("Enter")
        page.locator("[data-citation]").first.click()
        page.locator("mark").first.wait_for()
        page.wait_for_timeout(_SETTLED_MS)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
