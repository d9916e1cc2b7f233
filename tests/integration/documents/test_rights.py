"""Rights against a small model: whoever does whatever, each reader sees exactly what is permitted.

The model knows of a document its owner, department and access; the house is asked by every way in.
"""

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from tests.integration.ingestion.house import BOARD, LAW, SALES, House, built, moved, person

from znatok.access.model import Reader, Role
from znatok.documents.errors import (
    DocumentNotFound,
    MayNotChange,
    MayNotLetOneselfIn,
    MayNotShare,
)
from znatok.documents.model import Access, DocumentFilter
from znatok.kernel.errors import ZnatokError
from znatok.kernel.ids import DocumentId, FragmentId, GroupId, new_uuid

Result = TypeVar("Result")
STAFF = GroupId(new_uuid())
NAMES = ("anna", "boris", "vera", "editor", "admin")


@dataclass
class Expected:
    owner: str
    access: Access
    department: object
    fragments: list[FragmentId] = field(default_factory=list)


class RightsMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.known: dict[DocumentId, Expected] = {}
        self.gone: dict[DocumentId, Expected] = {}

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)

    @initialize()
    def build(self) -> None:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.house: House = self.run(self.stack.enter_async_context(built(Path(folder))))
        self.people: dict[str, Reader] = {
            "anna": person(groups=[BOARD]),
            "boris": person(),
            "vera": person(department=LAW, groups=[STAFF]),
            "editor": person(Role.EDITOR, LAW),
            "admin": person(Role.ADMIN, None),
        }

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.run(self.loop.shutdown_default_executor())
        self.loop.close()

    def access(self, draw: tuple[bool, set[object], set[GroupId], set[str]]) -> Access:
        everyone, departments, groups, users = draw
        return Access(
            everyone=everyone,
            departments=frozenset(departments),  # type: ignore[arg-type]
            groups=frozenset(groups),
            users=frozenset(self.people[each].user_id for each in users),
        )

    accesses = st.tuples(
        st.booleans(),
        st.sets(st.sampled_from([SALES, LAW]), max_size=2),
        st.sets(st.sampled_from([BOARD, STAFF]), max_size=2),
        st.sets(st.sampled_from(NAMES), max_size=2),
    )
    who = st.sampled_from(NAMES)

    def may_read(self, name: str, expected: Expected) -> bool:
        reader, access = self.people[name], expected.access
        return (
            expected.owner == name
            or access.everyone
            or reader.user_id in access.users
            or reader.department_id in access.departments
            or bool(reader.groups & access.groups)
        )

    def may_change(self, name: str, expected: Expected) -> bool:
        reader = self.people[name]
        if name == expected.owner or reader.role is Role.ADMIN:
            return True
        editor = reader.role is Role.EDITOR and reader.department_id is not None
        return editor and reader.department_id == expected.department

    def may_add(self, name: str, before: Access, after: Access) -> bool:
        """Only what is new is judged."""
        reader = self.people[name]
        if reader.role in {Role.ADMIN, Role.EDITOR}:
            return True
        departments = after.departments - before.departments - {reader.department_id}
        groups = after.groups - before.groups - reader.groups
        everyone = after.everyone and not before.everyone
        return not (departments or groups or everyone)

    @rule(name=who, draw=accesses)
    def upload(self, name: str, draw: tuple[Any, ...]) -> None:
        access = self.access(draw)  # type: ignore[arg-type]
        text = f"Отпуск номер {len(self.known) + len(self.gone)} оплачивается."
        reader = self.people[name]
        try:
            document = self.run(
                self.house.upload(reader, text, access=access, allow_duplicate=True)
            )
        except MayNotShare:
            assert not self.may_add(name, Access(), access)
            return
        assert self.may_add(name, Access(), access)
        self.run(self.house.work())
        page = self.run(self.house.documents.fragments(document.id, reader))
        ids = [each.id for each in page.items]
        self.known[document.id] = Expected(name, access, reader.department_id, ids)

    @precondition(lambda self: self.known)
    @rule(name=who, draw=accesses, pick=st.integers(0, 20))
    def share(self, name: str, draw: tuple[Any, ...], pick: int) -> None:
        document_id = list(self.known)[pick % len(self.known)]
        expected, access = self.known[document_id], self.access(draw)  # type: ignore[arg-type]
        reader = self.people[name]
        visible = self.may_read(name, expected) or reader.is_admin
        owner = self.people[expected.owner]
        was = expected.access.principals(owner.user_id)
        lets_in = reader.principals.isdisjoint(was) and bool(
            (reader.principals - {"everyone"}) & access.principals(owner.user_id)
        )
        wanted: type[ZnatokError] | None = None
        if not visible:
            wanted = DocumentNotFound
        elif not self.may_change(name, expected):
            wanted = MayNotChange
        elif reader.is_admin and lets_in:
            wanted = MayNotLetOneselfIn
        elif not self.may_add(name, expected.access, access):
            wanted = MayNotShare
        changing = self.house.documents.update(document_id, reader, access=access)
        if wanted is not None:
            with pytest.raises(wanted) as refused:
                self.run(changing)
            assert type(refused.value) is wanted
            return
        self.run(changing)
        expected.access = access

    @precondition(lambda self: self.known)
    @rule(name=who, pick=st.integers(0, 20))
    def delete(self, name: str, pick: int) -> None:
        document_id = list(self.known)[pick % len(self.known)]
        expected, reader = self.known[document_id], self.people[name]
        visible = self.may_read(name, expected) or reader.is_admin
        try:
            self.run(self.house.documents.delete(document_id, reader))
        except DocumentNotFound:
            assert not visible
        except MayNotChange:
            assert visible
            assert not self.may_change(name, expected)
        else:
            assert visible
            assert self.may_change(name, expected)
            self.gone[document_id] = self.known.pop(document_id)

    @rule(name=who, department=st.sampled_from([SALES, LAW, None]))
    def change_department(self, name: str, department: Any) -> None:
        self.people[name] = moved(self.people[name], department=department)

    @rule(name=who, groups=st.sets(st.sampled_from([BOARD, STAFF])))
    def change_groups(self, name: str, groups: set[GroupId]) -> None:
        self.people[name] = moved(self.people[name], groups=frozenset(groups))

    @invariant()
    def each_reader_sees_exactly_what_is_permitted(self) -> None:
        if not hasattr(self, "house"):
            return
        for name in NAMES:
            self.run(self.check(name))

    async def check(self, name: str) -> None:
        reader, documents = self.people[name], self.house.documents
        permitted = {each for each, found in self.known.items() if self.may_read(name, found)}
        listed = await documents.find(DocumentFilter(), reader, limit=200)
        assert {each.document.id for each in listed.items} == permitted
        searched = await self.house.search("отпуск оплачивается", reader)
        assert {each.document_id for each in searched} == permitted
        everything = {**self.known, **self.gone}
        ids = [each for found in everything.values() for each in found.fragments]
        located = await documents.fragments_by_ids(ids, reader)
        assert {each.fragment.document_id for each in located} == permitted
        for document_id in everything:
            for asked in (
                documents.get, documents.content, documents.fragments, documents.versions,
                documents.file,
            ):  # fmt: skip
                try:
                    await asked(document_id, reader)
                except DocumentNotFound:
                    assert document_id not in permitted
                else:
                    assert document_id in permitted


RightsMachine.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # shrinking would build hundreds of databases
    suppress_health_check=[HealthCheck.too_slow],
)
TestRights = RightsMachine.TestCase
