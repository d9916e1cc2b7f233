"""What every `Reranker` must do. An adapter's tests inherit the class and give `reranker`."""

import asyncio

import pytest

from znatok.llm.ports import Reranker

QUESTION = "Сколько дней длится отпуск?"
ANSWER = "Отпуск длится 28 дней"
NEAR = "Отпуск"
FAR = "Суточные составляют 700 рублей"


class RerankerContract:
    async def test_the_passage_that_answers_scores_highest(self, reranker: Reranker) -> None:
        far, answer, near = await reranker.scores(QUESTION, [FAR, ANSWER, NEAR])
        assert 0 <= far < near < answer <= 1

    async def test_a_score_does_not_depend_on_the_passages_beside_it(
        self, reranker: Reranker
    ) -> None:
        passages = [ANSWER, FAR, ANSWER * 40, "", NEAR, FAR * 3]
        together = await reranker.scores(QUESTION, passages)
        alone = [(await reranker.scores(QUESTION, [each]))[0] for each in passages]
        assert together == pytest.approx(alone, abs=1e-5)

    async def test_nothing_to_score_gives_no_scores(self, reranker: Reranker) -> None:
        assert await reranker.scores(QUESTION, []) == []

    @pytest.mark.parametrize("text", ["", " ", "\0", "😀", "ж" * 20_000, "слово " * 5_000])
    async def test_any_text_has_a_score(self, reranker: Reranker, text: str) -> None:
        for query, passage in ((text, ANSWER), (QUESTION, text), (text, text)):
            (score,) = await reranker.scores(query, [passage])
            assert 0 <= score <= 1

    async def test_many_calls_at_once_get_their_own_scores(self, reranker: Reranker) -> None:
        lists = [[ANSWER] * n + [FAR] for n in range(12)]
        found = await asyncio.gather(*(reranker.scores(QUESTION, each) for each in lists))
        assert [len(each) for each in found] == [len(each) for each in lists]
        assert all(each[-1] == pytest.approx(found[0][0], abs=1e-5) for each in found)

    async def test_a_call_that_is_given_up_leaves_the_next_one_alone(
        self, reranker: Reranker
    ) -> None:
        given_up = asyncio.create_task(reranker.scores(QUESTION, [ANSWER * 100] * 200))
        await asyncio.sleep(0)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        async with asyncio.timeout(10):
            (score,) = await reranker.scores(QUESTION, [ANSWER])
        assert 0 <= score <= 1
