"""Names beside documents, from the access room."""

from collections.abc import Collection, Mapping
from typing import cast

from znatok.access.model import Department
from znatok.access.ports import People
from znatok.documents.adapters.people import PeopleNames
from znatok.kernel.ids import DepartmentId, UserId, new_uuid
from znatok.kernel.pages import Page

ANNA = UserId(new_uuid())
DEPARTMENTS = [Department(DepartmentId(new_uuid()), f"Отдел {number}") for number in range(5)]


class PagedPeople:
    """Gives two departments a page, whatever is asked for."""

    async def names_of(self, user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        return {each: "Анна" for each in user_ids if each == ANNA}

    async def departments(self, *, limit: int, cursor: str | None = None) -> Page[Department]:
        start = int(cursor or 0)
        more = start + 2 < len(DEPARTMENTS)
        return Page(DEPARTMENTS[start : start + 2], str(start + 2) if more else None)


async def test_people_and_departments_of_every_page_are_named() -> None:
    names = PeopleNames(cast("People", PagedPeople()))
    last = DEPARTMENTS[-1]
    found = await names.names({ANNA, UserId(new_uuid())}, {last.id})
    assert found[ANNA] == "Анна"
    assert found[last.id] == "Отдел 4"
    assert await names.names(set(), set()) == {}
