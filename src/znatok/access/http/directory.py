"""/departments and /groups: whom one may share with."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from znatok.access.http.guards import CurrentReader
from znatok.access.http.shapes import Limit, NamedPage
from znatok.access.service import PeopleService
from znatok.platform.http import provided

router = APIRouter(tags=["people"])

People = Annotated[PeopleService, Depends(provided(PeopleService))]


@router.get("/departments")
async def departments(
    reader: CurrentReader,
    people: People,
    limit: Annotated[Limit, Query()] = 500,
    cursor: str | None = None,
) -> NamedPage:
    """All departments."""
    return NamedPage.of(await people.departments(by=reader, limit=limit, cursor=cursor))


@router.get("/groups")
async def groups(
    reader: CurrentReader,
    people: People,
    limit: Annotated[Limit, Query()] = 500,
    cursor: str | None = None,
) -> NamedPage:
    """One's own groups; all of them for an administrator."""
    return NamedPage.of(await people.groups(by=reader, limit=limit, cursor=cursor))
