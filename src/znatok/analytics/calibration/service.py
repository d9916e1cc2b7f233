"""Calibrations are made in the background, after the documents settled, and put in force."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from znatok.access.model import Reader, Role
from znatok.analytics.calibration.calibrating import calibrate
from znatok.analytics.calibration.collecting import Collector
from znatok.analytics.calibration.errors import CalibrationLost, CalibrationRuns, TooFewQuestions
from znatok.analytics.calibration.model import (
    CalibrationId,
    CalibrationRun,
    CalibrationState,
    RunStatus,
    Trigger,
)
from znatok.analytics.calibration.ports import CalibrationStore, DocumentPool, Ground
from znatok.chat.answerability import Answerability, Calibration
from znatok.kernel.background import in_background, set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Unavailable, ZnatokError
from znatok.kernel.ids import new_uuid

_log = structlog.get_logger(__name__)

_CHECK_EVERY_S = 30.0
_BEATS_EVERY = timedelta(seconds=2)
_STALE_AFTER = timedelta(minutes=5)  # not heard of for so long, a run has died with its process


@dataclass(frozen=True, slots=True)
class CalibrationSettings:
    """`changed`: share of the documents, 0…1, that must have changed. `fewest`: fragments under
    which the defaults do. `calm`: how long nothing may have changed before.
    """

    changed: float = 0.2
    fewest: int = 100
    calm: timedelta = timedelta(minutes=2)
    check_every_s: float = _CHECK_EVERY_S


class CalibrationService:
    """One a process. `run` belongs into the background; every process follows what any has made."""

    def __init__(
        self,
        *,
        store: CalibrationStore,
        pool: DocumentPool,
        collector: Collector,
        ground: Ground,
        answerability: Answerability,
        clock: Clock,
        settings: CalibrationSettings | None = None,
    ) -> None:
        self._store = store
        self._pool = pool
        self._collector = collector
        self._ground = ground
        self._answerability = answerability
        self._clock = clock
        self._settings = settings or CalibrationSettings()
        self._applied: CalibrationId | None = None
        self._wanted = asyncio.Event()
        self._queued: list[CalibrationRun] = []
        self._seen: str | None = None
        self._still_since: datetime | None = None

    async def shown(self, *, by: Reader) -> CalibrationState:
        """The calibration in force and the last run, for those who may know."""
        _ = by  # the route lets administrators and auditors in; nothing here is a document's
        in_force = await self._store.in_force()
        applied = in_force is not None and in_force.id == self._applied
        used = self._answerability.calibration
        return CalibrationState(used, applied, in_force, await self._store.last())

    async def request(self, *, by: Reader) -> CalibrationRun:
        """Make a calibration anew; it goes on by itself.

        Raises:
            CalibrationRuns: one is being made.

        """
        assert by.role is Role.ADMIN
        run = await self._begin(Trigger.MANUAL, by)
        self._queued.append(run)
        self._wanted.set()
        return run

    async def state(self, reader: Reader) -> str:  # noqa: ARG002  # the port names it
        """A chat's `Ground`: this process's answers stand on the calibration it has applied."""
        return str(self._applied)

    async def follow(self) -> None:
        """Put in force what any process has made; the defaults while there is nothing that fits."""
        newest = await self._store.in_force()
        fits = (
            newest is not None
            and newest.fit is not None
            and self._same(newest.ground, await self._ground.now())
        )
        if not fits or newest is None or newest.fit is None:
            if self._applied is not None:
                self._answerability.use(Calibration())
                self._applied = None
            return
        if newest.id != self._applied:
            self._answerability.use(newest.fit.calibration)
            self._applied = newest.id
            _log.info(
                "calibration_applied",
                calibration_id=str(newest.id),
                threshold=round(newest.fit.calibration.threshold, 3),
                slope=round(newest.fit.calibration.slope, 3),
            )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Calibrate in the background while the context is open."""
        async with in_background(self.run(), "calibration"):
            yield

    async def run(self) -> None:
        """Follow, and calibrate when it is due or asked for; never returns."""
        while True:
            try:
                await self._turn()
            except Unavailable as error:
                _log.warning("calibration_postponed", reason=error.slug)
            await set_within(self._wanted, self._settings.check_every_s)

    async def _turn(self) -> None:
        self._wanted.clear()
        while self._queued:
            await self._make(self._queued.pop(0))
        await self.follow()
        if await self._due():
            try:
                run = await self._begin(Trigger.CHANGE, None)
            except CalibrationRuns:  # another process was quicker
                return
            await self._make(run)
            await self.follow()

    async def _due(self) -> bool:
        """Whether enough has changed since the last try, and nothing for a while."""
        ground, now = await self._ground.now(), self._clock.now()
        if ground["corpus"] != self._seen:
            self._seen, self._still_since = ground["corpus"], now
        if self._still_since is None or now - self._still_since < self._settings.calm:
            return False
        if int(ground["fragments"]) < self._settings.fewest:
            return False
        last = await self._store.last()
        if last is None or not self._same(last.ground, ground):
            return True
        if last.status is RunStatus.RUNNING:
            return now - last.started_at > _STALE_AFTER
        return await self._share_changed(last.ground, ground) > self._settings.changed

    async def _share_changed(self, then: Mapping[str, str], now: Mapping[str, str]) -> float:
        """Of the documents or of the fragments, whichever is larger; 1 when it is not known."""
        changed = await self._ground.changed_since(then["corpus"])
        if changed is None:
            return 1.0
        grown = abs(int(now["fragments"]) - int(then["fragments"]))
        return max(changed / max(1, int(then["documents"])), grown / max(1, int(then["fragments"])))

    @staticmethod
    def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
        return all(one[part] == other[part] for part in ("model", "weights"))

    async def _begin(self, trigger: Trigger, by: Reader | None) -> CalibrationRun:
        now = self._clock.now()
        run = CalibrationRun(
            id=CalibrationId(new_uuid()),
            status=RunStatus.RUNNING,
            trigger=trigger,
            started_at=now,
            ground={**await self._ground.now(), "documents": str(await self._pool.count())},
            asked_by=None if by is None else by.user_id,
        )
        await self._store.begin(run, stale_before=now - _STALE_AFTER)
        return run

    async def _make(self, run: CalibrationRun) -> None:
        beaten = self._clock.now()

        async def progress(share: float) -> None:
            nonlocal beaten
            now = self._clock.now()
            if now - beaten >= _BEATS_EVERY:
                beaten = now
                await self._store.beat(run.id, share, now)

        try:
            fit = calibrate(await self._collector.collect(progress))
        except CalibrationLost:
            return
        except (TooFewQuestions, Unavailable) as error:
            await self._end(run, error)
            return
        await self._store.finish(run.id, self._clock.now(), fit=fit, failure=None)
        _log.info(
            "calibration_made",
            questions=fit.answerable + fit.near + fit.far,
            threshold=round(fit.calibration.threshold, 3),
            answered=round(fit.answered, 3),
            error=round(fit.error, 3),
        )

    async def _end(self, run: CalibrationRun, error: ZnatokError) -> None:
        _log.warning("calibration_failed", reason=error.slug)
        await self._store.finish(run.id, self._clock.now(), fit=None, failure=error.slug)
