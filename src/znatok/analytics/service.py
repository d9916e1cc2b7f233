"""Usage, quality and behaviour of the assistant over a period."""

from dataclasses import dataclass
from datetime import date, datetime

from znatok.analytics.quality.measures import percentile
from znatok.chat.model import AnswerStatus
from znatok.chat.usage import UsageSource


@dataclass(frozen=True, slots=True)
class Overview:
    """`answered_share`, `liked_share`: 0…1, None when there was nothing to share."""

    questions: int
    people: int
    answered: int
    partial: int
    not_found: int
    answered_share: float | None
    liked: int
    disliked: int
    liked_share: float | None
    p50_ms: float | None
    p95_ms: float | None
    by_day: dict[date, int]


class Analytics:
    def __init__(self, source: UsageSource) -> None:
        self._source = source

    async def overview(self, since: datetime, until: datetime) -> Overview:
        """The numbers of a period, `since` included, `until` not."""
        usage = await self._source.usage(since, until)
        answered = usage.by_status.get(AnswerStatus.ANSWERED, 0)
        rated = usage.liked + usage.disliked
        return Overview(
            questions=usage.questions,
            people=usage.people,
            answered=answered,
            partial=usage.by_status.get(AnswerStatus.PARTIAL, 0),
            not_found=usage.by_status.get(AnswerStatus.NOT_FOUND, 0),
            answered_share=answered / usage.questions if usage.questions else None,
            liked=usage.liked,
            disliked=usage.disliked,
            liked_share=usage.liked / rated if rated else None,
            p50_ms=percentile(usage.took_ms, 0.5) if usage.took_ms else None,
            p95_ms=percentile(usage.took_ms, 0.95) if usage.took_ms else None,
            by_day=dict(sorted(usage.by_day.items())),
        )
