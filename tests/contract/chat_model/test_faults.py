"""What can go wrong between an adapter and its vendor, and what the product is told of it.

For every fault: the right error, within its time, from one request, with no text given twice and
no key in what can be read afterwards.
"""

import asyncio
import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.contract.chat_model.stages import (
    DEEPSEEK,
    GIGACHAT,
    OPENAI_COMPATIBLE,
    YANDEX,
    Product,
)
from tests.contract.chat_model.suite import QUESTION, all_of, until
from tests.standins.faults import MIDWAY, Fault
from tests.standins.gigachat import CREDENTIALS
from tests.standins.scripted import Pause, say
from tests.standins.tls import Authority
from tests.standins.vendor import KEY

from znatok.kernel.errors import ZnatokError
from znatok.llm.errors import (
    ContextTooLong,
    ModelBusy,
    ModelFiltered,
    ModelQuotaSpent,
    ModelRefusedKey,
    ModelRejected,
    ModelUnavailable,
)
from znatok.llm.model import Finish, Finished, TextDelta
from znatok.llm.ports import ChatModel

ANSWER = ("Отпуск ", "длится ", "28 дней.")
SILENCE_S = 0.3
BUDGET_S = 10.0  # what may pass on a machine with much else to do
SLACK_S = 3.0  # as above
SECRETS = (KEY, CREDENTIALS, "canary-secret", "canary-token")

PRODUCTS: dict[str, tuple[Product, dict[str, Any]]] = {
    "Yandex": (YANDEX, {}),
    "GigaChat v1": (GIGACHAT, {"contract": "v1"}),
    "GigaChat v2": (GIGACHAT, {"contract": "v2"}),
    "DeepSeek": (DEEPSEEK, {}),
    "OpenAI-compatible": (OPENAI_COMPATIBLE, {}),
}

ERRORS: dict[Fault, type[ZnatokError]] = {
    Fault.RATE_LIMITED: ModelBusy,
    Fault.KEY_REFUSED: ModelRefusedKey,
    Fault.FORBIDDEN: ModelRefusedKey,
    Fault.QUOTA_SPENT: ModelQuotaSpent,
    Fault.UNKNOWN_MODEL: ModelRejected,
    Fault.TOO_LONG: ContextTooLong,
    Fault.REFUSED_CONTENT: ModelFiltered,
    Fault.SERVER_ERROR: ModelUnavailable,
    Fault.OVERLOADED: ModelUnavailable,
    Fault.SILENT: ModelUnavailable,
    Fault.SILENT_MIDWAY: ModelUnavailable,
    Fault.GARBAGE: ModelUnavailable,
    Fault.HTML: ModelUnavailable,
    Fault.CUT: ModelUnavailable,
    Fault.ENDED_EARLY: ModelUnavailable,
    Fault.ERROR_FRAME: ModelUnavailable,
    Fault.RESET: ModelUnavailable,
}


@dataclass
class Outcome:
    text: str = ""
    end: Finished | None = None
    error: BaseException | None = None
    took_s: float = 0.0


async def ask(model: ChatModel, budget_s: float = BUDGET_S) -> Outcome:
    """What comes of one question, however it ends; fails when it hangs."""
    outcome, begun = Outcome(), time.monotonic()
    try:
        async with asyncio.timeout(budget_s), aclosing(model.stream(QUESTION)) as deltas:  # type: ignore[type-var]  # every adapter's is a generator
            async for delta in deltas:
                assert outcome.end is None, "something after the end"
                if isinstance(delta, TextDelta):
                    outcome.text += delta.text
                else:
                    outcome.end = delta
    except (ZnatokError, TimeoutError) as error:
        outcome.error = error
    outcome.took_s = time.monotonic() - begun
    return outcome


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """As on a machine where somebody looks for a problem; no key may show all the same."""
    caplog.set_level(logging.DEBUG)
    yield
    lines = [f"{each.getMessage()} {each.args}" for each in caplog.records]
    assert not [line for line in lines if any(secret in line for secret in SECRETS)]


