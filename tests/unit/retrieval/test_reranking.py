import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs
from tests.contract.cache.suite import MovedClock
from tests.unit.chat.examples import passage

from znatok.llm.errors import ModelUnavailable
from znatok.retrieval.model import Passage
from znatok.retrieval.reranking import Reranking, RerankingSettings

QUESTION = "Сколько дней длится отпуск?"


@dataclass
class Reading:
    """A `Reranker` that knows what each text scores; `slow` and `down` break it."""

    known: dict[str, float] = field(default_factory=dict)
    slow: bool = False
    down: bool = False
    asked: list[list[str]] = field(default_factory=list)
    given_up: int = 0

    name = "reading"

    async def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        self.asked.append(list(passages))
        if self.down:
            raise ModelUnavailable(model=self.name)
        if self.slow:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                self.given_up += 1
                raise
        return [self.known.get(each.partition("\n")[2], 0.0) for each in passages]


def found(**scores: float) -> list[Passage]:
    """Passages by their text and fused score, as a search gives them: the best first."""
    ordered = sorted(scores.items(), key=lambda each: -each[1])
    return [passage(text, title="Памятка", score=score) for text, score in ordered]


def texts(passages: Sequence[Passage]) -> list[str]:
    return [each.fragment.text for each in passages]


def over(model: Reading, clock: MovedClock | None = None, **settings: float) -> Reranking:
    how = RerankingSettings(**{"budget_s": 0.02, **settings})  # type: ignore[arg-type]
    return Reranking(model, how, clock or MovedClock())


async def test_what_the_model_prefers_comes_first() -> None:
    model = Reading({"а": 0.1, "б": 0.9})
    ordered = await over(model).order(QUESTION, found(а=0.8, б=0.6))
    assert texts(ordered) == ["б", "а"]
    assert [each.score for each in ordered] == pytest.approx([0.75, 0.45])


async def test_the_model_reads_the_title_and_the_text() -> None:
    model = Reading()
    await over(model).order(QUESTION, found(а=0.8, б=0.6))
    assert model.asked == [["Памятка\nа", "Памятка\nб"]]


async def test_no_weight_leaves_the_order_as_it_was() -> None:
    model = Reading({"а": 0.0, "б": 1.0})
    passages = found(а=0.8, б=0.6)
    assert await over(model, weight=0.0).order(QUESTION, passages) == passages


async def test_only_the_best_are_read_and_the_others_stay_below_them() -> None:
    model = Reading({"а": 0.0, "б": 0.1})
    ordered = await over(model, depth=2).order(QUESTION, found(а=0.9, б=0.8, в=0.7, г=0.1))
    assert model.asked == [["Памятка\nа", "Памятка\nб"]]
    assert texts(ordered)[2:] == ["в", "г"]
    assert all(one.score >= other.score for one, other in pairwise(ordered))


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12),
    st.integers(2, 12),
    st.floats(0, 1),
)
async def test_nothing_is_lost_and_scores_fall(
    scores: list[tuple[float, float]], depth: int, weight: float
) -> None:
    model = Reading({str(at): score for at, (_, score) in enumerate(scores)})
    passages = found(**{str(at): fused for at, (fused, _) in enumerate(scores)})
    ordered = await over(model, depth=depth, weight=weight, budget_s=60).order(QUESTION, passages)
    assert sorted(texts(ordered)) == sorted(texts(passages))
    assert all(one.score >= other.score for one, other in pairwise(ordered))
    assert all(0 <= each.score <= 1 for each in ordered)


@pytest.mark.parametrize("trouble", ["slow", "down"])
async def test_trouble_leaves_the_fused_order_and_is_logged(trouble: str) -> None:
    model = Reading({"б": 1.0}, **{trouble: True})  # type: ignore[arg-type]
    passages = found(а=0.8, б=0.6)
    with capture_logs() as logged:
        assert await over(model).order(QUESTION, passages) == passages
    assert [each["event"] for each in logged] == ["reranking_skipped"]
    assert QUESTION not in str(logged)


async def test_work_that_takes_too_long_is_given_up() -> None:
    model = Reading(slow=True)
    await over(model).order(QUESTION, found(а=0.8, б=0.6))
    assert model.given_up == 1


async def test_a_model_that_keeps_failing_is_left_alone_for_a_minute() -> None:
    model, clock = Reading(down=True), MovedClock()
    reranking = over(model, clock)
    for _ in range(5):
        await reranking.order(QUESTION, found(а=0.8, б=0.6))
    assert len(model.asked) == 3
    clock.move(timedelta(seconds=60))
    await reranking.order(QUESTION, found(а=0.8, б=0.6))
    assert len(model.asked) == 4


async def test_one_success_forgives_failures() -> None:
    model = Reading()
    reranking = over(model)
    for down in (True, True, False, True, True, False):
        model.down = down
        await reranking.order(QUESTION, found(а=0.8, б=0.6))
    assert len(model.asked) == 6


@pytest.mark.parametrize("passages", [[], found(а=0.8)])
async def test_one_passage_needs_no_order(passages: list[Passage]) -> None:
    model = Reading()
    assert await over(model).order(QUESTION, passages) == passages
    assert model.asked == []


def test_enough_is_brought_to_be_read() -> None:
    reranking = over(Reading(), depth=20)
    assert (reranking.needed(8), reranking.needed(100)) == (20, 100)
