"""Remembers the vectors of recent questions."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from znatok.llm.ports import EmbeddingModel, Vectors


class CachedQueries:
    """An `EmbeddingModel` that asks `model` only for questions not among the `size` latest.

    The key is the exact text. Passages pass through: they are embedded once. The texts stay in
    this process's memory until `size` others push them out (about 2 KB each), and nowhere else.
    """

    def __init__(self, model: EmbeddingModel, size: int = 1024) -> None:
        self._model = model
        self._size = size
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def dimension(self) -> int:
        return self._model.dimension

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            # Copied: a row kept as a view would keep the vectors of all its neighbours alive.
            rows = [row.copy() for row in await self._model.embed_queries(missing)]
            known.update(zip(missing, rows, strict=True))
        self._remember(known)
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return np.stack([known[text] for text in texts])

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._model.embed_passages(texts)

    def _remember(self, used: dict[str, Vectors]) -> None:
        for text, vector in used.items():
            self._vectors[text] = vector
            self._vectors.move_to_end(text)
        while len(self._vectors) > self._size:
            self._vectors.popitem(last=False)
