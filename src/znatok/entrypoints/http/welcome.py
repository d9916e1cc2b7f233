"""What the page needs before and right after sign-in: who we are, what one can ask."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

import znatok
from znatok.access.http import CurrentReader, public
from znatok.access.service import PeopleService
from znatok.bootstrap.demo_plan import DemoPlan
from znatok.documents.model import DocumentFilter, Status
from znatok.documents.service import DocumentService
from znatok.ingestion.parsing.formats import BY_EXTENSION
from znatok.platform.http import provided
from znatok.platform.settings import Settings

router = APIRouter(tags=["welcome"])

TheSettings = Annotated[Settings, Depends(provided(Settings))]
_SUGGESTED = 3


class DemoAccountOut(BaseModel):
    email: str
    password: str
    name: str
    department: str | None
    role: str


class MetaOut(BaseModel):
    name: str
    version: str
    demo: bool
    demo_accounts: list[DemoAccountOut]
    formats: list[str]
    max_upload_bytes: int


class SuggestionsOut(BaseModel):
    questions: list[str]


@router.get("/meta", response_model=MetaOut, dependencies=[Depends(public)])
async def meta(settings: TheSettings) -> Any:
    """The product, and in demo mode whom one can sign in as."""
    accounts = DemoPlan().accounts if settings.demo else []
    return {
        "name": "Знаток",
        "version": znatok.__version__,
        "demo": settings.demo,
        "demo_accounts": [DemoAccountOut.model_validate(a, from_attributes=True) for a in accounts],
        "formats": sorted(f".{each}" for each in BY_EXTENSION),
        "max_upload_bytes": settings.upload.max_file_bytes,
    }


@router.get("/suggestions")
async def suggestions(
    reader: CurrentReader,
    settings: TheSettings,
    people: Annotated[PeopleService, Depends(provided(PeopleService))],
    documents: Annotated[DocumentService, Depends(provided(DocumentService))],
) -> SuggestionsOut:
    """Questions that this reader's documents answer."""
    if settings.demo:
        profile = await people.own_profile(reader)
        asked = DemoPlan().questions_for(profile.user.email)
        if asked:
            return SuggestionsOut(questions=asked[:_SUGGESTED])
    wanted = DocumentFilter(status=Status.READY)
    page = await documents.find(wanted, reader, limit=_SUGGESTED)
    titles = [each.document.title for each in page.items]
    return SuggestionsOut(questions=[f"Что сказано в документе «{title}»?" for title in titles])
