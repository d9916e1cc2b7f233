"""Yandex AI Studio's OpenAI-compatible endpoint, as its own client's recordings show it."""

import json
from dataclasses import dataclass
from typing import Any

from tests.standins.faults import Fault
from tests.standins.http_server import Reply, Request
from tests.standins.openai_protocol import OpenAIServer, OpenAIWire, frame

from znatok.llm.model import Finished, ToolCall, Usage

FOLDER = "b1gstandin"
# What the service's own client sends.
_KNOWN = {
    "model",
    "messages",
    "stream",
    "temperature",
    "max_tokens",
    "response_format",
    "reasoning_effort",
    "tools",
    "parallel_tool_calls",
    "tool_choice",
}
_REFUSAL = "В интернете есть много сайтов с информацией на эту тему."


@dataclass
class YandexServer(OpenAIServer):
    """`x-data-logging-enabled: false` is required: a request without it is an error of ours."""

    models: tuple[str, ...] = (
        f"gpt://{FOLDER}/yandexgpt/latest",
        f"gpt://{FOLDER}/yandexgpt-lite/latest",
    )
    folder: str = FOLDER

    def is_let_in(self, request: Request) -> bool:
        named = request.headers.get("openai-project") == self.folder
        return named and request.headers.get("authorization") in {
            f"Bearer {self.key}",
            f"Api-Key {self.key}",
        }

    async def route(self, request: Request, fault: Fault | None, reply: Reply) -> None:
        if request.headers.get("x-data-logging-enabled") != "false":
            await self.complain(400, "the request would be kept", "logging", reply)
            return
        await super().route(request, fault, reply)

    def wrong(self, sent: Any) -> str | None:
        unknown = sorted(sent.keys() - _KNOWN)
        return f"unknown parameters: {unknown}" if unknown else super().wrong(sent)

    def wire(self, sent: Any) -> OpenAIWire:
        return YandexWire(sent["model"])

    async def embeddings(self, request: Request, reply: Reply) -> None:
        sent = request.json()
        if not isinstance(sent["input"], str) or not sent["input"].strip():
            await self.complain(400, "input must be a string", "invalid", reply)
            return
        if not sent["model"].startswith(f"emb://{self.folder}/text-search-"):
            await self.complain(404, "no such model", "not_found", reply)
            return
        await super().embeddings(request, reply)

    async def complain(self, status: int, words: str, code: str, reply: Reply) -> None:
        grpc = {400: 3, 401: 16, 403: 7, 404: 5, 429: 8}.get(status, 13)
        if status == 429:
            words = "ai.textGenerationCompletionSessionsCount.count gauge quota limit exceed: allowed 10 requests"
        error = {"grpcCode": grpc, "httpCode": status, "message": words, "details": []}
        await reply.json(status, {"error": error}, {"x-request-id": "r1"})


class YandexWire(OpenAIWire):
    """The id of a call is the function's name; a call comes whole, with the finish reason."""

    def ending(self, finished: Finished, usage: Usage | None) -> bytes:
        if not finished.tool_calls:
            return super().ending(finished, usage)
        delta = {"tool_calls": [_call(at, call) for at, call in enumerate(finished.tool_calls)]}
        frames = self.chunk(delta, "tool_calls")
        if usage is not None:
            frames += self.frame({"choices": [], "usage": self.usage(usage)})
        return frames + b"data: [DONE]\n\n"

    def chunk(self, delta: dict[str, Any], finish: str | None = None) -> bytes:
        return super().chunk(delta, finish.upper() if finish else "null")

    def filtered(self) -> bytes:
        return self.chunk({"content": _REFUSAL}, "content_filter") + b"data: [DONE]\n\n"

    def error(self) -> bytes:
        return frame({"error": {"grpcCode": 14, "httpCode": 503, "message": "backend is away"}})


def _call(index: int, call: ToolCall) -> dict[str, Any]:
    function = {"name": call.name, "arguments": json.dumps(dict(call.arguments))}
    return {"index": index, "id": call.name, "type": "function", "function": function}
