"""Whatever providers do, a reader gets one answer of one of them, or none and is told so."""

import asyncio
from contextlib import aclosing

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standins.scripted import Pause, ScriptedModel, Step, say
from tests.unit.llm.routing.board import QUESTION, Board

from znatok.llm.errors import (
    ContextTooLong,
    ModelBusy,
    ModelFiltered,
    ModelQuotaSpent,
    ModelRefusedKey,
    ModelUnavailable,
)
from znatok.llm.model import Finish, Finished, TextDelta
from znatok.llm.routing.breaker import BreakerSettings
from znatok.llm.routing.errors import NoModelAvailable
from znatok.llm.routing.model import Budget, Chosen, RoutedDelta, RoutedEnd, Task

FAULTS = (ModelUnavailable, ModelBusy, ModelRefusedKey, ModelQuotaSpent, ContextTooLong)
HURRIED = Budget(first_token_s=0.02, between_tokens_s=0.02, total_s=2.0)

pieces = st.lists(st.sampled_from(["", "а", "б ", "в"]), max_size=4)
ends = st.one_of(
    st.sampled_from([*FAULTS, ModelFiltered]).map(lambda kind: kind(model="м")),
    st.sampled_from([Finish.STOP, Finish.LENGTH, Finish.FILTERED]).map(Finished),
    st.just(Pause(30)),
)
scripts = st.tuples(pieces, ends)


@settings(max_examples=60, deadline=None)
@given(chain=st.lists(scripts, min_size=1, max_size=4), leaves_after=st.none() | st.integers(1, 4))
def test_one_answer_of_one_provider_or_none(
    chain: list[tuple[list[str], Step]], leaves_after: int | None
) -> None:
    asyncio.run(_play(chain, leaves_after))


async def _play(chain: list[tuple[list[str], Step]], leaves_after: int | None) -> None:
    board = Board()
    models = []
    for number, (said, end) in enumerate(chain):
        # Every piece bears its speaker, so that two answers mixed would be seen.
        marked = [f"{number}{piece}" for piece in said if piece]
        models.append(ScriptedModel(say(*marked, end)))
        board.add(models[-1], str(number), streams=1, breaker=BreakerSettings(failures=3))
    heard: list[RoutedDelta] = []
    failure: NoModelAvailable | None = None
    try:
        stream = board.router.stream(Task.ANSWER, QUESTION, admits=bool, budget=HURRIED)
        async with aclosing(stream) as deltas:
            async for delta in deltas:
                heard.append(delta)
                if len(heard) == leaves_after:
                    break
    except NoModelAvailable as error:
        failure = error
    if failure is not None:
        assert heard == []
        assert {each.provider for each in failure.attempts} == {str(n) for n in range(len(chain))}
    else:
        _is_one_answer(heard, chain, whole=leaves_after is None)
    assert [each.open_streams for each in models] == [0] * len(models)
    assert [(each.limiter.open, each.limiter.waiting) for each in board.lines] == [(0, 0)] * len(
        models
    )
    assert len(board.journal.calls) == sum(len(each.requests) for each in models)


def _is_one_answer(
    heard: list[RoutedDelta], chain: list[tuple[list[str], Step]], *, whole: bool
) -> None:
    chosen, *rest = heard
    assert isinstance(chosen, Chosen)
    number = int(chosen.provider.name)
    said, end = chain[number]
    expected = [f"{number}{piece}" for piece in said if piece]
    texts = [each.text for each in rest if isinstance(each, TextDelta)]
    assert texts == expected[: len(texts)]
    if whole:
        assert texts == expected
        last = rest[-1]
        assert isinstance(last, RoutedEnd)
        assert last.partial == (not isinstance(end, Finished) or end.finish is not Finish.STOP)
    assert sum(isinstance(each, Chosen | RoutedEnd) for each in rest) <= 1