def assert_tells_no_secret(error: BaseException | None) -> None:
    assert error is not None
    shown = "".join(traceback.format_exception(error)) + repr(getattr(error, "details", ""))
    assert isinstance(error, ZnatokError)
    shown += error.message("ru") + error.message("en")
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("vendor", PRODUCTS)
@pytest.mark.parametrize("fault", ERRORS, ids=lambda fault: fault.value)
async def test_a_fault_is_told_for_what_it_is(
    vendor: str, fault: Fault, authority: Authority
) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(authority, silence_s=SILENCE_S, **more) as (server, model):
        server.script = say(*ANSWER)
        server.fault = fault
        outcome = await ask(model)
        assert type(outcome.error) is ERRORS[fault]
        assert_tells_no_secret(outcome.error)
        assert outcome.end is None
        assert outcome.text == (ANSWER[0] if fault in MIDWAY else "")
        assert len(server.heard) <= 1
        server.fault = None
        assert (await ask(model)).text == "".join(ANSWER), "the model did not recover"


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_an_answer_that_the_filter_ended_is_marked(vendor: str, authority: Authority) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(authority, **more) as (server, model):
        server.script = say(*ANSWER)
        server.fault = Fault.FILTERED
        outcome = await ask(model)
        assert outcome.error is None
        assert outcome.end is not None
        assert (outcome.text, outcome.end.finish) == (ANSWER[0], Finish.FILTERED)


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_a_slow_drip_ends_with_the_time_of_the_caller(
    vendor: str, authority: Authority
) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(authority, silence_s=SILENCE_S, **more) as (server, model):
        server.script = say(*ANSWER)
        server.fault = Fault.DRIP
        outcome = await ask(model, budget_s=0.7)
        assert isinstance(outcome.error, TimeoutError)
        assert outcome.took_s < 0.7 + SLACK_S
        await until(lambda: server.open_streams == 0)


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_a_certificate_of_another_authority_is_not_accepted(
    vendor: str, authority: Authority, tmp_path: Path
) -> None:
    product, more = PRODUCTS[vendor]
    stranger = Authority(tmp_path)
    async with product.met(authority, ca_file=stranger.ca_file, **more) as (server, model):
        outcome = await ask(model)
        assert type(outcome.error) is ModelUnavailable
        assert "certificate" in str(outcome.error.details["reason"]).lower()
        assert server.heard == []


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_a_certificate_that_nobody_vouches_for_is_not_accepted(
    vendor: str, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the environment says to the makers' clients."""
    monkeypatch.setenv("GIGACHAT_VERIFY_SSL_CERTS", "false")
    product, more = PRODUCTS[vendor]
    async with product.met(authority, ca_file=None, **more) as (server, model):
        assert type((await ask(model)).error) is ModelUnavailable
        assert server.heard == []


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_a_refused_connection_is_told_at_once(vendor: str) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(**more) as (server, model):
        await server.__aexit__()
        outcome = await ask(model)
        assert type(outcome.error) is ModelUnavailable
        assert_tells_no_secret(outcome.error)


@pytest.mark.parametrize("contract", ["v1", "v2"])
async def test_a_token_that_expires_is_renewed_once(contract: str, authority: Authority) -> None:
    async with GIGACHAT.met(authority, contract=contract) as (server, model):
        server.script = say(*ANSWER)
        assert (await ask(model)).text == "".join(ANSWER)
        server.fault, server.faults_left = Fault.TOKEN_EXPIRED, 1
        outcome = await ask(model)
        assert outcome.error is None
        assert outcome.text == "".join(ANSWER)
        assert len(server.tokens) == 2
        assert len(server.asked) == 2


@pytest.mark.parametrize("contract", ["v1", "v2"])
async def test_a_key_whose_tokens_are_refused_is_refused(
    contract: str, authority: Authority
) -> None:
    async with GIGACHAT.met(authority, contract=contract) as (server, model):
        server.fault = Fault.TOKEN_EXPIRED
        outcome = await ask(model)
        assert type(outcome.error) is ModelRefusedKey
        assert_tells_no_secret(outcome.error)
        assert len(server.tokens) <= 2


@pytest.mark.parametrize("vendor", ["Yandex", "DeepSeek", "OpenAI-compatible"])
async def test_a_key_that_has_expired_is_refused(vendor: str) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(**more) as (server, model):
        server.fault = Fault.TOKEN_EXPIRED
        assert type((await ask(model)).error) is ModelRefusedKey


async def test_one_stream_too_many_is_busy(authority: Authority) -> None:
    async with GIGACHAT.met(authority) as (server, model):
        server.streams = 1
        server.script = say("Первый", Pause(60), *ANSWER)
        async with aclosing(model.stream(QUESTION)) as first:
            await anext(first)
            outcome = await ask(model)
            assert type(outcome.error) is ModelBusy
            assert outcome.error.details["after_s"] == 7.0


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_check_finds_a_wrong_key_and_a_wrong_model(vendor: str) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(**more, model="no-such-model") as (server, model):
        with pytest.raises(ModelRejected, match=r"Setting model: .*no-such-model") as caught:
            await model.check()
        assert caught.value.message("ru").startswith("Настройка model: у поставщика нет модели")
        server.fault = Fault.KEY_REFUSED
        with pytest.raises(ModelRefusedKey) as refused:
            await model.check()
        assert_tells_no_secret(refused.value)


@pytest.mark.parametrize("vendor", PRODUCTS)
async def test_check_finds_a_server_that_speaks_something_else(vendor: str) -> None:
    product, more = PRODUCTS[vendor]
    async with product.met(**more) as (server, model):
        server.fault = Fault.HTML
        with pytest.raises(ModelUnavailable):
            await model.check()


async def test_a_stream_without_usage_ends_all_the_same(authority: Authority) -> None:
    for product, more in PRODUCTS.values():
        async with product.met(authority, **more) as (server, model):
            server.tells_usage = False
            server.script = say(*ANSWER)
            text, end = await all_of(model.stream(replace(QUESTION)))
            assert (text, end.usage) == ("".join(ANSWER), None)
