from hypothesis import given
from hypothesis import strategies as st
from tests.unit.llm.routing.board import Seconds

from znatok.llm.routing.breaker import Breaker, BreakerSettings, BreakerState

SETTINGS = BreakerSettings(failures=3, rest_s=10.0, longest_rest_s=40.0)


def broken(now: Seconds) -> Breaker:
    breaker = Breaker(SETTINGS, now)
    for _ in range(3):
        assert breaker.admit()
        breaker.failed()
    return breaker


def test_opens_after_so_many_failures_in_a_row() -> None:
    breaker = Breaker(SETTINGS, Seconds())
    for report in (breaker.failed, breaker.failed, breaker.succeeded, breaker.failed):
        report()
    assert breaker.state is BreakerState.CLOSED
    breaker.failed()
    breaker.failed()
    assert breaker.state is BreakerState.OPEN
    assert not breaker.admit()


def test_after_its_rest_lets_one_through_at_a_time() -> None:
    now = Seconds()
    breaker = broken(now)
    now.now_s = 9.9
    assert not breaker.admit()
    now.now_s = 10.0
    assert breaker.state is BreakerState.HALF_OPEN
    assert [breaker.admit(), breaker.admit()] == [True, False]
    breaker.succeeded()
    assert [breaker.admit(), breaker.admit()] == [True, True]


def test_rests_twice_as_long_each_time_up_to_a_limit() -> None:
    now = Seconds()
    breaker = broken(now)
    for rest_s in (10, 20, 40, 40):
        now.now_s += rest_s - 0.1
        assert not breaker.admit()
        now.now_s += 0.1
        assert breaker.admit()
        breaker.failed()


def test_a_trial_given_up_leaves_room_for_the_next() -> None:
    now = Seconds()
    breaker = broken(now)
    now.now_s = 10.0
    assert breaker.admit()
    breaker.abandoned()
    assert breaker.admit()


def test_what_cannot_get_better_soon_rests_longest_at_once() -> None:
    now = Seconds()
    breaker = Breaker(SETTINGS, now)
    breaker.tripped()
    now.now_s = 39.9
    assert breaker.state is BreakerState.OPEN


@given(
    steps=st.lists(
        st.one_of(
            st.sampled_from(["failed", "succeeded", "tripped", "abandoned"]),
            st.integers(0, 100),
        ),
        max_size=40,
    )
)
def test_never_stays_shut_for_longer_than_the_longest_rest(steps: list[str | int]) -> None:
    now = Seconds()
    breaker = Breaker(SETTINGS, now)
    for step in steps:
        if isinstance(step, int):
            now.now_s += step
        elif breaker.admit():
            getattr(breaker, step)()
        elif breaker.state is BreakerState.HALF_OPEN:
            raise AssertionError("a trial that has ended still holds the place")
    now.now_s += SETTINGS.longest_rest_s
    assert breaker.admit()
