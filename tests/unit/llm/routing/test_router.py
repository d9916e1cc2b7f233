import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from tests.standins.scripted import Pause, Script, ScriptedModel, Step, say
from tests.unit.llm.routing.board import (
    QUESTION,
    Board,
    chosen_of,
    end_of,
    text_of,
)

from znatok.llm.errors import (
    ContextTooLong,
    ModelBusy,
    ModelFiltered,
    ModelQuotaSpent,
    ModelRefusedKey,
    ModelRejected,
    ModelUnavailable,
)
from znatok.llm.model import ChatDelta, ChatRequest, Finish, Finished, Price, ToolCall, Usage
from znatok.llm.routing.breaker import BreakerSettings, BreakerState
from znatok.llm.routing.errors import BudgetSpent, NoModelAvailable, Why
from znatok.llm.routing.model import Budget, Chosen, Task
from znatok.llm.routing.router import Retrying
from znatok.privacy.model import DataClass

DOWN = ModelUnavailable(model="м")
ALL = bool  # admits every card
HURRIED = Budget(first_token_s=0.05, between_tokens_s=0.05, total_s=5.0)


def in_turn(*scripts: Script) -> Script:
    """Each call plays the next script."""
    left = list(scripts)
    return lambda request: left.pop(0)(request)  # noqa: PLW0108  # popped at each call


@pytest.fixture
def board() -> Board:
    return Board()


async def test_names_the_model_before_its_first_word_and_ends_once(board: Board) -> None:
    board.add(say("Двадцать ", "восемь."), price=Price(prompt=1000.0, completion=2000.0))
    deltas = await board.ask()
    assert chosen_of(deltas).provider.name == "первый"
    assert text_of(deltas) == "Двадцать восемь."
    end = end_of(deltas)
    assert (end.finish, end.partial, end.attempts) == (Finish.STOP, False, 1)
    assert end.usage == Usage(prompt=7, completion=6)
    assert end.cost_rub == pytest.approx((7 * 1000 + 6 * 2000) / 1_000_000)


async def test_falls_back_in_the_order_of_the_chain(board: Board) -> None:
    board.add(say(DOWN))
    board.add(say(DOWN), "второй")
    board.add(say("да"), "третий")
    board.add(say("нет"), "четвёртый")
    deltas = await board.ask()
    assert chosen_of(deltas).provider.name == "третий"
    assert text_of(deltas) == "да"
    assert end_of(deltas).attempts == 5  # two tries each of the first two, then this one


@pytest.mark.parametrize(
    "error",
    [
        ModelRefusedKey(model="м"),
        ModelQuotaSpent(model="м"),
        ContextTooLong(model="м"),
        ModelFiltered(model="м"),
        ModelRejected(model="м", reason="нет"),
    ],
)
async def test_does_not_repeat_what_cannot_help(board: Board, error: Exception) -> None:
    first = ScriptedModel(say(error))
    board.add(first)
    board.add(say("да"), "второй")
    assert text_of(await board.ask()) == "да"
    assert len(first.requests) == 1


async def test_tries_again_before_the_first_word(board: Board) -> None:
    board.retrying = Retrying(times=1, pause_s=0.8)
    board.add(in_turn(say(DOWN), say("да")))
    assert text_of(await board.ask()) == "да"
    assert board.pauses == [0.4]  # half of the whole pause, by the die


async def test_never_begins_an_answer_twice(board: Board) -> None:
    first, second = ScriptedModel(say("Двадцать ", DOWN)), ScriptedModel(say("иное"))
    board.add(first)
    board.add(second, "второй")
    deltas = await board.ask()
    assert text_of(deltas) == "Двадцать "
    end = end_of(deltas)
    assert (end.partial, end.finish, end.problem) == (True, None, "model-unavailable")
    assert (len(first.requests), len(second.requests)) == (1, 0)


@pytest.mark.parametrize("cut", [Finish.LENGTH, Finish.FILTERED])
async def test_never_passes_a_cut_answer_off_as_whole(board: Board, cut: Finish) -> None:
    board.add(say("Двадцать", Finished(cut, Usage(1, 1))))
    assert end_of(await board.ask()).partial


