"""Who may change a document, and whom they may let in."""

from datetime import UTC, datetime

import pytest

from znatok.access.model import Reader, Role
from znatok.documents.errors import MayNotLetOneselfIn, MayNotShare
from znatok.documents.model import Access, Document, Status
from znatok.documents.rules import can_change, can_read, permit_sharing
from znatok.kernel.ids import DepartmentId, DocumentId, GroupId, UserId, new_uuid

SALES, LAW = DepartmentId(new_uuid()), DepartmentId(new_uuid())
BOARD, STAFF = GroupId(new_uuid()), GroupId(new_uuid())
NOW = datetime(2026, 1, 1, tzinfo=UTC)
NOBODY: frozenset[str] = frozenset()


def reader(role: Role = Role.USER, department: DepartmentId | None = SALES) -> Reader:
    return Reader(UserId(new_uuid()), role, department, frozenset({BOARD}))


def document(owner: Reader, access: Access | None = None) -> Document:
    return Document(
        id=DocumentId(new_uuid()),
        title="Правила",
        kind="txt",
        owner_id=owner.user_id,
        access=access or Access(),
        status=Status.READY,
        created_at=NOW,
        updated_at=NOW,
        file_name="a.txt",
        size_bytes=1,
        department_id=owner.department_id,
    )


def test_the_owner_an_editor_of_its_department_and_an_administrator_may_change() -> None:
    anna = reader()
    shared = document(anna, Access(departments=frozenset({SALES})))
    assert can_change(shared, anna)
    assert can_change(shared, reader(Role.EDITOR))
    assert can_change(shared, reader(Role.ADMIN, None))
    assert not can_change(shared, reader())
    assert not can_change(shared, reader(Role.AUDITOR))
    assert not can_change(shared, reader(Role.EDITOR, LAW))
    assert not can_change(document(anna), reader(Role.EDITOR))  # may not read it either
    assert not can_read(document(anna), reader(Role.ADMIN, None))


@pytest.mark.parametrize(
    ("role", "access", "allowed"),
    [
        (Role.USER, Access(departments=frozenset({SALES})), True),
        (Role.USER, Access(groups=frozenset({BOARD})), True),
        (Role.USER, Access(users=frozenset({UserId(new_uuid())})), True),
        (Role.USER, Access(departments=frozenset({LAW})), False),
        (Role.USER, Access(groups=frozenset({STAFF})), False),
        (Role.USER, Access(everyone=True), False),
        (Role.AUDITOR, Access(everyone=True), False),
        (Role.EDITOR, Access(everyone=True), True),
        (Role.EDITOR, Access(departments=frozenset({LAW}), groups=frozenset({STAFF})), True),
        (Role.ADMIN, Access(everyone=True, departments=frozenset({LAW})), True),
    ],
)
def test_people_share_with_those_they_belong_with(
    role: Role, access: Access, allowed: bool
) -> None:
    if allowed:
        permit_sharing(NOBODY, access, reader(role))
    else:
        with pytest.raises(MayNotShare):
            permit_sharing(NOBODY, access, reader(role))


def test_what_others_have_granted_may_stay_and_go() -> None:
    anna = reader()
    granted = Access(everyone=True, departments=frozenset({LAW})).principals(anna.user_id)
    permit_sharing(granted, Access(everyone=True, departments=frozenset({LAW})), anna)
    permit_sharing(granted, Access(), anna)


def test_an_administrator_lets_others_in_but_not_himself() -> None:
    owner, admin = reader(department=LAW), reader(Role.ADMIN)
    before = document(owner).access.principals(owner.user_id)
    permit_sharing(before, Access(departments=frozenset({LAW})), admin)
    permit_sharing(before, Access(everyone=True), admin)
    for own in (
        Access(users=frozenset({admin.user_id})),
        Access(departments=frozenset({SALES})),
        Access(groups=frozenset({BOARD})),
    ):
        with pytest.raises(MayNotLetOneselfIn):
            permit_sharing(before, own, admin)
