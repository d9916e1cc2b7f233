"""Ports of the chat room."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Protocol

from znatok.access.model import Reader
from znatok.chat.context import Piece, Prompt
from znatok.chat.model import (
    Answer,
    ChatEvent,
    Conversation,
    Feedback,
    Message,
    Question,
    Started,
)
from znatok.kernel.ids import ConversationId, DocumentId, MessageId
from znatok.kernel.pages import Page
from znatok.privacy.ledger import Transfer
from znatok.privacy.model import DataClass


class Conversations(Protocol):
    """Stores conversations. Each belongs to one reader; to others it does not exist.

    Raises, from every method that names a conversation or a message:
        NoSuchConversation, NoSuchMessage: absent or another's.
    """

    async def begin(self, question: Question, reader: Reader) -> Started:
        """Store a question and a place for its answer; a new conversation if it names none."""
        ...

    async def finish(self, answer: Answer, reader: Reader) -> None:
        """Store the finished answer in its place."""
        ...

    async def keep(
        self, question: Question, started: Started, answer: Answer, reader: Reader
    ) -> None:
        """Store a question and its answer at once, under the ids of `started`.

        What `begin` and `finish` do in two steps, for an answer that nobody watches being made.
        """
        ...

    async def history(
        self, conversation_id: ConversationId, reader: Reader, *, before: MessageId, limit: int
    ) -> Sequence[Message]:
        """The last `limit` messages before one message, the oldest first."""
        ...

    async def get(self, conversation_id: ConversationId, reader: Reader) -> Conversation: ...

    async def message(self, message_id: MessageId, reader: Reader) -> Message: ...

    async def list(
        self, reader: Reader, *, cursor: str | None, limit: int
    ) -> Page[Conversation]: ...

    async def rename(self, conversation_id: ConversationId, title: str, reader: Reader) -> None: ...

    async def delete(self, conversation_id: ConversationId, reader: Reader) -> None: ...

    async def rate(self, message_id: MessageId, feedback: Feedback, reader: Reader) -> None:
        """Keep the reader's latest word on an answer."""
        ...


class Answerer(Protocol):
    """Writes an answer from a prompt.

    The text names its evidence: `[n]` after a statement, n being the label of a source of the
    prompt (of the evidence of its context, for who is given no more). Statements without a label
    count as unsupported.
    """

    def write(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Yield pieces of the answer in order; its texts together are its Markdown.

        `Bears` comes before the text that names its label; `Unanswered` before any text.
        """
        ...


class DocumentClasses(Protocol):
    """How sensitive documents are."""

    async def of(
        self, document_ids: Collection[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, DataClass]:
        """Those that are known; the others are to be taken for INTERNAL."""
        ...


class Transfers(Protocol):
    """The record of what left the perimeter; implemented by the privacy room."""

    async def record(self, transfer: Transfer) -> None:
        """Return when it is committed; whoever cannot record sends nothing.

        Raises:
            ZnatokError: it could not be recorded.

        """
        ...


class AnswerJournal(Protocol):
    """Where it is recorded who was shown what; implemented over the audit room."""

    async def answered(self, answer: Answer, reader: Reader) -> None:
        """Record the fragments that an answer was made from."""
        ...


class Answers(Protocol):
    """Makes answers: the nine stages, or something that stands before them."""

    def run(
        self, question: Question, history: Sequence[Message], reader: Reader, started: Started
    ) -> AsyncIterator[ChatEvent]:
        """Yield what happens as it happens; the last event is `Done`.

        `history`: the messages before the question, the oldest first.

        Raises:
            EmptyQuestion, QuestionTooLong: the text cannot be asked.

        """
        ...


class Ground(Protocol):
    """What answers stand on besides the question, and what changes while we run."""

    async def state(self, reader: Reader) -> str | None:
        """A text that is another one whenever the reader's answers may have become others.

        Read where the truth lies, not from a copy that may lag behind it. None when it cannot be
        told at this moment: then no answer is shared.
        """
        ...
