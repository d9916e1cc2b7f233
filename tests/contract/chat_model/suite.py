"""What every `ChatModel` must do. An adapter's tests inherit the class and give `stage`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from tests.standins.scripted import Pause, Script, say

from znatok.llm.model import (
    ChatDelta,
    ChatMessage,
    ChatRequest,
    Finish,
    Finished,
    Role,
    TextDelta,
    ToolCall,
    ToolSpec,
    Usage,
)
from znatok.llm.ports import ChatModel

QUESTION = ChatRequest(
    messages=(
        ChatMessage(Role.SYSTEM, "Отвечай по документам."),
        ChatMessage(Role.USER, "Сколько дней длится отпуск?"),
    ),
    max_tokens=500,
)
WEATHER = ToolSpec(
    "get_weather",
    "Погода в городе",
    {
        "type": "object",
        "properties": {"city": {"type": "string", "minLength": 2}},
        "required": ["city"],
        "additionalProperties": False,
    },
)
MOSCOW = ToolCall("call_1", "get_weather", {"city": "Москва"})
KAZAN = ToolCall("call_2", "get_weather", {"city": "Казань"})


@dataclass
class Stage:
    """`play`: what the model shall say from now on. `open_streams`: answers not ended there.

    `asked`: what reached the model, in the product's words.
    """

    model: ChatModel
    play: Callable[[Script], None]
    asked: Callable[[], list[ChatRequest]]
    open_streams: Callable[[], int]


async def all_of(deltas: AsyncIterator[ChatDelta]) -> tuple[str, Finished]:
    """The text and the end; fails unless the end is the last, and once."""
    found = [each async for each in deltas]
    *pieces, last = found
    assert isinstance(last, Finished)
    texts = [cast("TextDelta", each).text for each in pieces]
    assert all(isinstance(each, TextDelta) for each in pieces)
    assert all(texts), "an empty piece of text"
    return "".join(texts), last


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what happens at the other end of a wire, where no event can be set."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  # as said
            await asyncio.sleep(0.01)


def said(request: ChatRequest) -> list[tuple[Role, str]]:
    return [(each.role, each.text) for each in request.messages]


class ChatModelContract:
    @pytest.fixture
    async def stage(self) -> Any:
        raise NotImplementedError("an adapter's tests give their stage")

    async def test_yields_the_answer_in_order_and_ends_once(self, stage: Stage) -> None:
        pieces = ["Отпуск ", "длится", " 28 дней", "."]
        stage.play(say(*pieces))
        text, end = await all_of(stage.model.stream(QUESTION))
        assert text == "".join(pieces)
        assert end.finish is Finish.STOP
        assert end.tool_calls == ()

    async def test_gives_the_first_piece_before_the_last_is_written(self, stage: Stage) -> None:
        stage.play(say("Сначала", Pause(60), "потом"))
        async with (
            asyncio.timeout(10),
            aclosing(_generator(stage.model.stream(QUESTION))) as deltas,
        ):
            assert await anext(deltas) == TextDelta("Сначала")

    @pytest.mark.parametrize(
        "text",
        [
            "Кавычки «ёлочки», тире — и «ё»",
            '{"json": "внутри", "и": "\\n"}',
            "строка\n\nдругая\r\nтретья\ttab",
            "data: [DONE]\n\ndata: {}",
            "👨‍👩‍👧 \u2028 \u00a0 §",
            " пробелы по краям ",
            "a<think>это ответ</think>b",
        ],
    )
    async def test_changes_nothing_in_the_text(self, stage: Stage, text: str) -> None:
        stage.play(say(text))
        assert (await all_of(stage.model.stream(QUESTION)))[0] == text

    async def test_keeps_order_over_many_pieces(self, stage: Stage) -> None:
        pieces = [f"{number} " for number in range(500)]
        stage.play(say(*pieces))
        assert (await all_of(stage.model.stream(QUESTION)))[0] == "".join(pieces)

    async def test_an_answer_without_text_ends_too(self, stage: Stage) -> None:
        stage.play(say())
        text, end = await all_of(stage.model.stream(QUESTION))
        assert (text, end.finish) == ("", Finish.STOP)

    @pytest.mark.parametrize("finish", [Finish.LENGTH, Finish.FILTERED])
    async def test_tells_an_answer_that_is_not_whole(self, stage: Stage, finish: Finish) -> None:
        stage.play(say("Начало", Finished(finish)))
        text, end = await all_of(stage.model.stream(QUESTION))
        assert (text, end.finish) == ("Начало", finish)

    async def test_passes_on_what_the_vendor_counted(self, stage: Stage) -> None:
        stage.play(say("Да", Finished(Finish.STOP, Usage(prompt=120, completion=7, cached=100))))
        end = (await all_of(stage.model.stream(QUESTION)))[1]
        assert end.usage == Usage(prompt=120, completion=7, cached=100)

    async def test_the_model_hears_the_conversation_as_it_was(self, stage: Stage) -> None:
        turns = (
            *QUESTION.messages,
            ChatMessage(Role.ASSISTANT, "28 дней."),
            ChatMessage(Role.USER, "А для вредных условий? \ud800"),
        )
        stage.play(say("35"))
        await all_of(stage.model.stream(replace(QUESTION, messages=turns)))
        (heard,) = stage.asked()
        expected = [(each.role, each.text.replace("\ud800", "?")) for each in turns]
        assert [(role, text.replace("\ud800", "?")) for role, text in said(heard)] == expected

    async def test_asks_for_no_more_tokens_than_allowed(self, stage: Stage) -> None:
        stage.play(say("Да"))
        await all_of(stage.model.stream(replace(QUESTION, max_tokens=77, temperature=0.25)))
        (heard,) = stage.asked()
        assert heard.max_tokens == 77
        assert heard.temperature in {0.25, None}  # a model that thinks knows no temperature

    async def test_makes_one_request_for_one_answer(self, stage: Stage) -> None:
        stage.play(say("Да"))
        await all_of(stage.model.stream(QUESTION))
        assert len(stage.asked()) == 1

    async def test_asks_for_a_function(self, stage: Stage) -> None:
        stage.play(say(Finished(Finish.TOOL_CALLS, tool_calls=(MOSCOW,))))
        text, end = await all_of(stage.model.stream(replace(QUESTION, tools=(WEATHER,))))
        (call,) = end.tool_calls
        assert (text, end.finish) == ("", Finish.TOOL_CALLS)
        assert (call.name, call.arguments) == ("get_weather", {"city": "Москва"})
        assert call.id
        assert stage.asked()[0].tools == (WEATHER,)

    async def test_two_calls_of_one_function_are_told_apart(self, stage: Stage) -> None:
        if not stage.model.capabilities.parallel_tools:
            pytest.skip("the vendor gives one call at a time")
        stage.play(say(Finished(Finish.TOOL_CALLS, tool_calls=(MOSCOW, KAZAN))))
        end = (await all_of(stage.model.stream(replace(QUESTION, tools=(WEATHER,)))))[1]
        assert [each.arguments["city"] for each in end.tool_calls] == ["Москва", "Казань"]
        assert len({each.id for each in end.tool_calls}) == 2

    async def test_hears_what_the_function_found(self, stage: Stage) -> None:
        stage.play(say(Finished(Finish.TOOL_CALLS, tool_calls=(MOSCOW,))))
        request = replace(QUESTION, tools=(WEATHER,))
        end = (await all_of(stage.model.stream(request)))[1]
        turns = (
            *QUESTION.messages,
            ChatMessage(Role.ASSISTANT, "", end.tool_calls, carried=end.carried),
            ChatMessage(Role.TOOL, '{"t": -5}', tool_call_id=end.tool_calls[0].id),
        )
        stage.play(say("Минус пять."))
        text, _ = await all_of(stage.model.stream(replace(request, messages=turns)))
        assert text == "Минус пять."
        heard = stage.asked()[-1].messages
        (call,) = heard[-2].tool_calls
        assert (call.name, call.arguments) == ("get_weather", {"city": "Москва"})
        assert heard[-1].role is Role.TOOL
        assert heard[-1].text == '{"t": -5}'
        assert heard[-1].tool_call_id == call.id

    async def test_turns_of_another_model_are_understood(self, stage: Stage) -> None:
        """A router may have asked someone else before; what that one carried is not ours."""
        turns = (
            *QUESTION.messages,
            ChatMessage(Role.ASSISTANT, "", (MOSCOW, KAZAN), carried={"their_state": "x"}),
            ChatMessage(Role.TOOL, "минус пять", tool_call_id=MOSCOW.id),
            ChatMessage(Role.TOOL, '{"t": -9}', tool_call_id=KAZAN.id),
        )
        stage.play(say("Холодно."))
        request = replace(QUESTION, messages=turns, tools=(WEATHER,))
        assert (await all_of(stage.model.stream(request)))[0] == "Холодно."
        results = [each.text for each in stage.asked()[0].messages if each.role is Role.TOOL]
        assert len(results) == 2
        assert "минус пять" in results[0]

    async def test_asks_for_a_shape_of_the_answer(self, stage: Stage) -> None:
        if not stage.model.capabilities.json_schema:
            pytest.skip("the vendor keeps to no schema")
        schema = {"type": "object", "properties": {"days": {"type": "integer"}}}
        stage.play(say('{"days": 28}'))
        await all_of(stage.model.stream(replace(QUESTION, schema=schema)))
        assert stage.asked()[0].schema == schema

    async def test_answers_at_once_do_not_mix(self, stage: Stage) -> None:
        stage.play(lambda request: [request.messages[-1].text, Pause(0.02), "!"])

        async def ask(number: int) -> str:
            turns = (ChatMessage(Role.USER, f"вопрос {number}"),)
            return (await all_of(stage.model.stream(replace(QUESTION, messages=turns))))[0]

        answers = await asyncio.gather(*(ask(number) for number in range(8)))
        assert answers == [f"вопрос {number}!" for number in range(8)]

    async def test_closing_the_answer_closes_the_connection(self, stage: Stage) -> None:
        stage.play(say("Начало", Pause(60), "конец"))
        deltas = _generator(stage.model.stream(QUESTION))
        await anext(deltas)
        assert stage.open_streams() == 1
        await deltas.aclose()
        await until(lambda: stage.open_streams() == 0)

    async def test_cancelling_closes_the_connection(self, stage: Stage) -> None:
        stage.play(say("Начало", Pause(60), "конец"))
        asking = asyncio.create_task(all_of(stage.model.stream(QUESTION)))
        await until(lambda: stage.open_streams() == 1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await until(lambda: stage.open_streams() == 0)

    async def test_answers_again_after_an_answer_was_abandoned(self, stage: Stage) -> None:
        stage.play(say("Начало", Pause(60)))
        deltas = _generator(stage.model.stream(QUESTION))
        await anext(deltas)
        await deltas.aclose()
        stage.play(say("Снова"))
        assert (await all_of(stage.model.stream(QUESTION)))[0] == "Снова"

    async def test_counts_tokens_without_the_network(self, stage: Stage) -> None:
        text = "Ежегодный оплачиваемый отпуск составляет 28 календарных дней. " * 10
        assert await stage.model.count_tokens("") == 0
        # No vocabulary of these models makes more than a token of a letter or fewer than of six.
        assert len(text) / 6 < await stage.model.count_tokens(text) < len(text)
        assert stage.asked() == []

    async def test_finds_nothing_wrong_with_right_settings(self, stage: Stage) -> None:
        await stage.model.check()
        assert stage.asked() == []

    async def test_names_itself(self, stage: Stage) -> None:
        assert stage.model.name
        assert stage.model.capabilities.context_tokens > 1_000


def _generator(deltas: AsyncIterator[ChatDelta]) -> Any:
    assert hasattr(deltas, "aclose"), "a stream that cannot be closed"
    return deltas
