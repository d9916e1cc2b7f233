"""Calibrations in the database."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from znatok.analytics.calibration.errors import CalibrationLost, CalibrationRuns
from znatok.analytics.calibration.model import (
    Bin,
    CalibrationId,
    CalibrationRun,
    Fit,
    RunStatus,
    Trigger,
)
from znatok.analytics.tables import CalibrationRow as Row
from znatok.chat.answerability import Calibration
from znatok.kernel.ids import UserId
from znatok.platform.db import Database

_KEPT = 20
_TAKEN_OVER = "calibration-lost"


class SqlCalibrations:
    """`CalibrationStore` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self) -> CalibrationRun | None:
        return await self._newest(None)

    async def in_force(self) -> CalibrationRun | None:
        return await self._newest(RunStatus.DONE)

    async def _newest(self, status: RunStatus | None) -> CalibrationRun | None:
        statement = select(Row.__table__).order_by(Row.id.desc()).limit(1)
        if status is not None:
            statement = statement.where(Row.status == status.value)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).mappings().first()
        return None if row is None else _run(row)

    async def begin(self, run: CalibrationRun, *, stale_before: datetime) -> None:
        dead = update(Row).where(Row.alive == 1, Row.beat_at < stale_before)
        values = {
            "id": run.id,
            "status": run.status.value,
            "alive": 1,
            "trigger": run.trigger.value,
            "asked_by": run.asked_by,
            "started_at": run.started_at,
            "beat_at": run.started_at,
            "progress": run.progress,
            "ground": dict(run.ground),
        }
        try:
            async with self._database.write() as connection:
                await connection.execute(
                    dead.values(alive=None, status=RunStatus.FAILED.value, failure=_TAKEN_OVER)
                )
                await connection.execute(insert(Row).values(**values))
        except IntegrityError as error:
            raise CalibrationRuns from error

    async def beat(self, run_id: CalibrationId, progress: float, at: datetime) -> None:
        await self._change(run_id, {"progress": progress, "beat_at": at})

    async def finish(
        self, run_id: CalibrationId, at: datetime, *, fit: Fit | None, failure: str | None
    ) -> None:
        status = RunStatus.FAILED if fit is None else RunStatus.DONE
        values = {
            "alive": None,
            "status": status.value,
            "finished_at": at,
            "fit": None if fit is None else asdict(fit),
            "failure": failure,
        }
        await self._change(run_id, values)
        newest = select(Row.id).order_by(Row.id.desc()).limit(_KEPT)
        done = select(Row.id).where(Row.status == RunStatus.DONE.value)
        done = done.order_by(Row.id.desc()).limit(1)
        async with self._database.read() as connection:
            kept = set((await connection.execute(newest)).scalars())
            kept |= set((await connection.execute(done)).scalars())
        async with self._database.write() as connection:
            await connection.execute(delete(Row).where(Row.id.not_in(kept)))

    async def _change(self, run_id: CalibrationId, values: Mapping[str, Any]) -> None:
        statement = update(Row).where(Row.id == run_id, Row.alive == 1).values(**values)
        async with self._database.write() as connection:
            if not (await connection.execute(statement)).rowcount:
                raise CalibrationLost


def _run(row: RowMapping) -> CalibrationRun:
    return CalibrationRun(
        id=CalibrationId(row["id"]),
        status=RunStatus(row["status"]),
        trigger=Trigger(row["trigger"]),
        started_at=row["started_at"],
        ground=row["ground"],
        asked_by=None if row["asked_by"] is None else UserId(row["asked_by"]),
        progress=row["progress"],
        finished_at=row["finished_at"],
        fit=None if row["fit"] is None else _fit(row["fit"]),
        failure=row["failure"],
    )


def _fit(value: Mapping[str, Any]) -> Fit:
    return Fit(
        **{
            **value,
            "calibration": Calibration(**value["calibration"]),
            "bins": tuple(Bin(**each) for each in value["bins"]),
        }
    )
