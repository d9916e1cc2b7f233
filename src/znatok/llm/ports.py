"""Ports of the language models."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class EmbeddingModel(Protocol):
    """Turns text into vectors whose dot product is a likeness of meaning.

    Both calls return float32 rows of unit length, shape (len(texts), dimension), in the order
    given; an empty text gets a valid vector; an empty sequence gives shape (0, dimension). Queries
    and passages are embedded differently: never mix the two calls. Safe to call from several tasks
    at once; concurrent query calls may share one inference.

    Raises:
        ModelUnavailable: the model cannot answer now; safe to retry.

    """

    @property
    def name(self) -> str:
        """Identifies the vector space: vectors of different names must never be compared."""
        ...

    @property
    def dimension(self) -> int: ...

    async def embed_queries(self, texts: Sequence[str]) -> Vectors: ...

    async def embed_passages(self, texts: Sequence[str]) -> Vectors: ...

    def count_tokens(self, text: str) -> int:
        """How many tokens of the model `text` takes, prefix and control tokens left out."""
        ...


class Reranker(Protocol):
    """Reads a question and a passage together and says how well the one answers the other.

    Slower than comparing vectors by a factor of about the number of passages, and more exact:
    for the few best of a search only (Nogueira & Cho 2019, "Passage Re-ranking with BERT").
    """

    @property
    def name(self) -> str:
        """Identifies the model: its scores must not be compared with another's."""
        ...

    async def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers, 0…1, in the order given; what is too long is cut.

        A score does not depend on the passages beside it. Cancelling stops the work soon.

        Raises:
            ModelUnavailable: the model cannot answer now; safe to retry.

        """
        ...
