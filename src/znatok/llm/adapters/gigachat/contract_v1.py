"""The first chat contract: `/v1/chat/completions`. One call of a function to an answer."""

import json
from collections.abc import AsyncGenerator
from typing import Any

from gigachat.client import GigaChatAsyncClient
from gigachat.models.chat import Chat, ChatCompletionChunk

from znatok.llm.adapters.gigachat.answer import Answer, Call, finish_of
from znatok.llm.adapters.gigachat.turns import Result, Turn, ordered, state_of
from znatok.llm.model import ChatRequest, Usage

Wire = dict[str, Any]


def stream(
    client: GigaChatAsyncClient, request: ChatRequest, model: str
) -> AsyncGenerator[ChatCompletionChunk, None]:
    return client.astream(payload(request, model))  # type: ignore[return-value]  # it is a generator


def payload(request: ChatRequest, model: str) -> Chat:
    sent: Wire = {
        "model": model,
        "messages": [_message(each) for each in ordered(request.messages, calls_to_a_turn=1)],
        "max_tokens": request.max_tokens,
    }
    if request.temperature is not None and request.temperature > 0:
        sent["temperature"] = request.temperature
    elif request.temperature is not None:
        sent["top_p"] = 0.0  # the vendor's way to say zero, which its temperature may not be
    if request.schema is not None:
        schema = dict(request.schema)
        sent["response_format"] = {"type": "json_schema", "schema": schema, "strict": True}
    if request.tools:
        sent["function_call"] = "auto"
        # Not as the client's own type: it forgets what it does not know of JSON Schema.
        sent["additional_fields"] = {
            "functions": [
                {
                    "name": each.name,
                    "description": each.description,
                    "parameters": dict(each.parameters),
                }
                for each in request.tools
            ]
        }
    return Chat.model_validate(sent)


def take(answer: Answer, chunk: ChatCompletionChunk) -> str:
    """Read a chunk; return its text."""
    if chunk.usage is not None:
        told = chunk.usage
        cached = told.precached_prompt_tokens or 0
        answer.usage = Usage(told.prompt_tokens, told.completion_tokens, cached)
    text = ""
    for choice in chunk.choices:
        text += choice.delta.content or ""
        if (call := choice.delta.function_call) is not None:
            answer.calls.append(Call(call.name, call.arguments or {}))
        answer.state = choice.delta.functions_state_id or answer.state
        if choice.finish_reason:
            answer.finish = finish_of(choice.finish_reason)
    return text


def _message(turn: Turn) -> Wire:
    if isinstance(turn, Result):
        content = json.dumps(turn.value, ensure_ascii=False)
        return {"role": "function", "name": turn.name, "content": content}
    sent: Wire = {"role": turn.role.value, "content": turn.text}
    for call in turn.tool_calls:
        sent["function_call"] = {"name": call.name, "arguments": dict(call.arguments)}
        if state := state_of(turn):
            sent["functions_state_id"] = state
    return sent
