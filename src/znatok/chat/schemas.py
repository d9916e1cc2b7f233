"""Shapes of the chat API, as the OpenAPI document shows them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from znatok.documents.facts_scope import DocumentScope

_LONGEST_FIELD = 20_000  # characters accepted before any look at the content


class Strict(BaseModel):
    """An input whose unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid")


class ChatIn(Strict):
    message: Annotated[str, Field(max_length=_LONGEST_FIELD)]
    conversation_id: UUID | None = None
    scope: DocumentScope | None = None
    stream: bool = False


class CancelIn(Strict):
    type: Literal["cancel"]


class FeedbackIn(Strict):
    rating: int
    reason: Annotated[str | None, Field(max_length=2_000)] = None
    correction: Annotated[str | None, Field(max_length=_LONGEST_FIELD)] = None


class RenameIn(Strict):
    title: Annotated[str, Field(min_length=1, max_length=200)]


class CitationOut(BaseModel):
    n: int
    document_id: UUID
    version: int
    title: str
    file_name: str
    fragment_id: UUID
    quote: str
    page: int | None
    sheet: str | None
    section: list[str]
    start: int
    end: int
    key_start: int
    key_end: int
    document_start: int
    document_end: int
    score: float
    updated_at: datetime
    document_date: date | None = None
    in_force: bool | None = None
    lapse: Literal["expired", "replaced", "not_yet"] | None = None
    also_in: list[str] = []


class StageOut(BaseModel):
    name: str
    took_ms: float
    detail: dict[str, Any]


class TraceOut(BaseModel):
    intent: str
    took_ms: float
    stages: list[StageOut]


class WrittenOut(BaseModel):
    """A language model's part in an answer; `fell_back`: the documents' own words stand instead."""

    provider: str
    model: str
    prompt: str
    cut: bool
    fell_back: bool
    unsupported: list[str]
    dropped: int
    cleaned: int
    withheld: int
    masked: int
    cost_rub: float


class AnswerOut(BaseModel):
    conversation_id: UUID
    message_id: UUID
    status: Literal["answered", "not_found", "partial", "refused"]
    answer: str
    citations: list[CitationOut]
    follow_ups: list[str]
    confidence: float
    trace: TraceOut
    written: WrittenOut | None = None


class MessageOut(BaseModel):
    id: UUID
    role: Literal["user", "assistant"]
    text: str
    status: str | None
    citations: list[CitationOut]
    follow_ups: list[str]
    trace: TraceOut | None
    written: WrittenOut | None = None
    rating: int | None
    created_at: datetime


class ConversationOut(BaseModel):
    id: UUID
    title: str
    updated_at: datetime


class ConversationsOut(BaseModel):
    items: list[ConversationOut]
    next_cursor: str | None


class WholeConversationOut(BaseModel):
    id: UUID
    title: str
    messages: list[MessageOut]


class TicketOut(BaseModel):
    ticket: str
    expires_in: int


class StartedEvent(BaseModel):
    type: Literal["started"]
    conversation_id: UUID
    message_id: UUID
    question_id: UUID


class StageEvent(StageOut):
    type: Literal["stage"]


class DeltaEvent(BaseModel):
    type: Literal["delta"]
    text: str


class CitationEvent(BaseModel):
    type: Literal["citation"]
    citation: CitationOut


class DoneEvent(BaseModel):
    type: Literal["done"]
    answer: AnswerOut


class ErrorEvent(BaseModel):
    type: Literal["error"]
    problem: dict[str, Any]


class ChatEventOut(BaseModel):
    """One event of the stream, over SSE as `data`, over WebSocket as a message."""

    event: StartedEvent | StageEvent | DeltaEvent | CitationEvent | DoneEvent | ErrorEvent = Field(
        discriminator="type"
    )
