"""`ChatModel` over the protocol; products give their differences as hooks."""

from collections.abc import AsyncIterator
from typing import Any

from openai import AsyncOpenAI, AsyncStream

from znatok.llm.adapters.openai_protocol.failures import FAILURES, failure
from znatok.llm.adapters.openai_protocol.messages import Wire, body
from znatok.llm.adapters.openai_protocol.reading import Answer
from znatok.llm.errors import ModelUnavailable, UnknownModel
from znatok.llm.model import Capabilities, ChatDelta, ChatRequest, TextDelta
from znatok.llm.tokens import Density, estimate

_NAMES_SHOWN = 8


class ProtocolModel:
    """`wire_name`: the model as the server knows it. Call `close` at the end."""

    def __init__(
        self,
        client: AsyncOpenAI,
        *,
        name: str,
        wire_name: str,
        capabilities: Capabilities,
        density: Density,
        secrets: tuple[str, ...] = (),
    ) -> None:
        self._client = client
        self._name = name
        self._wire_name = wire_name
        self._capabilities = capabilities
        self._density = density
        self._secrets = secrets

    @property
    def name(self) -> str:
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        answer = Answer()
        try:
            sent = self.wire(body(request, self._wire_name), request)
            async with await self._opened(sent) as chunks:
                while (chunk := await anext(chunks, None)) is not None:
                    if text := answer.take(chunk):
                        yield TextDelta(text)
        except FAILURES as error:
            # What breaks after the answer has said that it is whole takes nothing from it.
            if not answer.has_ended:
                raise failure(error, self._name, self._secrets) from None
        if not answer.has_ended:
            raise ModelUnavailable(model=self._name, reason="the answer broke off")
        try:
            finished = answer.finished(self.carried(answer))
        except FAILURES as error:
            raise failure(error, self._name, self._secrets) from None
        if text := answer.rest():
            yield TextDelta(text)
        yield finished

    async def count_tokens(self, text: str) -> int:
        return estimate(text, self._density)

    async def check(self) -> None:
        try:
            page = await self._client.models.list()
            known = [each.id for each in page.data]
        except (*FAILURES, AttributeError, TypeError) as error:
            raise failure(error, self._name, self._secrets) from None
        if self._wire_name not in known:
            raise UnknownModel(
                setting="model",
                model=self._name,
                known=", ".join(known[:_NAMES_SHOWN]) or "—",
                reason="no such model",
            )

    async def close(self) -> None:
        await self._client.close()

    async def _opened(self, sent: Wire) -> AsyncStream[object]:
        """What `chat.completions.create` sends, with chunks as the objects of JSON that they are.

        To build its own objects of every chunk takes the client most of a token's processor time.
        """
        return await self._client.post(
            "/chat/completions",
            body=sent,
            cast_to=object,
            stream=True,
            stream_cls=AsyncStream[object],
        )

    def wire(self, sent: Wire, request: ChatRequest) -> Wire:
        """The request as this product wants it."""
        del request
        return sent

    def carried(self, answer: Answer) -> dict[str, Any] | None:
        """What a turn with calls of functions must give back."""
        del answer
        return None
