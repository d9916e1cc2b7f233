"""An index that can be exchanged for another while questions go on."""

from collections.abc import Iterable

from znatok.index.errors import ForeignVector
from znatok.index.ports import Candidate, FragmentIndex, IndexedDocument, IndexQuery
from znatok.kernel.ids import DocumentId


class SwitchingIndex:
    """A `FragmentIndex` that passes everything on to the one in use, and checks whose vectors meet.

    A query is answered by an index that holds vectors of the query's own model, or not at all. The
    index before the last exchange still answers the queries that were made for it, until `forget`:
    a question that was embedded just before the exchange must not fail.
    """

    def __init__(self, index: FragmentIndex, space: str) -> None:
        self._current, self._space = index, space
        self._former: tuple[str, FragmentIndex] | None = None

    @property
    def current(self) -> FragmentIndex:
        return self._current

    @property
    def space(self) -> str:
        """The name of the model whose vectors are held."""
        return self._space

    def use(self, index: FragmentIndex, space: str) -> None:
        """Exchange the index; a search that has begun ends in the one in which it began."""
        self._former = (self._space, self._current)
        self._current, self._space = index, space

    def forget(self) -> None:
        """Answer no more from the index before the last exchange."""
        self._former = None

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        await self._current.publish(documents)

    async def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        await self._current.set_access(document_id, principals)

    async def remove(self, document_ids: Iterable[DocumentId]) -> None:
        await self._current.remove(document_ids)

    async def search(self, query: IndexQuery) -> list[Candidate]:
        """Raises ForeignVector: the query's vector is of no model whose vectors are held."""
        return await self._holding(query.space).search(query)

    async def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        return await self._current.document_frequency(terms)

    async def size(self) -> int:
        return await self._current.size()

    def _holding(self, space: str | None) -> FragmentIndex:
        if space == self._space:
            return self._current
        if self._former is not None and space == self._former[0]:
            return self._former[1]
        raise ForeignVector(query=space, index=self._space)
