"""Prove that a running demonstration answers: sign in, ask, get a citation, as a client would.

    python scripts/first_answer.py http://127.0.0.1:8080 [--within 300]

Prints one line of JSON with seconds from this script's own start: `ready_s`, when /readyz said so;
`cited_s`, when an answer came with a citation; `answer_s`, how long that answer itself took.
Uses the standard library only, so that any Python can run it.
"""

import argparse
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

_PAUSE_S = 0.2
_FOUND = {"answered", "partial"}  # before its document is read in, a question is not_found


class Client:
    def __init__(self, address: str) -> None:
        self._address = address
        self._token: str | None = None

    def call(self, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        """The JSON that comes back; None where nobody answers or the answer is an error."""
        headers = {"Content-Type": kind} if body is not None else {}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(self._address + path, body, headers)  # noqa: S310  # the address is the operator's own argument
        try:
            with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310  # as above
                return json.load(response)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return None

    def sign_in(self, email: str, password: str) -> bool:
        form = urllib.parse.urlencode({"username": email, "password": password}).encode()
        got = self.call("/api/v1/auth/token", form, "application/x-www-form-urlencoded")
        self._token = got and got["access_token"]
        return self._token is not None


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("address", nargs="?", default="http://127.0.0.1:8080")
    arguments.add_argument("--within", type=float, default=300, help="seconds before giving up")
    given = arguments.parse_args()
    began = time.monotonic()

    def until(attempt: Any, what: str) -> Any:
        while time.monotonic() - began < given.within:
            if got := attempt():
                return got
            time.sleep(_PAUSE_S)
        sys.exit(f"{given.address}: no {what} within {given.within:.0f} s")

    client = Client(given.address.rstrip("/"))
    until(lambda: client.call("/readyz"), "readiness")
    ready_s = time.monotonic() - began
    account = client.call("/api/v1/meta")["demo_accounts"][0]
    until(lambda: client.sign_in(account["email"], account["password"]), "sign-in")
    suggested = until(lambda: client.call("/api/v1/suggestions"), "suggested question")
    question = suggested["questions"][0]

    def answered() -> tuple[Any, float] | None:
        asked = time.monotonic()
        answer = client.call("/api/v1/chat", json.dumps({"message": question}).encode())
        took_s = time.monotonic() - asked
        found = answer and answer["status"] in _FOUND and answer["citations"]
        return (answer, took_s) if found else None

    answer, answer_s = until(answered, "cited answer")
    figures = {
        "ready_s": round(ready_s, 1),
        "cited_s": round(time.monotonic() - began, 1),
        "answer_s": round(answer_s, 3),
        "question": question,
        "status": answer["status"],
        "cited": answer["citations"][0]["title"],
    }
    print(json.dumps(figures, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
