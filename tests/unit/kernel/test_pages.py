import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.kernel.errors import Invalid
from znatok.kernel.pages import BadCursor, decode_cursor, encode_cursor


@given(st.lists(st.text(), max_size=4))
def test_a_cursor_gives_back_the_position_it_was_made_of(parts: list[str]) -> None:
    assert decode_cursor(encode_cursor(*parts), size=len(parts)) == tuple(parts)


@given(st.lists(st.text(), max_size=4))
def test_a_cursor_needs_no_escaping_in_an_address(parts: list[str]) -> None:
    allowed = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
    assert set(encode_cursor(*parts)) <= allowed


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "a",
        "!!!",
        "курсор",
        "\ud800",
        encode_cursor("one"),
        encode_cursor("one", "two", "three"),
        encode_cursor("one", "two")[:-3],
        _encoded({"one": "two"}),
        _encoded(["one", 2]),
        _encoded("ab"),
        _encoded(None),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_refuses_a_damaged_cursor(damaged: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(damaged, size=2)


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    try:
        found = decode_cursor(text, size=2)
    except BadCursor:
        return
    assert len(found) == 2


def test_a_damaged_cursor_is_the_callers_mistake() -> None:
    assert issubclass(BadCursor, Invalid)
    assert "cursor" in BadCursor().message("ru")
