"""Names of owners and departments, from the access room."""

from collections.abc import Collection, Mapping
from uuid import UUID

from znatok.access.ports import People
from znatok.kernel.ids import DepartmentId, UserId

_PAGE = 500


class PeopleNames:
    """`Names` over the access room's `People`."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def names(
        self, users: Collection[UserId], departments: Collection[DepartmentId]
    ) -> Mapping[UUID, str]:
        found: dict[UUID, str] = {}
        if users:
            named = await self._people.names_of(users)
            found |= {each: name for each, name in named.items()}  # noqa: C416  # other keys' type
        cursor: str | None = None
        while departments:
            page = await self._people.departments(limit=_PAGE, cursor=cursor)
            found |= {each.id: each.name for each in page.items}
            cursor = page.next_cursor
            if cursor is None:
                break
        return found
