from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from tests.contract.cache.suite import MovedClock
from tests.contract.embedding_model.hashing import HashingModel

from znatok.llm.cached_queries import CachedQueries
from znatok.llm.errors import ModelUnavailable
from znatok.llm.ports import Vectors
from znatok.platform.cache import MemoryCache

DAY = timedelta(hours=24)
ENTRY = 4 * HashingModel.dimension + 350  # bytes, a little more than one vector takes


class Counting(HashingModel):
    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.down = False

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        if self.down:
            raise ModelUnavailable(model=self.name)
        self.asked.append(list(texts))
        return await super().embed_queries(texts)


def remembering(
    model: HashingModel, vectors: int, clock: MovedClock | None = None
) -> CachedQueries:
    cache = MemoryCache("embeddings", vectors * ENTRY, clock or MovedClock())
    return CachedQueries(model, cache, DAY)


@pytest.fixture
def model() -> Counting:
    return Counting()


async def test_asks_once_for_a_repeated_question(model: Counting) -> None:
    cached = remembering(model, 8)
    first = await cached.embed_queries(["отпуск"])
    np.testing.assert_array_equal(await cached.embed_queries(["отпуск"]), first)
    assert model.asked == [["отпуск"]]


async def test_asks_only_for_what_it_does_not_know(model: Counting) -> None:
    cached = remembering(model, 8)
    await cached.embed_queries(["б"])
    vectors = await cached.embed_queries(["а", "б", "а", "в"])
    assert model.asked == [["б"], ["а", "в"]]
    expected = await HashingModel().embed_queries(["а", "б", "а", "в"])
    np.testing.assert_array_equal(vectors, expected)


async def test_tells_apart_texts_that_differ_in_case(model: Counting) -> None:
    cached = remembering(model, 8)
    await cached.embed_queries(["Отпуск", "отпуск"])
    assert model.asked == [["Отпуск", "отпуск"]]


async def test_spaces_and_ways_of_composing_letters_make_no_difference(model: Counting) -> None:
    cached = remembering(model, 8)
    first = await cached.embed_queries(["мой отпуск"])
    for same in (" мой  отпуск\n", "мои\u0306 отпуск"):
        np.testing.assert_array_equal(await cached.embed_queries([same]), first)
    assert model.asked == [["мой отпуск"]]


async def test_asks_anew_after_a_day(model: Counting) -> None:
    clock = MovedClock()
    cached = remembering(model, 8, clock)
    await cached.embed_queries(["отпуск"])
    clock.move(DAY - timedelta(seconds=1))
    await cached.embed_queries(["отпуск"])
    assert len(model.asked) == 1
    clock.move(timedelta(seconds=1))
    await cached.embed_queries(["отпуск"])
    assert len(model.asked) == 2


async def test_vectors_of_two_models_never_meet(model: Counting) -> None:
    other = Counting()
    other.name = "another"
    cache = MemoryCache("embeddings", 8 * ENTRY, MovedClock())
    await CachedQueries(model, cache, DAY).embed_queries(["отпуск"])
    await CachedQueries(other, cache, DAY).embed_queries(["отпуск"])
    assert other.asked == [["отпуск"]]


async def test_no_questions_give_no_vectors(model: Counting) -> None:
    assert (await remembering(model, 8).embed_queries([])).shape == (0, model.dimension)


async def test_forgets_the_question_unused_for_longest(model: Counting) -> None:
    cached = remembering(model, 2)
    for text in ["а", "б", "а", "в", "а", "б"]:
        await cached.embed_queries([text])
    assert model.asked == [["а"], ["б"], ["в"], ["б"]]


async def test_more_questions_at_once_than_it_remembers_are_all_answered(model: Counting) -> None:
    cached = remembering(model, 2)
    assert (await cached.embed_queries(["а", "б", "в", "г"])).shape == (4, model.dimension)


async def test_a_caller_cannot_spoil_what_is_remembered(model: Counting) -> None:
    cached = remembering(model, 2)
    (await cached.embed_queries(["а"]))[:] = 0
    np.testing.assert_allclose(np.linalg.norm(await cached.embed_queries(["а"])), 1, atol=1e-6)


async def test_a_failure_is_not_remembered(model: Counting) -> None:
    cached = remembering(model, 2)
    model.down = True
    with pytest.raises(ModelUnavailable):
        await cached.embed_queries(["а"])
    model.down = False
    assert (await cached.embed_queries(["а"])).shape == (1, model.dimension)
