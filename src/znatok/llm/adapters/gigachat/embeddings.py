"""GigaChat's vectors come at any length: they are made of length one here."""

import hashlib
from collections.abc import Sequence
from typing import Self

import numpy as np
from gigachat.client import GigaChatAsyncClient

from znatok.llm.adapters.gigachat.client import open_client
from znatok.llm.adapters.gigachat.failures import FAILURES, failure
from znatok.llm.adapters.gigachat.settings import GigaChatEmbeddingSettings
from znatok.llm.long_texts import LongTexts, Rows
from znatok.llm.ports import Vectors
from znatok.llm.tokens import GIGACHAT, estimate


class GigaChatEmbeddings:
    """Call `close` at the end."""

    def __init__(self, client: GigaChatAsyncClient, settings: GigaChatEmbeddingSettings) -> None:
        self._client = client
        self._settings = settings
        self._texts = LongTexts(
            name=_space(settings),
            dimension=settings.dimension,
            density=GIGACHAT,
            window=settings.window_tokens,
            group=settings.group,
            at_once=settings.at_once,
        )

    @classmethod
    def open(cls, settings: GigaChatEmbeddingSettings) -> Self:
        return cls(open_client(settings), settings)

    @property
    def name(self) -> str:
        return self._texts.name

    @property
    def dimension(self) -> int:
        return self._texts.dimension

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._texts.embed(texts, self._settings.query_prefix, self._ask)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._texts.embed(texts, "", self._ask)

    def count_tokens(self, text: str) -> int:
        return estimate(text, GIGACHAT)

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, group: Sequence[str]) -> Rows:
        try:
            answer = await self._client.aembeddings(list(group), self._settings.model)
            found = sorted(answer.data, key=lambda each: each.index)
            return np.asarray([each.embedding for each in found], np.float32)
        except FAILURES as error:
            raise failure(error, self._settings) from None


def _space(settings: GigaChatEmbeddingSettings) -> str:
    """Another prefix gives other vectors, so it is part of the name."""
    prefix = hashlib.sha256(settings.query_prefix.encode()).hexdigest()[:8]
    return f"gigachat:{settings.model}+{prefix}"
