"""A migrated database with runs in it, made as the runner makes them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from znatok.analytics.quality.adapters.sql_runs import SqlRuns
from znatok.analytics.quality.figures import figures_of
from znatok.analytics.quality.model import QuestionId
from znatok.analytics.quality.run_model import Result, Run, RunStatus, Slices, Trigger
from znatok.analytics.quality.triggers import new_run
from znatok.bootstrap.migrating import migrate
from znatok.kernel.clock import SystemClock
from znatok.kernel.ids import new_uuid
from znatok.platform.db import Database


@asynccontextmanager
async def opened_database(folder: Path) -> AsyncIterator[Database]:
    database = Database.connect(f"sqlite+aiosqlite:///{folder / 'db.sqlite'}")
    await migrate(database)
    yield database
    await database.close()


def results_of(
    rights: Sequence[bool], ids: Sequence[QuestionId], *, leaks: int = 0
) -> list[Result]:
    return [
        Result(
            question_id=id_,
            revision="r1",
            text="Какой срок?",
            answerable=True,
            outcome="answered",
            right=right,
            source_right=right,
            leaks=leaks if number == 0 else 0,
            confidence=0.9,
            gold_rank=1,
            took_ms=10.0,
            answer={"text": "Ответ", "citations": []},
            slices=Slices(department="Кадры"),
        )
        for number, (right, id_) in enumerate(zip(rights, ids, strict=True))
    ]


def question_ids(number: int) -> list[QuestionId]:
    return [QuestionId(new_uuid()) for _ in range(number)]


async def keep_run(
    store: SqlRuns, results: Sequence[Result], fingerprint: dict[str, str] | None = None
) -> Run:
    """A run that is done, with these results."""
    now = SystemClock().now()
    await store.enqueue(new_run(Trigger.HAND, now))
    claim = await store.claim("token", at=now)
    assert claim is not None
    await store.begin(claim, total=len(results), fingerprint=fingerprint or {"code": "1"})
    for each in results:
        assert await store.advance(claim, each, at=now)
    await store.end(claim, RunStatus.DONE, figures=figures_of(results), failure=None, at=now)
    return await store.get(claim.run.id)
