"""Leaves a provider alone that keeps failing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class BreakerState(StrEnum):
    CLOSED = "closed"  # calls pass
    OPEN = "open"  # none does
    HALF_OPEN = "half_open"  # one passes, to see


@dataclass(frozen=True, slots=True)
class BreakerSettings:
    """After `failures` in a row no call for `rest_s`, doubled each time up to `longest_rest_s`.

    The pattern: Nygard 2018, "Release It!", chapter 5. Five in a row are no accident where one in
    ten calls fails (10⁻⁵); half a minute is how long an overloaded vendor asks to be left alone.
    """

    failures: int = 5
    rest_s: float = 30.0
    longest_rest_s: float = 300.0


class Breaker:
    """Of one provider in one process. `now`: seconds that only grow.

    Who is let through by `admit` says afterwards how it went, exactly once: `succeeded`, `failed`,
    `tripped` or `abandoned`.
    """

    def __init__(self, settings: BreakerSettings, now: Callable[[], float]) -> None:
        self._settings = settings
        self._now = now
        self._failures = 0
        self._rest_s = settings.rest_s
        self._opened_at: float | None = None
        self._trying = False

    @property
    def state(self) -> BreakerState:
        if self._opened_at is None:
            return BreakerState.CLOSED
        rested = self._now() - self._opened_at >= self._rest_s
        return BreakerState.HALF_OPEN if rested else BreakerState.OPEN

    def admit(self) -> bool:
        """Whether a call may be made now; half-open lets one through at a time."""
        state = self.state
        if state is BreakerState.HALF_OPEN and not self._trying:
            self._trying = True
            return True
        return state is BreakerState.CLOSED

    def succeeded(self) -> None:
        self._failures, self._opened_at, self._trying = 0, None, False
        self._rest_s = self._settings.rest_s

    def failed(self) -> None:
        self._failures += 1
        if self._opened_at is None:
            if self._failures >= self._settings.failures:
                self._open(self._settings.rest_s)
        elif self._trying:
            self._open(min(self._rest_s * 2, self._settings.longest_rest_s))

    def tripped(self) -> None:
        """Failed so that trying again soon cannot help: a wrong key, an empty account."""
        self._open(self._settings.longest_rest_s)

    def abandoned(self) -> None:
        """The call was given up by us; it says nothing about the provider."""
        self._trying = False

    def _open(self, rest_s: float) -> None:
        self._opened_at, self._rest_s, self._trying = self._now(), rest_s, False
