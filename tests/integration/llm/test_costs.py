"""What models cost, and how the limits hold."""

import asyncio
from contextlib import aclosing
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.integration.llm.desk import ADMIN, OLGA, SALES, Desk, form
from tests.unit.llm.routing.board import QUESTION, end_of, text_of

from znatok.kernel.background import in_background
from znatok.kernel.errors import Invalid
from znatok.kernel.ids import DepartmentId, MessageId, UserId, new_uuid
from znatok.llm.providers.model import CostsBy, MonthBudget, Payer
from znatok.llm.routing.errors import BudgetSpent
from znatok.llm.routing.model import Asker, RoutedDelta, RoutedEnd, Task

DEAR = {"price": {"prompt": 1_000_000.0, "completion": 1_000_000.0}}  # a rouble a token
COST = 8.0  # 7 tokens of the question, 1 of the answer


async def ask(desk: Desk, asker: Asker = OLGA, task: Task = Task.ANSWER) -> list[RoutedDelta]:
    stream = desk.router.stream(task, QUESTION, admits=bool, asker=asker)
    async with aclosing(stream) as deltas:
        return [each async for each in deltas]


async def written(desk: Desk) -> None:
    assert await desk.journal._write()


async def test_every_call_is_written_with_whose_it_was_and_what_it_cost(desk: Desk) -> None:
    provider = await desk.service.add(form(options=DEAR), ADMIN)
    message = MessageId(new_uuid())
    async with in_background(desk.journal.run(), "journal"):
        end = end_of(await ask(desk, Asker(OLGA.user_id, SALES, message)))
        await asyncio.sleep(0)
    assert end.cost_rub == COST
    async with desk.database.read() as connection:
        (row,) = (await connection.execute(text("SELECT * FROM llm_calls"))).mappings()
    assert row["cost_micro_rub"] == COST * 1_000_000
    assert (row["prompt_tokens"], row["completion_tokens"]) == (7, 1)
    assert (row["model"], row["task"], row["finish"], row["problem"]) == (
        "gpt",
        "answer",
        "stop",
        None,
    )
    costs = await desk.billing.costs(CostsBy.DEPARTMENT, since=None, until=desk.clock.now() + TICK)
    assert [(each.key, each.cost_rub) for each in costs] == [(str(SALES), COST)]
    costs = await desk.billing.costs(CostsBy.DAY, since=None, until=desk.clock.now() + TICK)
    assert [each.key for each in costs] == ["2026-11-22"]
    costs = await desk.billing.costs(CostsBy.PROVIDER, since=None, until=desk.clock.now() + TICK)
    assert [(each.key, each.calls) for each in costs] == [(str(provider.id), 1)]
    stats = (await desk.calls.stats(since=desk.clock.now()))[provider.id]
    assert (stats.calls, stats.problems, stats.cost_rub) == (1, 0, COST)
    assert stats.ttft_p95_ms is not None


TICK = timedelta(seconds=1)


@pytest.mark.parametrize("payer", list(Payer))
@pytest.mark.parametrize("own", [True, False])
async def test_a_spent_month_stops_the_next_question_until_the_next_month(
    desk: Desk, payer: Payer, own: bool
) -> None:
    await desk.service.add(form(options=DEAR), ADMIN)
    subject = {Payer.USER: OLGA.user_id, Payer.DEPARTMENT: SALES}[payer]
    await desk.billing.set(MonthBudget(payer, subject if own else None, COST + 1), ADMIN)
    await ask(desk)  # 8 of 9 roubles
    await ask(desk)  # begun with one left
    with pytest.raises(BudgetSpent):
        await ask(desk)
    await written(desk)
    with pytest.raises(BudgetSpent):
        await ask(desk)
    stranger = Asker(UserId(new_uuid()), DepartmentId(new_uuid()))
    assert text_of(await ask(desk, stranger)) == "да"
    desk.clock.advance(days=10)
    assert text_of(await ask(desk)) == "да"


async def test_ones_own_limit_counts_before_everyones(desk: Desk) -> None:
    await desk.service.add(form(options=DEAR), ADMIN)
    await desk.billing.set(MonthBudget(Payer.USER, None, 0.0), ADMIN)
    with pytest.raises(BudgetSpent):
        await ask(desk)
    own = MonthBudget(Payer.USER, OLGA.user_id, 100.0)
    await desk.billing.set(own, ADMIN)
    assert text_of(await ask(desk)) == "да"
    await desk.billing.remove(own, ADMIN)
    with pytest.raises(BudgetSpent):
        await ask(desk)


async def test_without_money_a_model_that_costs_nothing_still_answers(desk: Desk) -> None:
    await desk.service.add(form("Платная", options=DEAR), ADMIN)
    await desk.service.add(form("Своя", options={"says": "бесплатно", "region": "local"}), ADMIN)
    await desk.billing.set(MonthBudget(Payer.USER, None, 0.0), ADMIN)
    assert text_of(await ask(desk)) == "бесплатно"


async def test_the_list_of_limits_shows_what_is_spent(desk: Desk) -> None:
    await desk.service.add(form(options=DEAR), ADMIN)
    await desk.billing.set(MonthBudget(Payer.USER, OLGA.user_id, 50.0), ADMIN)
    await desk.billing.set(MonthBudget(Payer.USER, None, 10.0), ADMIN)
    await ask(desk)
    await written(desk)
    desk.clock.advance(seconds=1)
    spent = {each.budget.subject: each.spent_rub for each in await desk.billing.budgets()}
    assert spent == {OLGA.user_id: COST, None: None}


@pytest.mark.parametrize("rub", [-1.0, float("nan"), float("inf")])
async def test_a_limit_is_an_amount_of_money(desk: Desk, rub: float) -> None:
    with pytest.raises(Invalid):
        await desk.billing.set(MonthBudget(Payer.USER, None, rub), ADMIN)


async def test_old_calls_are_forgotten(desk: Desk) -> None:
    await desk.service.add(form(), ADMIN)
    await ask(desk)
    await written(desk)
    await desk.calls.forget(before=desk.clock.now())
    assert len(await desk.calls.stats(since=desk.clock.now())) == 1
    desk.clock.advance(days=1)
    await desk.calls.forget(before=desk.clock.now())
    assert await desk.calls.stats(since=desk.clock.now() - timedelta(days=2)) == {}


async def test_a_reader_who_leaves_is_charged_for_what_came(desk: Desk) -> None:
    await desk.service.add(form(options={**DEAR, "says": "двадцать восемь"}), ADMIN)
    async with aclosing(
        desk.router.stream(Task.ANSWER, QUESTION, admits=bool, asker=OLGA)
    ) as deltas:
        async for delta in deltas:
            assert not isinstance(delta, RoutedEnd)
            if hasattr(delta, "text"):
                break
    (call,) = desk.journal.pending
    assert call.cancelled
    assert call.cost_rub > 0
