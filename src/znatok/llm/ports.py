"""Ports of the language models."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from znatok.llm.model import Capabilities, ChatDelta, ChatRequest

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


class ChatModel(Protocol):
    """Writes text from a conversation. Safe to call from several tasks at once."""

    @property
    def name(self) -> str:
        """The model as its vendor names it, for people and for the record of costs."""
        ...

    @property
    def capabilities(self) -> Capabilities: ...

    def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        """Yield the answer in order; the last delta is `Finished`, exactly once.

        Reasoning is not part of the text. One call is one request to the vendor: nothing is tried
        again here. Closing the iterator closes the connection. Time limits are the caller's, but
        for the connection's own.

        Raises:
            ModelRefusedKey: the key is wrong, has expired for good, or lacks the right.
            ModelQuotaSpent: paid tokens are used up; trying again will not help.
            ModelBusy: too many requests or streams at once; safe to retry before the first delta.
            ContextTooLong: the conversation does not fit the model.
            ModelFiltered: the vendor refused the request for its content.
            ModelRejected: the request is wrong for this model (its name, a parameter).
            ModelUnavailable: no connection, an error of the server, nonsense, or the stream broke
                off; safe to retry before the first delta.

        """
        ...

    async def count_tokens(self, text: str) -> int:
        """How many tokens `text` takes, never less than the model counts by more than a tenth.

        An estimate where the vendor has no cheap way to ask; needs no network on the usual path.
        """
        ...

    async def check(self) -> None:
        """Ask the vendor whether key, address and model name are right, at next to no cost.

        Raises: as `stream`.
        """
        ...
