"""Runs and their results in the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from znatok.analytics.quality.adapters.run_rows import (
    LISTED,
    figures_to_json,
    result_of,
    result_values,
    run_of,
)
from znatok.analytics.quality.adapters.sql_questions import id_from
from znatok.analytics.quality.errors import NoSuchRun, RunWaits
from znatok.analytics.quality.model import QuestionId
from znatok.analytics.quality.ports import Claim
from znatok.analytics.quality.run_model import Figures, Result, Run, RunId, RunStatus
from znatok.analytics.tables import QualityResultRow, QualityRunRow
from znatok.kernel.pages import BadCursor, Page, decode_cursor, encode_cursor
from znatok.platform.db import Database

_ALIVE = (RunStatus.QUEUED.value, RunStatus.RUNNING.value)


class SqlRuns:
    """`RunStore` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue(self, run: Run) -> None:
        await self._add(run)

    async def reserve(self, run: Run, token: str, *, at: datetime) -> Claim:
        begun = replace(run, status=RunStatus.RUNNING, started_at=at)
        await self._add(begun, token=token, beat_at=at)
        return Claim(begun, token)

    async def _add(self, run: Run, **more: object) -> None:
        values = {
            **{name: value for name, value in asdict(run).items() if name != "figures"},
            "status": run.status.value,
            "trigger": run.trigger.value,
            "fingerprint": dict(run.fingerprint),
            "alive": 1,
            **more,
        }
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(QualityRunRow), values)
        except IntegrityError as error:
            raise RunWaits from error

    async def claim(self, token: str, *, at: datetime) -> Claim | None:
        queued = select(QualityRunRow.__table__).where(
            QualityRunRow.status == RunStatus.QUEUED.value
        )
        async with self._database.read() as connection:  # most of the time there is nothing
            row = (await connection.execute(queued)).mappings().first()
        if row is None:
            return None
        values = {"status": "running", "token": token, "started_at": at, "beat_at": at}
        async with self._database.write() as connection:
            taken = await connection.execute(
                update(QualityRunRow)
                .where(QualityRunRow.id == row["id"], QualityRunRow.status == "queued")
                .values(**values)
            )
        return Claim(run_of({**row, **values}), token) if taken.rowcount else None

    async def begin(self, claim: Claim, *, total: int, fingerprint: Mapping[str, str]) -> None:
        await self._change(claim, {"total": total, "fingerprint": dict(fingerprint)})

    async def advance(self, claim: Claim, result: Result, *, at: datetime) -> bool:
        step = {"done": QualityRunRow.done + 1, "beat_at": at}
        async with self._database.write() as connection:
            kept = await connection.execute(_mine(claim).values(**step))
            if not kept.rowcount:
                return False
            ordinal = select(QualityRunRow.done).where(QualityRunRow.id == claim.run.id)
            number = (await connection.execute(ordinal)).scalar_one()
            await connection.execute(
                insert(QualityResultRow), result_values(claim.run.id, number, result)
            )
        return True

    async def end(
        self,
        claim: Claim,
        status: RunStatus,
        *,
        figures: Figures | None,
        failure: str | None,
        at: datetime,
    ) -> None:
        values = {
            "status": status.value,
            "alive": None,
            "figures": None if figures is None else figures_to_json(figures),
            "failure": failure,
            "finished_at": at,
        }
        await self._change(claim, values)

    async def reap(self, *, before: datetime, at: datetime) -> int:
        lost = select(QualityRunRow.id).where(
            QualityRunRow.status == RunStatus.RUNNING.value, QualityRunRow.beat_at < before
        )
        async with self._database.read() as connection:
            found = (await connection.execute(lost)).scalars().all()
        if not found:
            return 0
        over = {"status": RunStatus.INTERRUPTED.value, "alive": None, "finished_at": at}
        async with self._database.write() as connection:
            done = await connection.execute(
                update(QualityRunRow)
                .where(QualityRunRow.id.in_(found), QualityRunRow.beat_at < before)
                .values(**over)
            )
        return int(done.rowcount)

    async def cancel(self, run_id: RunId, *, at: datetime) -> None:
        over = {"status": RunStatus.CANCELLED.value, "alive": None, "finished_at": at}
        async with self._database.write() as connection:
            done = await connection.execute(
                update(QualityRunRow)
                .where(QualityRunRow.id == run_id, QualityRunRow.status.in_(_ALIVE))
                .values(**over)
            )
        if not done.rowcount:
            await self.get(run_id)

    async def get(self, run_id: RunId) -> Run:
        found = await self._one(select(QualityRunRow.__table__).where(QualityRunRow.id == run_id))
        if found is None:
            raise NoSuchRun
        return found

    async def find(self, *, cursor: str | None, limit: int) -> Page[Run]:
        statement = select(QualityRunRow.__table__)
        if cursor is not None:
            statement = statement.where(QualityRunRow.id < id_from(cursor))
        statement = statement.order_by(QualityRunRow.id.desc()).limit(limit + 1)
        async with self._database.read() as connection:
            found = [run_of(row) for row in (await connection.execute(statement)).mappings()]
        if len(found) <= limit:
            return Page(found)
        return Page(found[:limit], encode_cursor(str(found[limit - 1].id)))

    async def finished(self, *, before: RunId | None = None) -> Run | None:
        statement = select(QualityRunRow.__table__).where(
            QualityRunRow.status == RunStatus.DONE.value
        )
        if before is not None:
            statement = statement.where(QualityRunRow.id < before)
        return await self._one(statement.order_by(QualityRunRow.id.desc()).limit(1))

    async def baseline(self) -> Run | None:
        return await self._one(select(QualityRunRow.__table__).where(QualityRunRow.baseline))

    async def pin(self, run_id: RunId) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(QualityRunRow).where(QualityRunRow.baseline).values(baseline=False)
            )
            done = await connection.execute(
                update(QualityRunRow).where(QualityRunRow.id == run_id).values(baseline=True)
            )
            if not done.rowcount:
                raise NoSuchRun  # and the pin before it stays: the transaction is rolled back

    async def results(self, run_id: RunId) -> Sequence[Result]:
        statement = select(*LISTED).where(QualityResultRow.run_id == run_id)
        async with self._database.read() as connection:
            rows = await connection.execute(statement.order_by(QualityResultRow.ordinal))
            return [result_of(row) for row in rows.mappings()]

    async def page(
        self, run_id: RunId, *, wrong_only: bool, cursor: str | None, limit: int
    ) -> Page[Result]:
        statement = select(QualityResultRow.__table__).where(QualityResultRow.run_id == run_id)
        if wrong_only:
            statement = statement.where(QualityResultRow.right.is_(False))
        if cursor is not None:
            statement = statement.where(QualityResultRow.ordinal > _ordinal(cursor))
        statement = statement.order_by(QualityResultRow.ordinal).limit(limit + 1)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).mappings().all()
        found = [result_of(row) for row in rows[:limit]]
        if len(rows) <= limit:
            return Page(found)
        return Page(found, encode_cursor(str(rows[limit - 1]["ordinal"])))

    async def pick(self, run_id: RunId, questions: Collection[QuestionId]) -> Sequence[Result]:
        statement = select(QualityResultRow.__table__).where(
            QualityResultRow.run_id == run_id, QualityResultRow.question_id.in_(list(questions))
        )
        async with self._database.read() as connection:
            return [result_of(row) for row in (await connection.execute(statement)).mappings()]

    async def forget(self, *, keep: int) -> int:
        newest = select(QualityRunRow.id).order_by(QualityRunRow.id.desc()).limit(keep)
        async with self._database.write() as connection:
            kept = (await connection.execute(newest)).scalars().all()
            done = (
                await connection.execute(
                    delete(QualityRunRow).where(
                        QualityRunRow.id < min(kept),
                        QualityRunRow.baseline.is_(False),
                        QualityRunRow.alive.is_(None),
                    )
                )
                if len(kept) == keep
                else None
            )
        return 0 if done is None else int(done.rowcount)

    async def _change(self, claim: Claim, values: dict[str, Any]) -> None:
        async with self._database.write() as connection:
            await connection.execute(_mine(claim).values(**values))

    async def _one(self, statement: Select[Any]) -> Run | None:
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).mappings().first()
        return None if row is None else run_of(row)


def _mine(claim: Claim) -> Any:
    return update(QualityRunRow).where(
        QualityRunRow.id == claim.run.id,
        QualityRunRow.token == claim.token,
        QualityRunRow.status == RunStatus.RUNNING.value,
    )


def _ordinal(cursor: str) -> int:
    try:
        return int(decode_cursor(cursor, size=1)[0])
    except ValueError as error:
        raise BadCursor from error
