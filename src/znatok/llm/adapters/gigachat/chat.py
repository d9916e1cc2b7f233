from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Self

from gigachat.client import GigaChatAsyncClient
from gigachat.exceptions import NotFoundError

from znatok.llm.adapters.gigachat import contract_v1, contract_v2
from znatok.llm.adapters.gigachat.answer import Answer
from znatok.llm.adapters.gigachat.catalogue import capabilities
from znatok.llm.adapters.gigachat.client import open_client
from znatok.llm.adapters.gigachat.failures import FAILURES, failure
from znatok.llm.adapters.gigachat.settings import Contract, GigaChatSettings
from znatok.llm.errors import ModelUnavailable, UnknownModel
from znatok.llm.model import Capabilities, ChatDelta, ChatRequest, TextDelta
from znatok.llm.tokens import GIGACHAT, estimate

_NAMES_SHOWN = 8


class GigaChatModel:
    """Call `close` at the end."""

    def __init__(self, client: GigaChatAsyncClient, settings: GigaChatSettings) -> None:
        self._client = client
        self._settings = settings
        self._capabilities = capabilities(settings)

    @classmethod
    def open(cls, settings: GigaChatSettings) -> Self:
        return cls(open_client(settings), settings)

    @property
    def name(self) -> str:
        return self._settings.model

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        answer = Answer()
        pieces = self._v1 if self._settings.contract is Contract.V1 else self._v2
        try:
            async with aclosing(pieces(answer, request)) as texts:
                async for text in texts:
                    yield TextDelta(text)
        except FAILURES as error:
            # What breaks after the answer has said that it is whole takes nothing from it.
            if answer.finish is None:
                raise failure(error, self._settings) from None
        if answer.finish is None:
            raise ModelUnavailable(model=self.name, reason="the answer broke off")
        yield answer.finished()

    async def count_tokens(self, text: str) -> int:
        return estimate(text, GIGACHAT)

    async def check(self) -> None:
        try:
            known = [each.id_ for each in (await self._client.aget_models()).data]
            if self.name not in known:  # the list leaves aliases out
                await self._client.aget_model(self.name)
        except NotFoundError:
            raise UnknownModel(
                setting="model",
                model=self.name,
                known=", ".join(known[:_NAMES_SHOWN]) or "—",
                reason="no such model",
            ) from None
        except FAILURES as error:
            raise failure(error, self._settings) from None

    async def close(self) -> None:
        await self._client.aclose()

    async def _v1(self, answer: Answer, request: ChatRequest) -> AsyncGenerator[str, None]:
        chunks = contract_v1.stream(self._client, request, self.name)
        async with aclosing(chunks):
            async for chunk in chunks:
                if text := contract_v1.take(answer, chunk):
                    yield text

    async def _v2(self, answer: Answer, request: ChatRequest) -> AsyncGenerator[str, None]:
        chunks = contract_v2.stream(self._client, request, self.name)
        async with aclosing(chunks):
            async for chunk in chunks:
                if text := contract_v2.take(answer, chunk):
                    yield text
