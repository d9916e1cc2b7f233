"""An exact search over views: every permitted fragment is scored, none is guessed away."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from znatok.index import bm25
from znatok.index.adapters.exact.postings import Vocabulary
from znatok.index.adapters.exact.view import Permitted, View
from znatok.index.ports import Candidate, IndexQuery, Vector

_LEXICAL_DECIMALS = 9  # scores that differ by less are a tie
_ROWS_AT_ONCE = 4096  # for exact scores of very many equal fragments: 12 MB at 384 dimensions

Rows = NDArray[np.intp]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A view with its permitted rows and the BM25 of every row; `lexical` None when all zero."""

    view: View
    permitted: Permitted
    lexical: Scores | None


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows of several views: `views` are places in a list of views, `rows` rows there."""

    views: NDArray[np.intp]
    rows: Rows
    scores: NDArray[np.floating]


def search(views: Sequence[View], vocabulary: Vocabulary, query: IndexQuery) -> list[Candidate]:
    """Answer as `FragmentIndex.search` promises.

    Rough float32 products choose who could be among the best; their scores are then recomputed in
    float64 row by row, so that equal fragments tie whatever block of memory they lie in.
    """
    vector = _unit(query.vector)
    weights = _weigh(views, vocabulary, query)
    scored = [
        _Scored(view, permitted, _bm25(view, weights, permitted))
        for view in views
        if (permitted := view.permitted(query.principals, query.documents)).count
    ]
    if not scored or query.each <= 0:
        return []
    by_meaning = _best_by_meaning(scored, vector, query.each)
    by_words = _best_by_words(scored, query.each)
    return _candidates(scored, by_meaning, by_words, vector, query.each)


@dataclass(frozen=True, slots=True)
class _Weights:
    """Weight × idf of each known term, and the mean length of a fragment in terms."""

    terms: Sequence[tuple[int, float]]
    mean_length: float


def _weigh(views: Sequence[View], vocabulary: Vocabulary, query: IndexQuery) -> _Weights:
    fragments = sum(view.live_rows for view in views)
    mean_length = sum(view.live_length for view in views) / fragments if fragments else 0.0
    terms = []
    for term, weight in sorted(query.terms.items()):  # sorted: sums come out the same every time
        number = vocabulary.number(term)
        holders = 0 if number is None else sum(view.frequency(number) for view in views)
        if number is not None and holders:
            terms.append((number, weight * bm25.idf(fragments, holders)))
    return _Weights(terms, mean_length)


def _bm25(view: View, weights: _Weights, permitted: Permitted) -> Scores | None:
    scores: Scores | None = None
    penalties: NDArray[np.floating] = np.zeros(0)
    for number, weight in weights.terms:
        rows, counts = view.segment.postings.of(number)
        if permitted.rows is not None and permitted.mask is not None:
            allowed = permitted.mask[rows]
            rows, counts = rows[allowed], counts[allowed]
        if not len(rows):
            continue
        if scores is None:
            scores = np.zeros(view.segment.rows)
            penalties = bm25.penalty(view.segment.lengths.astype(np.float64), weights.mean_length)
        places = rows.astype(np.intp)
        scores[places] += weight * bm25.saturation(counts.astype(np.float64), penalties[places])
    return scores


def _best_by_meaning(scored: Sequence[_Scored], vector: Vector, each: int) -> _Found:
    """At least the best `each`, with all that may equal the last of them."""
    # A float32 sum of d products of unit vectors errs by less than d × 2^-24 (Higham 2002, 3.1).
    slack = 2 * len(vector) * 2.0**-24
    parts = []
    for place, item in enumerate(scored):
        matrix, permitted = item.view.segment.vectors, item.permitted
        if permitted.rows is not None:
            rows, products = permitted.rows, matrix.take(permitted.rows, axis=0) @ vector
        else:
            rows, products = None, matrix @ vector
            if permitted.mask is not None:
                products[~permitted.mask] = -np.inf
        threshold = max(_threshold(products, each) - slack, -2.0)
        chosen = np.flatnonzero(products >= threshold)
        parts.append((place, chosen if rows is None else rows[chosen], products[chosen]))
    found = _gather(parts)
    return _above(found, _threshold(found.scores, each) - slack)


def _best_by_words(scored: Sequence[_Scored], each: int) -> _Found:
    """The best `each` among fragments that hold a term; ties by fragment id."""
    parts = []
    for place, item in enumerate(scored):
        if item.lexical is None:
            continue
        positive = item.lexical > 0
        if item.permitted.mask is not None:
            positive &= item.permitted.mask
        rows = np.flatnonzero(positive)
        # Equal fragments' sums may differ in their last bits by the order of the terms.
        scores = np.round(item.lexical[rows], _LEXICAL_DECIMALS)
        best = scores >= _threshold(scores, each)
        parts.append((place, rows[best], scores[best]))
    found = _gather(parts)
    found = _above(found, _threshold(found.scores, each))
    order = _rank(found.scores, _ids(scored, found))[:each]
    return _Found(found.views[order], found.rows[order], found.scores[order])


def _candidates(
    scored: Sequence[_Scored], by_meaning: _Found, by_words: _Found, vector: Vector, each: int
) -> list[Candidate]:
    keys = np.unique(np.concatenate((_keys(by_meaning), _keys(by_words))))
    union = _Found(keys >> 32, keys & 0xFFFFFFFF, np.zeros(len(keys)))
    for place, item in enumerate(scored):
        here = union.views == place
        union.scores[here] = _cosines(item.view.segment.vectors, union.rows[here], vector)
    order = _rank(union.scores, _ids(scored, union))
    # Everything that is not among the best by meaning stands below them in this order.
    worded = np.isin(keys[order], _keys(by_words), assume_unique=True)
    worded[:each] = True
    return _describe(scored, union, order[worded], vector)


def _describe(
    scored: Sequence[_Scored],
    found: _Found,
    order: Rows,
    vector: Vector,
) -> list[Candidate]:
    answer: list[Candidate | None] = [None] * len(order)
    views, rows = found.views[order], found.rows[order]
    dense = found.scores[order].tolist()
    for place, item in enumerate(scored):
        slots = np.flatnonzero(views == place)
        here = rows[slots]
        segment = item.view.segment
        lexical = [0.0] * len(here) if item.lexical is None else item.lexical[here].tolist()
        owners = segment.document_of_row[here]
        siblings = np.diff(segment.starts)[owners].tolist()
        sentences = segment.sentence_cosines(here, vector)
        for slot, row, owner, words, cosines, count in zip(
            slots.tolist(),
            here.tolist(),
            owners.tolist(),
            lexical,
            sentences,
            siblings,
            strict=True,
        ):
            answer[slot] = Candidate(
                fragment_id=segment.fragments[row],
                document_id=segment.documents[owner],
                dense=dense[slot],
                lexical=words,
                sentences=cosines,
                siblings=count,
            )
    return [candidate for candidate in answer if candidate is not None]


def _unit(vector: Vector) -> Vector:
    wide = vector.astype(np.float64)
    length = math.sqrt(float(wide @ wide))
    return (wide / length if length else wide).astype(np.float32)


def _cosines(matrix: Vector, rows: Rows, vector: Vector) -> Scores:
    """Products in float64, each row summed by itself in one fixed order, unlike in BLAS."""
    cosines = np.empty(len(rows))
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        products = matrix[rows[part]] * vector.astype(np.float64)
        products.sum(axis=1, out=cosines[part])
    return cosines


def _threshold(scores: NDArray[np.floating], each: int) -> float:
    """The score of the `each`-th best; minus infinity when there are fewer."""
    if len(scores) <= each:
        return -math.inf
    return float(np.partition(scores, len(scores) - each)[len(scores) - each])


def _gather(parts: Sequence[tuple[int, Rows, NDArray[np.floating]]]) -> _Found:
    if not parts:
        nothing = np.zeros(0, dtype=np.intp)
        return _Found(nothing, nothing, np.zeros(0))
    places, rows, scores = zip(*parts, strict=True)
    views = np.repeat(np.array(places, dtype=np.intp), [len(each) for each in rows])
    return _Found(views, np.concatenate(rows), np.concatenate(scores))


def _above(found: _Found, threshold: float) -> _Found:
    kept = found.scores >= threshold
    return _Found(found.views[kept], found.rows[kept], found.scores[kept])


def _keys(found: _Found) -> NDArray[np.int64]:
    return found.views.astype(np.int64) << 32 | found.rows


def _ids(scored: Sequence[_Scored], found: _Found) -> NDArray[np.uint64]:
    ids = np.empty((len(found.rows), 2), dtype=np.uint64)
    for place, item in enumerate(scored):
        here = found.views == place
        ids[here] = item.view.segment.ids[found.rows[here]]
    return ids


def _rank(scores: NDArray[np.floating], ids: NDArray[np.uint64]) -> Rows:
    """Places from the best score to the worst, ties by fragment id."""
    return np.lexsort((ids[:, 1], ids[:, 0], -scores))
