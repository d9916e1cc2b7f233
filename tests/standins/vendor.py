"""What all stand-ins share: a script, a fault, a record of what was asked."""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from tests.contract.embedding_model.hashing import HashingModel
from tests.standins.faults import Fault
from tests.standins.http_server import ClientLeftError, HttpServer, Reply, Request
from tests.standins.scripted import Pause, Script, Step, heard, say, tokens

from znatok.llm.model import ChatRequest, Finish, Finished, Usage

DRIP_S = 0.2
FOREVER_S = 600.0
KEY = "canary-key-7f3a9c"
GREETING = say("Здравствуйте! ", "Чем помочь?")


@dataclass
class Heard:
    """One request. `sent`: the JSON as it came."""

    path: str
    headers: dict[str, str]
    sent: Any
    request: ChatRequest | None = None


@dataclass
class Vendor:
    """A vendor's server. `fault`: what the next requests meet; `open_streams`: answers not ended.

    `faults_left`: how many requests the fault strikes; None for all of them.
    `tells_usage`: whether streams end with a count of tokens.
    """

    script: Script = GREETING
    fault: Fault | None = None
    faults_left: int | None = None
    tells_usage: bool = True
    key: str = KEY
    tls: ssl.SSLContext | None = None
    heard: list[Heard] = field(default_factory=list)
    open_streams: int = 0
    most_open: int = 0

    def __post_init__(self) -> None:
        self.server = HttpServer(self.handle, self.tls)

    @property
    def asked(self) -> list[ChatRequest]:
        """Conversations, in order."""
        return [each.request for each in self.heard if each.request is not None]

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.server.__aexit__(*exc)

    async def handle(self, request: Request, reply: Reply) -> None:
        raise NotImplementedError

    def strikes(self) -> Fault | None:
        """The fault that this request meets."""
        if self.fault is None or self.faults_left == 0:
            return None
        if self.faults_left is not None:
            self.faults_left -= 1
        return self.fault

    def note(self, request: Request, sent: Any, asked: ChatRequest | None = None) -> None:
        self.heard.append(Heard(request.path, dict(request.headers), sent, asked))

    async def strike_first(self, fault: Fault | None, reply: Reply) -> bool:
        """Faults that no protocol words; True if the request is dealt with."""
        match fault:
            case Fault.SILENT:
                await reply.pause(FOREVER_S)
            case Fault.RESET:
                reply.break_off()
            case Fault.HTML:
                await reply.whole(200, b"<html><body>Gateway</body></html>", "text/html")
            case _:
                return False
        return True

    async def play(
        self, wire: "Wire", asked: ChatRequest, fault: Fault | None, reply: Reply
    ) -> None:
        """Play the script as a stream, with the fault in its middle."""
        self.open_streams += 1
        self.most_open = max(self.most_open, self.open_streams)
        try:
            await reply.begin("text/event-stream; charset=utf-8")
            await self._steps(wire, asked, fault, reply)
        finally:
            self.open_streams -= 1

    async def _steps(
        self, wire: "Wire", asked: ChatRequest, fault: Fault | None, reply: Reply
    ) -> None:
        said = 0
        finished = Finished(Finish.STOP)
        for step in _shaped(self.script(asked)):
            if isinstance(step, Finished):
                finished = step
                break
            if isinstance(step, Pause):
                await reply.pause(step.seconds)
            elif fault is Fault.DRIP:
                await reply.drip(wire.text(step), DRIP_S)
            else:
                await reply.send(wire.text(step))
                said += tokens(step)
                if fault is not None and await _strike_midway(wire, fault, reply):
                    return
            await asyncio.sleep(0)
        usage = finished.usage or Usage(heard(asked), said)
        await reply.send(wire.ending(finished, usage if self.tells_usage else None))
        await reply.finish()


class Wire:
    """How a vendor writes the parts of a stream."""

    def text(self, text: str) -> bytes:
        raise NotImplementedError

    def ending(self, finished: Finished, usage: Usage | None) -> bytes:
        """How the answer ended, and what marks the end of the stream."""
        raise NotImplementedError

    def error(self) -> bytes:
        raise NotImplementedError

    def filtered(self) -> bytes:
        raise NotImplementedError


async def _strike_midway(wire: Wire, fault: Fault, reply: Reply) -> bool:
    """True if the answer is over."""
    match fault:
        case Fault.SILENT_MIDWAY:
            await reply.pause(FOREVER_S)
        case Fault.GARBAGE:
            await reply.send(b'data: {"choices": [[[}\n\ndata: \xff\xfe\n\n')
            await reply.finish()
        case Fault.CUT:
            reply.break_off()
        case Fault.ENDED_EARLY:
            await reply.finish()
        case Fault.ERROR_FRAME:
            await reply.send(wire.error())
            await reply.finish()
        case Fault.FILTERED:
            await reply.send(wire.filtered())
            await reply.finish()
        case _:
            return False
    return True


def _shaped(steps: Iterable[Step]) -> Iterable[str | Pause | Finished]:
    """A script's errors are faults of the server here: give those by `fault`."""
    for step in steps:
        if isinstance(step, Exception):
            raise ClientLeftError from step
        if step:
            yield step


async def embedded(text: str, *, of_question: bool) -> list[float]:
    """A vector of 384 coordinates, longer than one as GigaChat's are."""
    model = HashingModel()
    rows = await (model.embed_queries if of_question else model.embed_passages)([text])
    return [float(each) * 3 for each in rows[0]]
