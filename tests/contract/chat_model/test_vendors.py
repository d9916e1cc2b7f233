from collections.abc import AsyncIterator

import pytest
from tests.contract.chat_model.stages import (
    DEEPSEEK,
    GIGACHAT,
    OPENAI_COMPATIBLE,
    YANDEX,
    staged,
)
from tests.contract.chat_model.suite import ChatModelContract, Stage
from tests.standins.tls import Authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


class TestYandex(ChatModelContract):
    @pytest.fixture
    async def stage(self) -> AsyncIterator[Stage]:
        async with staged(YANDEX) as stage:
            yield stage


class TestDeepSeek(ChatModelContract):
    @pytest.fixture(params=[False, True], ids=["no thinking", "thinking"])
    async def stage(self, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
        async with staged(DEEPSEEK, thinking=request.param) as stage:
            yield stage


class TestGigaChat(ChatModelContract):
    @pytest.fixture(params=["v1", "v2"])
    async def stage(
        self, request: pytest.FixtureRequest, authority: Authority
    ) -> AsyncIterator[Stage]:
        async with staged(GIGACHAT, authority, contract=request.param) as stage:
            yield stage


class TestOpenAICompatible(ChatModelContract):
    @pytest.fixture
    async def stage(self) -> AsyncIterator[Stage]:
        async with staged(OPENAI_COMPATIBLE) as stage:
            yield stage
