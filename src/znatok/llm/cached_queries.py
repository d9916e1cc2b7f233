"""Remembers the vectors of recent questions."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from znatok.language.text import squeeze
from znatok.llm.ports import EmbeddingModel, Vectors
from znatok.platform.cache import Cache, key_of

_STORED = np.dtype("<f4")  # the same bytes on every machine that may read them


class CachedQueries:
    """An `EmbeddingModel` that asks `model` only for questions that `cache` does not know.

    Questions are composed (NFC) and their runs of spaces made one before they are embedded: such
    differences mean nothing, and the model then answers both spellings with one vector. Letters
    keep their case, which means something to the model. Passages pass through: they are embedded
    once. Keys hold the model's name, so vectors of two models never meet.
    """

    def __init__(self, model: EmbeddingModel, cache: Cache, ttl: timedelta) -> None:
        self._model = model
        self._cache = cache
        self._ttl = ttl

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def dimension(self) -> int:
        return self._model.dimension

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        plain = [squeeze(unicodedata.normalize("NFC", text)) for text in texts]
        known: dict[str, Vectors] = {}
        missing: list[str] = []
        for text in dict.fromkeys(plain):
            stored = await self._cache.get(self._key(text))
            if stored is None:
                missing.append(text)
            else:
                known[text] = np.frombuffer(stored, _STORED)
        if missing:
            rows = await self._model.embed_queries(missing)
            for text, row in zip(missing, rows, strict=True):
                known[text] = row
                value = row.astype(_STORED).tobytes()
                await self._cache.set(self._key(text), value, ttl=self._ttl)
        return np.stack([known[text] for text in plain]).astype(np.float32, copy=False)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._model.embed_passages(texts)

    def _key(self, text: str) -> str:
        return key_of("query-vector", self.name, text)
