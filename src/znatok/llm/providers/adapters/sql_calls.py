"""Calls to vendors and the budgets in SQL: SQLite or PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, case, delete, func, insert, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.kernel.ids import DepartmentId, UserId, new_uuid
from znatok.llm.providers.model import CallStats, CostRow, CostsBy, MonthBudget, Payer
from znatok.llm.providers.tables import BudgetRow, CallRow
from znatok.llm.routing.journal import ModelCall
from znatok.llm.routing.model import ProviderId
from znatok.platform.db import Database

# Not bound values: in GROUP BY PostgreSQL would take a second parameter for another expression.
_UTC: Final[ColumnElement[str]] = literal_column("'UTC'")
_DAY: Final[ColumnElement[str]] = literal_column("'YYYY-MM-DD'")
_MICRO: Final = 1_000_000
_SAMPLE: Final = 500  # latest calls that a percentile is taken of; a p95 rests on 25 of them


class SqlCalls:
    """`CallLog` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, calls: Sequence[ModelCall]) -> None:
        async with self._database.write() as connection:
            await connection.execute(insert(CallRow), [_values_of(each) for each in calls])

    async def spent(
        self, *, since: datetime, user: UserId | None, department: DepartmentId | None
    ) -> tuple[float, float]:
        async with self._database.read() as connection:
            of_user = await _sum(connection, since, CallRow.user_id == user) if user else 0.0
            of_department = (
                await _sum(connection, since, CallRow.department_id == department)
                if department
                else 0.0
            )
        return of_user, of_department

    async def stats(self, *, since: datetime) -> Mapping[ProviderId, CallStats]:
        summed = (select(CallRow.provider_id, *_sums()).where(CallRow.at >= since)).group_by(
            CallRow.provider_id
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(summed)).mappings().all()
            return {
                ProviderId(row["provider_id"]): CallStats(
                    calls=row["calls"],
                    problems=row["problems"],
                    prompt_tokens=row["prompt_tokens"],
                    completion_tokens=row["completion_tokens"],
                    cost_rub=row["micro"] / _MICRO,
                    **await _latest(connection, row["provider_id"], since),
                )
                for row in rows
            }

    async def costs(self, by: CostsBy, *, since: datetime, until: datetime) -> Sequence[CostRow]:
        key = self._key(by)
        statement = (
            select(key.label("key"), *_sums())
            .where(CallRow.at >= since, CallRow.at < until)
            .group_by(key)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).mappings().all()
        found = [
            CostRow(
                key=None if row["key"] is None else str(row["key"]),
                calls=row["calls"],
                prompt_tokens=row["prompt_tokens"],
                completion_tokens=row["completion_tokens"],
                cost_rub=row["micro"] / _MICRO,
                problems=row["problems"],
            )
            for row in rows
        ]
        if by is CostsBy.DAY:
            return sorted(found, key=lambda each: each.key or "")
        return sorted(found, key=lambda each: (-each.cost_rub, -each.calls, each.key or ""))

    async def forget(self, *, before: datetime) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(CallRow).where(CallRow.at < before))

    def _key(self, by: CostsBy) -> ColumnElement[Any]:
        if by is CostsBy.DAY:
            if self._database.is_sqlite:
                return func.date(CallRow.at)
            return func.to_char(func.timezone(_UTC, CallRow.at), _DAY)
        columns: dict[CostsBy, Any] = {
            CostsBy.PROVIDER: CallRow.provider_id,
            CostsBy.TASK: CallRow.task,
            CostsBy.USER: CallRow.user_id,
            CostsBy.DEPARTMENT: CallRow.department_id,
        }
        column: ColumnElement[Any] = columns[by]
        return column


class SqlBudgets:
    """`BudgetStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[MonthBudget]:
        statement = select(BudgetRow).order_by(BudgetRow.payer, BudgetRow.subject)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).mappings().all()
        return [
            MonthBudget(
                Payer(row["payer"]), UUID(row["subject"]) if row["subject"] else None, row["rub"]
            )
            for row in rows
        ]

    async def put(self, budget: MonthBudget) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(BudgetRow).where(*_row_of(budget)))
            values = {"payer": budget.payer.value, "subject": _subject(budget), "rub": budget.rub}
            await connection.execute(insert(BudgetRow).values(**values))

    async def remove(self, budget: MonthBudget) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(BudgetRow).where(*_row_of(budget)))


async def _sum(connection: AsyncConnection, since: datetime, whose: Any) -> float:
    micro = select(func.coalesce(func.sum(CallRow.cost_micro_rub), 0))
    found = await connection.execute(micro.where(CallRow.at >= since, whose))
    return int(found.scalar_one()) / _MICRO


async def _latest(connection: AsyncConnection, provider: UUID, since: datetime) -> dict[str, Any]:
    """Percentiles of the latest calls, and the problem of the very last one."""
    own = (CallRow.provider_id == provider, CallRow.at >= since)
    newest = (CallRow.at.desc(), CallRow.id.desc())
    spoken = select(CallRow.ttft_ms, CallRow.took_ms).where(*own, CallRow.ttft_ms.is_not(None))
    times = (await connection.execute(spoken.order_by(*newest).limit(_SAMPLE))).all()
    last = select(CallRow.problem).where(*own, CallRow.cancelled.is_(False))
    problem = (await connection.execute(last.order_by(*newest).limit(1))).scalar()
    firsts = sorted(first for first, _ in times if first is not None)
    wholes = sorted(whole for _, whole in times)
    return {
        "ttft_p50_ms": _percentile(firsts, 50),
        "ttft_p95_ms": _percentile(firsts, 95),
        "took_p50_ms": _percentile(wholes, 50),
        "took_p95_ms": _percentile(wholes, 95),
        "last_problem": problem,
    }


def _percentile(ranked: Sequence[int], percent: int) -> int | None:
    """By the nearest rank: the least value that at least this share does not exceed."""
    return ranked[-(-len(ranked) * percent // 100) - 1] if ranked else None


def _sums() -> tuple[ColumnElement[Any], ...]:
    return (
        func.count().label("calls"),
        func.sum(CallRow.prompt_tokens).label("prompt_tokens"),
        func.sum(CallRow.completion_tokens).label("completion_tokens"),
        func.sum(CallRow.cost_micro_rub).label("micro"),
        func.sum(case((CallRow.problem.is_not(None), 1), else_=0)).label("problems"),
    )


def _values_of(call: ModelCall) -> dict[str, Any]:
    return {
        "id": new_uuid(),
        "at": call.at,
        "provider_id": call.provider,
        "model": call.model,
        "task": call.task.value,
        "user_id": call.asker.user_id,
        "department_id": call.asker.department_id,
        "message_id": call.asker.message_id,
        "prompt_tokens": _counted(call.usage.prompt),
        "completion_tokens": _counted(call.usage.completion),
        "cached_tokens": _counted(call.usage.cached),
        "estimated": call.estimated,
        "cost_micro_rub": round(call.cost_rub * _MICRO),
        "took_ms": call.took_ms,
        "ttft_ms": call.ttft_ms,
        "finish": None if call.finish is None else call.finish.value,
        "problem": call.problem,
        "cancelled": call.cancelled,
    }


def _counted(tokens: int) -> int:
    """Vendors count, so any number may come; a column of PostgreSQL holds 31 bits."""
    return max(0, min(tokens, 2**31 - 1))


def _subject(budget: MonthBudget) -> str:
    return "" if budget.subject is None else str(budget.subject)


def _row_of(budget: MonthBudget) -> tuple[Any, Any]:
    return BudgetRow.payer == budget.payer.value, BudgetRow.subject == _subject(budget)
