"""/admin: users, departments and groups. The role admin only."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from znatok.access.http.guards import GuardedRoute, require
from znatok.access.http.shapes import (
    CreatedUser,
    Limit,
    NameBody,
    Named,
    NamedPage,
    NewUserBody,
    UserChangeBody,
    UserOut,
    UserPage,
)
from znatok.access.model import Department, Group, Reader, Role
from znatok.access.service import PeopleService
from znatok.kernel.ids import DepartmentId, GroupId, UserId
from znatok.platform.http import provided

_LARGEST_BODY = 256 * 1024  # bytes; a user in a thousand groups takes some 40 KB

router = APIRouter(
    prefix="/admin", tags=["admin"], route_class=GuardedRoute, max_body_size=_LARGEST_BODY
)

People = Annotated[PeopleService, Depends(provided(PeopleService))]
Admin = Annotated[Reader, Depends(require(Role.ADMIN))]


@router.get("/users")
async def users(
    admin: Admin,
    people: People,
    limit: Annotated[Limit, Query()] = 50,
    cursor: str | None = None,
) -> UserPage:
    page = await people.users(by=admin, limit=limit, cursor=cursor)
    return UserPage(items=[UserOut.of(each) for each in page.items], next_cursor=page.next_cursor)


@router.post("/users", status_code=201)
async def create_user(
    body: NewUserBody, admin: Admin, people: People, response: Response
) -> CreatedUser:
    created = await people.create_user(body.new_user(), by=admin)
    response.headers["Cache-Control"] = "no-store"
    shown = UserOut.of(created.profile)
    return CreatedUser(**dict(shown), generated_password=created.generated_password)


@router.get("/users/{user_id}")
async def user(user_id: UUID, admin: Admin, people: People) -> UserOut:
    return UserOut.of(await people.user(UserId(user_id), by=admin))


@router.patch("/users/{user_id}")
async def change_user(user_id: UUID, body: UserChangeBody, admin: Admin, people: People) -> UserOut:
    profile = await people.change_user(
        UserId(user_id), body.change(), by=admin, password=body.new_password()
    )
    return UserOut.of(profile)


@router.delete("/users/{user_id}", status_code=204)
async def remove_user(user_id: UUID, admin: Admin, people: People) -> None:
    await people.remove_user(UserId(user_id), by=admin)


@router.get("/departments")
async def departments(
    admin: Admin,
    people: People,
    limit: Annotated[Limit, Query()] = 500,
    cursor: str | None = None,
) -> NamedPage:
    return NamedPage.of(await people.departments(by=admin, limit=limit, cursor=cursor))


@router.post("/departments", status_code=201)
async def create_department(body: NameBody, admin: Admin, people: People) -> Named:
    return Named.of(await people.create_department(body.name, by=admin))


@router.patch("/departments/{department_id}")
async def rename_department(
    department_id: UUID, body: NameBody, admin: Admin, people: People
) -> Named:
    department = Department(DepartmentId(department_id), body.name)
    return Named.of(await people.rename_department(department, by=admin))


@router.delete("/departments/{department_id}", status_code=204)
async def remove_department(department_id: UUID, admin: Admin, people: People) -> None:
    await people.remove_department(DepartmentId(department_id), by=admin)


@router.get("/groups")
async def groups(
    admin: Admin,
    people: People,
    limit: Annotated[Limit, Query()] = 500,
    cursor: str | None = None,
) -> NamedPage:
    return NamedPage.of(await people.groups(by=admin, limit=limit, cursor=cursor))


@router.post("/groups", status_code=201)
async def create_group(body: NameBody, admin: Admin, people: People) -> Named:
    return Named.of(await people.create_group(body.name, by=admin))


@router.patch("/groups/{group_id}")
async def rename_group(group_id: UUID, body: NameBody, admin: Admin, people: People) -> Named:
    return Named.of(await people.rename_group(Group(GroupId(group_id), body.name), by=admin))


@router.delete("/groups/{group_id}", status_code=204)
async def remove_group(group_id: UUID, admin: Admin, people: People) -> None:
    await people.remove_group(GroupId(group_id), by=admin)