async def test_takes_a_stream_without_an_end_for_cut(board: Board) -> None:
    class Endless(ScriptedModel):
        async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
            async for each in super().stream(request):
                if not isinstance(each, Finished):
                    yield each

    board.add(Endless(say("Двадцать")))
    end = end_of(await board.ask())
    assert (end.partial, end.finish) == (True, None)


@pytest.mark.parametrize("nothing", [(), ("",), (Finished(Finish.FILTERED),)])
async def test_goes_on_when_nothing_was_said(board: Board, nothing: tuple[Step, ...]) -> None:
    board.add(say(*nothing))
    board.add(say("да"), "второй")
    assert text_of(await board.ask()) == "да"


async def test_a_call_of_a_tool_without_text_is_an_answer(board: Board) -> None:
    call = ToolCall("1", "vacation_days", {})
    board.add(say(Finished(Finish.TOOL_CALLS, Usage(3, 2), (call,), {"state": "s"})))
    end = end_of(await board.ask())
    assert (end.tool_calls, end.carried, end.partial) == ((call,), {"state": "s"}, False)


async def test_leaves_a_silent_model_for_the_next_one(board: Board) -> None:
    silent = ScriptedModel(say(Pause(60), "поздно"))
    board.add(silent)
    board.add(say("да"), "второй")
    assert text_of(await board.ask(budget=HURRIED)) == "да"
    assert (len(silent.requests), silent.open_streams) == (1, 0)


async def test_a_silence_in_the_middle_cuts_the_answer(board: Board) -> None:
    board.add(say("Двадцать", Pause(60), " восемь"))
    end = end_of(await board.ask(budget=HURRIED))
    assert (end.partial, end.problem) == (True, "model-too-slow")


async def test_keeps_to_the_time_for_everything(board: Board) -> None:
    def drip(request: object) -> list[Step]:
        board.now.now_s += 1
        return ["раз"]

    board.add(in_turn(say(DOWN), say(DOWN)))
    board.add(drip, "второй")

    async def slow(seconds: float) -> None:
        board.now.now_s += 100

    router = board.router
    router._sleep = slow
    with pytest.raises(NoModelAvailable) as failure:
        async for _ in router.stream(Task.ANSWER, QUESTION, admits=ALL):
            pass
    assert [each.provider for each in failure.value.attempts] == ["первый"]


async def test_says_why_nobody_answers(board: Board) -> None:
    with pytest.raises(NoModelAvailable) as failure:
        await board.ask()
    assert failure.value.why is Why.NOT_CONFIGURED
    board.add(say("да"))
    with pytest.raises(NoModelAvailable) as failure:
        await board.ask(refuse=frozenset({"первый"}))
    assert failure.value.why is Why.NOT_ADMITTED
    board.lines.clear()
    board.add(say(ModelRefusedKey(model="м")))
    with pytest.raises(NoModelAvailable) as failure:
        await board.ask()
    assert failure.value.why is Why.FAILED
    assert [each.problem for each in failure.value.attempts] == ["model-refused-key"]


async def test_never_asks_whom_the_policy_refuses(board: Board) -> None:
    abroad = ScriptedModel(say("нет"))
    board.add(abroad)
    board.add(say("да"), "второй")
    assert text_of(await board.ask(refuse=frozenset({"первый"}))) == "да"
    assert abroad.requests == []


async def test_never_shows_a_provider_what_its_card_does_not_allow(board: Board) -> None:
    careless = ScriptedModel(say("нет"))
    board.add(careless, classes=frozenset({DataClass.PUBLIC}))
    board.add(say("да"), "второй")
    assert text_of(await board.ask(data_class=DataClass.PERSONAL)) == "да"
    assert careless.requests == []


async def test_without_money_only_free_models_answer(board: Board) -> None:
    board.purse.spent = True
    paid = ScriptedModel(say("дорого"))
    board.add(paid, price=Price(prompt=1.0))
    with pytest.raises(BudgetSpent):
        await board.ask()
    board.add(say("своё"), "второй")
    assert text_of(await board.ask()) == "своё"
    assert paid.requests == []


