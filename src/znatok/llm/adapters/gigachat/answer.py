"""What both contracts collect while an answer streams."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from znatok.kernel.ids import new_uuid
from znatok.llm.adapters.gigachat.failures import NonsenseError
from znatok.llm.adapters.gigachat.turns import STATE
from znatok.llm.model import Finish, Finished, ToolCall, Usage

_FINISH = {
    "stop": Finish.STOP,
    "length": Finish.LENGTH,
    "function_call": Finish.TOOL_CALLS,
    "blacklist": Finish.FILTERED,
    "content_filter": Finish.FILTERED,
}


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: Mapping[str, Any]


@dataclass(slots=True)
class Answer:
    """`state`: what the vendor wants back with a turn of calls."""

    calls: list[Call] = field(default_factory=list)
    finish: Finish | None = None
    usage: Usage | None = None
    state: str | None = None

    def finished(self) -> Finished:
        """The end of an answer that has ended. The vendor gives calls no ids."""
        finish = self.finish or Finish.STOP
        if finish is not Finish.STOP and finish is not Finish.TOOL_CALLS:
            return Finished(finish, self.usage)
        if not self.calls:
            return Finished(Finish.STOP, self.usage)
        calls = tuple(
            ToolCall(f"call_{new_uuid().hex}", each.name, each.arguments) for each in self.calls
        )
        carried = {STATE: self.state} if self.state else None
        return Finished(Finish.TOOL_CALLS, self.usage, calls, carried)


def finish_of(reason: str) -> Finish:
    """Raises NonsenseError: "error" among others, which is no end of an answer."""
    finish = _FINISH.get(reason)
    if finish is None:
        raise NonsenseError("the answer ended for a reason that is not known")
    return finish
