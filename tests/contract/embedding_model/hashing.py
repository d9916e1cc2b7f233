"""A deterministic `EmbeddingModel` of hashed words: fast, without weights, for tests."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from znatok.language.text import fold
from znatok.llm.ports import Vectors

_WORD = re.compile(r"\w+")
_PREFIX = 5  # letters: what the forms of one Russian word mostly share
_ROLES = 2  # the first coordinates tell queries from passages


class HashingModel:
    """Bags of word beginnings, hashed to 384 coordinates: texts that share words are alike."""

    name = "hashing-384"
    dimension = 384

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, role=0)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, role=1)

    def count_tokens(self, text: str) -> int:
        return len(_WORD.findall(text))

    def _embed(self, texts: Sequence[str], role: int) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        vectors[:, role] = 0.1  # also keeps a text without words from being a zero vector
        for vector, text in zip(vectors, texts, strict=True):
            for word in _WORD.findall(fold(text)):
                vector[self._coordinate(word[:_PREFIX])] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _coordinate(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return _ROLES + int.from_bytes(digest) % (self.dimension - _ROLES)
