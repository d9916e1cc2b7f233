"""Calibrations in the database, in the background, and over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.integration.http.site import Person, Site

from znatok.access.model import Reader, Role
from znatok.analytics.calibration.adapters.sql import SqlCalibrations
from znatok.analytics.calibration.calibrating import calibrate
from znatok.analytics.calibration.collecting import Progress
from znatok.analytics.calibration.errors import CalibrationLost, CalibrationRuns
from znatok.analytics.calibration.fitting import Scores
from znatok.analytics.calibration.model import CalibrationId, CalibrationRun, RunStatus, Trigger
from znatok.analytics.calibration.ports import Drawn
from znatok.analytics.calibration.service import CalibrationService, CalibrationSettings
from znatok.bootstrap.migrating import migrate
from znatok.chat.answerability import Answerability, Calibration
from znatok.kernel.ids import UserId, new_uuid
from znatok.platform.db import Database

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_GROUND = {"model": "m", "weights": "w", "fragments": "500", "corpus": "7", "documents": "50"}


class _Clock:
    def __init__(self) -> None:
        self.time = _AT

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


class _Collector:
    """Scores as a corpus might give them; `questions` of each kind."""

    def __init__(self, questions: int = 400) -> None:
        self.questions = questions
        self.asked = 0

    async def collect(self, progress: Progress) -> Scores:
        self.asked += 1
        await progress(0.5)
        draw = np.random.default_rng(0)
        return Scores(*(draw.normal(mean, 1.0, self.questions) for mean in (3.0, 0.5, -0.5)))


class _Ground:
    def __init__(self) -> None:
        self.parts = {k: v for k, v in _GROUND.items() if k != "documents"}
        self.changed: int | None = 0

    async def now(self) -> Mapping[str, str]:
        return dict(self.parts)

    async def changed_since(self, corpus: str) -> int | None:
        return self.changed if corpus == "7" else 0


class _Pool:
    async def count(self) -> int:
        return 50

    async def draw(self, count: int, seed: int) -> Sequence[Drawn]:
        raise AssertionError((count, seed))


class _Desk:
    """A service with everything around it."""

    def __init__(self, database: Database) -> None:
        self.store = SqlCalibrations(database)
        self.collector = _Collector()
        self.ground = _Ground()
        self.judge = Answerability()
        self.clock = _Clock()
        self.service = self.another(self.judge)

    def another(self, judge: Answerability) -> CalibrationService:
        return CalibrationService(
            store=self.store,
            pool=_Pool(),
            collector=self.collector,  # type: ignore[arg-type]  # asks nothing
            ground=self.ground,
            answerability=judge,
            clock=self.clock,
            settings=CalibrationSettings(calm=timedelta(0), check_every_s=0.01),
        )

    async def made(self, times: int) -> None:
        """Until so many calibrations are over, and a while longer: no more come."""
        async with asyncio.timeout(10), self.service.running():
            while self.collector.asked < times or (await self._newest()).status is _RUNNING:  # noqa: ASYNC110  # a database
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
        assert self.collector.asked == times

    async def _newest(self) -> CalibrationRun:
        newest = await self.store.last()
        assert newest is not None
        return newest


_RUNNING = RunStatus.RUNNING
_ADMIN = Reader(UserId(new_uuid()), Role.ADMIN)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[_Desk]:
    database = Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'house.sqlite'}")
    await migrate(database)
    yield _Desk(database)
    await database.close()


def _run() -> CalibrationRun:
    return CalibrationRun(CalibrationId(new_uuid()), _RUNNING, Trigger.MANUAL, _AT, _GROUND)


async def test_a_calibration_is_made_kept_and_put_in_force(desk: _Desk) -> None:
    await desk.made(1)
    in_force = await desk.store.in_force()
    assert in_force is not None
    assert in_force.fit is not None
    assert in_force.ground == _GROUND
    assert desk.judge.calibration == in_force.fit.calibration != Calibration()
    shown = await desk.service.shown(by=_ADMIN)
    assert shown.applied
    assert shown.in_force == in_force
    assert sum(each.questions for each in in_force.fit.bins) == 1_200


async def test_other_processes_take_over_what_one_has_made(desk: _Desk) -> None:
    await desk.made(1)
    judge = Answerability()
    other = desk.another(judge)
    before = await other.state(_ADMIN)
    await other.follow()
    assert judge.calibration == desk.judge.calibration
    assert await other.state(_ADMIN) != before


async def test_it_is_made_anew_only_when_much_has_changed(desk: _Desk) -> None:
    await desk.made(1)
    desk.ground.changed = 9  # of 50 documents
    await desk.made(1)
    desk.ground.changed = 11
    desk.ground.parts["corpus"] = "8"
    await desk.made(2)


async def test_another_model_makes_the_defaults_hold_until_it_is_made_anew(desk: _Desk) -> None:
    await desk.made(1)
    desk.ground.parts["model"] = "another"
    await desk.service.follow()
    assert desk.judge.calibration == Calibration()
    await desk.made(2)
    assert desk.judge.calibration != Calibration()


async def test_a_small_corpus_keeps_the_defaults(desk: _Desk) -> None:
    desk.ground.parts["fragments"] = "99"
    async with desk.service.running():
        await asyncio.sleep(0.1)
    assert desk.collector.asked == 0
    assert desk.judge.calibration == Calibration()


async def test_too_few_questions_end_a_run_and_leave_what_was(desk: _Desk) -> None:
    await desk.made(1)
    used = desk.judge.calibration
    desk.collector.questions = 5
    await desk.service.request(by=_ADMIN)
    await desk.made(2)
    last = await desk.store.last()
    assert last is not None
    assert (last.status, last.failure) == (RunStatus.FAILED, "too-few-questions")
    assert last.asked_by == _ADMIN.user_id
    assert desk.judge.calibration == used


async def test_one_at_a_time_and_the_dead_give_way(desk: _Desk) -> None:
    first, second = _run(), _run()
    await desk.store.begin(first, stale_before=_AT)
    with pytest.raises(CalibrationRuns):
        await desk.store.begin(second, stale_before=_AT)
    await desk.store.beat(first.id, 0.5, _AT + timedelta(seconds=1))
    await desk.store.begin(second, stale_before=_AT + timedelta(minutes=5))
    with pytest.raises(CalibrationLost):
        await desk.store.beat(first.id, 0.6, _AT)
    with pytest.raises(CalibrationLost):
        await desk.store.finish(first.id, _AT, fit=None, failure=None)
    assert await desk.store.last() == second


async def test_what_is_kept_comes_back_the_same_and_old_runs_go(desk: _Desk) -> None:
    fit = calibrate(await desk.collector.collect(_ignored))
    done = _run()
    await desk.store.begin(done, stale_before=_AT)
    await desk.store.finish(done.id, _AT, fit=fit, failure=None)
    for _ in range(25):
        failed = _run()
        await desk.store.begin(failed, stale_before=_AT)
        await desk.store.finish(failed.id, _AT, fit=None, failure="too-few-questions")
    kept = await desk.store.in_force()
    assert kept == replace(done, status=RunStatus.DONE, finished_at=_AT, fit=fit)


async def _ignored(share: float) -> None:
    assert 0 <= share <= 1


async def test_administrators_see_it_and_ask_for_it_and_others_do_not(
    site: Site, admin: Person
) -> None:
    before = (await admin.get("/quality/calibration")).json()
    assert before["source"] == "default"
    assert before["in_force"] is None
    assert before["thresholds"]["evidence_answer"] == Calibration().threshold
    started = await admin.post("/quality/calibration")
    assert started.status_code == 202, started.text
    async with asyncio.timeout(30):
        while True:
            now = (await admin.get("/quality/calibration")).json()
            if now["last"]["status"] != "running":
                break
            await asyncio.sleep(0.02)
    assert now["last"]["failure"] == "too-few-questions"  # of an empty house
    assert now["last"]["trigger"] == "manual"
    user = await site.person("user@znatok.test", Role.USER)
    assert (await user.get("/quality/calibration")).status_code == 403
    assert (await user.post("/quality/calibration")).status_code == 403
    auditor = await site.person("auditor@znatok.test", Role.AUDITOR)
    assert (await auditor.get("/quality/calibration")).status_code == 200
    assert (await auditor.post("/quality/calibration")).status_code == 403
