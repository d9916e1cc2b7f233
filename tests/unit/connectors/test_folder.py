import os
from pathlib import Path

import pytest

from znatok.connectors.errors import FileGone, SourceUnavailable
from znatok.connectors.folder.source import FolderSource
from znatok.connectors.model import Flaw, Listing

KINDS = ("txt", "docx")


def listed(root: Path) -> Listing:
    return FolderSource(root, KINDS)._list()


async def text_of(source: FolderSource, path: str) -> str:
    listing = await source.list()
    file = next(each for each in listing.files if each.path == path)
    return b"".join([chunk async for chunk in source.read(file)]).decode()


def test_lists_what_is_read_and_counts_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "Кадры").mkdir()
    for name in ("Кадры/Отпуск.txt", "Приказ.DOCX", "~$Приказ.docx", ".скрыт.txt", "film.mp4"):
        (tmp_path / name).write_text("x")
    found = listed(tmp_path)
    assert [each.path for each in found.files] == ["Кадры/Отпуск.txt", "Приказ.DOCX"]
    assert (found.skipped, found.left) == (3, ())


def test_links_are_not_followed_and_those_that_lead_outside_are_told(tmp_path: Path) -> None:
    root, outside = tmp_path / "share", tmp_path / "share-secret"
    root.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("тайна")
    (root / "own.txt").write_text("своё")
    (root / "to-file.txt").symlink_to(outside / "secret.txt")
    (root / "to-folder").symlink_to(outside)
    (root / "inner.txt").symlink_to(root / "own.txt")
    (root / "up").symlink_to("..")
    found = listed(root)
    assert [each.path for each in found.files] == ["own.txt"]
    assert {(each.path, each.flaw) for each in found.left} == {
        ("to-file.txt", Flaw.LEADS_OUTSIDE),
        ("to-folder", Flaw.LEADS_OUTSIDE),
        ("up", Flaw.LEADS_OUTSIDE),
    }


def test_names_that_are_no_text_and_pipes_are_left_out(tmp_path: Path) -> None:
    bad = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(bad, "wb") as file:  # noqa: PTH123  # a Path holds text only
        file.write(b"x")
    os.mkfifo(tmp_path / "pipe.txt")
    found = listed(tmp_path)
    assert found.files == ()
    assert [each.flaw for each in found.left] == [Flaw.BAD_NAME]


async def test_a_folder_that_is_not_there_tells_nothing_about_its_files(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable):
        await FolderSource(tmp_path / "absent", KINDS).list()


async def test_reads_the_file_that_was_listed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("текст")
    assert await text_of(FolderSource(tmp_path, KINDS), "a/b.txt") == "текст"


async def test_a_file_or_folder_exchanged_for_a_link_after_the_listing_is_not_read(
    tmp_path: Path,
) -> None:
    root, outside = tmp_path / "share", tmp_path / "outside"
    for place in (root / "a", outside):
        place.mkdir(parents=True)
        (place / "b.txt").write_text("тайна" if place == outside else "своё")
    source = FolderSource(root, KINDS)
    file = (await source.list()).files[0]
    (root / "a" / "b.txt").unlink()
    (root / "a" / "b.txt").symlink_to(outside / "b.txt")
    with pytest.raises(FileGone):
        _ = [chunk async for chunk in source.read(file)]
    (root / "a" / "b.txt").unlink()
    (root / "a").rmdir()
    (root / "a").symlink_to(outside)
    with pytest.raises(FileGone):
        _ = [chunk async for chunk in source.read(file)]


async def test_a_file_written_to_while_it_is_read_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 3_000_000)
    source = FolderSource(tmp_path, KINDS)
    file = (await source.list()).files[0]
    chunks = source.read(file)
    assert await anext(chunks)
    with path.open("ab") as more:
        more.write(b"y")
    with pytest.raises(FileGone):
        _ = [chunk async for chunk in chunks]
