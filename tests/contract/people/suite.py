"""What every list of people must do. A subclass says how to open its adapter and nothing else."""

import asyncio
from collections import Counter
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from znatok.access.errors import (
    AlreadySetUp,
    DepartmentInUse,
    EmailTaken,
    LastAdmin,
    NameTaken,
    UnknownDepartment,
    UnknownGroup,
)
from znatok.access.model import Account, Department, Group, Role, User, UserChange
from znatok.access.ports import People
from znatok.kernel.errors import NotFound
from znatok.kernel.ids import DepartmentId, GroupId, UserId, new_uuid
from znatok.kernel.pages import BadCursor

BORN = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)


def user(email: str = "anna@company.ru", role: Role = Role.USER, **more: object) -> User:
    return User(UserId(new_uuid()), email, "Анна Соколова", role, BORN, **more)  # type: ignore[arg-type]  # a test names the fields it means


def department(name: str = "Финансы") -> Department:
    return Department(DepartmentId(new_uuid()), name)


def group(name: str = "Проект «Север»") -> Group:
    return Group(GroupId(new_uuid()), name)


class PeopleContract:
    def opened(self, directory: Path) -> AbstractAsyncContextManager[People]:
        raise NotImplementedError

    async def test_keeps_a_user_as_given(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            finance, north = department(), group()
            await people.add_department(finance)
            await people.add_group(north)
            anna = user(department_id=finance.id, groups=frozenset({north.id}))
            await people.add_user(anna, "hash")

            profile = await people.profile(anna.id)
            assert (profile.user, profile.department, profile.groups) == (anna, finance, (north,))
            assert await people.account_of(anna.id) == Account(anna, "hash", 0)

    @pytest.mark.parametrize("spelling", ["ANNA@company.ru", "Anna@Company.RU", "ａnna@company.ru"])
    async def test_finds_and_guards_an_email_in_any_spelling(
        self, tmp_path: Path, spelling: str
    ) -> None:
        async with self.opened(tmp_path) as people:
            anna = user()
            await people.add_user(anna, "hash")
            account = await people.account(spelling)
            assert account is not None
            assert account.user.id == anna.id
            with pytest.raises(EmailTaken):
                await people.add_user(user(spelling), "hash")

    async def test_folds_letter_case_beyond_latin(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            await people.add_user(user("анна@компания.рф"), "hash")
            assert await people.account("АННА@КОМПАНИЯ.РФ") is not None

    async def test_does_not_find_an_unknown_user(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            nobody = UserId(new_uuid())
            assert await people.account("anna@company.ru") is None
            assert await people.account_of(nobody) is None
            with pytest.raises(NotFound):
                await people.profile(nobody)
            with pytest.raises(NotFound):
                await people.change_user(nobody, UserChange(name="Ольга"))
            with pytest.raises(NotFound):
                await people.remove_user(nobody)

    async def test_refuses_a_department_or_group_that_is_not_there(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            no_department, no_group = DepartmentId(new_uuid()), frozenset({GroupId(new_uuid())})
            with pytest.raises(UnknownDepartment):
                await people.add_user(user(department_id=no_department), "hash")
            with pytest.raises(UnknownGroup):
                await people.add_user(user(groups=no_group), "hash")
            anna = user()
            await people.add_user(anna, "hash")
            with pytest.raises(UnknownDepartment):
                await people.change_user(anna.id, UserChange(department_id=no_department))
            with pytest.raises(UnknownGroup):
                await people.change_user(anna.id, UserChange(name="Ольга", groups=no_group))
            assert (await people.profile(anna.id)).user == anna

    async def test_changes_only_what_a_change_names(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            finance, north = department(), group()
            await people.add_department(finance)
            await people.add_group(north)
            anna = user(department_id=finance.id, groups=frozenset({north.id}))
            await people.add_user(anna, "hash")

            renamed = await people.change_user(anna.id, UserChange(name="Анна Орлова"))
            assert renamed.user.name == "Анна Орлова"
            assert renamed.department == finance
            assert renamed.groups == (north,)
            moved = await people.change_user(
                anna.id, UserChange(department_id=None, groups=frozenset(), role=Role.AUDITOR)
            )
            assert (moved.department, moved.groups) == (None, ())
            assert moved.user.role is Role.AUDITOR
            account = await people.account_of(anna.id)
            assert account is not None
            assert (account.password_hash, account.epoch) == ("hash", 0)

    async def test_a_deactivation_and_a_new_password_each_begin_an_epoch(
        self, tmp_path: Path
    ) -> None:
        async with self.opened(tmp_path) as people:
            anna = user()
            await people.add_user(anna, "hash")
            await people.change_user(anna.id, UserChange(active=False))
            await people.change_user(anna.id, UserChange(active=True))
            await people.change_user(anna.id, UserChange(password_hash="other"))
            account = await people.account_of(anna.id)
            assert account is not None
            assert (account.epoch, account.password_hash) == (2, "other")

    async def test_strengthens_a_hash_only_while_it_is_the_same(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            anna = user()
            await people.add_user(anna, "old")
            await people.replace_hash(anna.id, "old", "stronger")
            await people.replace_hash(anna.id, "old", "of a password changed since")
            account = await people.account_of(anna.id)
            assert account is not None
            assert (account.password_hash, account.epoch) == ("stronger", 0)

    async def test_pages_through_all_users_once_and_in_order(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            emails = [f"user{n:02}@company.ru" for n in range(7)]
            for email in reversed(emails):
                await people.add_user(user(email), "hash")
            seen: list[str] = []
            cursor: str | None = None
            for _ in range(4):
                page = await people.profiles(limit=2, cursor=cursor)
                seen += [each.user.email for each in page.items]
                cursor = page.next_cursor
            assert seen == emails
            assert cursor is None
            with pytest.raises(BadCursor):
                await people.profiles(limit=2, cursor="damaged")

    async def test_names_those_who_are_there(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            anna = user()
            await people.add_user(anna, "hash")
            names = await people.names_of([anna.id, UserId(new_uuid())])
            assert names == {anna.id: anna.name}
            assert await people.names_of([]) == {}

    async def test_keeps_the_last_active_administrator(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            admin, resting = user(role=Role.ADMIN), user("b@company.ru", Role.ADMIN, active=False)
            await people.add_user(admin, "hash")
            await people.add_user(resting, "hash")
            for change in (
                UserChange(active=False),
                UserChange(role=Role.EDITOR),
                UserChange(role=Role.EDITOR, active=True),
            ):
                with pytest.raises(LastAdmin):
                    await people.change_user(admin.id, change)
            with pytest.raises(LastAdmin):
                await people.remove_user(admin.id)
            await people.change_user(resting.id, UserChange(active=True))
            await people.remove_user(admin.id)

    @pytest.mark.parametrize("attempt", range(5))
    async def test_two_administrators_cannot_remove_each_other_at_once(
        self, tmp_path: Path, attempt: int
    ) -> None:
        async with self.opened(tmp_path) as people:
            first, second = user("a@company.ru", Role.ADMIN), user("b@company.ru", Role.ADMIN)
            await people.add_user(first, "hash")
            await people.add_user(second, "hash")
            results = await asyncio.gather(
                people.change_user(first.id, UserChange(role=Role.USER)),
                people.remove_user(second.id),
                return_exceptions=True,
            )
            assert [type(each) for each in results].count(LastAdmin) == 1
            left = (await people.profiles(limit=9)).items
            assert [each.user.role for each in left].count(Role.ADMIN) == 1

    async def test_of_a_hundred_first_administrators_one_is_made(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            results = await asyncio.gather(
                *(
                    people.add_first_administrator(user(f"u{n}@company.ru", Role.ADMIN), "hash")
                    for n in range(100)
                ),
                return_exceptions=True,
            )
            assert Counter(type(each) for each in results) == {type(None): 1, AlreadySetUp: 99}
            assert len((await people.profiles(limit=200)).items) == 1

    async def test_of_a_hundred_users_with_one_email_one_is_made(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            results = await asyncio.gather(
                *(people.add_user(user("Anna@company.ru"), "hash") for _ in range(100)),
                return_exceptions=True,
            )
            assert Counter(type(each) for each in results) == {type(None): 1, EmailTaken: 99}

    async def test_departments_and_groups_have_names_of_their_own(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            finance, law = department("Финансы"), department("Юристы")
            north, south = group("Север"), group("Юг")
            await people.add_department(law)
            await people.add_department(finance)
            await people.add_group(south)
            await people.add_group(north)
            for refused in (
                people.add_department(department("ФИНАНСЫ")),
                people.rename_department(Department(law.id, "финансы")),
                people.add_group(group("СЕВЕР")),
                people.rename_group(Group(south.id, "север")),
            ):
                with pytest.raises(NameTaken):
                    await refused
            await people.rename_department(Department(finance.id, "ФИНАНСЫ"))
            await people.rename_group(Group(south.id, "Восток"))
            assert [e.name for e in (await people.departments(limit=9)).items] == [
                "ФИНАНСЫ",
                "Юристы",
            ]
            assert [e.name for e in (await people.groups(limit=9)).items] == ["Восток", "Север"]

    async def test_pages_through_departments(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            for name in ("В", "А", "Б"):
                await people.add_department(department(name))
            first = await people.departments(limit=2)
            rest = await people.departments(limit=2, cursor=first.next_cursor)
            assert [e.name for e in (*first.items, *rest.items)] == ["А", "Б", "В"]
            assert rest.next_cursor is None

    async def test_shows_the_groups_of_one_member(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            north, south = group("Север"), group("Юг")
            await people.add_group(north)
            await people.add_group(south)
            anna = user(groups=frozenset({south.id}))
            await people.add_user(anna, "hash")
            assert (await people.groups(limit=9, member=anna.id)).items == [south]

    async def test_a_department_with_people_in_it_stays(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            finance = department()
            await people.add_department(finance)
            anna = user(department_id=finance.id)
            await people.add_user(anna, "hash")
            with pytest.raises(DepartmentInUse):
                await people.remove_department(finance.id)
            await people.change_user(anna.id, UserChange(department_id=None))
            await people.remove_department(finance.id)
            assert (await people.departments(limit=9)).items == []

    async def test_a_removed_group_has_no_members(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            north = group()
            await people.add_group(north)
            anna = user(groups=frozenset({north.id}))
            await people.add_user(anna, "hash")
            await people.remove_group(north.id)
            assert (await people.profile(anna.id)).user.groups == frozenset()

    async def test_units_that_are_not_there_are_not_found(self, tmp_path: Path) -> None:
        async with self.opened(tmp_path) as people:
            for call in (
                people.rename_department(department()),
                people.rename_group(group()),
                people.remove_department(department().id),
                people.remove_group(group().id),
            ):
                with pytest.raises(NotFound):
                    await call
