"""One search in LanceDB: two rankings by the engine, then exact scores of their union."""

import asyncio
import math
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from lancedb.query import BooleanQuery, ColumnOrdering, FullTextOperator, MatchQuery, Occur

from znatok.index import bm25
from znatok.index.adapters.lancedb import filters
from znatok.index.adapters.lancedb.rows import Weights, lexical, term_key, to_candidate, token
from znatok.index.ports import Candidate, IndexQuery, Vector
from znatok.kernel.ids import FragmentId

_ALL = ["id", "document_id", "vector", "sentences", "terms", "counts", "length", "siblings"]
_SAME = 1e-6  # distances closer than this may be a tie
_MARGIN = 16  # asked for beyond what is needed, to see where a tie ends
_WIDEN = 4
_WIDEST = 64  # a tie of more than so many times `each` is cut where the engine cuts it
# The engine's BM25 counts the deleted and weighs its parts apart until it is optimised, so its
# order near the end of the list is not the port's.
_WORDS_OVERFETCH = 2
_REFINE = 4  # candidates of the quantised vector index rescored with full vectors, times the limit


class Reading:
    """Searches of one table; remembers what it counted in its latest version."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._counted: tuple[int, dict[int, int]] = (-1, {})
        self._sizes: tuple[int, int, int] = (-1, 0, 0)

    async def search(self, query: IndexQuery, where: str, version: int) -> list[Candidate]:
        """Answer as the port promises, from rows that meet `where`."""
        wide = query.vector.astype(np.float64)
        length = math.hypot(*wide.tolist())
        vector = (wide / length if length else wide).astype(np.float32)
        weights = await self._weigh(query, version)
        near, worded = await asyncio.gather(
            self._by_meaning(vector, where, query.each), self._by_words(weights, where, query.each)
        )
        chosen = {*near, *worded}
        if not chosen:
            return []
        condition = f"{where} AND {filters.of_fragments(map(_fragment, chosen))}"
        rows = await self._table.query().where(condition).select(_ALL).to_list()
        found = [to_candidate(row, vector, weights) for row in rows]
        return sorted(found, key=lambda each: (-each.dense, each.fragment_id.int))

    async def holders(self, key: int, version: int) -> int:
        """In how many fragments a term occurs: all that the full-text index finds by it."""
        if self._counted[0] != version:
            self._counted = (version, {})
        counts = self._counted[1]
        if key not in counts:
            fragments, _ = await self._size(version)
            found = self._table.query().nearest_to_text(_any_of({key: 1.0})).select(["_score"])
            counts[key] = len(await found.limit(max(fragments, 1)).to_arrow())
        return counts[key]

    async def _weigh(self, query: IndexQuery, version: int) -> Weights:
        fragments, occurrences = await self._size(version)
        keys = {term_key(term): weight for term, weight in sorted(query.terms.items())}
        counts = await asyncio.gather(*(self.holders(key, version) for key in keys))
        terms = {
            key: weight * bm25.idf(fragments, count)
            for (key, weight), count in zip(keys.items(), counts, strict=True)
            if count
        }
        return Weights(terms, occurrences / fragments if fragments else 0.0)

    async def _size(self, version: int) -> tuple[int, int]:
        if self._sizes[0] != version:
            lengths = await self._table.query().select(["length"]).to_arrow()
            total = int(lengths["length"].to_numpy().sum())
            self._sizes = (version, len(lengths), total)
        return self._sizes[1:]

    async def _by_meaning(self, vector: Vector, where: str, each: int) -> list[str]:
        """Ids of the nearest `each`; ties by id."""
        if not vector.any():  # as far from everything: by id alone
            by_id = [ColumnOrdering(column_name="id", ascending=True)]
            query = self._table.query().where(where).order_by(by_id).limit(each).select(["id"])
            return [row["id"] for row in await query.to_list()]
        limit = each + _MARGIN
        while True:
            nearest = self._table.query().nearest_to(vector).distance_type("dot").where(where)
            nearest = nearest.refine_factor(_REFINE).ef(_REFINE * limit)
            rows = await nearest.limit(limit).select(["id", "_distance"]).to_list()
            ranked = sorted((row["_distance"], row["id"]) for row in rows)
            if _is_cut(ranked, each, limit, _SAME):
                limit *= _WIDEN
                continue
            return [name for _, name in ranked[:each]]

    async def _by_words(self, weights: Weights, where: str, each: int) -> list[str]:
        """Ids of the best `each` by exact BM25 among more that the engine thinks best."""
        if not weights.terms:
            return []
        words = _any_of(weights.terms)
        columns = ["id", "terms", "counts", "length", "_score"]
        limit = _WORDS_OVERFETCH * each + _MARGIN
        while True:
            query = self._table.query().nearest_to_text(words).where(where).limit(limit)
            rows = await query.select(columns).to_list()
            scored = ((round(lexical(row, weights), 9), row["id"]) for row in rows)
            ranked = sorted((-score, name) for score, name in scored if score > 0)
            if _is_cut(ranked, each, limit, 0.0):
                limit *= _WIDEN
                continue
            return [name for _, name in ranked[:each]]


def _any_of(weights: Mapping[int, float]) -> BooleanQuery:
    """Fragments with any of the terms' tokens, spelt exactly so."""
    return BooleanQuery(
        [
            (
                Occur.SHOULD,
                MatchQuery(
                    token(key),
                    "words",
                    boost=max(weight, 0.0),
                    fuzziness=0,
                    max_expansions=1,
                    operator=FullTextOperator.OR,
                    prefix_length=0,
                    document_granularity=None,
                ),
            )
            for key, weight in weights.items()
        ]
    )


def _is_cut(ranked: Sequence[tuple[float, str]], each: int, limit: int, same: float) -> bool:
    """Whether a tie over the last place may go on past what was fetched."""
    if len(ranked) < limit or limit > _WIDEST * each:
        return False
    return ranked[-1][0] - ranked[each - 1][0] <= same


def _fragment(name: str) -> FragmentId:
    return FragmentId(UUID(hex=name))
