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
    held = lanes.submit(0, urgent=False)
    assert recorder.entered.wait(5)
    return held


def test_an_idle_lane_starts_at_once(lanes: Lanes[int, int], recorder: Recorder) -> None:
    assert lanes.submit(4, urgent=True).result(5) == 8
    assert recorder.calls == [[4]]


def test_the_urgent_overtake_the_bulk_and_go_together(
    lanes: Lanes[int, int], recorder: Recorder
) -> None:
    hold(lanes, recorder)
    bulk = [lanes.submit(n, urgent=False) for n in (10, 11)]
    urgent = [lanes.submit(n, urgent=True) for n in (1, 2, 3, 4)]
    recorder.gate.set()
    assert [future.result(5) for future in urgent] == [2, 4, 6, 8]
    assert [future.result(5) for future in bulk] == [20, 22]
    assert recorder.calls == [[0], [1, 2, 3], [4], [10], [11]]


def test_a_cancelled_job_is_never_run(lanes: Lanes[int, int], recorder: Recorder) -> None:
    hold(lanes, recorder)
    cancelled, kept = lanes.submit(1, urgent=True), lanes.submit(2, urgent=True)
    assert cancelled.cancel()
    recorder.gate.set()
    assert kept.result(5) == 4
    assert recorder.calls == [[0], [2]]


def test_a_failure_reaches_every_caller_and_the_lane_goes_on(
    lanes: Lanes[int, int], recorder: Recorder
) -> None:
    hold(lanes, recorder)
    failing = [lanes.submit(n, urgent=True) for n in (-1, 5)]
    recorder.gate.set()
    for future in failing:
        with pytest.raises(ArithmeticError):
            future.result(5)
    assert lanes.submit(6, urgent=True).result(5) == 12


def test_closing_finishes_what_runs_and_fails_what_waits(recorder: Recorder) -> None:
    lanes: Lanes[int, int] = Lanes(recorder, together=3)
    held = hold(lanes, recorder)
    waiting = lanes.submit(1, urgent=True)
    closing = threading.Thread(target=lanes.close)
    closing.start()
    with pytest.raises(Closed):
        waiting.result(5)
    recorder.gate.set()
    closing.join(5)
    assert held.result(0) == 0
    with pytest.raises(Closed):
        lanes.submit(2, urgent=True)
