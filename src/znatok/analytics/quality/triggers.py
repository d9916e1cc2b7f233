"""When a run starts by itself: at night, and after what it measures has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from znatok.analytics.quality.errors import RunWaits
from znatok.analytics.quality.model import QuestionStatus
from znatok.analytics.quality.ports import Fingerprint, QuestionStore, RunStore
from znatok.analytics.quality.run_model import Run, RunId, RunStatus, Trigger, behaviour
from znatok.analytics.quality.trail import QualityTrail
from znatok.documents.model import Change, ChangeKind
from znatok.kernel.clock import Clock
from znatok.kernel.ids import DocumentId, new_uuid

_NIGHT = timedelta(hours=4)  # after its hour a nightly run that was missed waits for the next night
_CHECK_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class TriggerSettings:
    """`nightly_hour`: of the server's local time, -1 for never. `documents`: so many changed
    documents ask for a run, 0 for never. `calm`: how long nothing may have changed before.
    """

    nightly_hour: int = 3
    documents: int = 25
    calm: timedelta = timedelta(minutes=10)


class Triggers:
    """Queues runs. With no question confirmed, or no run done yet by hand or by night, it waits."""

    def __init__(
        self,
        *,
        runs: RunStore,
        questions: QuestionStore,
        fingerprint: Fingerprint,
        trail: QualityTrail,
        clock: Clock,
        settings: TriggerSettings,
    ) -> None:
        self._runs = runs
        self._questions = questions
        self._fingerprint = fingerprint
        self._trail = trail
        self._clock = clock
        self._settings = settings
        self._changed: set[DocumentId] = set()
        self._changed_at: datetime | None = None
        self._lost = False  # changes were missed: how many is not known
        self._next: datetime | None = None
        self._born = clock.now()

    async def notice(self, changes: Sequence[Change] | None) -> None:
        """A listener of the change feed: counts documents whose words or readers changed."""
        telling = [each for each in changes or () if each.kind is not ChangeKind.STATUS]
        self._lost = self._lost or changes is None
        self._changed |= {each.document_id for each in telling}
        if telling or changes is None:
            self._changed_at = self._clock.now()

    async def check(self) -> bool:
        """Queue a run if one is due; once a minute at most."""
        now = self._clock.now()
        if self._next is not None and now < self._next:
            return False
        self._next = now + _CHECK_EVERY
        trigger = await self._due(now)
        if trigger is None or not (await self._questions.counts())[QuestionStatus.CONFIRMED]:
            return False
        return await self._queue(trigger, now)

    async def _due(self, now: datetime) -> Trigger | None:
        newest = next(iter((await self._runs.find(cursor=None, limit=1)).items), None)
        if self._is_night(now, newest):
            return Trigger.NIGHTLY
        done = await self._runs.finished()
        if done is None or newest is None or now - self._born < self._settings.calm:
            return None
        changed_at = self._changed_at
        if changed_at is not None and newest.created_at > changed_at:
            self._changed, self._changed_at, self._lost = set(), None, False
        elif self._many and changed_at is not None and now - changed_at >= self._settings.calm:
            return Trigger.CHANGE
        # A run that could not be finished would be tried again and again: one try a fingerprint.
        measured = [done.fingerprint, newest.fingerprint]
        present = behaviour(await self._fingerprint.now())
        if all(behaviour(each) != present for each in measured):
            return Trigger.CHANGE
        return None

    @property
    def _many(self) -> bool:
        enough = self._settings.documents
        return enough > 0 and (self._lost or len(self._changed) >= enough)

    def _is_night(self, now: datetime, newest: Run | None) -> bool:
        if self._settings.nightly_hour < 0:
            return False
        local = now.astimezone()
        hour = local.replace(hour=self._settings.nightly_hour, minute=0, second=0, microsecond=0)
        night = timedelta(0) <= local - hour < _NIGHT
        return night and (newest is None or newest.created_at < hour)

    async def _queue(self, trigger: Trigger, now: datetime) -> bool:
        run = new_run(trigger, now)
        details = {"trigger": trigger.value}
        await self._trail.doing("quality.run_started", None, f"run:{run.id}", details)
        try:
            await self._runs.enqueue(run)
        except RunWaits:  # another process was quicker
            return False
        return True


def new_run(trigger: Trigger, now: datetime) -> Run:
    return Run(
        id=RunId(new_uuid()),
        status=RunStatus.QUEUED,
        trigger=trigger,
        asked_by=None,
        created_at=now,
        total=0,
        done=0,
        fingerprint={},
    )
