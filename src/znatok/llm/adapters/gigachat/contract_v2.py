"""The second chat contract: `/v2/chat/completions`. Messages are lists of parts."""

from collections.abc import AsyncGenerator
from typing import Any

from gigachat.client import GigaChatAsyncClient
from gigachat.models.chat_completions import (
    ChatCompletionChunk,
    ChatCompletionRequest,
    ChatUsage,
)

from znatok.llm.adapters.gigachat.answer import Answer, Call, finish_of
from znatok.llm.adapters.gigachat.failures import FrameError, NonsenseError, refusal_in
from znatok.llm.adapters.gigachat.turns import Result, Turn, ordered, state_of
from znatok.llm.model import ChatRequest, Usage

Wire = dict[str, Any]

_ANY = 1_000  # calls to a turn: this contract knows no limit
_REASONING = "reasoning"  # a role of its own, and no part of the answer


def stream(
    client: GigaChatAsyncClient, request: ChatRequest, model: str
) -> AsyncGenerator[ChatCompletionChunk, None]:
    sent = payload(request, model)
    return client.achat.stream(sent)  # type: ignore[return-value]  # it is a generator


def payload(request: ChatRequest, model: str) -> ChatCompletionRequest:
    options: Wire = {"max_tokens": request.max_tokens}
    if request.temperature is not None and request.temperature > 0:
        options["temperature"] = request.temperature
    elif request.temperature is not None:
        options["top_p"] = 0.0  # as in the first contract
    if request.schema is not None:
        schema = dict(request.schema)
        options["response_format"] = {"type": "json_schema", "schema": schema, "strict": True}
    sent: Wire = {
        "model": model,
        "messages": [_message(each) for each in ordered(request.messages, calls_to_a_turn=_ANY)],
        "model_options": options,
    }
    if request.tools:
        specifications = [
            {
                "name": each.name,
                "description": each.description,
                "parameters": dict(each.parameters),
            }
            for each in request.tools
        ]
        sent["tools"] = [{"functions": {"specifications": specifications}}]
        sent["tool_config"] = {"mode": "auto"}
    return ChatCompletionRequest.model_validate(sent)


def take(answer: Answer, chunk: ChatCompletionChunk) -> str:
    """Read a chunk; return its text.

    Raises:
        FrameError: it is an error.

    """
    refusal = refusal_in(chunk.model_extra)
    if refusal is not None:
        raise FrameError(refusal)
    if chunk.usage is not None:
        answer.usage = _usage(chunk.usage)
    text = ""
    for message in chunk.messages or ():
        if message.role == _REASONING:
            continue
        answer.state = message.tools_state_id or answer.state
        for part in message.content or ():
            text += part.text or ""
            if part.function_call is not None:
                answer.calls.append(_call(part.function_call.name, part.function_call.arguments))
    if chunk.finish_reason:
        answer.finish = finish_of(chunk.finish_reason)
    return text


def _call(name: str, arguments: object) -> Call:
    if not isinstance(arguments, dict):
        raise NonsenseError("a call of a function came broken")
    return Call(name, arguments)


def _usage(told: ChatUsage) -> Usage:
    details = told.input_tokens_details
    cached = (details.cached_tokens if details else None) or 0
    return Usage(told.input_tokens or 0, told.output_tokens or 0, cached)


def _message(turn: Turn) -> Wire:
    if isinstance(turn, Result):
        part = {"function_result": {"name": turn.name, "result": turn.value}}
        # The maker's recordings give the state back with the call and with its result.
        return _with_state({"role": "tool", "content": [part]}, turn.state)
    parts: list[Wire] = [{"text": turn.text}] if turn.text or not turn.tool_calls else []
    parts += [
        {"function_call": {"name": call.name, "arguments": dict(call.arguments)}}
        for call in turn.tool_calls
    ]
    return _with_state({"role": turn.role.value, "content": parts}, state_of(turn))


def _with_state(sent: Wire, state: str | None) -> Wire:
    return sent | {"tools_state_id": state} if state else sent
