import asyncio
from collections.abc import Sequence

import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.unit.chat.examples import MORPHOLOGY

from znatok.chat.context import Prepared
from znatok.chat.courtesies import reply_to
from znatok.chat.stages.intent import IntentFound, IntentStage
from znatok.llm.ports import Vectors
from znatok.understanding.intents_shipped import shipped_examples
from znatok.understanding.model import Intent


class CountingModel(HashingModel):
    """Counts the texts it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return await super().embed_queries(texts)


_MODEL = CountingModel()
_STAGE = IntentStage(_MODEL, MORPHOLOGY)


async def _found(text: str) -> IntentFound:
    return await _STAGE.run(Prepared(text, "ru"))


@pytest.mark.parametrize("text", ["Привет!", "Что ты умеешь?", "спасибо"])
async def test_a_plain_greeting_needs_no_model(text: str) -> None:
    model = CountingModel()
    assert (await IntentStage(model, MORPHOLOGY).run(Prepared(text, "ru"))).direct
    assert model.asked == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("сколько дней отпуска положено за вредность", Intent.DOCUMENTATION),
        ("динамика выручки по филиалам за март", Intent.ANALYTICS),
        ("создай задачу юристам проверить договор", Intent.ACTION),
        ("рецепт борща", Intent.OUT_OF_SCOPE),
    ],
)
async def test_what_may_stand_in_documents_is_never_answered_without_them(
    text: str, intent: Intent
) -> None:
    found = await _found(text)
    assert found.intent is intent
    assert not found.direct


async def test_learns_once_however_many_ask_at_once() -> None:
    model = CountingModel()
    stage = IntentStage(model, MORPHOLOGY)
    await asyncio.gather(stage.prepare(), *(stage.run(Prepared("отпуск", "ru")) for _ in range(3)))
    assert len(model.asked) == len(shipped_examples()) + 3


async def test_an_installation_may_teach_its_own_words() -> None:
    taught = IntentStage(HashingModel(), MORPHOLOGY, [("крутометры за март", "analytics")] * 3)
    assert (await taught.run(Prepared("крутометры за май", "ru"))).intent is Intent.ANALYTICS


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        ("спасибо большое", Intent.SMALL_TALK, "Пожалуйста"),
        ("пока, до завтра", Intent.SMALL_TALK, "До свидания"),
        ("Доброе утро", Intent.SMALL_TALK, "Доброе утро"),
        ("тест", Intent.SMALL_TALK, "на связи"),
        ("Как загрузить документ?", Intent.HELP, "Документы"),
        ("откуда ты берёшь ответы", Intent.HELP, "цитата"),
        ("кто ты", Intent.HELP, "Я отвечаю на вопросы"),
    ],
)
def test_the_reply_fits_what_was_said(text: str, intent: Intent, said: str) -> None:
    assert said in reply_to(text, intent, "ru")
    assert not any("а" <= letter <= "я" for letter in reply_to(text, intent, "en").lower())
