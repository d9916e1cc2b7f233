"""What each vendor wants that the others do not, seen on the wire."""

from dataclasses import replace
from typing import Any

import pytest
from tests.contract.chat_model.stages import DEEPSEEK, GIGACHAT, OPENAI_COMPATIBLE, YANDEX
from tests.contract.chat_model.suite import MOSCOW, QUESTION, WEATHER, all_of
from tests.standins.deepseek import THOUGHT
from tests.standins.gigachat_wire import STATE
from tests.standins.scripted import say
from tests.standins.yandex import FOLDER

from znatok.llm.errors import ModelRefusedKey
from znatok.llm.model import ChatMessage, ChatRequest, Finish, Finished, Region, Role

CALLS = say(Finished(Finish.TOOL_CALLS, tool_calls=(MOSCOW,)))
ASKING = replace(QUESTION, tools=(WEATHER,))


def with_result(end: Finished) -> ChatRequest:
    (call,) = end.tool_calls
    turns = (
        ChatMessage(Role.ASSISTANT, "", end.tool_calls, carried=end.carried),
        ChatMessage(Role.TOOL, "минус пять", tool_call_id=call.id),
    )
    return replace(ASKING, messages=(*ASKING.messages, *turns))


async def test_yandex_is_given_the_folder_and_told_to_keep_nothing() -> None:
    async with YANDEX.met() as (server, model):
        await all_of(model.stream(QUESTION))
        (heard,) = server.heard
        assert heard.sent["model"] == f"gpt://{FOLDER}/yandexgpt/latest"
        assert heard.headers["openai-project"] == FOLDER
        assert heard.headers["x-folder-id"] == FOLDER
        assert heard.headers["x-data-logging-enabled"] == "false"
        assert "openai-organization" not in heard.headers
        assert model.name == "yandexgpt/latest"
        assert model.capabilities.region is Region.RUSSIA


async def test_yandex_takes_a_model_s_whole_address() -> None:
    address = f"gpt://{FOLDER}/yandexgpt-lite/latest"
    async with YANDEX.met(model=address) as (server, model):
        await all_of(model.stream(QUESTION))
        assert server.heard[0].sent["model"] == address


async def test_the_environment_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-canary")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-canary")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    monkeypatch.setenv("GIGACHAT_ACCESS_TOKEN", "canary")
    monkeypatch.setenv("GIGACHAT_BASE_URL", "http://127.0.0.1:1")
    for product in (OPENAI_COMPATIBLE, DEEPSEEK, GIGACHAT):
        async with product.met() as (server, model):
            await all_of(model.stream(QUESTION))
            assert "canary" not in str(server.heard[0].headers).replace(server.key, "").replace(
                "canary-token", ""
            )


@pytest.mark.parametrize("thinking", [False, True])
async def test_deepseek_thinks_when_told(thinking: bool) -> None:
    async with DEEPSEEK.met(thinking=thinking, effort="max") as (server, model):
        await all_of(model.stream(QUESTION))
        sent = server.heard[0].sent
        assert sent["thinking"] == {"type": "enabled" if thinking else "disabled"}
        assert sent.get("reasoning_effort") == ("max" if thinking else None)
        assert model.capabilities.region is Region.FOREIGN


async def test_deepseek_is_given_its_reasoning_back_after_a_call() -> None:
    async with DEEPSEEK.met(thinking=True) as (server, model):
        server.script = CALLS
        end = (await all_of(model.stream(ASKING)))[1]
        assert end.carried == {"reasoning_content": THOUGHT}
        server.script = say("Холодно.")
        await all_of(model.stream(with_result(end)))
        assert server.heard[-1].sent["messages"][-2]["reasoning_content"] == THOUGHT


async def test_deepseek_without_thought_carries_nothing() -> None:
    async with DEEPSEEK.met() as (server, model):
        server.script = CALLS
        assert (await all_of(model.stream(ASKING)))[1].carried is None


async def test_deepseek_is_asked_for_json_in_words() -> None:
    schema = {"type": "object", "properties": {"days": {"type": "integer"}}}
    async with DEEPSEEK.met() as (server, model):
        await all_of(model.stream(replace(QUESTION, schema=schema)))
        sent = server.heard[0].sent
        assert sent["response_format"] == {"type": "json_object"}
        assert "JSON" in sent["messages"][-1]["content"]
        assert '"days"' in sent["messages"][-1]["content"]


@pytest.mark.parametrize("contract", ["v1", "v2"])
async def test_gigachat_has_one_system_message_and_that_first(contract: str) -> None:
    turns = (
        ChatMessage(Role.USER, "Привет"),
        ChatMessage(Role.SYSTEM, "Первое."),
        ChatMessage(Role.ASSISTANT, "Здравствуйте"),
        ChatMessage(Role.SYSTEM, "Второе."),
        ChatMessage(Role.USER, "Сколько?"),
    )
    async with GIGACHAT.met(contract=contract) as (server, model):
        await all_of(model.stream(replace(QUESTION, messages=turns)))
        (asked,) = server.asked
        roles = [each.role for each in asked.messages]
        assert roles == [Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER]
        assert asked.messages[0].text == "Первое.\n\nВторое."


@pytest.mark.parametrize("contract", ["v1", "v2"])
async def test_gigachat_is_given_its_state_back(contract: str) -> None:
    async with GIGACHAT.met(contract=contract) as (server, model):
        server.script = CALLS
        end = (await all_of(model.stream(ASKING)))[1]
        server.script = say("Холодно.")
        await all_of(model.stream(with_result(end)))
        turn, result = server.asked[-1].messages[-2:]
        assert turn.carried == {"state": STATE}
        if contract == "v2":
            assert server.heard[-1].sent["messages"][-1]["tools_state_id"] == STATE
        assert result.text == '{"result": "минус пять"}'


@pytest.mark.parametrize(("contract", "field"), [("v1", None), ("v2", "model_options")])
async def test_gigachat_is_told_zero_temperature_its_own_way(
    contract: str, field: str | None
) -> None:
    async with GIGACHAT.met(contract=contract) as (server, model):
        await all_of(model.stream(replace(QUESTION, temperature=0.0)))
        sent: dict[str, Any] = server.heard[0].sent
        sent = sent[field] if field else sent
        assert sent["top_p"] == 0
        assert "temperature" not in sent


async def test_gigachat_renews_a_token_before_it_expires() -> None:
    async with GIGACHAT.met() as (server, model):
        server.life_s = 30.0  # less than the minute before which it is renewed
        for _ in range(3):
            await all_of(model.stream(QUESTION))
        assert len(server.tokens) == 3


async def test_gigachat_asks_for_one_token_for_many_answers() -> None:
    async with GIGACHAT.met() as (server, model):
        for _ in range(3):
            await all_of(model.stream(QUESTION))
        assert len(server.tokens) == 1


async def test_gigachat_with_a_wrong_scope_is_a_refused_key() -> None:
    async with GIGACHAT.met(scope="GIGACHAT_API_PERS") as (server, model):
        with pytest.raises(ModelRefusedKey):
            await all_of(model.stream(QUESTION))
        assert server.heard == []


async def test_a_server_without_keys_is_sent_none() -> None:
    async with OPENAI_COMPATIBLE.met(api_key=None) as (server, model):
        server.needs_key = False
        await all_of(model.stream(QUESTION))
        assert "authorization" not in server.heard[0].headers
