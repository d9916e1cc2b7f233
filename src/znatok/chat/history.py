"""What was asked and answered before, for measuring and improving the assistant itself.

No person's request reaches this: it is read by jobs, and what they show of it is theirs to guard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from znatok.chat.model import Citation
from znatok.kernel.ids import DocumentId, UserId


@dataclass(frozen=True, slots=True)
class CitedDocuments:
    """Documents that recent answers cited, by their ids and by the names of their files."""

    ids: frozenset[DocumentId]
    file_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question whose answer was rated bad, with what the reader says is right."""

    question: str
    correction: str
    reader_id: UserId
    citations: tuple[Citation, ...]


class ChatHistory(Protocol):
    async def cited(self, *, answers: int) -> CitedDocuments:
        """What the newest `answers` answers cite."""
        ...

    async def corrected(self, *, since: datetime, limit: int) -> Sequence[Corrected]:
        """The newest corrections of answers given from `since` on."""
        ...
