from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.access.service.limits import SlidingWindow, source_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("\r\nX: y", "unknown"),
    ],
)
def test_one_subscriber_is_one_source(address: str, source: str) -> None:
    assert source_of(address) == source


@given(
    st.lists(st.integers(0, 200), max_size=60).map(sorted),
    st.integers(1, 8),
)
def test_never_admits_more_than_the_limit_within_any_window(seconds: list[int], limit: int) -> None:
    window = SlidingWindow(limit=limit, window=MINUTE)
    admitted = []
    for second in seconds:
        now = NOON + timedelta(seconds=second)
        wait = window.reserve("a", now)
        if wait is None:
            admitted.append(second)
        else:
            assert timedelta(0) < wait <= MINUTE
            recent = [each for each in admitted if each > second - 60]
            assert len(recent) == limit
    for second in admitted:
        assert sum(second - 60 < each <= second for each in admitted) <= limit


def test_a_wait_that_is_over_admits_again() -> None:
    window = SlidingWindow(limit=2, window=MINUTE)
    assert window.reserve("a", NOON) is None
    assert window.reserve("a", NOON + MINUTE / 2) is None
    wait = window.reserve("a", NOON + MINUTE / 2)
    assert wait == MINUTE / 2
    assert window.reserve("b", NOON) is None
    assert window.reserve("a", NOON + MINUTE / 2 + wait) is None


def test_a_try_taken_back_leaves_the_others() -> None:
    window = SlidingWindow(limit=2, window=MINUTE)
    assert window.reserve("a", NOON) is None
    assert window.reserve("a", NOON + MINUTE / 4) is None
    window.forgive("a", NOON + MINUTE / 4)
    window.forgive("never seen", NOON)
    assert window.reserve("a", NOON + MINUTE / 3) is None
    assert window.reserve("a", NOON + MINUTE / 2) is not None
