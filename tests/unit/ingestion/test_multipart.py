"""Forms read as they arrive."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.ingestion.multipart import read_parts
from znatok.ingestion.refusals import BadUpload

KIND = "multipart/form-data; boundary=----b"


def form(*parts: tuple[str, str | None, bytes]) -> bytes:
    body = b""
    for name, file_name, data in parts:
        said = f'; filename="{file_name}"' if file_name is not None else ""
        body += f'------b\r\nContent-Disposition: form-data; name="{name}"{said}\r\n\r\n'.encode()
        body += data + b"\r\n"
    return body + b"------b--\r\n"


async def stream(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def read(body: bytes, size: int, kind: str = KIND) -> list[tuple[str, str | None, bytes]]:
    return [
        (part.name, part.file_name, b"".join([chunk async for chunk in part.chunks()]))
        async for part in read_parts(kind, stream(body, size))
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["files", "access"]),
            st.sampled_from([None, "Отчёт.pdf", "a b.txt"]),
            st.binary(max_size=200) | st.sampled_from([b"", b"\r\n", b"------b", b"\r\n------x"]),
        ),
        max_size=4,
    ).filter(lambda parts: all(b"\r\n------b" not in b"\r\n" + data for _, _, data in parts)),
    st.integers(1, 100),
)
async def test_parts_come_as_they_were_sent_however_they_are_cut(
    parts: list[tuple[str, str | None, bytes]], size: int
) -> None:
    if parts:
        assert await read(form(*parts), size) == parts


async def test_parts_not_asked_for_are_passed_over() -> None:
    body = form(("a", "a.txt", b"x" * 1000), ("b", None, b"y"))
    names = [part.name async for part in read_parts(KIND, stream(body, 7))]
    assert names == ["a", "b"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"", "multipart/form-data"),
        (form(("a", "a", b"x"))[:-10], KIND),
        (b"", KIND),
        (b"no boundary at all", KIND),
        (b"", "multipart/form-data; boundary=" + "b" * 5000),
        (b"------b\r\nContent-Disposition: " + b"x" * 20_000, KIND),
    ],
)
async def test_what_is_no_form_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(BadUpload):
        await read(body, 100, kind)


async def test_a_plain_field_is_bounded_and_must_be_text() -> None:
    for data in (b"x" * 101, b"\xff\xfe"):
        part = await anext(read_parts(KIND, stream(form(("access", None, data)), 50)))
        with pytest.raises(BadUpload):
            await part.text(limit_bytes=100)
