"""The gate over stored runs."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from tests.integration.analytics.quality_store import (
    keep_run,
    opened_database,
    question_ids,
    results_of,
)

from znatok.access.model import Operator, Reader, Role
from znatok.analytics.quality.adapters.sql_questions import SqlQuestions
from znatok.analytics.quality.adapters.sql_runs import SqlRuns
from znatok.analytics.quality.errors import NoBaseline
from znatok.analytics.quality.gate import GateState, QualityGate, Reason
from znatok.analytics.quality.gate_words import sentence
from znatok.analytics.quality.questions import QuestionService
from znatok.analytics.quality.runs import RunService
from znatok.analytics.quality.trail import QualityTrail
from znatok.audit.model import Event
from znatok.kernel.clock import SystemClock
from znatok.kernel.errors import Refused
from znatok.kernel.ids import UserId, new_uuid

_OPERATOR = Operator()


class _Present:
    async def now(self) -> Mapping[str, str]:
        return {"code": "1", "corpus": "77"}


class _Silent:
    async def record(self, event: Event) -> None:
        """What is recorded is tried over HTTP."""

    async def record_now(self, event: Event) -> None:
        """As `record`."""


class Measured:
    def __init__(self, store: SqlRuns, gate: QualityGate) -> None:
        self.store = store
        self.gate = gate


@pytest.fixture
async def measured(tmp_path: Path) -> AsyncIterator[Measured]:
    async with opened_database(tmp_path) as database:
        store, questions, clock = SqlRuns(database), SqlQuestions(database), SystemClock()
        trail = QualityTrail(_Silent())
        service = QuestionService(
            store=questions,
            documents=None,  # type: ignore[arg-type]  # the gate shows no document
            people=None,  # type: ignore[arg-type]  # and no person
            trail=trail,
            clock=clock,
        )
        runs = RunService(
            runs=store,
            store=questions,
            questions=service,
            trail=trail,
            clock=clock,
            wake=asyncio.Event(),
        )
        yield Measured(store, QualityGate(runs, store, _Present(), max_drop=0.02))


async def test_with_nothing_measured_the_gate_says_so(measured: Measured) -> None:
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.state is GateState.UNMEASURED
    assert verdict.reasons == (Reason.NO_RUN,)
    await keep_run(measured.store, results_of([True], question_ids(1)))
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.reasons == (Reason.NO_BASELINE,)
    with pytest.raises(NoBaseline):
        await measured.gate.verdict(by=_OPERATOR, baseline=True)


async def test_the_same_answers_pass(measured: Measured) -> None:
    ids = question_ids(40)
    for _ in range(2):
        await keep_run(measured.store, results_of([True] * 40, ids))
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.state is GateState.PASSED
    assert not verdict.stale
    assert not verdict.few
    assert "не упала" in sentence(verdict)


async def test_a_fall_that_cannot_be_ruled_out_is_stopped(measured: Measured) -> None:
    ids = question_ids(100)
    await keep_run(measured.store, results_of([True] * 100, ids))
    after = await keep_run(measured.store, results_of([False] * 5 + [True] * 95, ids))
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.state is GateState.BLOCKED
    assert verdict.reasons == (Reason.REGRESSION,)
    assert verdict.candidate == after
    assert "Стоп" in sentence(verdict)
    assert "-5.0 points" in sentence(verdict, "en")
    lenient = await measured.gate.verdict(by=_OPERATOR, max_drop=0.2)
    assert lenient.state is GateState.PASSED


async def test_one_leak_stops_whatever_else_got_better(measured: Measured) -> None:
    ids = question_ids(50)
    await keep_run(measured.store, results_of([False] * 50, ids))
    await keep_run(measured.store, results_of([True] * 50, ids, leaks=1))
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.state is GateState.BLOCKED
    assert verdict.reasons == (Reason.LEAK,)


async def test_the_pinned_baseline_is_measured_against_not_the_run_before(
    measured: Measured,
) -> None:
    ids = question_ids(50)
    good = await keep_run(measured.store, results_of([True] * 50, ids))
    await measured.store.pin(good.id)
    for _ in range(2):  # a slow decline would pass from run to run
        await keep_run(measured.store, results_of([False] * 10 + [True] * 40, ids))
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.against is not None
    assert verdict.against.id == good.id
    assert verdict.state is GateState.BLOCKED


async def test_runs_without_a_common_question_tell_nothing(measured: Measured) -> None:
    for _ in range(2):
        await keep_run(measured.store, results_of([True], question_ids(1)))
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.reasons == (Reason.NOTHING_SHARED,)
    assert verdict.state is GateState.UNMEASURED
    assert "нет общих" in sentence(verdict)


async def test_says_when_something_else_runs_than_was_measured(measured: Measured) -> None:
    ids = question_ids(3)
    for _ in range(2):
        await keep_run(measured.store, results_of([True] * 3, ids), {"code": "0"})
    verdict = await measured.gate.verdict(by=_OPERATOR)
    assert verdict.stale
    assert verdict.few


async def test_the_gate_is_not_for_everybody(measured: Measured) -> None:
    with pytest.raises(Refused):
        await measured.gate.verdict(by=Reader(UserId(new_uuid()), Role.USER))
