"""How the assistant is used: numbers for the analytics, no texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from znatok.chat.model import AnswerStatus


@dataclass(frozen=True, slots=True)
class Usage:
    """What happened in a period. `took_ms`: times of the answers given, unordered."""

    questions: int
    people: int
    by_status: Mapping[AnswerStatus, int]
    by_day: Mapping[date, int]
    liked: int
    disliked: int
    took_ms: tuple[float, ...]


class UsageSource(Protocol):
    async def usage(self, since: datetime, until: datetime) -> Usage:
        """Of questions asked from `since` on and before `until`."""
        ...
