"""/admin/audit: what was done, seen and refused. The roles admin and auditor."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from znatok.access.http import require
from znatok.access.model import Decision, Reader, Role
from znatok.audit.model import Record, plain_details
from znatok.audit.ports import AuditQuery
from znatok.audit.service import AuditReview
from znatok.kernel.ids import UserId
from znatok.platform.http import provided

router = APIRouter(prefix="/admin/audit", tags=["audit"])


class RecordOut(BaseModel):
    seq: int
    at: datetime
    actor: UUID | None
    credential: str
    action: str
    object: str | None
    decision: Decision
    details: dict[str, Any]
    request_id: str | None
    previous_hash: str
    hash: str

    @classmethod
    def of(cls, record: Record) -> "RecordOut":
        event = record.event
        return cls(
            seq=record.seq,
            at=record.at,
            actor=event.actor,
            credential=event.credential.value,
            action=event.action,
            object=event.object,
            decision=event.decision,
            details=plain_details(event.details),
            request_id=event.request_id,
            previous_hash=record.previous_hash,
            hash=record.hash,
        )


class RecordPage(BaseModel):
    items: list[RecordOut]
    next_cursor: str | None = None


@router.get("")
async def records(
    reviewer: Annotated[Reader, Depends(require(Role.ADMIN, Role.AUDITOR))],
    review: Annotated[AuditReview, Depends(provided(AuditReview))],
    action: str | None = None,
    actor: UUID | None = None,
    decision: Decision | None = None,
    since: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    until: Annotated[AwareDatetime | None, Query(alias="to")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: str | None = None,
) -> RecordPage:
    """Records that fit all filters, the newest first; `from` is included, `to` is not."""
    query = AuditQuery(
        action=action,
        actor=None if actor is None else UserId(actor),
        decision=decision,
        since=since,
        until=until,
    )
    page = await review.page(query, by=reviewer, limit=limit, cursor=cursor)
    items = [RecordOut.of(each) for each in page.items]
    return RecordPage(items=items, next_cursor=page.next_cursor)
