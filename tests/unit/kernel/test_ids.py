import time
from uuid import RFC_4122, UUID

import pytest

from znatok.kernel.ids import new_uuid


def test_ids_carry_the_version_and_variant_of_rfc_9562() -> None:
    for each in (new_uuid() for _ in range(100)):
        assert each.version == 7
        assert each.variant == RFC_4122


def test_ids_of_later_milliseconds_sort_later(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[UUID] = []
    for millisecond in range(1_700_000_000_000, 1_700_000_000_050):
        monkeypatch.setattr(time, "time_ns", lambda moment=millisecond: moment * 1_000_000)
        made.append(new_uuid())
    assert made == sorted(made)


def test_an_id_tells_the_millisecond_of_its_birth() -> None:
    before = time.time_ns() // 1_000_000
    born = new_uuid().int >> 80
    assert before <= born <= time.time_ns() // 1_000_000


def test_ids_of_one_millisecond_sort_by_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[UUID] = []
    for nanosecond in range(0, 1_000_000, 500):
        moment = 1_700_000_000_000_000_000 + nanosecond
        monkeypatch.setattr(time, "time_ns", lambda moment=moment: moment)
        made.append(new_uuid())
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {RFC_4122}


def test_ids_of_one_moment_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_000_000_000)
    assert len({new_uuid() for _ in range(1_000)}) == 1_000
