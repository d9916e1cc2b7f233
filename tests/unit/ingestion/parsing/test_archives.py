import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Sequence

import pytest

from znatok.ingestion.errors import (
    BrokenFile,
    Encrypted,
    NoFile,
    NoText,
    TooDeep,
    TooLarge,
    UnsafeFile,
    UnsupportedArchive,
)
from znatok.ingestion.model import DEFAULT_LIMITS, Limits
from znatok.ingestion.parsing import read_file
from znatok.ingestion.parsing.archives import Member, members

Files = Sequence[tuple[str, bytes]]


def zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return stream.getvalue()


def tarred(files: Files, mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as made:  # type: ignore[call-overload]
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def renamed(archive: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Bytes of names that zipfile would not write itself; as long as before."""
    assert len(ours) == len(theirs)
    assert archive.count(ours) == 2  # before the file and in the directory
    return archive.replace(ours, theirs)


def locked(archive: bytes) -> bytes:
    """Every entry marked as encrypted."""
    data = bytearray(archive)
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def walked(data: bytes, limits: Limits = DEFAULT_LIMITS) -> list[Member]:
    return list(members(data, "архив.zip", limits))


def contents(data: bytes) -> dict[str, bytes]:
    return {
        each.path: b"".join(each.chunks())
        for each in members(data, "архив.zip", DEFAULT_LIMITS)
        if not each.problem
    }


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: tarred(files, "w:gz")])
def test_gives_the_files_with_their_folders(pack: Callable[[Files], bytes]) -> None:
    files = [("Договоры/договор 1.txt", "Первый".encode()), ("b.txt", b"2" * 3_000_000)]
    assert contents(pack(files)) == dict(files)


def test_one_packed_file_is_an_archive_of_one() -> None:
    walk = members(gzip.compress(b"text"), "журнал.log.gz", DEFAULT_LIMITS)
    assert [(each.path, b"".join(each.chunks())) for each in walk] == [("журнал.log", b"text")]


def test_archives_inside_are_opened_in_their_place() -> None:
    inner = zipped([("акт.txt", b"1")])
    middle = tarred([("внутри.zip", inner), ("смета.txt", b"2")], "w:gz")
    assert contents(zipped([("а.txt", b"0"), ("папка/средний.tgz", middle)])) == {
        "а.txt": b"0",
        "папка/средний.tgz/внутри.zip/акт.txt": b"1",
        "папка/средний.tgz/смета.txt": b"2",
    }


def test_an_archive_deeper_than_the_limit_is_named_and_the_others_go_on() -> None:
    data = zipped([("дно.txt", b"1")])
    for number in range(5):
        data = zipped([(f"{number}.zip", data), (f"{number}.txt", b"x")])
    found = walked(data)
    assert [type(each.problem) for each in found if each.problem] == [TooDeep]
    assert [each.name for each in found if not each.problem] == ["2.txt", "3.txt", "4.txt"]


def test_an_archive_that_holds_itself_ends() -> None:
    # As a quine would: every level is the same archive again.
    data = b""
    for _ in range(30):
        data = zipped([("я.zip", data), ("и.zip", data)]) if data else zipped([("я.txt", b"1")])
        if len(data) > 100_000:
            break
    assert len(walked(data)) == 2**3


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\etc\\passwd", "..\\etc/./passwd", "etc//passwd"],
)
def test_a_name_is_never_a_way_out(name: str) -> None:
    assert [each.path for each in walked(zipped([(name, b"x")]))] == ["etc/passwd"]
    assert [each.path for each in walked(tarred([(name, b"x")]))] == ["etc/passwd"]


def test_what_is_invisible_in_a_name_is_left_out_and_long_names_are_cut() -> None:
    found = walked(zipped([("отчёт\u202efdp.exe", b"x"), ("я" * 400 + ".txt", b"x")]))
    assert found[0].path == "отчётfdp.exe"
    assert len(found[1].path) == 255
    assert found[1].path.endswith(".txt")


def test_two_files_of_one_path_are_both_kept() -> None:
    assert contents(tarred([("а.txt", b"1"), ("../а.txt", b"2")])) == {
        "а.txt": b"1",
        "а.txt (2)": b"2",
    }


@pytest.mark.parametrize("coding", ["cp866", "cp1251", "utf-8"])
def test_names_without_a_mark_of_their_encoding_are_read(coding: str) -> None:
    name = "Договор поставки.txt"
    raw = name.encode(coding)
    packed = zipped([("x" * len(raw), b"1")])
    assert list(contents(renamed(packed, b"x" * len(raw), raw))) == [name]


def test_litter_of_other_systems_is_passed_over() -> None:
    files = [
        "__MACOSX/._a.txt",
        ".DS_Store",
        "папка/~$договор.docx",
        "Thumbs.db",
        "папка/",
        "a.txt",
    ]
    assert list(contents(zipped([(each, b"x") for each in files]))) == ["a.txt"]


def test_links_are_named_and_never_followed() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as made:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            made.addfile(info)
    assert {type(each.problem) for each in walked(stream.getvalue())} == {NoFile}
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(link, "/etc/passwd")
    assert {type(each.problem) for each in walked(stream.getvalue())} == {NoFile}


def test_a_file_under_a_password_is_named_and_an_archive_of_them_refused() -> None:
    with pytest.raises(Encrypted):
        read_file(locked(zipped([("а.txt", b"1"), ("б.txt", b"2")])), "архив.zip")
    half = zipped([("а.txt", b"1")])
    both = zipped([("тайна.zip", locked(half)), ("б.txt", b"2")])
    parsed = read_file(both, "архив.zip")
    assert "Файлов в архиве: 2, прочитаны отдельно: 1." in parsed.text
    assert "тайна.zip/а.txt — Файл «тайна.zip/а.txt» защищён паролем." in parsed.text
    assert parsed.warnings == ("members-not-read",)


def test_a_damaged_file_is_named_and_the_others_go_on() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:  # stored, so that a byte of it can be changed
        made.writestr("а.txt", "исходный текст".encode())
        made.writestr("б.txt", b"2")
    damaged = stream.getvalue().replace("исходный".encode(), "подменён".encode())
    parsed = read_file(damaged, "архив.zip")
    assert "а.txt — Файл «а.txt» повреждён" in parsed.text
    assert parsed.text.count("б.txt") == 1


def test_more_files_than_allowed_are_refused_as_a_whole() -> None:
    with pytest.raises(TooLarge):
        walked(zipped([(f"{number}.txt", b"x") for number in range(11)]), Limits(max_files=10))


def test_more_bytes_than_allowed_are_refused_as_a_whole() -> None:
    # 40 archives, each modest, all together too much.
    inner = zipped([("нули.txt", bytes(1_000_000))])
    many = zipped([(f"{number}.zip", inner) for number in range(40)])
    with pytest.raises(UnsafeFile):
        walked(many, Limits(max_unpacked_bytes=20_000_000))


def test_gzip_that_gives_too_much_is_refused() -> None:
    with pytest.raises(UnsafeFile):
        walked(gzip.compress(bytes(40 * 2**20)))


def test_an_empty_archive_has_no_text() -> None:
    with pytest.raises(NoText):
        read_file(zipped([]), "архив.zip")


@pytest.mark.parametrize(
    "data", [zipped([("а.txt", b"1" * 99)])[:-30], tarred([("а", b"1")])[:600]]
)
def test_an_archive_cut_short_is_broken_or_gives_what_is_whole(data: bytes) -> None:
    with pytest.raises((BrokenFile, NoText)):
        read_file(data, "архив.zip")


def test_other_archives_are_refused_with_advice() -> None:
    with pytest.raises(UnsupportedArchive) as refused:
        read_file(b"Rar!\x1a\x07\0" + bytes(90), "архив.rar")
    assert "упакуйте их в ZIP" in refused.value.message("ru")
