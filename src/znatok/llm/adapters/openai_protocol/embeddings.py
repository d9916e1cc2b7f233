"""`EmbeddingModel` over the protocol."""

from collections.abc import Sequence

import numpy as np
from openai import AsyncOpenAI

from znatok.llm.adapters.openai_protocol.failures import FAILURES, failure
from znatok.llm.long_texts import LongTexts, Rows
from znatok.llm.ports import Vectors
from znatok.llm.tokens import estimate


class ProtocolEmbeddings:
    """`query_model` and `passage_model`: as the server knows them; mostly the same.

    `one_by_one`: the server takes a single text a call, as a string. Call `close` at the end.
    """

    def __init__(
        self,
        client: AsyncOpenAI,
        texts: LongTexts,
        *,
        query_model: str,
        passage_model: str,
        query_prefix: str = "",
        passage_prefix: str = "",
        one_by_one: bool = False,
        secrets: tuple[str, ...] = (),
    ) -> None:
        self._client = client
        self._texts = texts
        self._query = query_model, query_prefix
        self._passage = passage_model, passage_prefix
        self._one_by_one = one_by_one
        self._secrets = secrets

    @property
    def name(self) -> str:
        return self._texts.name

    @property
    def dimension(self) -> int:
        return self._texts.dimension

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._embed(texts, *self._query)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._embed(texts, *self._passage)

    def count_tokens(self, text: str) -> int:
        return estimate(text, self._texts.density)

    async def close(self) -> None:
        await self._client.close()

    async def _embed(self, texts: Sequence[str], model: str, prefix: str) -> Vectors:
        async def ask(group: Sequence[str]) -> Rows:
            try:
                answer = await self._client.embeddings.create(
                    model=model,
                    input=group[0] if self._one_by_one else list(group),
                    encoding_format="float",  # the client's own default is not known everywhere
                )
                found = sorted(answer.data, key=lambda each: each.index)
                return np.asarray([each.embedding for each in found], np.float32)
            except (*FAILURES, AttributeError, TypeError) as error:
                raise failure(error, self.name, self._secrets) from None

        return await self._texts.embed(texts, prefix, ask)
