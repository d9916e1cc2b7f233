"""An embedding model that can be exchanged for another while questions go on."""

from collections.abc import Sequence

from znatok.llm.ports import EmbeddingModel, Vectors


class SwitchingModel:
    """An `EmbeddingModel` that passes everything on to the one in use.

    Who needs a name that belongs to vectors takes both from `pinned`: between two calls here the
    model may be exchanged.
    """

    def __init__(self, model: EmbeddingModel) -> None:
        self._current = model

    @property
    def current(self) -> EmbeddingModel:
        return self._current

    def use(self, model: EmbeddingModel) -> None:
        self._current = model

    @property
    def name(self) -> str:
        return self._current.name

    @property
    def dimension(self) -> int:
        return self._current.dimension

    def count_tokens(self, text: str) -> int:
        return self._current.count_tokens(text)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._current.embed_queries(texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._current.embed_passages(texts)


def pinned(model: EmbeddingModel) -> EmbeddingModel:
    """The model in use now; it stays the same one whatever is exchanged meanwhile."""
    return pinned(model.current) if isinstance(model, SwitchingModel) else model
