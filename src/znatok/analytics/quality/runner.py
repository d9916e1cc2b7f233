"""Carrying runs out: one at a time, one question at a time, resting between them."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog

from znatok.analytics.quality.examining import Examiner, Surroundings
from znatok.analytics.quality.figures import figures_of
from znatok.analytics.quality.model import GoldenQuestion, QuestionFilter, QuestionStatus
from znatok.analytics.quality.ports import Claim, Fingerprint, QuestionStore, RunStore
from znatok.analytics.quality.questions import QuestionService
from znatok.analytics.quality.run_model import Result, Run, RunStatus
from znatok.analytics.quality.triggers import Triggers
from znatok.chat.history import ChatHistory
from znatok.kernel.background import in_background, set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError

_PAGE = 500
_RECENT_ANSWERS = 10_000  # in which a document must be cited to count as asked about
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """`rest`: seconds of rest a second of work, so that people's questions go first.

    `poll_s`: how soon a run started in another process, or by the clock, is noticed. `lost_after`:
    without a result for so long a run counts as interrupted; an answer takes a second at worst.
    """

    rest: float = 1.0
    kept_runs: int = 60
    poll_s: float = 5.0
    lost_after: timedelta = timedelta(seconds=120)


class Runner:
    """Works until it is cancelled; the run in hand is then marked as interrupted."""

    def __init__(
        self,
        *,
        runs: RunStore,
        store: QuestionStore,
        questions: QuestionService,
        examiner: Examiner,
        history: ChatHistory,
        fingerprint: Fingerprint,
        triggers: Triggers,
        clock: Clock,
        wake: asyncio.Event,
        settings: RunnerSettings,
    ) -> None:
        self._runs = runs
        self._store = store
        self._questions = questions
        self._examiner = examiner
        self._history = history
        self._fingerprint = fingerprint
        self._triggers = triggers
        self._clock = clock
        self._wake = wake
        self._settings = settings

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work in the background: in the server, and where somebody waits for a run."""
        async with in_background(self.run(), "quality-runner"):
            yield

    async def run(self) -> None:
        """Carry out what is queued, and queue what the clock and the changes ask for."""
        while True:
            self._wake.clear()
            if await self._survived(self.run_once()):
                continue
            await self._survived(self._triggers.check())
            await set_within(self._wake, self._settings.poll_s)

    async def run_once(self) -> bool:
        """Carry out one run; False when none waits."""
        now = self._clock.now()
        await self._runs.reap(before=now - self._settings.lost_after, at=now)
        claim = await self._runs.claim(secrets.token_hex(16), at=now)
        if claim is None:
            return False
        await self._finish(claim)
        return True

    async def measure(self, run: Run) -> Run:
        """Carry out a run of one's own, past the queue; gives it as it ended.

        Raises:
            RunWaits: another is queued or running.

        """
        now = self._clock.now()
        await self._runs.reap(before=now - self._settings.lost_after, at=now)
        await self._finish(await self._runs.reserve(run, secrets.token_hex(16), at=now))
        return await self._runs.get(run.id)

    async def _finish(self, claim: Claim) -> None:
        try:
            await self._carry_out(claim)
        except asyncio.CancelledError:
            await self._end(claim, RunStatus.INTERRUPTED)
            raise
        except ZnatokError as error:
            await self._end(claim, RunStatus.FAILED, failure=error.slug)
        except Exception:
            await self._end(claim, RunStatus.FAILED, failure="unexpected")
            raise

    async def _survived(self, work: Awaitable[bool]) -> bool:
        """The edge of the process: what fails now is tried again at the next round."""
        try:
            return await work
        except Exception:  # noqa: BLE001  # the edge of the process; logged with its traceback
            _log.exception("quality_step_failed")
            return False

    async def _carry_out(self, claim: Claim) -> None:
        questions = await self._confirmed()
        around = Surroundings(
            await self._questions.names_of_departments(),
            await self._history.cited(answers=_RECENT_ANSWERS),
        )
        await self._runs.begin(
            claim, total=len(questions), fingerprint=await self._fingerprint.now()
        )
        results: list[Result] = []
        for question in questions:
            began = time.perf_counter()
            result = await self._examiner.examine(question, around)
            results.append(result)
            if not await self._runs.advance(claim, result, at=self._clock.now()):
                return  # cancelled
            await asyncio.sleep((time.perf_counter() - began) * self._settings.rest)
        await self._runs.end(
            claim,
            RunStatus.DONE,
            figures=figures_of(results),
            failure=None,
            at=self._clock.now(),
        )
        await self._runs.forget(keep=self._settings.kept_runs)
        _log.info("quality_run_finished", run_id=str(claim.run.id), questions=len(results))

    async def _end(self, claim: Claim, status: RunStatus, failure: str | None = None) -> None:
        await self._runs.end(claim, status, figures=None, failure=failure, at=self._clock.now())

    async def _confirmed(self) -> list[GoldenQuestion]:
        found: list[GoldenQuestion] = []
        cursor: str | None = None
        while True:
            wanted = QuestionFilter(QuestionStatus.CONFIRMED)
            page = await self._store.find(wanted, cursor=cursor, limit=_PAGE)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found
