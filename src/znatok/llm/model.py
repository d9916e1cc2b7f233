"""What is said to a chat model, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from znatok.privacy.model import Region as Region


class Role(StrEnum):
    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A function that the model may ask for. `parameters`: a JSON Schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model asks for a function. `id`: unique within one answer, whatever the vendor sent."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One turn. `tool_call_id`: which call a TOOL message answers.

    `carried`: what the vendor wants back with the turn unchanged (DeepSeek's reasoning, GigaChat's
    state id); opaque to everybody but the adapter that made it.
    """

    role: Role
    text: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None
    carried: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """`schema`: a JSON Schema that the answer must follow. `temperature`: None is the vendor's.

    `max_tokens`: of the answer.
    """

    messages: tuple[ChatMessage, ...]
    max_tokens: int
    temperature: float | None = None
    tools: tuple[ToolSpec, ...] = ()
    schema: Mapping[str, Any] | None = None


class Finish(StrEnum):
    """Why an answer ended. Only STOP and TOOL_CALLS are whole answers."""

    STOP = "stop"
    LENGTH = "length"
    TOOL_CALLS = "tool_calls"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the vendor counted them; `cached` is the part of `prompt` that was cheaper."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The last thing of a stream. `usage`: None where the vendor does not tell."""

    finish: Finish
    usage: Usage | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    carried: Mapping[str, Any] | None = None


ChatDelta = TextDelta | Finished


@dataclass(frozen=True, slots=True)
class Price:
    """Roubles for a million tokens; zero for one's own server."""

    prompt: float = 0.0
    completion: float = 0.0
    cached: float = 0.0

    def of(self, usage: Usage) -> float:
        """Roubles."""
        fresh = usage.prompt - usage.cached
        total = fresh * self.prompt + usage.cached * self.cached
        return (total + usage.completion * self.completion) / 1_000_000


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a model can do. `context_tokens`: prompt and answer together."""

    context_tokens: int
    region: Region
    streaming: bool = True
    tools: bool = False
    parallel_tools: bool = False
    json_schema: bool = False
    vision: bool = False
    price: Price = Price()
