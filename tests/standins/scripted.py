"""A `ChatModel` in memory that says what a script tells it, and the language of such scripts.

The stand-in servers play the same scripts over the wire, so that a script written for one serves
with all. A script is called with each request and yields steps; it may be an obedient model that
does whatever the last text it was given orders.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass

from znatok.llm.model import (
    Capabilities,
    ChatDelta,
    ChatRequest,
    Finish,
    Finished,
    Region,
    TextDelta,
    Usage,
)

_RUSSIAN_CHARACTERS_PER_TOKEN = 3  # of this stand-in; it has no tokenizer


@dataclass(frozen=True, slots=True)
class Pause:
    """The model is silent for so long."""

    seconds: float


# A piece of text, a silence, an error that breaks the answer off, or how it ends. Without a
# `Finished` the answer ends with STOP and counted usage.
Step = str | Pause | Finished | Exception
Script = Callable[[ChatRequest], Iterable[Step]]

CAPABLE = Capabilities(
    context_tokens=32_768,
    region=Region.LOCAL,
    tools=True,
    parallel_tools=True,
    json_schema=True,
)


def say(*steps: Step) -> Script:
    """Always the same answer."""
    return lambda _request: steps


class ScriptedModel:
    """`requests`: what it was asked, in order. `open_streams`: how many answers are not closed."""

    def __init__(
        self, script: Script, *, name: str = "scripted", capabilities: Capabilities = CAPABLE
    ) -> None:
        self.script = script
        self._name = name
        self._capabilities = capabilities
        self.requests: list[ChatRequest] = []
        self.open_streams = 0
        self.unfit: Exception | None = None  # what `check` finds

    @property
    def name(self) -> str:
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        self.requests.append(request)
        self.open_streams += 1
        said = 0
        try:
            for step in self.script(request):
                await asyncio.sleep(step.seconds if isinstance(step, Pause) else 0)
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, Finished):
                    yield step
                    return
                if isinstance(step, str) and step:
                    said += tokens(step)
                    yield TextDelta(step)
            yield Finished(Finish.STOP, Usage(prompt=heard(request), completion=said))
        finally:
            self.open_streams -= 1

    async def count_tokens(self, text: str) -> int:
        return tokens(text)

    async def check(self) -> None:
        if self.unfit is not None:
            raise self.unfit


def tokens(text: str) -> int:
    return -(-len(text) // _RUSSIAN_CHARACTERS_PER_TOKEN)


def heard(request: ChatRequest) -> int:
    """Tokens of the prompt."""
    return sum(tokens(each.text) for each in request.messages)
