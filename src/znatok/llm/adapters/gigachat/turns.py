"""A conversation as GigaChat wants it, whichever contract writes it down.

One system message, and that first; each call of a function followed by its result.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from znatok.llm.model import ChatMessage, Role, ToolCall
from znatok.llm.wire_text import sound

STATE = "functions_state_id"  # the name under which a turn carries it


@dataclass(frozen=True, slots=True)
class Result:
    """What a function gave back: JSON, whatever the tool wrote. `state`: of the turn that asked."""

    name: str
    value: Any
    state: str | None


Turn = ChatMessage | Result


def ordered(messages: Sequence[ChatMessage], *, calls_to_a_turn: int) -> Iterator[Turn]:
    """Turns of the conversation; a turn with more calls than allowed becomes several."""
    system = [each.text for each in messages if each.role is Role.SYSTEM and each.text]
    if system:
        yield ChatMessage(Role.SYSTEM, sound("\n\n".join(system)))
    results = {each.tool_call_id: each.text for each in messages if each.role is Role.TOOL}
    for message in messages:
        if message.tool_calls:
            yield from _with_results(message, results, calls_to_a_turn)
        elif message.role in {Role.USER, Role.ASSISTANT}:
            yield ChatMessage(message.role, sound(message.text))


def state_of(turn: ChatMessage) -> str | None:
    state = (turn.carried or {}).get(STATE)
    return state if isinstance(state, str) else None


def _with_results(
    turn: ChatMessage, results: dict[str | None, str], most: int
) -> Iterator[ChatMessage | Result]:
    calls = turn.tool_calls
    for at in range(0, len(calls), most):
        group: tuple[ToolCall, ...] = calls[at : at + most]
        text = "" if at else sound(turn.text)
        yield ChatMessage(Role.ASSISTANT, text, group, carried=turn.carried)
        for call in group:
            yield Result(call.name, _as_json(results.get(call.id, "")), state_of(turn))


def _as_json(text: str) -> Any:
    """Objects go as they are; anything else would be refused and is wrapped."""
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {"result": sound(text)}
