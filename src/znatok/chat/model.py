"""Conversations, answers, and what a reader is told while an answer is made."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from znatok.kernel.ids import ConversationId, DocumentId, FragmentId, MessageId, new_uuid
from znatok.understanding.model import Intent


class AnswerStatus(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"  # a possible answer, marked as such
    NOT_FOUND = "not_found"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that supports the sentence before the marker [n].

    `start`, `end`: the quote's span in the fragment's text. `key_start`, `key_end`: within it, the
    sentence that answers; the rest makes it clear. `document_start`, `document_end`: the quote's
    span in the version's text. `score`: how well it fits, 0…1. `document_date`: of the document
    itself, else the day it came in force. `in_force`: on the day asked about, None when nothing is
    known; `lapse`: why not, one of "expired", "replaced", "not_yet". `also_in`: titles of other
    documents that say the same.
    """

    n: int
    document_id: DocumentId
    version: int
    title: str
    file_name: str
    fragment_id: FragmentId
    quote: str
    start: int
    end: int
    key_start: int
    key_end: int
    document_start: int
    document_end: int
    score: float
    updated_at: datetime
    section: tuple[str, ...] = ()
    page: int | None = None
    sheet: str | None = None
    document_date: date | None = None
    in_force: bool | None = None
    lapse: str | None = None
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageTrace:
    """One stage as it went: its name, milliseconds, and numbers a person can check."""

    name: str
    took_ms: float
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    intent: Intent
    stages: tuple[StageTrace, ...]
    took_ms: float


@dataclass(frozen=True, slots=True)
class Written:
    """How a language model had its part in an answer.

    `provider`, `model`: who wrote it, "" when none could. `prompt`: version of the template. `cut`:
    the answer broke off or was filtered and is not whole. `fell_back`: no model wrote it, the
    documents' own words stand in its place. `unsupported`: statements shown though no source bears
    them. `dropped`: how many such were left out. `cleaned`: links, images and tags taken out.
    `withheld`: sources that no model was shown because of their class. `masked`: places where
    personal data was replaced before it was sent. `cost_rub`: roubles.
    """

    provider: str = ""
    model: str = ""
    prompt: str = ""
    cut: bool = False
    fell_back: bool = False
    unsupported: tuple[str, ...] = ()
    dropped: int = 0
    cleaned: int = 0
    withheld: int = 0
    masked: int = 0
    cost_rub: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. `text` is Markdown; markers [n] stand after what citation n supports.

    `written`: None when no model was to write it. `seen`: every fragment that the search gave,
    cited or not; kept by the audit, not shown.
    """

    conversation_id: ConversationId
    message_id: MessageId
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...]
    follow_ups: tuple[str, ...]
    trace: Trace
    confidence: float
    seen: tuple[FragmentId, ...] = ()
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader sends. `documents`: look in these only; None for all they may read."""

    text: str
    conversation_id: ConversationId | None = None
    documents: frozenset[DocumentId] | None = None
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class Started:
    conversation_id: ConversationId
    question_id: MessageId
    message_id: MessageId


def new_exchange(conversation_id: ConversationId | None) -> Started:
    """Ids for a question and its answer, in a new conversation when none is named.

    Messages are read in the order of their ids, so the question's is the smaller.
    """
    asked, answered = sorted((new_uuid(), new_uuid()))
    conversation = conversation_id or ConversationId(new_uuid())
    return Started(conversation, MessageId(asked), MessageId(answered))


@dataclass(frozen=True, slots=True)
class StageDone:
    stage: StageTrace


@dataclass(frozen=True, slots=True)
class Delta:
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    citation: Citation


@dataclass(frozen=True, slots=True)
class Done:
    answer: Answer


ChatEvent = Started | StageDone | Delta | Cited | Done


async def whole_answer(events: AsyncIterator[ChatEvent]) -> Answer:
    """The answer that a stream of events ends with."""
    async for event in events:
        if isinstance(event, Done):
            return event.answer
    message = "the stream ended without an answer"
    raise AssertionError(message)


class Author(StrEnum):
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """A stored message; the last four fields are an answer's. `answer` None: still being made."""

    id: MessageId
    author: Author
    text: str
    created_at: datetime
    answer: Answer | None = None
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    id: ConversationId
    title: str
    updated_at: datetime
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    rating: int
    reason: str | None = None
    correction: str | None = None
