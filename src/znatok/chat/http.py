"""Chat over HTTP: ask, follow, resume, look back, rate."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.access.model import Reader
from znatok.chat.errors import BadRating
from znatok.chat.model import ChatEvent, Feedback, Question, Started
from znatok.chat.ports import Conversations
from znatok.chat.schemas import (
    AnswerOut,
    ChatEventOut,
    ChatIn,
    ConversationsOut,
    FeedbackIn,
    RenameIn,
    WholeConversationOut,
)
from znatok.chat.service import Assistant
from znatok.chat.streams import AnswerStreams
from znatok.chat.wire import (
    answer_to_json,
    conversation_to_json,
    event_to_json,
    message_to_json,
)
from znatok.documents.service import DocumentService
from znatok.kernel.errors import ZnatokError
from znatok.kernel.ids import ConversationId, MessageId
from znatok.platform import sse
from znatok.platform.http import language_of, problem_of, provided

router = APIRouter(tags=["chat"], route_class=GuardedRoute)

TheAssistant = Annotated[Assistant, Depends(provided(Assistant))]
Streams = Annotated[AnswerStreams, Depends(provided(AnswerStreams))]
Documents = Annotated[DocumentService, Depends(provided(DocumentService))]
Store = Annotated[Conversations, Depends(provided(Conversations))]
Numbered = AsyncIterator[tuple[int, ChatEvent]]


async def question_of(
    body: ChatIn, language: str, reader: Reader, documents: DocumentService
) -> Question:
    """The question that a request body asks, its scope as documents the reader may see."""
    scope = body.scope
    named = await scope.documents(documents, reader) if scope is not None else None
    return Question(
        text=body.message,
        conversation_id=ConversationId(body.conversation_id) if body.conversation_id else None,
        documents=named,
        language=language,
    )


@router.post("/chat", response_model=None, responses={200: {"model": AnswerOut}})
async def ask(
    body: ChatIn,
    request: Request,
    reader: CurrentReader,
    assistant: TheAssistant,
    streams: Streams,
    documents: Documents,
) -> Response:
    """Answer a question; as server-sent events when asked to stream."""
    question = await question_of(body, language_of(request), reader, documents)
    if body.stream or "text/event-stream" in request.headers.get("accept", ""):
        return await _stream(streams.ask(question, reader), request)
    return JSONResponse(answer_to_json(await assistant.answer(question, reader)))


@router.get("/chat/{message_id}/stream", responses={200: {"model": ChatEventOut}})
async def resume(
    message_id: UUID,
    request: Request,
    reader: CurrentReader,
    streams: Streams,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """The events of an answer after `Last-Event-ID`, all of them without it."""
    _, _, number = (last_event_id or "").rpartition(":")
    after = int(number) + 1 if number.isascii() and number.isdigit() else 0
    events = streams.resume(MessageId(message_id), reader, after=after)
    return await _stream(events, request, MessageId(message_id))


@router.post("/chat/{message_id}/cancel", status_code=204)
async def cancel(message_id: UUID, reader: CurrentReader, streams: Streams) -> None:
    """Stop an answer under way."""
    await streams.cancel(MessageId(message_id), reader)


@router.post("/chat/{message_id}/feedback", status_code=204)
async def rate(message_id: UUID, body: FeedbackIn, reader: CurrentReader, store: Store) -> None:
    """Say how good an answer was."""
    if body.rating not in BadRating.allowed:
        raise BadRating
    feedback = Feedback(body.rating, body.reason, body.correction)
    await store.rate(MessageId(message_id), feedback, reader)


@router.get("/conversations", response_model=ConversationsOut)
async def conversations(
    reader: CurrentReader,
    store: Store,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> Any:
    """The reader's conversations, the latest first."""
    page = await store.list(reader, cursor=cursor, limit=limit)
    return {
        "items": [conversation_to_json(each) for each in page.items],
        "next_cursor": page.next_cursor,
    }


@router.get("/conversations/{conversation_id}", response_model=WholeConversationOut)
async def conversation(conversation_id: UUID, reader: CurrentReader, store: Store) -> Any:
    """One conversation with its messages."""
    found = await store.get(ConversationId(conversation_id), reader)
    messages = [message_to_json(each) for each in found.messages]
    return {**conversation_to_json(found), "messages": messages}


@router.patch("/conversations/{conversation_id}", status_code=204)
async def rename(
    conversation_id: UUID, body: RenameIn, reader: CurrentReader, store: Store
) -> None:
    await store.rename(ConversationId(conversation_id), body.title, reader)


@router.delete("/conversations/{conversation_id}", status_code=204)
async def delete(conversation_id: UUID, reader: CurrentReader, store: Store) -> None:
    await store.delete(ConversationId(conversation_id), reader)


async def _stream(
    events: Numbered, request: Request, message_id: MessageId | None = None
) -> Response:
    """Send events; an error before the first one is an ordinary problem answer."""
    first = await anext(events, None)
    return StreamingResponse(
        _frames(first, events, language_of(request), message_id),
        media_type=sse.MEDIA_TYPE,
        headers=sse.HEADERS,
    )


async def _frames(
    first: tuple[int, ChatEvent] | None,
    events: Numbered,
    language: str,
    message_id: MessageId | None,
) -> AsyncIterator[str]:
    at = -1
    try:
        if first is not None:
            at, event = first
            message_id = event.message_id if isinstance(event, Started) else message_id
            yield _frame(at, event, message_id)
        async for at, event in events:
            yield _frame(at, event, message_id)
    except ZnatokError as error:
        data = {"type": "error", "problem": problem_of(error, language)}
        yield sse.frame("error", data, id_=f"{message_id}:{at + 1}")


def _frame(at: int, event: ChatEvent, message_id: MessageId | None) -> str:
    data = event_to_json(event)
    return sse.frame(data["type"], data, id_=f"{message_id}:{at}")
