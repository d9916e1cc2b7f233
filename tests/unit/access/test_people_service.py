from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from tests.contract.people.memory import MemoryPeople

from znatok.access.errors import AlreadySetUp, EmailTaken
from znatok.access.model import Occurrence, Operator, Reader, Role, UserChange
from znatok.access.ports import Admission, Verdict
from znatok.access.service import NewUser, PeopleService, Readers
from znatok.kernel.errors import Refused, Unavailable
from znatok.kernel.ids import UserId, new_uuid


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, 12, tzinfo=UTC)


class Reversed:
    """A hash good enough for a test of who may do what."""

    async def hash(self, password: str) -> str:
        return password[::-1]

    async def verify(self, password: str, password_hash: str | None) -> Verdict:
        return Verdict(right=password[::-1] == password_hash)


class NoSessions:
    async def admit(self, access: bytes, now: datetime) -> Admission | None:
        return None


@dataclass
class Notes:
    occurrences: list[Occurrence] = field(default_factory=list)
    works: bool = True

    async def saw(self, occurrence: Occurrence) -> None:
        if not self.works:
            raise Unavailable
        self.occurrences.append(occurrence)

    async def noticed(self, occurrence: Occurrence) -> None:
        self.occurrences.append(occurrence)


def service() -> tuple[PeopleService, Notes]:
    notes = Notes()
    readers = Readers(NoSessions(), Noon())  # type: ignore[arg-type]  # only the memory is used
    return PeopleService(MemoryPeople(), Reversed(), readers, notes, Noon()), notes


def reader(role: Role) -> Reader:
    return Reader(UserId(new_uuid()), role)


NEW = NewUser("anna@company.ru", "Анна Соколова", password="чистый-лист-2026")


@pytest.mark.parametrize("role", [Role.USER, Role.EDITOR, Role.AUDITOR])
async def test_refuses_whoever_does_not_administer_and_tells_the_witness(role: Role) -> None:
    people, notes = service()
    created = await people.create_user(NEW, by=Operator())
    notes.occurrences.clear()
    caller, target = reader(role), created.profile.user.id
    calls = [
        lambda: people.create_user(NEW, by=caller),
        lambda: people.change_user(target, UserChange(role=Role.ADMIN), by=caller),
        lambda: people.remove_user(target, by=caller),
        lambda: people.create_department("Финансы", by=caller),
        lambda: people.create_group("Север", by=caller),
        lambda: people.users(by=caller, limit=9),
        lambda: people.user(target, by=caller),
    ]
    for call in calls:
        with pytest.raises(Refused):
            await call()
    assert {each.decision.value for each in notes.occurrences} == {"refused"}
    assert {each.actor for each in notes.occurrences} == {caller.user_id}
    assert len(notes.occurrences) == 5


async def test_nothing_changes_when_the_witness_cannot_write() -> None:
    people, notes = service()
    notes.works = False
    with pytest.raises(Unavailable):
        await people.create_user(NEW, by=Operator())
    assert (await people.users(by=Operator(), limit=9)).items == []


async def test_a_change_that_failed_is_witnessed_as_such() -> None:
    people, notes = service()
    await people.create_user(NEW, by=Operator())
    with pytest.raises(EmailTaken):
        await people.create_user(NEW, by=reader(Role.ADMIN))
    seen = [(each.action, each.decision.value) for each in notes.occurrences]
    assert seen[-2:] == [("user.created", "allowed"), ("user.created", "failed")]


async def test_the_first_user_is_an_administrator_and_there_is_one_first() -> None:
    people, _ = service()
    created = await people.create_first_administrator(NEW, by=Operator())
    assert created.profile.user.role is Role.ADMIN
    with pytest.raises(AlreadySetUp):
        await people.create_first_administrator(NewUser("b@c.ru", "Борис"), by=Operator())


async def test_nothing_secret_or_personal_is_in_a_representation() -> None:
    people, notes = service()
    created = await people.create_user(NewUser("anna@company.ru", "Анна"), by=Operator())
    assert created.generated_password is not None
    shown = f"{created!r} {notes.occurrences!r} {NEW!r}"
    for hidden in (created.generated_password, "anna@company.ru", "чистый-лист-2026", "Анна"):
        assert hidden not in shown
