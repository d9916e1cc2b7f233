"""A small HTTP/1.1 server on loopback, over TLS where it must be: what stand-ins speak through.

It serves makers' clients in tests: bodies with a length, answers whole or in chunks, connections
kept alive. It can also do what a sound server would not: break off, fall silent, drip.
"""

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

from znatok.kernel.background import end

_TICK_S = 0.02  # how soon a pause notices that nobody listens any more
_LONGEST_HEAD = 64 * 1024


class ClientLeftError(Exception):
    """The other side closed the connection."""


@dataclass(frozen=True, slots=True)
class Request:
    """`headers`: names in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Reply:
    """What a handler answers with: `json`, or `begin`, `send`…, `finish`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.is_broken = False

    async def json(
        self, status: int, body: object, headers: Mapping[str, str] | None = None
    ) -> None:
        await self.whole(
            status, json.dumps(body, ensure_ascii=False).encode(), "application/json", headers
        )

    async def whole(
        self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self._head(
            status, {"content-type": kind, "content-length": str(len(body))} | dict(headers or {})
        )
        await self._write(body)

    async def begin(self, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self._head(
            200, {"content-type": kind, "transfer-encoding": "chunked"} | dict(headers or {})
        )
        await self._write(b"")

    async def send(self, data: bytes) -> None:
        """One chunk. Raises ClientLeftError."""
        if data:
            await self._write(b"%x\r\n%b\r\n" % (len(data), data))

    async def drip(self, data: bytes, pause_s: float) -> None:
        for at in range(len(data)):
            await self.send(data[at : at + 1])
            await self.pause(pause_s)

    async def pause(self, seconds: float) -> None:
        """Raises ClientLeftError as soon as it happens."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while (left := until - loop.time()) > 0:
            if self._reader.at_eof() or self._writer.is_closing():
                raise ClientLeftError
            await asyncio.sleep(min(left, _TICK_S))

    async def finish(self) -> None:
        await self._write(b"0\r\n\r\n")

    def break_off(self) -> None:
        """End the connection in the middle."""
        self.is_broken = True
        self._writer.close()

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    async def _write(self, data: bytes) -> None:
        if self._reader.at_eof() or self._writer.is_closing():
            raise ClientLeftError
        self._writer.write(data)
        try:
            await self._writer.drain()
        except (OSError, ssl.SSLError) as error:
            raise ClientLeftError from error


Handler = Callable[[Request, Reply], Awaitable[None]]


class HttpServer:
    """`async with` it; then it has a `port`."""

    def __init__(self, handler: Handler, tls: ssl.SSLContext | None = None) -> None:
        self._handler = handler
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def origin(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, ssl=self._tls, limit=_LONGEST_HEAD
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await end(*self._serving)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            while (request := await _read(reader)) is not None:
                reply = Reply(reader, writer)
                await self._handler(request, reply)
                if reply.is_broken:
                    return
        except (ClientLeftError, OSError, asyncio.IncompleteReadError):
            return
        except asyncio.CancelledError:
            return  # the server stops; nobody waits for this task's result
        finally:
            self._serving.discard(task)
            writer.close()
            with suppress(OSError, ssl.SSLError):
                await writer.wait_closed()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The next request; None when there is none."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target.partition("?")[0], headers, body)
