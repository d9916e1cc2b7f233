"""The model of `make demo-llm` understands the product's prompts."""

from tests.contract.chat_model.suite import all_of
from tests.standins.reader import reader
from tests.standins.scripted import ScriptedModel

from znatok.chat.prompts.templates import Templates, filled
from znatok.llm.model import ChatMessage, ChatRequest, Role
from znatok.understanding.model import Intent


def asked(question: str) -> ChatRequest:
    template = Templates().of(Intent.DOCUMENTATION, "ru")
    texts = {"1": "Обед с 12 до 13 часов.", "2": "Отпуск длится 28 дней. Его делят на части."}
    sources = [
        filled(template.source, label=label, title="Правила", place="", text=text)
        for label, text in texts.items()
    ]
    user = filled(template.user, sources="\n".join(sources), conversation="", question=question)
    return ChatRequest((ChatMessage(Role.USER, user),), max_tokens=100)


async def test_the_reader_answers_from_the_source_that_says_it() -> None:
    text, _ = await all_of(ScriptedModel(reader).stream(asked("Сколько дней длится отпуск?")))
    assert text == "Отпуск длится 28 дней [2]."


async def test_the_reader_says_when_no_source_answers() -> None:
    text, _ = await all_of(ScriptedModel(reader).stream(asked("Кто директор?")))
    assert text == "НЕТ ОТВЕТА"
