"""How documents are related, over HTTP; their facts are part of documents/http.py."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.documents.facts_service import FactService
from znatok.documents.facts_shapes import DifferenceOut, RelatedPage, VerdictBody
from znatok.kernel.ids import DocumentId
from znatok.platform.http import provided

router = APIRouter(prefix="/documents", tags=["documents"], route_class=GuardedRoute)

TheFacts = Annotated[FactService, Depends(provided(FactService))]


@router.get("/{document_id}/related")
async def list_related(document_id: UUID, reader: CurrentReader, facts: TheFacts) -> RelatedPage:
    """Revisions, what replaces or changes what, near duplicates; only what the reader may see."""
    found = await facts.related(DocumentId(document_id), reader)
    return RelatedPage.of(found, DocumentId(document_id))


@router.get("/{document_id}/related/{other_id}")
async def compare_related(
    document_id: UUID, other_id: UUID, reader: CurrentReader, facts: TheFacts
) -> DifferenceOut:
    """What changed from the document of the path's beginning to the other, by paragraphs."""
    found = await facts.compare(DocumentId(document_id), DocumentId(other_id), reader)
    return DifferenceOut.of(found)


@router.get("/{document_id}/versions/{number}/changes")
async def compare_versions(
    document_id: UUID,
    number: int,
    reader: CurrentReader,
    facts: TheFacts,
    since: Annotated[int, Query(ge=1, description="The version compared with")],
) -> DifferenceOut:
    """What changed from the version `since` to this one, by paragraphs; their dates are listed
    with the document.
    """
    found = await facts.compare_versions(DocumentId(document_id), since, number, reader)
    return DifferenceOut.of(found)


@router.put("/{document_id}/related/{other_id}", status_code=204)
async def judge_relation(
    document_id: UUID, other_id: UUID, body: VerdictBody, reader: CurrentReader, facts: TheFacts
) -> None:
    """Confirm or deny a relation; null takes the verdict back."""
    newer, older = (other_id, document_id) if body.newer else (document_id, other_id)
    await facts.judge(DocumentId(newer), DocumentId(older), body.kind, body.verdict, reader)
