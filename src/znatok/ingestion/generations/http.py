"""/index/generations: a second search index beside the first. Administrators only."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from znatok.access.http import GuardedRoute, require
from znatok.access.model import Reader, Role
from znatok.documents.generations import GenerationId, GenerationState
from znatok.ingestion.generations.model import ShownGeneration, Verdict
from znatok.ingestion.generations.service import GenerationService
from znatok.platform.http import provided

router = APIRouter(prefix="/index/generations", tags=["index"], route_class=GuardedRoute)

Service = Annotated[GenerationService, Depends(provided(GenerationService))]
Admin = Annotated[Reader, Depends(require(Role.ADMIN))]


class SplittingIn(BaseModel):
    """Sizes in characters; what is not given is as in the active generation."""

    model_config = ConfigDict(extra="forbid")
    target_chars: Annotated[int | None, Field(ge=100, le=8_000)] = None
    max_chars: Annotated[int | None, Field(ge=100, le=8_000)] = None
    min_chars: Annotated[int | None, Field(ge=100, le=8_000)] = None
    max_context_chars: Annotated[int | None, Field(ge=0, le=2_000)] = None


class GenerationIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    model: Annotated[str | None, Field(min_length=1, max_length=200)] = None
    splitting: SplittingIn | None = None


class SwitchIn(BaseModel):
    """`force`: whatever the comparison says, or before it is done."""

    model_config = ConfigDict(extra="forbid")
    force: bool = False


class VerdictOut(BaseModel):
    """Shares 0…1; `low`: lower bound of the 95% interval of the difference of right answers."""

    state: str
    reasons: list[str]
    compared: int
    right_before: float | None
    right_after: float | None
    low: float | None
    won: int
    lost: int
    leaks: int
    run: UUID | None
    against: UUID | None

    @classmethod
    def of(cls, verdict: Verdict) -> "VerdictOut":
        return cls.model_validate(verdict.to_json())


class GenerationOut(BaseModel):
    """`progress`: share of the documents it holds, 0…1. `left_s`: seconds the building takes yet.

    `available`: whether this installation has the model. `failure`: slug of what stops it now.
    """

    id: int
    model: str
    splitting: dict[str, int]
    state: GenerationState
    documents: int
    held: int
    fragments: int
    progress: float
    left_s: float | None
    available: bool
    created_at: datetime
    created_by: UUID | None
    built_at: datetime | None
    switched_at: datetime | None
    failure: str | None
    comparison: VerdictOut | None

    @classmethod
    def of(cls, shown: ShownGeneration) -> "GenerationOut":
        generation, holding = shown.generation, shown.holding
        whole = holding.documents
        return cls(
            id=generation.id,
            model=generation.model,
            splitting=dict(generation.splitting),
            state=generation.state,
            documents=whole,
            held=holding.held,
            fragments=holding.fragments,
            progress=round(holding.held / whole, 4) if whole else 1.0,
            left_s=None if shown.left is None else round(shown.left.total_seconds(), 1),
            available=shown.possible,
            created_at=generation.created_at,
            created_by=generation.created_by,
            built_at=generation.built_at,
            switched_at=generation.switched_at,
            failure=generation.failure,
            comparison=None if shown.verdict is None else VerdictOut.of(shown.verdict),
        )


class GenerationList(BaseModel):
    """`models`: embedding models to choose from."""

    items: list[GenerationOut]
    models: list[str]


@router.get("")
async def generations(admin: Admin, service: Service) -> GenerationList:
    """The index that answers, what is built beside it, and the one to go back to."""
    found = await service.find(by=admin)
    return GenerationList(
        items=[GenerationOut.of(each) for each in found], models=list(service.models(by=admin))
    )


@router.post("", status_code=202)
async def start(body: GenerationIn, admin: Admin, service: Service) -> GenerationOut:
    """Build a second index, with another model or other fragments; it goes on by itself."""
    sizes = body.splitting.model_dump(exclude_none=True) if body.splitting else None
    return GenerationOut.of(await service.start(by=admin, model=body.model, splitting=sizes))


@router.post("/rollback")
async def roll_back(admin: Admin, service: Service) -> GenerationOut:
    """Answer from the index before again; gives that index."""
    return GenerationOut.of(await service.roll_back(by=admin))


@router.get("/{generation_id}")
async def generation(generation_id: int, admin: Admin, service: Service) -> GenerationOut:
    return GenerationOut.of(await service.get(GenerationId(generation_id), by=admin))


@router.post("/{generation_id}/switch")
async def switch(
    generation_id: int, admin: Admin, service: Service, body: SwitchIn | None = None
) -> GenerationOut:
    """Answer from this index from now on; the present one stays to go back to."""
    force = body is not None and body.force
    found = await service.switch(GenerationId(generation_id), by=admin, force=force)
    return GenerationOut.of(found)


@router.post("/{generation_id}/comparison", status_code=202)
async def compare(generation_id: int, admin: Admin, service: Service) -> GenerationOut:
    """Ask the golden questions of this index and of the present one, once more."""
    return GenerationOut.of(await service.compare(GenerationId(generation_id), by=admin))


@router.delete("/{generation_id}", status_code=204)
async def remove(generation_id: int, admin: Admin, service: Service) -> None:
    """Stop building an index, or forget one that does not answer."""
    await service.remove(GenerationId(generation_id), by=admin)
