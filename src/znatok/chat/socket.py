"""Chat over a WebSocket: the same events both ways, after a one-use ticket."""

import asyncio
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, WebSocket
from pydantic import TypeAdapter, ValidationError
from starlette.websockets import WebSocketDisconnect, WebSocketState

from znatok.access.http import CurrentReader, TicketReader
from znatok.access.model import Reader
from znatok.access.service import Readers, Tickets
from znatok.chat.http import question_of
from znatok.chat.model import Started
from znatok.chat.schemas import CancelIn, ChatIn, TicketOut
from znatok.chat.streams import AnswerStreams
from znatok.chat.wire import event_to_json
from znatok.documents.service import DocumentService
from znatok.kernel.background import end
from znatok.kernel.errors import Invalid, ZnatokError
from znatok.kernel.ids import MessageId
from znatok.platform.http import language_of, problem_of, provided

router = APIRouter(tags=["chat"])

_MESSAGE: TypeAdapter[CancelIn | ChatIn] = TypeAdapter(CancelIn | ChatIn)
Streams = Annotated[AnswerStreams, Depends(provided(AnswerStreams))]
TicketOffice = Annotated[Tickets, Depends(provided(Tickets))]


@router.post("/chat/ticket")
async def ticket(reader: CurrentReader, tickets: TicketOffice) -> TicketOut:
    """A ticket that opens one WebSocket within a minute."""
    issued, expires_in = await tickets.issue(reader)
    return TicketOut(ticket=issued, expires_in=expires_in)


@router.websocket("/chat/ws")
async def chat(
    socket: WebSocket,
    reader: TicketReader,
    streams: Streams,
    readers: Annotated[Readers, Depends(provided(Readers))],
    documents: Annotated[DocumentService, Depends(provided(DocumentService))],
) -> None:
    """Questions in, events out; one answer at a time, `{"type": "cancel"}` stops it."""
    await socket.accept()
    with suppress(WebSocketDisconnect):
        await _Session(socket, streams, readers, documents, reader).run()


class _Session:
    """One open socket: at most one answer under way."""

    def __init__(
        self,
        socket: WebSocket,
        streams: AnswerStreams,
        readers: Readers,
        documents: DocumentService,
        reader: Reader,
    ) -> None:
        self._socket = socket
        self._streams = streams
        self._readers = readers
        self._documents = documents
        self._reader = reader
        self._language = language_of(socket)
        self._answer: asyncio.Task[None] | None = None
        self._message_id: MessageId | None = None

    async def run(self) -> None:
        try:
            while True:
                await self._take(await self._socket.receive_text())
        finally:
            if self._answer is not None:
                await end(self._answer)

    async def _take(self, text: str) -> None:
        try:
            message = _MESSAGE.validate_json(text)
        except ValidationError as error:
            fields = ", ".join(".".join(map(str, each["loc"])) or "JSON" for each in error.errors())
            await self._fail(Invalid(reason=fields))
            return
        if isinstance(message, CancelIn):
            await self._cancel()
            return
        if self._answer is not None:
            await self._answer
        self._answer = asyncio.create_task(self._send(message))

    async def _send(self, message: ChatIn) -> None:
        try:
            # A socket outlives changes of rights, so they are taken anew for every question.
            self._reader = await self._readers.current(self._reader.user_id)
            question = await question_of(message, self._language, self._reader, self._documents)
            async for _, event in self._streams.ask(question, self._reader):
                if isinstance(event, Started):
                    self._message_id = event.message_id
                await self._socket.send_json(event_to_json(event))
        except ZnatokError as error:
            await self._fail(error)

    async def _cancel(self) -> None:
        if self._message_id is not None:
            with suppress(ZnatokError):
                await self._streams.cancel(self._message_id, self._reader)

    async def _fail(self, error: ZnatokError) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            problem = problem_of(error, self._language)
            await self._socket.send_json({"type": "error", "problem": problem})
