"""Each adapter before its stand-in server."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.contract.chat_model.suite import Stage
from tests.standins.deepseek import DeepSeekServer
from tests.standins.gigachat import CREDENTIALS, GigaChatServer
from tests.standins.openai_protocol import OpenAIServer
from tests.standins.scripted import Script
from tests.standins.tls import Authority
from tests.standins.vendor import KEY, Vendor
from tests.standins.yandex import FOLDER, YandexServer

from znatok.llm.adapters.deepseek import DeepSeekModel, DeepSeekSettings
from znatok.llm.adapters.gigachat import GigaChatModel, GigaChatSettings
from znatok.llm.adapters.openai_compatible import OpenAICompatibleModel, OpenAICompatibleSettings
from znatok.llm.adapters.yandex import YandexModel, YandexSettings

Options = dict[str, Any]


@dataclass(frozen=True)
class Product:
    """`options`: what the adapter is configured with to meet this server."""

    server: Callable[..., Any]
    options: Callable[[Any], Options]
    open: Callable[[Mapping[str, Any]], Any]

    @asynccontextmanager
    async def met(
        self, authority: Authority | None = None, **more: Any
    ) -> AsyncIterator[tuple[Any, Any]]:
        """The server, over TLS where an authority is given, and the model that speaks to it."""
        tls = authority.server() if authority else None
        async with self.server(tls=tls) as server:
            options = self.options(server) | more
            if authority:
                options.setdefault("ca_file", authority.ca_file)
            model = self.open(options)
            try:
                yield server, model
            finally:
                await model.close()


@asynccontextmanager
async def staged(
    product: Product, authority: Authority | None = None, **more: Any
) -> AsyncIterator[Stage]:
    async with product.met(authority, **more) as (server, model):
        yield Stage(
            model,
            partial(_play, server),
            lambda: server.asked,
            lambda: server.open_streams,
        )


def _play(server: Vendor, script: Script) -> None:
    server.script = script


def _yandex(server: YandexServer) -> Options:
    return {"api_key": KEY, "folder_id": FOLDER, "base_url": server.base_url}


def _deepseek(server: DeepSeekServer) -> Options:
    return {"api_key": KEY, "base_url": server.base_url}


def _gigachat(server: GigaChatServer) -> Options:
    return {
        "credentials": CREDENTIALS,
        "base_url": server.base_url,
        "auth_url": server.auth_url,
    }


def _openai(server: OpenAIServer) -> Options:
    return {
        "api_key": KEY,
        "base_url": server.base_url,
        "model": "local-model",
        "region": "local",
        "tools": True,
        "json_schema": True,
    }


YANDEX = Product(
    YandexServer, _yandex, lambda options: YandexModel.open(YandexSettings.parse(options))
)
DEEPSEEK = Product(
    DeepSeekServer, _deepseek, lambda options: DeepSeekModel.open(DeepSeekSettings.parse(options))
)
GIGACHAT = Product(
    GigaChatServer, _gigachat, lambda options: GigaChatModel.open(GigaChatSettings.parse(options))
)
OPENAI_COMPATIBLE = Product(
    OpenAIServer,
    _openai,
    lambda options: OpenAICompatibleModel.open(OpenAICompatibleSettings.parse(options)),
)
