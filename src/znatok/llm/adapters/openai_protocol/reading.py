"""An answer of the protocol, put together from the chunks of its stream."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from znatok.kernel.ids import new_uuid
from znatok.llm.adapters.openai_protocol.thinking import Thoughts
from znatok.llm.model import Finish, Finished, ToolCall, Usage

# Not only OpenAI's words: YandexGPT, DeepSeek, vLLM, llama.cpp and gateways to GigaChat.
_FINISH = {
    "stop": Finish.STOP,
    "eos": Finish.STOP,
    "end_turn": Finish.STOP,
    "length": Finish.LENGTH,
    "max_tokens": Finish.LENGTH,
    "tool_calls": Finish.TOOL_CALLS,
    "function_call": Finish.TOOL_CALLS,
    "content_filter": Finish.FILTERED,
    "blacklist": Finish.FILTERED,
}
_GOING_ON = ("null", "usage")  # YandexGPT's words for "not ended yet"; it also writes in capitals


class NonsenseError(ValueError):
    """The server sent what the protocol does not know. The message never repeats it."""


@dataclass(slots=True)
class _Call:
    id: str = ""
    name: str = ""
    arguments: str = ""

    def is_whole(self) -> bool:
        return bool(self.name) and _object(self.arguments) is not None


@dataclass(slots=True)
class Answer:
    """`reasoning`: what the model thought aloud, which is not part of the text."""

    reasoning: list[str] = field(default_factory=list)
    usage: Usage | None = None
    _thoughts: Thoughts = field(default_factory=Thoughts)
    _finish: Finish | None = None
    _calls: list[_Call] = field(default_factory=list)
    _at: dict[int, _Call] = field(default_factory=dict)

    @property
    def has_ended(self) -> bool:
        """Whether the server said why the answer ended; until then it may have been cut."""
        return self._finish is not None

    def take(self, chunk: object) -> str:
        """Read a chunk as it stands in the stream, an object of JSON; return its text.

        Raises:
            NonsenseError: it is none.

        """
        try:
            return self._thoughts.without(self._take(chunk))
        except (AttributeError, TypeError) as error:  # nothing has checked what is read here
            raise NonsenseError("not a chunk of an answer") from error

    def rest(self) -> str:
        """Text that was held back until it was sure to be no reasoning."""
        return self._thoughts.rest()

    def finished(self, carried: dict[str, Any] | None = None) -> Finished:
        """The end of an answer that has ended.

        Raises:
            NonsenseError: a call of a function came broken.

        """
        finish = self._finish or Finish.STOP
        if finish is not Finish.STOP and finish is not Finish.TOOL_CALLS:
            return Finished(finish, self.usage)
        calls = _unique(self._calls)
        return Finished(
            Finish.TOOL_CALLS if calls else finish, self.usage, calls, carried if calls else None
        )

    def _take(self, chunk: object) -> str:
        read = _mapping(chunk)
        if told := read.get("usage"):
            self.usage = _usage(_mapping(told))
        return "".join(self._choice(_mapping(each)) for each in read.get("choices") or ())

    def _choice(self, choice: Mapping[str, Any]) -> str:
        reason = choice.get("finish_reason")
        if reason and reason.lower() not in _GOING_ON:
            self._end(reason.lower())
        if choice.get("delta") is None:
            return ""
        delta = _mapping(choice["delta"])
        self._reason(delta)
        for fragment in delta.get("tool_calls") or ():
            self._call(_mapping(fragment))
        # YandexGPT's filter puts a phrase of its own here: it is no part of the answer.
        is_filter = reason is not None and self._finish is Finish.FILTERED
        return "" if is_filter else delta.get("content") or ""

    def _reason(self, delta: Mapping[str, Any]) -> None:
        for name in ("reasoning_content", "reasoning"):
            thought = delta.get(name)
            if thought is not None:
                self.reasoning.append(thought)
                return

    def _end(self, reason: str) -> None:
        finish = _FINISH.get(reason)
        if finish is None:
            raise NonsenseError("the answer ended for a reason that is not known")
        self._finish = finish

    def _call(self, fragment: Mapping[str, Any]) -> None:
        """Fragments of one call share an index; some servers give every whole call the index 0."""
        function = _mapping(fragment.get("function") or {})
        name = function.get("name") or ""
        id_ = fragment.get("id") or ""
        index = fragment.get("index")
        if index is None:  # a name begins the next call, anything else goes on with the last
            index = len(self._calls) - (0 if name else 1)
        call = self._at.get(index)
        repeats = call is not None and id_ and id_ == call.id != name
        if call is None or (name and call.is_whole() and not repeats):
            call = self._at[index] = _Call()
            self._calls.append(call)
        call.id = call.id or id_
        call.name = call.name or name
        call.arguments += function.get("arguments") or ""


def _mapping(read: object) -> Mapping[str, Any]:
    if not isinstance(read, Mapping):
        raise TypeError
    return read


def _usage(told: Mapping[str, Any]) -> Usage:
    details = _mapping(told.get("prompt_tokens_details") or {})
    cached = details.get("cached_tokens")
    if cached is None:  # DeepSeek's own field
        cached = told.get("prompt_cache_hit_tokens")
    return Usage(told.get("prompt_tokens") or 0, told.get("completion_tokens") or 0, cached or 0)


def _unique(calls: list[_Call]) -> tuple[ToolCall, ...]:
    """YandexGPT gives a function's name as the id, the same for two calls of one function."""
    seen: set[str] = set()
    whole = []
    for call in calls:
        arguments = _object(call.arguments)
        if not call.name or arguments is None:
            raise NonsenseError("a call of a function came broken")
        id_ = call.id
        if not id_ or id_ == call.name or id_ in seen:
            id_ = f"call_{new_uuid().hex}"
        seen.add(id_)
        whole.append(ToolCall(id_, call.name, arguments))
    return tuple(whole)


def _object(arguments: str) -> dict[str, Any] | None:
    try:
        read = json.loads(arguments or "{}")
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
