import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

import pytest

from znatok.llm.adapters.e5.lanes import Closed, Lanes


class Recorder:
    """Doubles numbers; the number 0 holds the thread until `gate` opens, -1 fails."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.entered, self.gate = threading.Event(), threading.Event()

    def __call__(self, works: Sequence[int]) -> Sequence[int]:
        self.calls.append(list(works))
        if 0 in works:
            self.entered.set()
            assert self.gate.wait(5)
        if -1 in works:
            raise ArithmeticError("-1")
        return [2 * work for work in works]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def lanes(recorder: Recorder) -> Iterator[Lanes[int, int]]:
    lanes: Lanes[int, int] = Lanes(recorder, together=3)
    yield lanes
    recorder.gate.set()
    lanes.close()


def hold(lanes: Lanes[int, int], recorder: Recorder) -> Future[int]:
    (held,) = lanes.in_turn([0])
    assert recorder.entered.wait(5)
    return held


def test_an_idle_lane_starts_at_once(lanes: Lanes[int, int], recorder: Recorder) -> None:
    assert lanes.first([4])[0].result(5) == 8
    assert recorder.calls == [[4]]


def test_the_first_overtake_the_others_and_go_together(
    lanes: Lanes[int, int], recorder: Recorder
) -> None:
    hold(lanes, recorder)
    others = lanes.in_turn([10, 11])
    first = lanes.first([1, 2, 3, 4])
    recorder.gate.set()
    assert [future.result(5) for future in first] == [2, 4, 6, 8]
    assert [future.result(5) for future in others] == [20, 22]
    assert recorder.calls == [[0], [1, 2, 3], [4], [10], [11]]


def test_a_cancelled_job_is_never_run(lanes: Lanes[int, int], recorder: Recorder) -> None:
    hold(lanes, recorder)
    cancelled, kept = lanes.first([1, 2])
    assert cancelled.cancel()
    recorder.gate.set()
    assert kept.result(5) == 4
    assert recorder.calls == [[0], [2]]


def test_a_failure_reaches_every_caller_and_the_lane_goes_on(
    lanes: Lanes[int, int], recorder: Recorder
) -> None:
    hold(lanes, recorder)
    failing = lanes.first([-1, 5])
    recorder.gate.set()
    for future in failing:
        with pytest.raises(ArithmeticError):
            future.result(5)
    assert lanes.first([6])[0].result(5) == 12


def test_closing_finishes_what_runs_and_fails_what_waits(recorder: Recorder) -> None:
    lanes: Lanes[int, int] = Lanes(recorder, together=3)
    held = hold(lanes, recorder)
    (waiting,) = lanes.first([1])
    closing = threading.Thread(target=lanes.close)
    closing.start()
    with pytest.raises(Closed):
        waiting.result(5)
    recorder.gate.set()
    closing.join(5)
    assert held.result(0) == 0
    with pytest.raises(Closed):
        lanes.first([2])


def test_a_short_list_does_not_wait_for_the_end_of_a_long_one(
    lanes: Lanes[int, int], recorder: Recorder
) -> None:
    hold(lanes, recorder)
    long, short = lanes.in_turn([10, 11, 12]), lanes.in_turn([20, 21])
    recorder.gate.set()
    assert [future.result(5) for future in short + long] == [40, 42, 20, 22, 24]
    assert recorder.calls == [[0], [10], [20], [11], [21], [12]]


def test_no_work_gives_no_futures(lanes: Lanes[int, int]) -> None:
    assert lanes.in_turn([]) == lanes.first([]) == []
