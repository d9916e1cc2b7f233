"""The gate: whether what was measured last may go into use."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from znatok.access.model import Actor
from znatok.analytics.quality.comparing import Comparison, compare
from znatok.analytics.quality.errors import NoBaseline
from znatok.analytics.quality.ports import Fingerprint, RunStore
from znatok.analytics.quality.questions import permit_look
from znatok.analytics.quality.run_model import Run, RunId, behaviour
from znatok.analytics.quality.runs import RunService

FEW: Final = 30  # pairs; below, a bootstrap of shares says little (the usual rule of thumb)


class GateState(StrEnum):
    PASSED = "passed"
    BLOCKED = "blocked"
    UNMEASURED = "unmeasured"  # no finished run, or none to compare it with


class Reason(StrEnum):
    REGRESSION = "regression"
    LEAK = "leak"
    NO_RUN = "no_run"
    NO_BASELINE = "no_baseline"
    NOTHING_SHARED = "nothing_shared"


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """`stale`: what runs now is not what was measured. `few`: too few pairs to be sure.

    `max_drop`: the fall of the share of right answers, 0…1, that the lower bound may not pass.
    """

    state: GateState
    reasons: tuple[Reason, ...]
    max_drop: float
    candidate: Run | None = None
    against: Run | None = None
    comparison: Comparison | None = None
    leaks: int = 0
    stale: bool = False

    @property
    def few(self) -> bool:
        return self.comparison is not None and self.comparison.compared < FEW


class QualityGate:
    """Blocks when a fall of more than `max_drop` cannot be ruled out, and at any leak.

    A fall is ruled out by the lower bound of the 95% interval of the paired difference: the test of
    non-inferiority, so that few questions do not pass what many would stop.
    """

    def __init__(
        self, runs: RunService, store: RunStore, fingerprint: Fingerprint, *, max_drop: float
    ) -> None:
        self._runs = runs
        self._store = store
        self._fingerprint = fingerprint
        self._max_drop = max_drop

    async def verdict(
        self,
        *,
        by: Actor,
        candidate: RunId | None = None,
        against: RunId | None = None,
        baseline: bool = False,
        max_drop: float | None = None,
    ) -> GateVerdict:
        """Judge a run, by default the newest that is done.

        It is compared with `against`, else with the pinned baseline, else, unless `baseline` asks
        for nothing but that one, with the finished run before it.

        Raises:
            NoSuchRun, RunNotFinished: a run that was named is not there, or not done.
            NoBaseline: `baseline` was asked for and none is pinned.

        """
        permit_look(by)
        drop = self._max_drop if max_drop is None else max_drop
        tried = (
            await self._store.finished()
            if candidate is None
            else await self._runs.finished(candidate, by=by)
        )
        if tried is None:
            return GateVerdict(GateState.UNMEASURED, (Reason.NO_RUN,), drop)
        other = await self._other(tried, against, by, only_baseline=baseline)
        results = await self._runs.results(tried.id, by=by)
        stale = behaviour(tried.fingerprint) != behaviour(await self._fingerprint.now())
        comparison = None
        if other is not None:
            comparison = compare(await self._runs.results(other.id, by=by), results)
        leaks = sum(each.leaks for each in results)
        reasons = tuple(_reasons(comparison, leaks, drop))
        return GateVerdict(_state(reasons), reasons, drop, tried, other, comparison, leaks, stale)

    async def _other(
        self, tried: Run, against: RunId | None, by: Actor, *, only_baseline: bool
    ) -> Run | None:
        if against is not None:
            return await self._runs.finished(against, by=by)
        pinned = await self._store.baseline()
        if pinned is None and only_baseline:
            raise NoBaseline
        return pinned or await self._store.finished(before=tried.id)


def _reasons(comparison: Comparison | None, leaks: int, max_drop: float) -> list[Reason]:
    reasons = [Reason.LEAK] if leaks else []
    if comparison is None:
        return [*reasons, Reason.NO_BASELINE]
    difference = comparison.change("right").difference
    if difference is None:
        return [*reasons, Reason.NOTHING_SHARED]
    if difference.low < -max_drop:
        reasons.append(Reason.REGRESSION)
    return reasons


def _state(reasons: tuple[Reason, ...]) -> GateState:
    if Reason.LEAK in reasons or Reason.REGRESSION in reasons:
        return GateState.BLOCKED
    return GateState.UNMEASURED if reasons else GateState.PASSED
