"""/privacy/egress: what left the perimeter. The roles admin and auditor."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from znatok.access.http import require
from znatok.access.model import Reader, Role
from znatok.kernel.ids import UserId
from znatok.platform.http import provided
from znatok.privacy.ledger import RecordedTransfer, Total, TransferQuery, TransferReview
from znatok.privacy.model import DataClass, PersonalKind, Region

router = APIRouter(prefix="/privacy", tags=["privacy"])

Reviewer = Annotated[Reader, Depends(require(Role.ADMIN, Role.AUDITOR))]
TheReview = Annotated[TransferReview, Depends(provided(TransferReview))]
Since = Annotated[AwareDatetime | None, Query(alias="from")]
Until = Annotated[AwareDatetime | None, Query(alias="to")]


class TransferOut(BaseModel):
    """`seq`: of the record in the audit trail. `masked`: kind → places that were replaced."""

    seq: int
    at: datetime
    actor: UUID | None
    provider_id: str
    model: str
    region: Region
    message_id: UUID | None
    fragments: list[UUID]
    fragment_count: int
    classes: list[DataClass]
    masked: dict[PersonalKind, int]
    characters: int | None
    tokens: int | None
    request_id: str | None

    @classmethod
    def of(cls, recorded: RecordedTransfer) -> "TransferOut":
        transfer = recorded.transfer
        return cls(
            seq=recorded.seq,
            at=recorded.at,
            actor=transfer.by,
            provider_id=transfer.provider_id,
            model=transfer.model,
            region=transfer.region,
            message_id=transfer.message,
            fragments=list(transfer.fragments),
            fragment_count=recorded.fragment_count,
            classes=sorted(transfer.classes),
            masked=dict(transfer.masked),
            characters=transfer.characters,
            tokens=transfer.tokens,
            request_id=recorded.request_id,
        )


class TransferPage(BaseModel):
    items: list[TransferOut]
    next_cursor: str | None = None


class TransferTotalOut(BaseModel):
    """`people`: how many different people asked."""

    provider_id: str
    region: Region
    transfers: int
    people: int
    fragments: int
    characters: int
    tokens: int
    masked: dict[PersonalKind, int]

    @classmethod
    def of(cls, total: Total) -> "TransferTotalOut":
        return cls(
            provider_id=total.provider_id,
            region=total.region,
            transfers=total.transfers,
            people=total.people,
            fragments=total.fragments,
            characters=total.characters,
            tokens=total.tokens,
            masked=dict(total.masked),
        )


class TransferTotals(BaseModel):
    items: list[TransferTotalOut]


@router.get("/egress")
async def list_transfers(
    reviewer: Reviewer,
    review: TheReview,
    provider_id: Annotated[str | None, Query(max_length=80)] = None,
    actor: UUID | None = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: str | None = None,
) -> TransferPage:
    """What was sent outside, the newest first; `from` is included, `to` is not."""
    query = _query(provider_id, actor, since, until)
    page = await review.page(query, by=reviewer, limit=limit, cursor=cursor)
    return TransferPage(
        items=[TransferOut.of(each) for each in page.items], next_cursor=page.next_cursor
    )


@router.get("/egress/totals")
async def total_transfers(
    reviewer: Reviewer,
    review: TheReview,
    provider_id: Annotated[str | None, Query(max_length=80)] = None,
    actor: UUID | None = None,
    since: Since = None,
    until: Until = None,
) -> TransferTotals:
    """The same by provider and region, the most transfers first."""
    totals = await review.totals(_query(provider_id, actor, since, until), by=reviewer)
    return TransferTotals(items=[TransferTotalOut.of(each) for each in totals])


def _query(
    provider_id: str | None, actor: UUID | None, since: datetime | None, until: datetime | None
) -> TransferQuery:
    by = None if actor is None else UserId(actor)
    return TransferQuery(provider_id=provider_id, by=by, since=since, until=until)
