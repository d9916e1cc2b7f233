"""What every `EmbeddingModel` must do. An adapter's tests inherit the class and give `model`."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import numpy as np
import pytest

from znatok.llm.ports import EmbeddingModel, Vectors

LEAVE = "Ежегодный оплачиваемый отпуск сотрудника составляет 28 календарных дней."
INVOICE = "Счёт на оплату выставляется в течение пяти рабочих дней после подписания акта."
SERVER = "Перезапустите сервер базы данных и проверьте журнал ошибок."
LONG = " ".join([LEAVE] * 60 + [SERVER] * 60)
TOLERANCE = 1e-4

ODD_TEXTS = {
    "empty": "",
    "spaces": "   ",
    "line breaks": "\n\t\r\n",
    "NUL": "\0",
    "NUL inside": "до\0после",
    "emoji": "😀👨‍👩‍👧‍👦🇷🇺",
    "control tokens": "<s></s><mask><pad><unk>",
    "half a surrogate pair": "\ud800",
    "one endless word": "x" * 5000,
    "invisible": "\ufffe\u200b\ufeff",
}

Call = Callable[[EmbeddingModel, Sequence[str]], Awaitable[Vectors]]


async def embed_queries(model: EmbeddingModel, texts: Sequence[str]) -> Vectors:
    return await model.embed_queries(texts)


async def embed_passages(model: EmbeddingModel, texts: Sequence[str]) -> Vectors:
    return await model.embed_passages(texts)


CALLS = [embed_queries, embed_passages]


class EmbeddingModelContract:
    @pytest.fixture
    def model(self) -> EmbeddingModel:
        raise NotImplementedError("an adapter's tests give their model")

    @pytest.mark.parametrize("call", CALLS, ids=["queries", "passages"])
    async def test_gives_unit_float32_rows_of_its_dimension(
        self, model: EmbeddingModel, call: Call
    ) -> None:
        vectors = await call(model, [LEAVE, INVOICE, SERVER])
        assert vectors.shape == (3, model.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    @pytest.mark.parametrize("call", CALLS, ids=["queries", "passages"])
    async def test_keeps_the_order_of_texts_of_any_length(
        self, model: EmbeddingModel, call: Call
    ) -> None:
        texts = [LEAVE * 5, "да", INVOICE, LEAVE * 2, "нет", SERVER * 8]
        together = await call(model, texts)
        for row, text in zip(together, texts, strict=True):
            (alone,) = await call(model, [text])
            np.testing.assert_allclose(row, alone, atol=TOLERANCE)

    @pytest.mark.parametrize("call", CALLS, ids=["queries", "passages"])
    async def test_no_texts_give_no_rows(self, model: EmbeddingModel, call: Call) -> None:
        assert (await call(model, [])).shape == (0, model.dimension)

    @pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
    @pytest.mark.parametrize("call", CALLS, ids=["queries", "passages"])
    async def test_any_text_gets_a_valid_vector(
        self, model: EmbeddingModel, call: Call, text: str
    ) -> None:
        vectors = await call(model, [text, LEAVE])
        assert np.isfinite(vectors).all()
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    async def test_queries_and_passages_are_embedded_differently(
        self, model: EmbeddingModel
    ) -> None:
        query, passage = await model.embed_queries([LEAVE]), await model.embed_passages([LEAVE])
        assert not np.allclose(query, passage, atol=1e-3)

    async def test_the_passage_that_answers_is_the_nearest(self, model: EmbeddingModel) -> None:
        passages = await model.embed_passages([INVOICE, LEAVE, SERVER])
        queries = await model.embed_queries(
            ["сколько дней длится отпуск сотрудника", "как перезапустить сервер базы данных"]
        )
        assert (queries @ passages.T).argmax(axis=1).tolist() == [1, 2]

    async def test_a_long_text_is_read_to_its_end(self, model: EmbeddingModel) -> None:
        assert model.count_tokens(LONG) > 510
        beginning, whole, end = await model.embed_passages([LEAVE, LONG, SERVER])
        assert whole @ end > beginning @ end

    async def test_calls_at_once_give_the_same_vectors_as_one_by_one(
        self, model: EmbeddingModel
    ) -> None:
        questions = [f"{LEAVE} {number}" for number in range(20)]
        expected = np.concatenate([await model.embed_queries([text]) for text in questions])
        expected_passages = await model.embed_passages(questions)
        passages, *rows = await asyncio.gather(
            model.embed_passages(questions),
            *(model.embed_queries([text]) for text in questions),
        )
        np.testing.assert_allclose(np.concatenate(rows), expected, atol=TOLERANCE)
        np.testing.assert_allclose(passages, expected_passages, atol=TOLERANCE)

    async def test_a_cancelled_call_leaves_the_others_unharmed(self, model: EmbeddingModel) -> None:
        expected = await model.embed_queries([LEAVE])
        abandoned = asyncio.create_task(model.embed_passages([LONG] * 20))
        kept = asyncio.create_task(model.embed_queries([LEAVE]))
        await asyncio.sleep(0.05)
        abandoned.cancel()
        np.testing.assert_allclose(await kept, expected, atol=TOLERANCE)
        np.testing.assert_allclose(await model.embed_queries([LEAVE]), expected, atol=TOLERANCE)

    def test_counts_tokens(self, model: EmbeddingModel) -> None:
        assert model.count_tokens("") == 0
        assert 0 < model.count_tokens(LEAVE) < model.count_tokens(f"{LEAVE} {INVOICE}")

    def test_names_its_vector_space(self, model: EmbeddingModel) -> None:
        assert model.name
