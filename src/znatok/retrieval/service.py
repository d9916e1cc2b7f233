"""Retrieval: a processed question and its reader in, permitted ranked passages out."""

from collections.abc import Iterable

from znatok.access.model import Reader
from znatok.index.ports import FragmentIndex, IndexQuery
from znatok.language.rarity import inverse_frequencies
from znatok.retrieval.fusion import FusionSettings, fuse
from znatok.retrieval.model import Found, Passage, Query
from znatok.retrieval.ports import FragmentSource
from znatok.retrieval.reranking import Reranking


class Retriever:
    def __init__(
        self,
        index: FragmentIndex,
        fragments: FragmentSource,
        fusion: FusionSettings,
        reranking: Reranking | None = None,
    ) -> None:
        self._reranking = reranking
        self._index = index
        self._fragments = fragments
        self._fusion = fusion

    async def search(self, query: Query, reader: Reader, *, limit: int) -> Found:
        """The `limit` best passages for `query` that `reader` may read."""
        candidates = await self._index.search(
            IndexQuery(
                vector=query.vector,
                terms=query.terms,
                principals=reader.principals,
                documents=query.documents,
            )
        )
        brought = limit if self._reranking is None else self._reranking.needed(limit)
        ranked = fuse(candidates, self._fusion)[:brought]
        wanted = {candidates[at].fragment_id: (score, candidates[at]) for score, at in ranked}
        passages: list[Passage] = []
        for found in await self._fragments.fragments_by_ids(list(wanted), reader):
            score, candidate = wanted[found.fragment.id]
            passages.append(
                Passage(
                    fragment=found.fragment,
                    title=found.title,
                    file_name=found.file_name,
                    version=found.version,
                    updated_at=found.updated_at,
                    score=score,
                    dense=candidate.dense,
                    lexical=candidate.lexical,
                    sentences=candidate.sentences,
                )
            )
        if self._reranking is not None:
            passages = await self._reranking.order(query.text, passages)
        return Found(tuple(passages[:limit]), len(candidates))

    async def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """How telling each term is: its BM25 idf over the whole index."""
        from_index = await self._index.document_frequency(terms)
        return inverse_frequencies(from_index, await self._index.size())
