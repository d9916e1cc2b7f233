"""Analytics over HTTP, for administrators."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from znatok.access.http import require
from znatok.access.model import Role
from znatok.analytics.service import Analytics
from znatok.kernel.errors import Invalid
from znatok.platform.http import provided

router = APIRouter(tags=["analytics"], dependencies=[Depends(require(Role.ADMIN))])

_DEFAULT_DAYS = 30


class EmptyPeriod(Invalid):
    slug = "empty-period"
    ru = "Период пуст: from должно быть раньше to."
    en = "The period is empty: from must be before to."


class OverviewOut(BaseModel):
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


@router.get("/analytics", response_model=OverviewOut)
async def analytics(
    service: Annotated[Analytics, Depends(provided(Analytics))],
    since: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    until: Annotated[AwareDatetime | None, Query(alias="to")] = None,
) -> Any:
    """Usage and quality of a period; the last 30 days unless it is named."""
    end = until or datetime.now(UTC)
    start = since or end - timedelta(days=_DEFAULT_DAYS)
    if start >= end:
        raise EmptyPeriod
    return await service.overview(start, end)
