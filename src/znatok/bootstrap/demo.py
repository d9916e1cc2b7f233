"""The demo company: people, rights and documents to try the assistant on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import structlog

from znatok.access.errors import AlreadySetUp
from znatok.access.model import Department, Group, Operator, Reader, Role
from znatok.access.service import NewUser
from znatok.bootstrap.demo_plan import DemoPlan
from znatok.bootstrap.house import Intake, Office
from znatok.documents.model import Access
from znatok.ingestion.jobs import Priority
from znatok.kernel.ids import DepartmentId, GroupId, UserId

_OPERATOR = Operator()
log = structlog.get_logger()


class DemoCompany(DemoPlan):
    """The plan, carried out."""

    async def settle(self, office: Office) -> bool:
        """Create departments, groups and people; False when anybody lives here already."""
        page = await office.people.profiles(limit=1)
        if page.items:
            return False
        administrator = next(each for each in self.plan["users"] if each["role"] == Role.ADMIN)
        try:
            await office.accounts.create_first_administrator(
                self._new_user(administrator, {}, {}), by=_OPERATOR
            )
        except AlreadySetUp:  # another process was quicker
            return False
        departments: dict[str, Department] = {}
        for each in self.plan["departments"]:
            name = each["name"]
            departments[name] = await office.accounts.create_department(name, by=_OPERATOR)
        groups: dict[str, Group] = {}
        for each in self.plan["groups"]:
            groups[each["name"]] = await office.accounts.create_group(each["name"], by=_OPERATOR)
        for each in self.plan["users"]:
            if each is not administrator:
                new = self._new_user(each, departments, groups)
                await office.accounts.create_user(new, by=_OPERATOR)
        log.info("demo_company_settled", people=len(self.plan["users"]))
        return True

    async def deliver(self, intake: Intake) -> None:
        """Upload the documents as their owners; the worker reads them in afterwards."""
        departments = {each.name: each.id for each in await _all_departments(intake)}
        groups = {each.name: each.id for each in await _all_groups(intake)}
        for each in self.plan["documents"]:
            department = departments.get(each.get("department", ""))
            owner = _publisher(await self._reader(intake, each["owner"]), department)
            access = await self._access(intake, each["access"], departments, groups)
            first, *later = (self.folder / version["file"] for version in each["versions"])
            stored = await intake.ingestion.keep_file(first.name, _bytes_of(first))
            document = await intake.ingestion.accept(
                stored,
                owner,
                access=access,
                title=each["title"],
                priority=Priority.BULK,
            )
            for path in later:
                stored = await intake.ingestion.keep_file(path.name, _bytes_of(path))
                await intake.ingestion.add_version(document.id, stored, owner)

    async def _access(
        self,
        intake: Intake,
        said: dict[str, Any],
        departments: dict[str, DepartmentId],
        groups: dict[str, GroupId],
    ) -> Access:
        users: set[UserId] = set()
        for email in said.get("users", ()):
            users.add((await self._reader(intake, email)).user_id)
        return Access(
            everyone=said.get("everyone", False),
            departments=frozenset(departments[each] for each in said.get("departments", ())),
            groups=frozenset(groups[each] for each in said.get("groups", ())),
            users=frozenset(users),
        )

    async def _reader(self, intake: Intake, email: str) -> Reader:
        reader = await intake.office.accounts.find_user(email, by=_OPERATOR)
        assert reader is not None, email
        return reader

    def _new_user(
        self, said: dict[str, Any], departments: dict[str, Department], groups: dict[str, Group]
    ) -> NewUser:
        department = departments.get(said.get("department", ""))
        return NewUser(
            email=said["email"],
            name=said["name"],
            role=Role(said["role"]),
            department_id=department.id if department else None,
            groups=frozenset(groups[each].id for each in said.get("groups", ()) if each in groups),
            password=self.plan["company"]["password"],
        )


def _publisher(owner: Reader, department_id: DepartmentId | None) -> Reader:
    """The owner as an editor of the document's department: in the story one has shared it."""
    return Reader(owner.user_id, Role.EDITOR, department_id, owner.groups)


async def move_in(intake: Intake) -> None:
    """Fill an empty house with the demo company; of several processes one does it."""
    company = DemoCompany()
    if await company.settle(intake.office):
        await company.deliver(intake)


async def _all_departments(intake: Intake) -> list[Department]:
    page = await intake.office.people.departments(limit=500)
    return list(page.items)


async def _all_groups(intake: Intake) -> list[Group]:
    page = await intake.office.people.groups(limit=500)
    return list(page.items)


async def _bytes_of(path: Path) -> AsyncIterator[bytes]:
    yield await asyncio.to_thread(path.read_bytes)
