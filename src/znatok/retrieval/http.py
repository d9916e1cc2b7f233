"""Search over HTTP: permitted passages, ranked, without an answer."""

import time
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from znatok.access.http import CurrentReader, GuardedRoute
from znatok.documents.facts_scope import DocumentScope
from znatok.documents.service import DocumentService
from znatok.platform.http import provided
from znatok.retrieval.model import Passage
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever
from znatok.understanding.spelling import Speller

router = APIRouter(tags=["search"], route_class=GuardedRoute)


class SearchIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=4_000)]
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    filters: DocumentScope | None = None


class AlsoInOut(BaseModel):
    document_id: UUID
    title: str


class HitOut(BaseModel):
    document_id: UUID
    title: str
    file_name: str
    version: int
    fragment_id: UUID
    text: str
    page: int | None
    sheet: str | None
    section: list[str]
    document_start: int
    document_end: int
    score: float
    document_date: date | None = None
    in_force: bool | None = None
    also_in: list[AlsoInOut] = []


class HitsOut(BaseModel):
    hits: list[HitOut]
    took_ms: float


@router.post("/search", response_model=HitsOut)
async def search(
    body: SearchIn,
    reader: CurrentReader,
    queries: Annotated[QueryMaker, Depends(provided(QueryMaker))],
    retriever: Annotated[Retriever, Depends(provided(Retriever))],
    documents: Annotated[DocumentService, Depends(provided(DocumentService))],
    speller: Annotated[Speller, Depends(provided(Speller))],
) -> Any:
    """The fragments that fit best, among those the reader may see."""
    began = time.perf_counter()
    named = await body.filters.documents(documents, reader) if body.filters else None
    asked = speller.correct(body.query, reader.principals).text
    query = await queries.make(asked, reader=reader, documents=named)
    found = await retriever.search(query, reader, limit=body.limit)
    took_ms = round((time.perf_counter() - began) * 1000, 3)
    return {"hits": [_hit(each) for each in found.passages], "took_ms": took_ms}


def _hit(passage: Passage) -> dict[str, Any]:
    fragment = passage.fragment
    return {
        "document_id": fragment.document_id,
        "title": passage.title,
        "file_name": passage.file_name,
        "version": passage.version,
        "fragment_id": fragment.id,
        "text": fragment.text,
        "page": fragment.page,
        "sheet": fragment.sheet,
        "section": fragment.section,
        "document_start": fragment.start,
        "document_end": fragment.end,
        "score": round(passage.score, 4),
        "document_date": passage.validity.dated or passage.validity.valid_from,
        "in_force": passage.force.holds,
        "also_in": [
            {"document_id": each.document_id, "title": each.title} for each in passage.also_in
        ],
    }
