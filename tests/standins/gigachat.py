"""GigaChat: tokens that expire, both chat contracts, a limit of streams at once."""

import base64
import re
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.standins.faults import Fault
from tests.standins.gigachat_wire import WireV1, WireV2, decoded_v1, decoded_v2
from tests.standins.http_server import Reply, Request
from tests.standins.vendor import Vendor, embedded

CREDENTIALS = base64.b64encode(b"client:canary-secret-51d0").decode()
SCOPE = "GIGACHAT_API_B2B"
_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_ERRORS = {
    Fault.RATE_LIMITED: (429, "Too Many Requests"),
    Fault.KEY_REFUSED: (401, "Unauthorized"),
    Fault.TOKEN_EXPIRED: (401, "Token has expired"),
    Fault.FORBIDDEN: (403, "Permission denied"),
    Fault.QUOTA_SPENT: (402, "Payment Required"),
    Fault.UNKNOWN_MODEL: (404, "No such model"),
    Fault.TOO_LONG: (422, "Invalid params: number of tokens exceeds the context length"),
    Fault.REFUSED_CONTENT: (422, "Invalid params: blacklist"),
    Fault.SERVER_ERROR: (500, "Internal Server Error"),
    Fault.OVERLOADED: (503, "Service Unavailable"),
}


@dataclass
class GigaChatServer(Vendor):
    """`streams`: how many at once; one more is a 429. `tokens`: access tokens given out."""

    key: str = CREDENTIALS
    models: tuple[str, ...] = ("GigaChat-2", "GigaChat-2-Max", "GigaChat-3-Ultra")
    streams: int = 10
    life_s: float = 1800.0
    tokens: list[str] = field(default_factory=list)
    good: dict[str, float] = field(default_factory=dict)

    @property
    def base_url(self) -> str:
        return f"{self.server.origin}/api/v1"

    @property
    def auth_url(self) -> str:
        return f"{self.server.origin}/api/v2/oauth"

    def expire(self) -> None:
        """Every token given out so far is worth nothing now."""
        self.good.clear()

    async def handle(self, request: Request, reply: Reply) -> None:
        if request.path == "/api/v2/oauth":
            await self._give_token(request, reply)
            return
        fault = self.strikes()
        if await self.strike_first(fault, reply):
            return
        if fault is Fault.TOKEN_EXPIRED:
            self.expire()
        elif fault in _ERRORS:
            self.note(request, request.body.decode("utf-8", "replace"))
            await self._complain(*_ERRORS[fault], reply)
            return
        if not self._is_let_in(request):
            await self._complain(401, "Token has expired", reply)
            return
        await self._route(request, fault, reply)

    async def _route(self, request: Request, fault: Fault | None, reply: Reply) -> None:
        match request.method, request.path:
            case "GET", "/api/v1/models":
                listed = [_listed(each) for each in self.models]
                await reply.json(200, {"object": "list", "data": listed})
            case "GET", path if path.startswith("/api/v1/models/"):
                await self._complain(404, "No such model", reply)
            case "POST", "/api/v1/chat/completions" | "/api/v2/chat/completions":
                await self._chat(request, fault, reply)
            case "POST", "/api/v1/embeddings":
                await self._embeddings(request, reply)
            case _:
                await self._complain(404, "Not found", reply)

    async def _give_token(self, request: Request, reply: Reply) -> None:
        scope = parse_qs(request.body.decode()).get("scope", [""])[0]
        if (
            self.fault is Fault.KEY_REFUSED
            or request.headers.get("authorization") != f"Basic {self.key}"
        ):
            await reply.json(401, {"code": 6, "message": f"credentials doesn't match: {self.key}"})
        elif not _UUID4.fullmatch(request.headers.get("rquid", "")):
            await reply.json(400, {"code": 4, "message": "RqUID is missing"})
        elif scope != SCOPE:
            words = "scope from db not fully includes consumed scope"
            await reply.json(400, {"code": 7, "message": words})
        else:
            token = f"canary-token-{uuid.uuid4().hex}"
            self.tokens.append(token)
            self.good[token] = time.time() + self.life_s
            expires = int(self.good[token] * 1000)
            await reply.json(200, {"access_token": token, "expires_at": expires})

    def _is_let_in(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return scheme == "Bearer" and self.good.get(token, 0.0) > time.time()

    async def _chat(self, request: Request, fault: Fault | None, reply: Reply) -> None:
        sent = request.json()
        is_v2 = "/v2/" in request.path
        roles = [each["role"] for each in sent["messages"]]
        if "system" in roles[1:]:
            await self._complain(422, "Invalid params: system message must be the first", reply)
            return
        if sent["model"] not in self.models:
            await self._complain(404, "No such model", reply)
            return
        if self.open_streams >= self.streams:
            await self._complain(429, "Too Many Requests", reply)
            return
        asked = decoded_v2(sent) if is_v2 else decoded_v1(sent)
        self.note(request, sent, asked)
        build = f"{sent['model']}:2.0.28.2"
        await self.play(WireV2(build) if is_v2 else WireV1(build), asked, fault, reply)

    async def _embeddings(self, request: Request, reply: Reply) -> None:
        sent = request.json()
        self.note(request, sent)
        data = [
            {
                "object": "embedding",
                "index": at,
                "embedding": await embedded(text, of_question=False),
                "usage": {"prompt_tokens": 9},
            }
            for at, text in enumerate(sent["input"])
        ]
        await reply.json(200, {"object": "list", "model": sent["model"], "data": data})

    async def _complain(self, status: int, words: str, reply: Reply) -> None:
        headers = {"retry-after": "7"} if status == 429 else {}
        await reply.json(status, {"status": status, "message": words}, headers)


def _listed(model: str) -> dict[str, Any]:
    return {"id": model, "object": "model", "owned_by": "salutedevices", "type": "chat"}