async def test_leaving_early_closes_the_vendors_stream_and_is_paid_for(board: Board) -> None:
    model = ScriptedModel(say("Двадцать ", "восемь ", "дней"))
    board.add(model, streams=1, price=Price(completion=1000.0))
    stream = board.router.stream(Task.ANSWER, QUESTION, admits=ALL)
    async with aclosing(stream) as deltas:
        assert isinstance(await anext(deltas), Chosen)
        await anext(deltas)
        assert model.open_streams == 1
    assert model.open_streams == 0
    (call,) = board.journal.calls
    assert call.cancelled
    assert call.estimated
    assert call.cost_rub > 0
    assert text_of(await board.ask()) == "Двадцать восемь дней"  # the place is free again


async def test_cancelling_the_reader_closes_the_vendors_stream(board: Board) -> None:
    model = ScriptedModel(say("Двадцать ", Pause(60)))
    line = board.add(model)
    asking = asyncio.create_task(board.ask())
    await asyncio.sleep(0.02)
    assert model.open_streams == 1
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (model.open_streams, line.limiter.open) == (0, 0)


async def test_counts_itself_where_the_vendor_does_not(board: Board) -> None:
    board.add(say("Двадцать восемь", Finished(Finish.STOP)), price=Price(completion=3.0))
    end = end_of(await board.ask())
    assert end.estimated
    assert end.usage == Usage(prompt=7, completion=5)


async def test_never_waits_longer_for_a_place_than_agreed(board: Board) -> None:
    model = ScriptedModel(say("Двадцать", Pause(0.3)))
    board.add(model, streams=1, wait_s=0.02)
    board.add(say("второй ответ"), "второй")
    first = asyncio.create_task(board.ask())
    await asyncio.sleep(0.02)
    assert text_of(await board.ask()) == "второй ответ"
    assert text_of(await first) == "Двадцать"
    assert len(model.requests) == 1


async def test_a_busy_vendor_is_waited_for_only_as_long_as_is_bearable(board: Board) -> None:
    board.retrying = Retrying(times=1, pause_s=0.5, longest_pause_s=2.0)
    board.add(in_turn(say(ModelBusy(model="м", after_s=1.5)), say("да")))
    assert text_of(await board.ask()) == "да"
    assert board.pauses == [1.5]
    board.lines.clear()
    board.add(say(ModelBusy(model="м", after_s=30)))
    board.add(say("другой"), "второй")
    assert text_of(await board.ask()) == "другой"
    assert board.pauses == [1.5]


async def test_leaves_a_failing_provider_alone_and_finds_it_well_again(board: Board) -> None:
    left: list[Step] = [DOWN, DOWN, "жив"]
    model = ScriptedModel(lambda _: [left.pop(0)])
    line = board.add(model, breaker=BreakerSettings(failures=2, rest_s=30.0))
    board.add(say("запасной"), "второй")
    assert text_of(await board.ask()) == "запасной"
    assert line.breaker.state is BreakerState.OPEN
    assert text_of(await board.ask()) == "запасной"
    assert len(model.requests) == 2
    board.now.now_s += 30
    assert text_of(await board.ask()) == "жив"
    assert line.breaker.state is BreakerState.CLOSED


async def test_a_wrong_key_is_not_tried_with_every_question(board: Board) -> None:
    model = ScriptedModel(say(ModelRefusedKey(model="м")))
    board.add(model)
    for _ in range(3):
        with pytest.raises(NoModelAvailable):
            await board.ask()
    assert len(model.requests) == 1


async def test_refused_requests_say_nothing_of_the_providers_health(board: Board) -> None:
    line = board.add(say(ModelFiltered(model="м")), breaker=BreakerSettings(failures=1))
    with pytest.raises(NoModelAvailable):
        await board.ask()
    assert line.breaker.state is BreakerState.CLOSED


async def test_records_every_call_that_was_made(board: Board) -> None:
    board.add(say(DOWN))
    board.add(say("да"), "второй", price=Price(prompt=1000.0))
    await board.ask()
    problems = [call.problem for call in board.journal.calls]
    assert problems == ["model-unavailable", "model-unavailable", None]
    assert [call.finish for call in board.journal.calls] == [None, None, Finish.STOP]
    assert board.lines[0].health.problems["model-unavailable"] == 2
    assert board.lines[1].health.cost_rub == board.journal.calls[-1].cost_rub > 0
