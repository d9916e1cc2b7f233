"""What the pages of a test asked for and complained of."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

_LOCAL = {"data", "blob"}
_REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


@dataclass
class Watch:
    """Keeps every request, console error and uncaught exception of a browser context.

    A violation of the content security policy is a console error of Chromium, so it is here too.
    """

    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    # The page asks whether there is a session to go on with; without one it is told 401.
    expected: set[tuple[int, str]] = field(default_factory=lambda: {(401, "/auth/refresh")})

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def expect_refusal(self, status: int, path: str) -> None:
        """Allows the browser's own console line of a refused request.

        Args:
            status: of the answer.
            path: what the address of the request holds after /api/v1, from its beginning.
        """
        self.expected.add((status, path))

    @property
    def foreign(self) -> list[str]:
        """Addresses beyond the server the pages came from."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in _LOCAL
            and f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" != self.address
        ]

    def verify(self) -> None:
        assert self.foreign == [], f"requests beyond the own server: {self.foreign}"
        assert self.errors == [], f"errors in the browser: {self.errors}"

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        url = message.location["url"]
        refusal = _REFUSAL.match(message.text)
        path = urlsplit(url).path.removeprefix("/api/v1")
        if refusal and any(
            int(refusal[1]) == status and path.startswith(beginning)
            for status, beginning in self.expected
        ):
            return
        self.errors.append(f"{message.text} ({url})")

    def _on_error(self, error: WebError) -> None:
        self.errors.append(f"uncaught: {error.error}")
