from collections.abc import AsyncIterator

import numpy as np
import pytest
from tests.contract.embedding_model.suite import (
    INVOICE,
    LEAVE,
    LONG,
    SERVER,
    EmbeddingModelContract,
)
from tests.standins.faults import Fault
from tests.standins.gigachat import CREDENTIALS, GigaChatServer
from tests.standins.openai_protocol import OpenAIServer
from tests.standins.vendor import KEY
from tests.standins.yandex import FOLDER, YandexServer

from znatok.llm.adapters.gigachat import GigaChatEmbeddings, GigaChatEmbeddingSettings
from znatok.llm.adapters.openai_compatible import (
    OpenAICompatibleEmbeddings,
    OpenAICompatibleEmbeddingSettings,
)
from znatok.llm.adapters.yandex import YandexEmbeddings, YandexEmbeddingSettings
from znatok.llm.errors import ModelBusy, ModelRejected

DIMENSION = 384  # of the stand-ins, whatever the vendors' own are


@pytest.fixture
async def yandex() -> AsyncIterator[YandexServer]:
    async with YandexServer() as server:
        yield server


def yandex_settings(server: YandexServer, dimension: int = DIMENSION) -> YandexEmbeddingSettings:
    return YandexEmbeddingSettings.parse(
        {
            "api_key": KEY,
            "folder_id": FOLDER,
            "base_url": server.base_url,
            "dimension": dimension,
        }
    )


@pytest.fixture
async def yandex_model(yandex: YandexServer) -> AsyncIterator[YandexEmbeddings]:
    model = YandexEmbeddings.open(yandex_settings(yandex))
    yield model
    await model.close()


class TestYandexEmbeddings(EmbeddingModelContract):
    @pytest.fixture
    def model(self, yandex_model: YandexEmbeddings) -> YandexEmbeddings:
        return yandex_model


class TestGigaChatEmbeddings(EmbeddingModelContract):
    @pytest.fixture
    async def model(self) -> AsyncIterator[GigaChatEmbeddings]:
        async with GigaChatServer() as server:
            model = GigaChatEmbeddings.open(
                GigaChatEmbeddingSettings.parse(
                    {
                        "credentials": CREDENTIALS,
                        "base_url": server.base_url,
                        "auth_url": server.auth_url,
                        "dimension": DIMENSION,
                    }
                )
            )
            yield model
            await model.close()


class TestOpenAICompatibleEmbeddings(EmbeddingModelContract):
    @pytest.fixture
    async def model(self) -> AsyncIterator[OpenAICompatibleEmbeddings]:
        async with OpenAIServer(needs_key=False) as server:
            model = OpenAICompatibleEmbeddings.open(
                OpenAICompatibleEmbeddingSettings.parse(
                    {
                        "base_url": server.base_url,
                        "model": "e5",
                        "region": "local",
                        "dimension": DIMENSION,
                        "query_prefix": "query: ",
                        "passage_prefix": "passage: ",
                    }
                )
            )
            yield model
            await model.close()


async def test_yandex_is_asked_one_text_at_a_time_with_the_model_for_it(
    yandex: YandexServer, yandex_model: YandexEmbeddings
) -> None:
    await yandex_model.embed_passages([LEAVE, INVOICE])
    await yandex_model.embed_queries([SERVER])
    assert sorted(each.sent["input"] for each in yandex.heard) == sorted([LEAVE, INVOICE, SERVER])
    models = [each.sent["model"].removeprefix(f"emb://{FOLDER}/") for each in yandex.heard]
    assert models == ["text-search-doc/latest"] * 2 + ["text-search-query/latest"]
    assert {each.headers["x-data-logging-enabled"] for each in yandex.heard} == {"false"}


async def test_no_piece_of_a_long_text_is_longer_than_the_model_reads(
    yandex: YandexServer, yandex_model: YandexEmbeddings
) -> None:
    words = LONG * 4
    await yandex_model.embed_passages([words])
    pieces = [each.sent["input"] for each in yandex.heard]
    assert len(pieces) > 1
    assert all(yandex_model.count_tokens(piece) <= 2_000 for piece in pieces)
    assert sorted(" ".join(pieces).split()) == sorted(words.split())


async def test_a_busy_vendor_is_told(yandex: YandexServer, yandex_model: YandexEmbeddings) -> None:
    yandex.fault = Fault.RATE_LIMITED
    with pytest.raises(ModelBusy) as caught:
        await yandex_model.embed_passages([LEAVE, INVOICE, SERVER])
    assert KEY not in str(caught.value)
    yandex.fault = None
    assert np.isfinite(await yandex_model.embed_passages([LEAVE])).all()


async def test_a_wrong_number_of_coordinates_names_the_setting(yandex: YandexServer) -> None:
    model = YandexEmbeddings.open(yandex_settings(yandex, dimension=256))
    with pytest.raises(ModelRejected, match="dimension: 384 coordinates came, 256 are set"):
        await model.embed_queries([LEAVE])
    await model.close()
