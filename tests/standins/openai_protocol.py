"""OpenAI's protocol on the server's side: what YandexGPT, DeepSeek and others build on."""

import json
from dataclasses import dataclass
from typing import Any

from tests.standins.faults import Fault
from tests.standins.http_server import Reply, Request
from tests.standins.vendor import Vendor, Wire, embedded

from znatok.llm.model import (
    ChatMessage,
    ChatRequest,
    Finish,
    Finished,
    Role,
    ToolCall,
    ToolSpec,
    Usage,
)

_FINISH = {
    Finish.STOP: "stop",
    Finish.LENGTH: "length",
    Finish.TOOL_CALLS: "tool_calls",
    Finish.FILTERED: "content_filter",
}
_STATUS = {
    Fault.RATE_LIMITED: 429,
    Fault.KEY_REFUSED: 401,
    Fault.TOKEN_EXPIRED: 401,
    Fault.FORBIDDEN: 403,
    Fault.QUOTA_SPENT: 402,
    Fault.UNKNOWN_MODEL: 404,
    Fault.TOO_LONG: 400,
    Fault.REFUSED_CONTENT: 400,
    Fault.SERVER_ERROR: 500,
    Fault.OVERLOADED: 503,
}
_WORDS = {
    Fault.RATE_LIMITED: ("Rate limit reached", "rate_limit_exceeded"),
    Fault.QUOTA_SPENT: ("Insufficient Balance", "insufficient_balance"),
    Fault.UNKNOWN_MODEL: ("The model does not exist", "model_not_found"),
    Fault.TOO_LONG: (
        "This model's maximum context length is 4096 tokens",
        "context_length_exceeded",
    ),
    Fault.REFUSED_CONTENT: ("Content Exists Risk", "content_filter"),
}


