"""The product as it is run: one process of its own, asked over HTTP only."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

REPOSITORY = Path(__file__).resolve().parents[2]
COMING_UP_S = 180
# Forty-five documents are embedded on whatever processor there is: 40 s on two quiet cores.
INDEXING_S = 900
GOING_DOWN_S = 30


class Caller:
    """A person's way past the pages: what the server itself says."""

    def __init__(self, address: str, email: str, password: str) -> None:
        self._client = httpx.Client(base_url=f"{address}/api/v1", trust_env=False, timeout=60)
        form = {"grant_type": "password", "username": email, "password": password}
        answer = self._client.post("/auth/token", data=form)
        answer.raise_for_status()
        token = answer.json()["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **params: str | int) -> Any:
        answer = self._client.get(path, params=params)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._client.post(path, json=body)
        answer.raise_for_status()
        return answer.json()

    def delete(self, path: str) -> None:
        self._client.delete(path).raise_for_status()

    def close(self) -> None:
        self._client.close()


@dataclass(frozen=True)
class Server:
    address: str
    password: str
    """The one password of every account of the demo company."""
    log: Path

    @contextmanager
    def caller(self, email: str) -> Iterator[Caller]:
        caller = Caller(self.address, email, self.password)
        try:
            yield caller
        finally:
            caller.close()

    def log_tail(self, lines: int = 40) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """A demo company on a free port, its data in `folder`, every document searchable."""
    port = _free_port()
    log = folder / "server.log"
    command = [sys.executable, "-m", "znatok", "serve", "--demo"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--data-dir", str(folder / "data")]
    environment = os.environ | {"ZNATOK_LOG__LEVEL": "WARNING"}
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=sink, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}"
        server = Server(address, _password_when_up(address, process, log), log)
        wait_for_documents(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(GOING_DOWN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _password_when_up(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + COMING_UP_S
    with httpx.Client(base_url=address, trust_env=False) as client:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                message = f"The server ended with {process.returncode}:\n{log.read_text()}"
                raise AssertionError(message)
            try:
                if client.get("/readyz").is_success:
                    return demo_password(address)
            except httpx.TransportError:
                pass  # it does not listen yet
            time.sleep(0.2)
    message = f"The server was not ready within {COMING_UP_S} s:\n{log.read_text()}"
    raise AssertionError(message)


def demo_password(address: str) -> str:
    """What the sign-in page offers to those who try the product."""
    accounts = _demo_accounts(address)
    return str(accounts[0]["password"])


def _demo_accounts(address: str) -> list[dict[str, Any]]:
    answer = httpx.get(f"{address}/api/v1/meta", trust_env=False)
    accounts: list[dict[str, Any]] = answer.raise_for_status().json()["demo_accounts"]
    return accounts


def wait_for_documents(server: Server) -> None:
    """Returns when nothing that anybody may see is queued or being processed."""
    callers = [
        Caller(server.address, account["email"], server.password)
        for account in _demo_accounts(server.address)
    ]
    deadline = time.monotonic() + INDEXING_S
    try:
        while any(_has_unfinished(caller) for caller in callers):
            if time.monotonic() > deadline:
                message = f"Documents were not indexed within {INDEXING_S} s:\n{server.log_tail()}"
                raise AssertionError(message)
            time.sleep(0.5)
    finally:
        for caller in callers:
            caller.close()


def _has_unfinished(caller: Caller) -> bool:
    return any(
        caller.get("/documents", status=status, limit=1)["items"]
        for status in ("queued", "processing", "searchable")
    )
