"""Retrieval: a processed question and its reader in, permitted ranked passages out."""

from collections.abc import Iterable, Sequence
from datetime import date

from znatok.access.model import Reader
from znatok.index.ports import Candidate, FragmentIndex, IndexQuery
from znatok.kernel.clock import Clock, SystemClock
from znatok.language.rarity import inverse_frequencies
from znatok.language.wording import searched_terms
from znatok.retrieval.close_reading import CloseReading
from znatok.retrieval.fusion import FusionSettings, fuse
from znatok.retrieval.model import Found, Passage, Query
from znatok.retrieval.ports import FragmentSource
from znatok.retrieval.reranking import Reranking
from znatok.retrieval.validity import day_asked, judged, needs_more, settled

_FURTHER = 4  # times the passages wanted: how far down a revision in force is looked for


class Retriever:
    def __init__(
        self,
        index: FragmentIndex,
        fragments: FragmentSource,
        fusion: FusionSettings,
        reading: CloseReading,
        reranking: Reranking | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._clock = clock or SystemClock()
        self._reading = reading
        self._reranking = reranking
        self._index = index
        self._fragments = fragments
        self._fusion = fusion

    async def search(self, query: Query, reader: Reader, *, limit: int) -> Found:
        """The `limit` best passages for `query` that `reader` may read.

        Of revisions of one document those in force on the day asked about come first.
        """
        candidates = await self._index.search(
            IndexQuery(
                vector=query.vector,
                terms=searched_terms(query.text, query.terms),
                principals=reader.principals,
                documents=query.documents,
                space=query.space,
            )
        )
        brought = self._reading.needed(limit)
        if self._reranking is not None:
            brought = max(brought, self._reranking.needed(limit))
        ranked = fuse(candidates, self._fusion)
        on = day_asked(query.text, self._clock.now().date())
        passages = await self._load(ranked[:brought], candidates, reader, on)
        if needs_more(passages[:limit]):  # what is in force may stand lower
            further = ranked[brought : max(brought, _FURTHER * limit)]
            passages += await self._load(further, candidates, reader, on)
        passages = self._reading.read(query, passages, await self.rarity(query.terms))
        if self._reranking is not None:
            passages = await self._reranking.order(query.text, passages)
        return Found(tuple(settled(passages)[:limit]), len(candidates))

    async def _load(
        self,
        ranked: Sequence[tuple[float, int]],
        candidates: Sequence[Candidate],
        reader: Reader,
        on: date,
    ) -> list[Passage]:
        """Ranked candidates as passages, those left out that `reader` may not read any more."""
        wanted = {candidates[at].fragment_id: (score, candidates[at]) for score, at in ranked}
        passages: list[Passage] = []
        for found in await self._fragments.fragments_by_ids(list(wanted), reader):
            score, candidate = wanted[found.fragment.id]
            passage = Passage(
                fragment=found.fragment,
                title=found.title,
                file_name=found.file_name,
                version=found.version,
                updated_at=found.updated_at,
                score=score,
                dense=candidate.dense,
                lexical=candidate.lexical,
                sentences=candidate.sentences,
                validity=found.validity,
            )
            passages.append(judged(passage, on))
        return passages

    async def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """How telling each term is: its BM25 idf over the whole index."""
        from_index = await self._index.document_frequency(terms)
        return inverse_frequencies(from_index, await self._index.size())