@dataclass
class OpenAIServer(Vendor):
    """Any server of the protocol. `models`: its list. `needs_key`: as vLLM with `--api-key`."""

    models: tuple[str, ...] = ("local-model",)
    needs_key: bool = True
    dimension: int = 384

    @property
    def base_url(self) -> str:
        return f"{self.server.origin}/v1"

    async def handle(self, request: Request, reply: Reply) -> None:
        fault = self.strikes()
        if await self.strike_first(fault, reply):
            return
        if fault in _STATUS:
            self.note(request, request.body.decode("utf-8", "replace"))
            await self.refuse(fault, reply)
        elif not self.is_let_in(request):
            await self.refuse(Fault.KEY_REFUSED, reply)
        else:
            await self.route(request, fault, reply)

    async def route(self, request: Request, fault: Fault | None, reply: Reply) -> None:
        match request.method, request.path.removeprefix("/v1"):
            case "GET", "/models":
                await reply.json(200, {"object": "list", "data": [_listed(m) for m in self.models]})
            case "POST", "/chat/completions":
                await self.chat(request, fault, reply)
            case "POST", "/embeddings":
                await self.embeddings(request, reply)
            case _:
                await self.complain(404, "Not Found", "not_found", reply)

    def is_let_in(self, request: Request) -> bool:
        if not self.needs_key:
            return "authorization" not in request.headers
        return request.headers.get("authorization") == f"Bearer {self.key}"

    async def chat(self, request: Request, fault: Fault | None, reply: Reply) -> None:
        sent = request.json()
        asked = decoded(sent)
        self.note(request, sent, asked)
        problem = self.wrong(sent)
        if problem:
            await self.complain(400, problem, "invalid_request_error", reply)
            return
        await self.play(self.wire(sent), asked, fault, reply)

    def wrong(self, sent: Any) -> str | None:
        """Why this vendor would refuse the request."""
        if sent["model"] not in self.models:
            return f"The model {sent['model']} does not exist"
        return None if sent.get("stream") else "the stand-in streams only"

    def wire(self, sent: Any) -> "OpenAIWire":
        return OpenAIWire(sent["model"])

    async def embeddings(self, request: Request, reply: Reply) -> None:
        sent = request.json()
        self.note(request, sent)
        if sent.get("encoding_format") != "float":
            await self.complain(400, "encoding_format must be float", "invalid", reply)
            return
        texts = [sent["input"]] if isinstance(sent["input"], str) else sent["input"]
        rows = [await embedded(text, of_question="query" in sent["model"]) for text in texts]
        data = [
            {"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(rows)
        ]
        usage = {"prompt_tokens": 3, "total_tokens": 3}
        await reply.json(
            200,
            # In no order: clients must go by the index.
            {"object": "list", "model": sent["model"], "data": data[::-1], "usage": usage},
        )

    async def refuse(self, fault: Fault, reply: Reply) -> None:
        words, code = _WORDS.get(fault, (fault.value, fault.name.lower()))
        if fault is Fault.KEY_REFUSED:
            words = f"Incorrect API key provided: {self.key}"  # some vendors do repeat it
        await self.complain(_STATUS[fault], words, code, reply)

    async def complain(self, status: int, words: str, code: str, reply: Reply) -> None:
        error = {"message": words, "type": code, "param": None, "code": code}
        headers = {"retry-after": "7"} if status == 429 else {}
        await reply.json(status, {"error": error}, headers)


class OpenAIWire(Wire):
    """`split_calls`: arguments of a call come in pieces, as from OpenAI and vLLM."""

    split_calls = True

    def __init__(self, model: str) -> None:
        self.model = model

    def text(self, text: str) -> bytes:
        return self.chunk({"content": text})

    def ending(self, finished: Finished, usage: Usage | None) -> bytes:
        frames = self.calls(finished.tool_calls)
        frames += self.chunk({}, _FINISH[finished.finish])
        if usage is not None:
            frames += self.frame({"choices": [], "usage": self.usage(usage)})
        return frames + b"data: [DONE]\n\n"

    def error(self) -> bytes:
        return frame({"error": {"message": "Internal error", "type": "server_error", "code": 500}})

    def filtered(self) -> bytes:
        return self.chunk({"content": ""}, "content_filter") + b"data: [DONE]\n\n"

    def usage(self, usage: Usage) -> dict[str, Any]:
        return {
            "prompt_tokens": usage.prompt,
            "completion_tokens": usage.completion,
            "total_tokens": usage.prompt + usage.completion,
            "prompt_tokens_details": {"cached_tokens": usage.cached},
        }

    def calls(self, calls: tuple[ToolCall, ...]) -> bytes:
        frames = b""
        for index, call in enumerate(calls):
            arguments = json.dumps(dict(call.arguments), ensure_ascii=False)
            half = len(arguments) // 2 if self.split_calls else len(arguments)
            function = {"name": call.name, "arguments": arguments[:half]}
            first = {"index": index, "id": call.id, "type": "function", "function": function}
            frames += self.chunk({"tool_calls": [first]})
            if arguments[half:]:
                rest = {"index": index, "function": {"arguments": arguments[half:]}}
                frames += self.chunk({"tool_calls": [rest]})
        return frames

    def chunk(self, delta: dict[str, Any], finish: str | None = None) -> bytes:
        return self.frame({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def frame(self, body: dict[str, Any]) -> bytes:
        kind = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": self.model}
        return frame(kind | body)


def frame(body: object) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def decoded(sent: Any) -> ChatRequest:
    """What was asked, in the product's words: what a script is given."""
    format_ = sent.get("response_format") or {}
    return ChatRequest(
        messages=tuple(_message(each) for each in sent["messages"]),
        max_tokens=sent["max_tokens"],
        temperature=sent.get("temperature"),
        tools=tuple(
            ToolSpec(f["name"], f["description"], f["parameters"])
            for f in (each["function"] for each in sent.get("tools", ()))
        ),
        schema=(format_.get("json_schema") or {}).get("schema"),
    )


def _message(sent: Any) -> ChatMessage:
    calls = tuple(
        ToolCall(each["id"], each["function"]["name"], json.loads(each["function"]["arguments"]))
        for each in sent.get("tool_calls", ())
    )
    return ChatMessage(Role(sent["role"]), sent["content"] or "", calls, sent.get("tool_call_id"))


def _listed(model: str) -> dict[str, Any]:
    return {"id": model, "object": "model", "owned_by": "the stand-in", "created": 0}
