"""A request in the words of the protocol."""

import json
from typing import Any

from znatok.llm.model import ChatMessage, ChatRequest, Role, ToolCall
from znatok.llm.wire_text import sound

Wire = dict[str, Any]


def body(request: ChatRequest, model: str) -> Wire:
    """What every speaker of the protocol understands."""
    sent: Wire = {
        "model": model,
        "messages": [message(each) for each in request.messages],
        "max_tokens": request.max_tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if request.temperature is not None:
        sent["temperature"] = request.temperature
    if request.tools:
        sent["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": each.name,
                    "description": each.description,
                    "parameters": dict(each.parameters),
                },
            }
            for each in request.tools
        ]
    if request.schema is not None:
        sent["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": dict(request.schema), "strict": True},
        }
    return sent


def message(turn: ChatMessage) -> Wire:
    """One turn, without what it carries: each product knows its own."""
    if turn.role is Role.TOOL:
        return {"role": "tool", "tool_call_id": turn.tool_call_id, "content": sound(turn.text)}
    sent: Wire = {"role": str(turn.role), "content": sound(turn.text)}
    if turn.tool_calls:
        sent["tool_calls"] = [_call(each) for each in turn.tool_calls]
    return sent


def _call(call: ToolCall) -> Wire:
    arguments = json.dumps(dict(call.arguments), ensure_ascii=False)
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": arguments},
    }
