import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.audit.model import GENESIS, START, Event, hash_of, link, plain_details

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
word = st.from_regex(r"[A-Za-z0-9._:/-]{1,80}", fullmatch=True)
detail = st.one_of(st.integers(-(2**53) + 1, 2**53 - 1), st.booleans(), st.uuids(), st.none(), word)
details = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_.]{0,20}", fullmatch=True),
    st.one_of(detail, st.lists(detail, max_size=5)),
    max_size=6,
)


@pytest.mark.parametrize(
    "value",
    [
        "Анна Соколова",
        "anna@company.ru",
        "two words",
        "line\r\nbreak",
        "",
        "x" * 81,
        1.5,
        2**53,
        {"nested": 1},
        ["two words"],
        [["list"]],
        b"bytes",
        [1] * 201,
    ],
)
def test_refuses_whatever_might_be_a_text(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        Event("document.read", details={"value": value})  # type: ignore[dict-item]  # that is the point


@pytest.mark.parametrize(
    "more",
    [
        {"action": "Read it"},
        {"action": ""},
        {"object": "document 1"},
        {"object": "a\nb"},
        {"request_id": "x\r\ny"},
        {"details": {"Имя": 1}},
        {"details": {f"n{n}": n for n in range(33)}},
    ],
)
def test_refuses_names_that_are_no_slugs(more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="ids, numbers and slugs"):
        Event(**{"action": "document.read", **more})  # type: ignore[arg-type]  # that is the point


@given(details)
def test_a_hash_survives_a_journey_through_json(given_details: dict[str, object]) -> None:
    event = Event("document.read", details=given_details)  # type: ignore[arg-type]  # of the strategy above
    stored = json.loads(json.dumps(plain_details(event.details)))
    back = Event("document.read", details=stored)
    assert hash_of(1, NOON, event, GENESIS) == hash_of(1, NOON, back, GENESIS)


@given(details, details)
def test_other_details_have_another_hash(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = (Event("document.read", details=each) for each in (one, other))  # type: ignore[arg-type]  # of the strategy above
    same = json.dumps(plain_details(first.details), sort_keys=True) == json.dumps(
        plain_details(second.details), sort_keys=True
    )
    assert (hash_of(1, NOON, first, GENESIS) == hash_of(1, NOON, second, GENESIS)) == same


def test_one_moment_has_one_hash_in_every_zone() -> None:
    moscow = NOON.astimezone(timezone(timedelta(hours=3)))
    event = Event("document.read")
    assert hash_of(1, NOON, event, GENESIS) == hash_of(1, moscow, event, GENESIS)


def test_the_hash_is_the_one_that_is_written_down() -> None:
    """Made with sha256sum: a chain written today must verify with every later version."""
    event = Event("document.read", object=f"document:{UUID(int=1)}", details={"n": 1, "ok": True})
    (record,) = link(START, [(NOON, event)])
    assert record.hash == "dff853d10dcc8867024e7b766cc52b3d71f4daf8ea79c710e81f957f54d660c5"
