"""Starting, watching and reading runs."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from znatok.access.model import Actor, Reader
from znatok.analytics.quality.errors import NoQuestions, RunNotFinished
from znatok.analytics.quality.model import QuestionId, QuestionStatus
from znatok.analytics.quality.ports import QuestionStore, RunStore
from znatok.analytics.quality.questions import QuestionService, permit_change, permit_look
from znatok.analytics.quality.run_model import Result, Run, RunId, RunStatus, Trigger
from znatok.analytics.quality.trail import QualityTrail
from znatok.analytics.quality.triggers import new_run
from znatok.kernel.clock import Clock
from znatok.kernel.ids import DocumentId
from znatok.kernel.pages import Page

_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result as one viewer sees it.

    `withheld`: the answer quotes what the viewer may not read, so it is empty, and so is the
    question's text where it was made from such a document.
    """

    result: Result
    withheld: bool


class RunService:
    """Administrators and the operator start and stop; auditors look too. Others are Refused."""

    def __init__(
        self,
        *,
        runs: RunStore,
        store: QuestionStore,
        questions: QuestionService,
        trail: QualityTrail,
        clock: Clock,
        wake: asyncio.Event,
    ) -> None:
        self._runs = runs
        self._store = store
        self._questions = questions
        self._trail = trail
        self._clock = clock
        self._wake = wake

    async def start(self, *, by: Actor) -> Run:
        """Queue a run of all confirmed questions.

        Raises:
            NoQuestions, RunWaits.

        """
        permit_change(by)
        if not (await self._store.counts())[QuestionStatus.CONFIRMED]:
            raise NoQuestions
        run = new_run(Trigger.HAND, self._clock.now())
        if isinstance(by, Reader):
            run = replace(run, asked_by=by.user_id)
        await self._trail.doing("quality.run_started", by, f"run:{run.id}", {"trigger": "hand"})
        await self._runs.enqueue(run)
        self._wake.set()
        return run

    async def cancel(self, run_id: RunId, *, by: Actor) -> Run:
        """Stop a run; what it has found so far stays. Raises NoSuchRun."""
        permit_change(by)
        await self._trail.doing("quality.run_cancelled", by, f"run:{run_id}")
        await self._runs.cancel(run_id, at=self._clock.now())
        return await self._runs.get(run_id)

    async def pin(self, run_id: RunId, *, by: Actor) -> Run:
        """Make a finished run the one that others are measured against.

        Raises:
            NoSuchRun, RunNotFinished.

        """
        permit_change(by)
        run = await self.finished(run_id, by=by)
        await self._trail.doing("quality.run_pinned", by, f"run:{run_id}")
        await self._runs.pin(run_id)
        return replace(run, baseline=True)

    async def find(self, *, by: Actor, cursor: str | None = None, limit: int = 20) -> Page[Run]:
        """The newest first. Raises BadCursor."""
        permit_look(by)
        return await self._runs.find(cursor=cursor, limit=max(1, min(limit, _MOST_LISTED)))

    async def get(self, run_id: RunId, *, by: Actor) -> Run:
        """Raises NoSuchRun."""
        permit_look(by)
        return await self._runs.get(run_id)

    async def finished(self, run_id: RunId, *, by: Actor) -> Run:
        """Raises NoSuchRun, RunNotFinished."""
        run = await self.get(run_id, by=by)
        if run.status is not RunStatus.DONE:
            raise RunNotFinished
        return run

    async def results(self, run_id: RunId, *, by: Actor) -> Sequence[Result]:
        """All results without answers and texts: for figures only."""
        permit_look(by)
        return [replace(each, text="") for each in await self._runs.results(run_id)]

    async def page(
        self,
        run_id: RunId,
        *,
        by: Actor,
        wrong_only: bool = False,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[ShownResult]:
        """Results with answers as far as the viewer may read what they quote. Raises BadCursor."""
        permit_look(by)
        bounded = max(1, min(limit, _MOST_LISTED))
        page = await self._runs.page(run_id, wrong_only=wrong_only, cursor=cursor, limit=bounded)
        return Page(await self._shown(page.items, by), page.next_cursor)

    async def pick(
        self, run_id: RunId, questions: Collection[QuestionId], *, by: Actor
    ) -> Sequence[ShownResult]:
        permit_look(by)
        return await self._shown(await self._runs.pick(run_id, questions), by)

    async def _shown(self, results: Sequence[Result], by: Actor) -> list[ShownResult]:
        cited: set[DocumentId] = set().union(*(each.cited for each in results))
        readable = await self._questions.readable(cited, by)
        withheld = await self._questions.withheld({each.question_id for each in results}, by=by)
        return [_as_seen(each, readable, hidden=each.question_id in withheld) for each in results]


def _as_seen(result: Result, readable: frozenset[DocumentId], *, hidden: bool) -> ShownResult:
    if result.cited <= readable and not hidden:
        return ShownResult(result, withheld=False)
    text = "" if hidden else result.text
    return ShownResult(replace(result, text=text, answer={}), withheld=True)
