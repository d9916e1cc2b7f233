"""Both chat contracts of GigaChat on the server's side."""

import json
from typing import Any

from tests.standins.vendor import Wire

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

STATE = "0199a1b2-state"
_FINISH = {
    Finish.STOP: "stop",
    Finish.LENGTH: "length",
    Finish.TOOL_CALLS: "function_call",
    Finish.FILTERED: "blacklist",
}


class WireV1(Wire):
    """Lines of data, ended by [DONE]; one call of a function, whole in one chunk."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._role: dict[str, str] = {"role": "assistant"}

    def text(self, text: str) -> bytes:
        role, self._role = self._role, {}
        return self._chunk({"content": text} | role)

    def ending(self, finished: Finished, usage: Usage | None) -> bytes:
        frames = b""
        for call in finished.tool_calls[:1]:
            function = {"name": call.name, "arguments": dict(call.arguments)}
            frames += self._chunk(
                {
                    "role": "assistant",
                    "content": "",
                    "function_call": function,
                    "functions_state_id": STATE,
                }
            )
        told = {} if usage is None else {"usage": _usage_v1(usage)}
        return frames + self._end(_FINISH[finished.finish], told)

    def error(self) -> bytes:
        return b"data: " + _json({"status": 500, "message": "Internal Server Error"}) + b"\n\n"

    def filtered(self) -> bytes:
        return self._end("blacklist", {})

    def _end(self, finish: str, told: dict[str, Any]) -> bytes:
        choice = {"delta": {"content": ""}, "index": 0, "finish_reason": finish}
        return self._frame({"choices": [choice]} | told) + b"data: [DONE]\n\n"

    def _chunk(self, delta: dict[str, Any]) -> bytes:
        return self._frame({"choices": [{"delta": delta, "index": 0}]})

    def _frame(self, body: dict[str, Any]) -> bytes:
        kind = {"created": 1, "model": self._model, "object": "chat.completion"}
        return b"data: " + _json(body | kind) + b"\n\n"


class WireV2(Wire):
    """Named events, no [DONE]; a thought in a message of its own role before the answer."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._has_thought = False

    def text(self, text: str) -> bytes:
        thought = b"" if self._has_thought else self._delta("reasoning", [{"text": "Думаю."}])
        self._has_thought = True
        return thought + self._delta("assistant", [{"text": text}])

    def ending(self, finished: Finished, usage: Usage | None) -> bytes:
        frames = b""
        if finished.tool_calls:
            parts = [
                {"function_call": {"name": call.name, "arguments": dict(call.arguments)}}
                for call in finished.tool_calls
            ]
            frames = self._delta("assistant", parts, {"tool_state_id": STATE})
        told = {} if usage is None else {"usage": _usage_v2(usage)}
        return frames + self._done({"finish_reason": _FINISH[finished.finish]} | told)

    def error(self) -> bytes:
        body = {"error": {"status": 500, "message": "Internal Server Error"}}
        return b"event: error\ndata: " + _json(body) + b"\n\n"

    def filtered(self) -> bytes:
        return self._done({"finish_reason": "blacklist"})

    def _delta(
        self, role: str, parts: list[dict[str, Any]], more: dict[str, Any] | None = None
    ) -> bytes:
        message = {"role": role, "content": parts} | (more or {})
        return self._event("delta", {"messages": [message]})

    def _done(self, body: dict[str, Any]) -> bytes:
        return self._event("done", body)

    def _event(self, name: str, body: dict[str, Any]) -> bytes:
        data = _json({"model": self._model, "created_at": 1} | body)
        return b"event: response.message.%b\ndata: %b\n\n" % (name.encode(), data)


def decoded_v1(sent: Any) -> ChatRequest:
    """What was asked, in the product's words. Calls have no ids here: their names stand in."""
    return ChatRequest(
        messages=tuple(_message_v1(each) for each in sent["messages"]),
        max_tokens=sent["max_tokens"],
        temperature=sent.get("temperature"),
        tools=_tools(sent.get("functions", ())),
        schema=(sent.get("response_format") or {}).get("schema"),
    )


def decoded_v2(sent: Any) -> ChatRequest:
    options = sent["model_options"]
    tools = [f for each in sent.get("tools", ()) for f in each["functions"]["specifications"]]
    return ChatRequest(
        messages=tuple(_message_v2(each) for each in sent["messages"]),
        max_tokens=options["max_tokens"],
        temperature=options.get("temperature"),
        tools=_tools(tools),
        schema=(options.get("response_format") or {}).get("schema"),
    )


def _message_v1(sent: Any) -> ChatMessage:
    if sent["role"] == "function":
        json.loads(sent["content"])  # the service refuses what is no JSON
        return ChatMessage(Role.TOOL, sent["content"], tool_call_id=sent["name"])
    call = sent.get("function_call")
    calls = (ToolCall(call["name"], call["name"], call["arguments"]),) if call else ()
    state = sent.get("functions_state_id")
    return ChatMessage(
        Role(sent["role"]), sent["content"], calls, carried={"state": state} if state else None
    )


def _message_v2(sent: Any) -> ChatMessage:
    parts = sent["content"]
    if sent["role"] == "tool":
        result = parts[0]["function_result"]
        text = json.dumps(result["result"], ensure_ascii=False)
        return ChatMessage(Role.TOOL, text, tool_call_id=result["name"])
    asked = [part["function_call"] for part in parts if "function_call" in part]
    calls = tuple(ToolCall(each["name"], each["name"], each["arguments"]) for each in asked)
    text = "".join(part.get("text", "") for part in parts)
    state = sent.get("tools_state_id")
    return ChatMessage(Role(sent["role"]), text, calls, carried={"state": state} if state else None)


def _tools(sent: Any) -> tuple[ToolSpec, ...]:
    return tuple(ToolSpec(f["name"], f["description"], f["parameters"]) for f in sent)


def _usage_v1(usage: Usage) -> dict[str, int]:
    return {
        "prompt_tokens": usage.prompt,
        "completion_tokens": usage.completion,
        "total_tokens": usage.prompt + usage.completion,
        "precached_prompt_tokens": usage.cached,
    }


def _usage_v2(usage: Usage) -> dict[str, Any]:
    return {
        "input_tokens": usage.prompt,
        "input_tokens_details": {"prompt_tokens": usage.prompt, "cached_tokens": usage.cached},
        "output_tokens": usage.completion,
        "total_tokens": usage.prompt + usage.completion,
    }


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
