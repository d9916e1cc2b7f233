"""Lists, pages, publishing: what a reader is shown, and that it is never half of something."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.integration.ingestion.house import LAW, House, built, chunked, person

from znatok.access.model import Role
from znatok.documents.errors import (
    BadTitle,
    DocumentNotFound,
    MayNotChange,
    MayNotLetOneselfIn,
    UnknownSort,
)
from znatok.documents.model import (
    Access,
    ChangeKind,
    Document,
    DocumentFilter,
    Fragment,
    Status,
    Version,
)
from znatok.documents.ports import FragmentVectors
from znatok.kernel.ids import DocumentId, FragmentId, VersionId, new_uuid
from znatok.kernel.pages import BadCursor

START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = "Отпуск составляет 28 дней. "


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


def drafted(owner: object, **changes: object) -> tuple[Document, Version]:
    document = Document(
        id=DocumentId(new_uuid()),
        title="Правила",
        kind="txt",
        owner_id=owner,  # type: ignore[arg-type]
        access=Access(),
        status=Status.QUEUED,
        created_at=START,
        updated_at=START,
        file_name="a.txt",
        size_bytes=1,
    )
    version = Version(
        VersionId(new_uuid()), document.id, 1, "a.txt", "text/plain", 1, "0" * 64, START
    )
    return replace(document, **changes), version  # type: ignore[arg-type]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 3),
            st.sampled_from(["Акт", "акт", "Ёлка", "ель", "план 10%", "Plan_A", "я"]),
            st.integers(1, 3),
        ),
        max_size=14,
    ),
    sort=st.sampled_from(["updated_at", "created_at", "title", "size_bytes"]),
    descending=st.booleans(),
    limit=st.integers(1, 5),
)
async def test_pages_keep_the_order_and_lose_nothing(
    rows: list[tuple[int, str, int]], sort: str, descending: bool, limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with built(Path(folder)) as house:
            anna = person()
            for hours, title, size in rows:
                when = START + timedelta(hours=hours)
                document, version = drafted(
                    anna.user_id, title=title, size_bytes=size, updated_at=when, created_at=when
                )
                await house.store.create(document, version, allow_duplicate=True)
            wanted = DocumentFilter(sort=("-" if descending else "") + sort)
            found: list[Document] = []
            cursor = None
            while True:
                page = await house.documents.find(wanted, anna, cursor=cursor, limit=limit)
                assert len(page.items) <= limit
                found += [each.document for each in page.items]
                cursor = page.next_cursor
                if cursor is None:
                    break
            assert len({each.id for each in found}) == len(found) == len(rows)

            def key(each: Document) -> tuple[object, object]:
                value = getattr(each, sort)
                value = value.lower().replace("ё", "е") if sort == "title" else value
                return value, each.id

            assert found == sorted(found, key=key, reverse=descending)


async def test_a_list_is_narrowed_by_all_its_filters(house: House) -> None:
    anna = person()
    act, version = drafted(anna.user_id, title="Ёмкость 10%_а", kind="pdf", status=Status.READY)
    await house.store.create(act, version)
    other, version = drafted(
        anna.user_id, title="План", file_name="ПЛАН.docx", kind="docx", department_id=LAW,
        updated_at=START + timedelta(days=2),
    )  # fmt: skip
    await house.store.create(other, version, allow_duplicate=True)

    async def found(wanted: DocumentFilter) -> set[DocumentId]:
        page = await house.documents.find(wanted, anna)
        return {each.document.id for each in page.items}

    assert await found(DocumentFilter(q="емкость")) == {act.id}
    assert await found(DocumentFilter(q="10%_")) == {act.id}
    assert await found(DocumentFilter(q="0_%")) == set()
    assert await found(DocumentFilter(q="план.DOCX")) == {other.id}
    assert await found(DocumentFilter(q=" ")) == {act.id, other.id}
    assert await found(DocumentFilter(status=Status.READY)) == {act.id}
    assert await found(DocumentFilter(kind="docx")) == {other.id}
    assert await found(DocumentFilter(department_id=LAW)) == {other.id}
    assert await found(DocumentFilter(updated_from=START + timedelta(days=1))) == {other.id}
    assert await found(DocumentFilter(updated_to=START + timedelta(days=1))) == {act.id}
    assert await found(DocumentFilter(ids=[act.id])) == {act.id}


async def test_damaged_cursors_and_unknown_sorts_are_refused(house: House) -> None:
    anna = person()
    for _ in range(2):
        document, version = drafted(anna.user_id)
        await house.store.create(document, version, allow_duplicate=True)
    page = await house.documents.find(DocumentFilter(), anna, limit=1)
    with pytest.raises(BadCursor):
        await house.documents.find(DocumentFilter(sort="title"), anna, cursor=page.next_cursor)
    with pytest.raises(BadCursor):
        await house.documents.find(DocumentFilter(), anna, cursor="чушь")
    with pytest.raises(UnknownSort):
        await house.documents.find(DocumentFilter(sort="-owner_id"), anna)


async def test_fragments_come_by_pages_in_their_order(house: House) -> None:
    anna = person()
    document = await house.upload(anna, DAYS * 300)
    await house.work()
    whole = (await house.documents.fragments(document.id, anna, limit=200)).items
    assert len(whole) > 5
    found: list[Fragment] = []
    cursor = None
    while True:
        page = await house.documents.fragments(document.id, anna, cursor=cursor, limit=2)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == list(whole)
    assert [each.ordinal for each in found] == list(range(len(found)))


async def test_fragments_by_ids_keep_the_order_asked_for(house: House) -> None:
    anna = person()
    document = await house.upload(anna, DAYS * 300)
    await house.work()
    ids = [each.id for each in (await house.documents.fragments(document.id, anna)).items][::-1]
    ids.insert(2, FragmentId(new_uuid()))
    found = await house.documents.fragments_by_ids(ids, anna)
    assert [each.fragment.id for each in found] == [*ids[:2], *ids[3:]]
    assert await house.documents.fragments_by_ids([], anna) == []
    many = [FragmentId(new_uuid()) for _ in range(1_200)]
    assert len(await house.documents.fragments_by_ids([*many, ids[0]], anna)) == 1


def cut(version: Version, number: int) -> tuple[list[Fragment], list[FragmentVectors]]:
    vector = np.eye(4, dtype=np.float32)[:1]
    fragments = [
        Fragment(
            FragmentId(new_uuid()), version.document_id, version.id, each,
            f"версия {version.number}", 0, 8, ((0, 8),),
        )
        for each in range(number)
    ]  # fmt: skip
    return fragments, [FragmentVectors(vector[0], vector) for _ in fragments]


async def test_a_version_is_published_whole_or_not_at_all(house: House) -> None:
    anna = person()
    document, version = drafted(anna.user_id)
    await house.store.create(document, version)
    stop = asyncio.Event()
    seen: set[frozenset[str]] = set()

    async def watch() -> None:
        while not stop.is_set():
            page = await house.documents.fragments(document.id, anna, limit=200)
            found = (await house.documents.get(document.id, anna)).document
            seen.add(frozenset(each.text for each in page.items))
            assert len(page.items) in {0, 40}
            assert found.current is not None or not page.items

    watching = asyncio.create_task(watch())
    for number in range(1, 8):
        current = replace(version, text=f"версия {number}", number=1)
        fragments, vectors = cut(replace(current, number=number), 40)
        assert await house.publications.publish(
            current, fragments, vectors, model="m", kind="txt", title=None, at=START
        )
        await asyncio.sleep(0)
    stop.set()
    await watching
    assert all(len(each) <= 1 for each in seen)  # never two versions at once


async def test_a_failed_publication_changes_nothing(house: House) -> None:
    anna = person()
    document = await house.upload(anna, DAYS)
    await house.work()
    before = (await house.documents.fragments(document.id, anna)).items
    seq = await house.feed._changes.last()
    _, version = await house.documents.content(document.id, anna)
    fragments, vectors = cut(version, 3)

    def broken(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "INSERT INTO fragment_vectors" in statement:
            message = "the disk is gone"
            raise OSError(message)

    engine = house.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", broken)
    with pytest.raises(OSError, match="disk"):
        await house.publications.publish(
            replace(version, text="другой"), fragments, vectors,
            model="m", kind="md", title="Другой", at=START,
        )  # fmt: skip
    event.remove(engine, "before_cursor_execute", broken)
    assert (await house.documents.fragments(document.id, anna)).items == before
    assert (await house.documents.content(document.id, anna))[1] == version
    assert (await house.documents.get(document.id, anna)).document.kind == "txt"
    assert await house.feed._changes.last() == seq


async def test_an_older_version_never_replaces_a_newer_one(house: House) -> None:
    anna = person()
    document = await house.upload(anna, "Старый порядок.")
    stored = await house.ingestion.keep_file("b.txt", chunked("Новый порядок.".encode()))
    await house.ingestion.add_version(document.id, stored, anna)
    first = (await house.documents.versions(document.id, anna))[-1]
    job = await house.queue.claim(at=house.clock.now(), lease=timedelta(seconds=60))
    assert job is not None
    assert job.version_id == first.id
    await house.work()  # the newer one overtakes
    assert (await house.documents.content(document.id, anna))[1].text == "Новый порядок."
    await house.queue.release(job, ready_at=house.clock.now())
    await house.work()
    assert (await house.documents.content(document.id, anna))[1].text == "Новый порядок."
    assert (await house.documents.content(document.id, anna, 1))[1].text == "Старый порядок."


async def test_an_administrator_manages_what_he_may_not_read(house: House) -> None:
    anna, boris, admin = person(), person(), person(Role.ADMIN)
    document = await house.upload(anna, DAYS)
    await house.work()
    for asked in (house.documents.get, house.documents.content, house.documents.file):
        with pytest.raises(DocumentNotFound):
            await asked(document.id, admin)
    own = Access(users=frozenset({admin.user_id}))
    with pytest.raises(MayNotLetOneselfIn):
        await house.documents.update(document.id, admin, access=own)
    shared = Access(users=frozenset({boris.user_id}))
    assert await house.documents.update(document.id, admin, access=shared) is None
    assert (await house.documents.get(document.id, boris)).document.access == shared
    await house.documents.delete(document.id, admin)
    with pytest.raises(DocumentNotFound):
        await house.documents.get(document.id, anna)


async def test_an_editor_changes_what_his_department_reads(house: House) -> None:
    owner, editor, stranger = (
        person(Role.EDITOR, LAW),
        person(Role.EDITOR, LAW),
        person(Role.EDITOR),
    )
    document = await house.upload(owner, DAYS, access=Access(everyone=True))
    assert (await house.documents.get(document.id, editor)).can_edit
    assert not (await house.documents.get(document.id, stranger)).can_edit
    renamed = await house.documents.update(document.id, editor, title="  Новое   имя ")
    assert renamed is not None
    assert renamed.document.title == "Новое имя"
    with pytest.raises(MayNotChange):
        await house.documents.update(document.id, stranger, title="Чужое")
    with pytest.raises(BadTitle):
        await house.documents.update(document.id, editor, title=" ")


async def test_the_audit_trail_tells_who_did_what(house: House) -> None:
    anna, boris = person(), person()
    document = await house.upload(anna, DAYS)
    await house.work()
    await house.documents.content(document.id, anna)
    await house.documents.file(document.id, anna)
    shared = Access(users=frozenset({boris.user_id}))
    await house.documents.update(document.id, anna, access=shared, title="Имя")
    with pytest.raises(MayNotChange):
        await house.documents.delete(document.id, boris)
    await house.documents.delete(document.id, anna)
    assert house.audit.actions() == [
        ("document.uploaded", "allowed"),
        ("document.content_read", "allowed"),
        ("document.file_read", "allowed"),
        ("document.renamed", "allowed"),
        ("document.access_changed", "allowed"),
        ("document.deleted", "refused"),
        ("document.deleted", "allowed"),
    ]
    changed = house.audit.events[4]
    assert changed.details["granted"] == [f"u:{boris.user_id}"]
    assert {each.object for each in house.audit.events} == {f"document:{document.id}"}


async def test_changes_are_told_to_those_who_may_read(house: House) -> None:
    anna, boris = person(), person()
    loop = asyncio.get_running_loop()

    async def told(reader: object) -> list[tuple[Status, float]]:
        seen = []
        async for each in house.watch.changes(reader, until=loop.time() + 1):  # type: ignore[arg-type]
            seen.append((each.document.status, each.document.progress))
            if each.document.status is Status.READY:
                break
        return seen

    watching = [asyncio.create_task(told(anna)), asyncio.create_task(told(boris))]
    await asyncio.sleep(0)
    await house.upload(anna, DAYS)
    await house.work()
    mine, others = await asyncio.gather(*watching)
    assert mine[-1] == (Status.READY, 1.0)
    assert others == []
    assert house.feed._subscribers == set()


async def test_the_change_log_counts_on(house: House) -> None:
    anna = person()
    document = await house.upload(anna, DAYS)
    await house.work()
    changes = await house.feed._changes.since(0)
    assert changes is not None
    assert [each.seq for each in changes] == list(range(1, len(changes) + 1))
    assert {each.document_id for each in changes} == {document.id}
    assert ChangeKind.CONTENT in {each.kind for each in changes}
