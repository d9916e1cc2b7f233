"""The assistant as a model of an OpenAI-compatible server (chat completions)."""

import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.chat.errors import EmptyQuestion
from znatok.chat.model import Answer, ChatEvent, Delta, Done, Question
from znatok.chat.service import Assistant
from znatok.chat.wire import citation_to_json
from znatok.kernel.errors import NotFound
from znatok.platform import sse
from znatok.platform.http import language_of, provided

router = APIRouter(prefix="/v1", tags=["openai"], route_class=GuardedRoute)

MODEL = "znatok"
TheAssistant = Annotated[Assistant, Depends(provided(Assistant))]


class NoSuchModel(NotFound):
    slug = "no-such-model"
    ru = "Модели «{model}» нет. Доступна одна: znatok."
    en = "There is no model “{model}”. The only one is znatok."


class TextPart(BaseModel):
    type: Literal["text"]
    text: str


class MessageIn(BaseModel):
    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[TextPart] | None = None


class CompletionIn(BaseModel):
    """Parameters of sampling are accepted and have no effect: quotes are not sampled."""

    model: str = MODEL
    messages: Annotated[list[MessageIn], Field(min_length=1, max_length=1_000)]
    stream: bool = False


@router.get("/models")
async def models(_reader: CurrentReader) -> dict[str, Any]:
    """The one model there is."""
    card = {"id": MODEL, "object": "model", "created": 0, "owned_by": "znatok"}
    return {"object": "list", "data": [card]}


@router.post("/chat/completions", response_model=None)
async def complete(
    body: CompletionIn, request: Request, reader: CurrentReader, assistant: TheAssistant
) -> Response:
    """Answer the last user message; citations come in the field `znatok`."""
    if body.model != MODEL:
        raise NoSuchModel(model=body.model)
    question = Question(_asked(body), language=language_of(request))
    if body.stream:
        events = assistant.ask(question, reader)
        first = await anext(events)
        return StreamingResponse(
            _chunks(first, events), media_type=sse.MEDIA_TYPE, headers=sse.HEADERS
        )
    return JSONResponse(_completion(await assistant.answer(question, reader)))


def _asked(body: CompletionIn) -> str:
    last = next((each for each in reversed(body.messages) if each.role == "user"), None)
    if last is None or not last.content:
        raise EmptyQuestion
    if isinstance(last.content, str):
        return last.content
    return "\n".join(part.text for part in last.content)


def _completion(answer: Answer) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{answer.message_id}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": answer.text},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        "znatok": _extension(answer),
    }


def _extension(answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status.value,
        "conversation_id": str(answer.conversation_id),
        "citations": [citation_to_json(each) for each in answer.citations],
    }


async def _chunks(first: ChatEvent, events: AsyncIterator[ChatEvent]) -> AsyncIterator[str]:
    created, id_ = int(time.time()), f"chatcmpl-{getattr(first, 'message_id', '')}"

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": id_, "object": "chat.completion.chunk", "created": created, "model": MODEL}
        return sse.data({**head, "choices": [choice], **more})

    yield chunk({"role": "assistant", "content": ""})
    async for event in events:
        if isinstance(event, Delta):
            yield chunk({"content": event.text})
        elif isinstance(event, Done):
            yield chunk({}, "stop", znatok=_extension(event.answer))
    yield "data: [DONE]\n\n"
