from collections.abc import Sequence

import numpy as np
import pytest
from tests.contract.embedding_model.hashing import HashingModel

from znatok.llm.cached_queries import CachedQueries
from znatok.llm.errors import ModelUnavailable
from znatok.llm.ports import Vectors


class Counting(HashingModel):
    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.down = False

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        if self.down:
            raise ModelUnavailable(model=self.name)
        self.asked.append(list(texts))
        return await super().embed_queries(texts)


@pytest.fixture
def model() -> Counting:
    return Counting()


async def test_asks_once_for_a_repeated_question(model: Counting) -> None:
    cached = CachedQueries(model, size=8)
    first = await cached.embed_queries(["отпуск"])
    np.testing.assert_array_equal(await cached.embed_queries(["отпуск"]), first)
    assert model.asked == [["отпуск"]]


async def test_asks_only_for_what_it_does_not_know(model: Counting) -> None:
    cached = CachedQueries(model, size=8)
    await cached.embed_queries(["б"])
    vectors = await cached.embed_queries(["а", "б", "а", "в"])
    assert model.asked == [["б"], ["а", "в"]]
    expected = await HashingModel().embed_queries(["а", "б", "а", "в"])
    np.testing.assert_array_equal(vectors, expected)


async def test_tells_apart_texts_that_differ_in_case_or_spaces(model: Counting) -> None:
    cached = CachedQueries(model, size=8)
    await cached.embed_queries(["Отпуск", "отпуск", "отпуск "])
    assert model.asked == [["Отпуск", "отпуск", "отпуск "]]


async def test_forgets_the_question_unused_for_longest(model: Counting) -> None:
    cached = CachedQueries(model, size=2)
    for text in ["а", "б", "а", "в", "а", "б"]:
        await cached.embed_queries([text])
    assert model.asked == [["а"], ["б"], ["в"], ["б"]]


async def test_more_questions_at_once_than_it_remembers_are_all_answered(model: Counting) -> None:
    cached = CachedQueries(model, size=2)
    assert (await cached.embed_queries(["а", "б", "в", "г"])).shape == (4, model.dimension)


async def test_a_caller_cannot_spoil_what_is_remembered(model: Counting) -> None:
    cached = CachedQueries(model, size=2)
    (await cached.embed_queries(["а"]))[:] = 0
    np.testing.assert_allclose(np.linalg.norm(await cached.embed_queries(["а"])), 1, atol=1e-6)


async def test_a_failure_is_not_remembered(model: Counting) -> None:
    cached = CachedQueries(model, size=2)
    model.down = True
    with pytest.raises(ModelUnavailable):
        await cached.embed_queries(["а"])
    model.down = False
    assert (await cached.embed_queries(["а"])).shape == (1, model.dimension)
