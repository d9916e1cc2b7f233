"""Asking as if some of the documents were not there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from znatok.access.model import Reader
from znatok.chat.context import Context, Prepared
from znatok.chat.stages.context import ContextStage
from znatok.documents.model import Fragment
from znatok.index.ports import Candidate, FragmentIndex, IndexedDocument, IndexQuery
from znatok.kernel.ids import DocumentId, FragmentId
from znatok.language.wording import indexed_terms
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever
from znatok.understanding.model import Intent

PASSAGES = 8  # of one search, as the chat's pipeline asks for
_LANGUAGE = "ru"  # of what nobody will read


class HidingIndex:
    """A `FragmentIndex` over another one, some of whose fragments can be made to be absent.

    Absent entirely: no search finds them, and their terms count for no term's rarity. With
    `remembered` their terms still count, as where fragments are hidden by rights or by a filter.
    Writing goes to the other index.
    """

    def __init__(self, index: FragmentIndex) -> None:
        self._index = index
        self._hidden: Mapping[FragmentId, frozenset[str]] = {}
        self._remembered = False

    def hide(self, fragments: Iterable[Fragment], *, remembered: bool = False) -> None:
        """From now on these fragments are absent, and no others."""
        self._remembered = remembered
        self._hidden = {each.id: frozenset(indexed_terms(each.terms.split())) for each in fragments}

    async def search(self, query: IndexQuery) -> list[Candidate]:
        wider = replace(query, each=query.each + len(self._hidden))
        found = await self._index.search(wider)
        return [each for each in found if each.fragment_id not in self._hidden]

    async def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        frequencies = dict(await self._index.document_frequency(terms))
        if self._remembered:
            return frequencies
        return {
            term: max(0, count - sum(term in held for held in self._hidden.values()))
            for term, count in frequencies.items()
        }

    async def size(self) -> int:
        return await self._index.size() - (0 if self._remembered else len(self._hidden))

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        await self._index.publish(documents)

    async def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        await self._index.set_access(document_id, principals)

    async def remove(self, document_ids: Iterable[DocumentId]) -> None:
        await self._index.remove(document_ids)


class Prober:
    """Runs the chat's stages up to the evidence, with some fragments absent. One at a time."""

    def __init__(
        self, index: HidingIndex, queries: QueryMaker, retriever: Retriever, context: ContextStage
    ) -> None:
        self._index = index
        self._queries = queries
        self._retriever = retriever
        self._context = context

    async def probe(
        self,
        question: str,
        reader: Reader,
        hidden: Iterable[Fragment] = (),
        *,
        remembered: bool = False,
    ) -> Context:
        """What the answer would be made of.

        Raises:
            ModelUnavailable: the embedding model cannot answer now; safe to retry.

        """
        self._index.hide(hidden, remembered=remembered)
        query = await self._queries.make(question)
        found = await self._retriever.search(query, reader, limit=PASSAGES)
        rarity = await self._retriever.rarity(query.terms)
        prepared = Prepared(question, _LANGUAGE)
        return self._context.run(prepared, query, found.passages, rarity, Intent.DOCUMENTATION)
