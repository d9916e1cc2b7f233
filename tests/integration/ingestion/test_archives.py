"""Archives: their files become documents of their own, once, whatever happens on the way."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.integration.ingestion.house import LAW, SALES, House, built, chunked, person

from znatok.access.model import Reader
from znatok.documents.errors import DocumentNotFound, DuplicateDocument
from znatok.documents.model import Access, Document, DocumentFilter, Status
from znatok.platform.blobs import StorageFull


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as house:
        yield house


def zipped(*files: tuple[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return stream.getvalue()


FILES = (
    ("Отпуска/Порядок.txt", "Отпуск длится двадцать восемь дней."),
    ("Командировки.txt", "Суточные составляют семьсот рублей."),
    ("прошлые.zip", zipped(("2024/Премии.txt", "Премию платят в декабре."))),
)
TITLES = [
    "Архив Папка.zip",
    "Папка.zip / Командировки",
    "Папка.zip / Отпуска / Порядок",
    "Папка.zip / прошлые.zip / 2024 / Премии",
]


async def all_of(house: House, reader: Reader) -> list[Document]:
    page = await house.store.find(DocumentFilter(), reader, cursor=None, limit=100)
    return sorted(page.items, key=lambda each: each.title)


async def titles(house: House, reader: Reader) -> list[str]:
    return [each.title for each in await all_of(house, reader)]


async def text_of(house: House, document: Document, reader: Reader) -> str:
    return (await house.store.content(document.id, reader, None))[1].text


async def test_every_file_becomes_a_document_with_the_archives_readers(house: House) -> None:
    owner, colleague, stranger = person(), person(), person(department=LAW)
    access = Access(departments=frozenset({SALES}))
    await house.upload(owner, zipped(*FILES), "Папка.zip", access)
    await house.work()
    found = await all_of(house, owner)
    assert [each.title for each in found] == TITLES
    assert {each.status for each in found} == {Status.READY}
    assert {(each.owner_id, each.department_id, each.access) for each in found} == {
        (owner.user_id, SALES, access)
    }
    assert await text_of(house, found[3], colleague) == "Премию платят в декабре."
    assert await titles(house, colleague) == TITLES
    assert await titles(house, stranger) == []
    with pytest.raises(DocumentNotFound):
        await house.store.get(found[1].id, stranger)


async def test_the_archives_own_text_tells_what_is_in_it(house: House) -> None:
    owner = person()
    archive = await house.upload(owner, zipped(*FILES, ("пусто.txt", b"")), "Папка.zip")
    await house.work()
    assert await text_of(house, archive, owner) == (
        "Архив Папка.zip\n\nФайлов в архиве: 4, прочитаны отдельно: 3.\n\nОтпуска/Порядок.txt\n"
        "Командировки.txt\nпрошлые.zip/2024/Премии.txt\n\nНе прочитаны\n\nпусто.txt — Файл "
        "«пусто.txt» пуст. Проверьте, что он выгрузился целиком, и загрузите его снова."
    )


async def test_an_unreadable_file_is_reported_and_the_others_go_on(house: House) -> None:
    owner = person()
    await house.upload(owner, zipped(*FILES, ("схема.vsd", b"MZ" + bytes(90))), "Папка.zip")
    await house.work()
    by_title = {each.title: each for each in await all_of(house, owner)}
    assert sorted(by_title) == sorted([*TITLES, "Папка.zip / схема"])
    broken = by_title["Папка.zip / схема"]
    assert broken.status is Status.FAILED
    assert broken.failure is not None
    assert broken.failure.slug == "unsupported-format"


async def test_the_same_archive_twice_is_refused_as_any_file(house: House) -> None:
    owner = person()
    archive = zipped(*FILES)  # once: it holds the time it was packed at
    await house.upload(owner, archive, "Папка.zip")
    await house.work()
    with pytest.raises(DuplicateDocument):
        await house.upload(owner, archive, "Папка 2.zip")


async def test_a_file_the_owner_has_already_is_told_of_and_not_doubled(house: House) -> None:
    owner = person()
    await house.upload(owner, FILES[1][1], "Командировки.txt")
    await house.work()
    archive = await house.upload(owner, zipped(*FILES, ("копия.txt", FILES[0][1])), "Папка.zip")
    await house.work()
    assert await titles(house, owner) == [TITLES[0], "Командировки", *TITLES[2:]]
    told = await text_of(house, archive, owner)
    assert "Командировки.txt — уже есть: «Командировки»." in told
    assert "копия.txt — уже есть: «Папка.zip / Отпуска / Порядок»." in told


class Killed(Exception):  # noqa: N818  # stands for the end of a process
    pass


@pytest.mark.parametrize("survived", [0, 1, 2])
async def test_cut_off_between_any_two_files_nothing_is_lost_or_doubled(
    house: House, survived: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = person()
    await house.upload(owner, zipped(*FILES), "Папка.zip")
    create, created = house.store.create, 0

    async def dying(*args: object, **more: object) -> None:
        nonlocal created
        if created == survived:
            raise Killed
        created += 1
        await create(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(house.store, "create", dying)
        await house.worker.run_once()
    seen = await all_of(house, owner)
    assert len(seen) == 1 + survived
    assert next(each for each in seen if each.file_name == "Папка.zip").status is not Status.READY
    await house.work()
    found = await all_of(house, owner)
    assert [each.title for each in found] == TITLES
    assert {each.status for each in found} == {Status.READY}
    assert [each.latest for each in found] == [1, 1, 1, 1]


async def test_a_full_disk_waits_and_goes_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = person()
    await house.upload(owner, zipped(*FILES), "Папка.zip")
    put, asked = house.blobs.put, 0

    async def full(*args: object, **more: object) -> object:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise StorageFull
        return await put(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(house.blobs, "put", full)
    await house.work()
    assert await titles(house, owner) == TITLES


async def test_a_bomb_becomes_no_documents_at_all(house: House) -> None:
    owner = person()
    bomb = zipped(("а.txt", "Текст."), ("нули.txt", bytes(60 * 2**20)))
    await house.upload(owner, bomb, "Папка.zip")
    await house.work()
    (archive,) = await all_of(house, owner)
    assert archive.status is Status.FAILED
    assert archive.failure is not None
    assert archive.failure.slug == "unsafe-file"


async def test_a_new_version_adds_what_is_new_and_doubles_nothing(house: House) -> None:
    owner = person()
    archive = await house.upload(owner, zipped(*FILES), "Папка.zip")
    await house.work()
    changed = ("Командировки.txt", "Суточные составляют тысячу рублей.")
    stored = await house.ingestion.keep_file("Папка.zip", chunked(zipped(FILES[0], changed)))
    await house.ingestion.add_version(archive.id, stored, owner)
    await house.work()
    found = await all_of(house, owner)
    assert [each.title for each in found] == [TITLES[0], TITLES[1], *TITLES[1:]]
    texts = [await text_of(house, each, owner) for each in found]
    assert set(texts[1:3]) == {changed[1], FILES[1][1]}


async def test_a_deleted_file_does_not_come_back_by_itself(house: House) -> None:
    owner = person()
    archive = await house.upload(owner, zipped(*FILES), "Папка.zip")
    await house.work()
    gone = next(each for each in await all_of(house, owner) if each.title == TITLES[1])
    await house.documents.delete(gone.id, owner)
    # What reading the version once more does, e.g. for another embedding model.
    version_id = await house.publications.latest(archive.id)
    assert version_id is not None
    await house.worker._pipeline.run(version_id)
    await house.work()
    assert await titles(house, owner) == [TITLES[0], *TITLES[2:]]
