"""Documents as rows of an Arrow table, and rows as candidates."""

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import pyarrow as pa

from znatok.index import bm25
from znatok.index.adapters.lancedb.filters import is_principal
from znatok.index.ports import Candidate, IndexedDocument, Vector
from znatok.kernel.ids import DocumentId, FragmentId

# 16-bit fixed point: components of a unit vector lie in [-1, 1]; a cosine errs by about 1e-5.
_FIXED_POINT = 32767
# Repetitions past this change BM25 by less than 0.1% (it saturates), and text costs space.
_MOST_REPETITIONS = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight × idf of each query term by its key, and the mean length of a fragment in terms."""

    terms: Mapping[int, float]
    mean_length: float


def schema(dimension: int) -> pa.Schema:
    """One row a fragment. `words` repeats a term's token as often as it occurs, for ranking by
    words; `terms` and `counts` are the same for exact scores; `sentences` is fixed point, by rows;
    `siblings` is how many rows the document has.
    """
    return pa.schema(
        [
            ("id", pa.string()),
            ("document_id", pa.string()),
            ("principals", pa.list_(pa.string())),
            ("vector", pa.list_(pa.float32(), dimension)),
            ("sentences", pa.binary()),
            ("words", pa.string()),
            ("terms", pa.list_(pa.int64())),
            ("counts", pa.list_(pa.int64())),
            ("length", pa.int64()),
            ("siblings", pa.int64()),
        ]
    )


def term_key(term: str) -> int:
    """A term's number: any string is then one token, and the disk holds no words."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), signed=True)


def token(key: int) -> str:
    """The same as a word for the full-text index, without whitespace."""
    return f"{key & 0xFFFFFFFFFFFFFFFF:016x}"


def to_table(documents: Sequence[IndexedDocument], dimension: int) -> pa.Table:
    """Rows of all fragments.

    Raises:
        ValueError: a vector has another dimension, or a principal other characters than a-z, 0-9,
            ":" and "-".

    """
    rows = [_row(document, dimension) for document in documents]
    return pa.Table.from_pylist([each for parts in rows for each in parts], schema(dimension))


def to_candidate(row: Mapping[str, object], vector: Vector, weights: Weights) -> Candidate:
    """The row with exact scores for a query vector of unit length, or zero."""
    match row:
        case {
            "id": str(fragment_id),
            "document_id": str(document_id),
            "vector": list(components),
            "sentences": bytes(sentences),
            "siblings": int(siblings),
        }:
            fixed = np.frombuffer(sentences, dtype=np.int16).reshape(-1, len(vector))
            cosines = fixed.astype(np.float32) @ (vector / _FIXED_POINT)
            products = np.array(components) * vector
            return Candidate(
                fragment_id=FragmentId(UUID(hex=fragment_id)),
                document_id=DocumentId(UUID(hex=document_id)),
                dense=float(products.sum()),
                lexical=lexical(row, weights),
                sentences=tuple(cosines.tolist()),
                siblings=siblings,
            )
    raise ValueError("a row without the index's columns")


def lexical(row: Mapping[str, object], weights: Weights) -> float:
    """The row's BM25 as the port defines it; the engine's own differs (docs/adr/0004)."""
    match row:
        case {"terms": list(terms), "counts": list(counts), "length": int(length)}:
            penalty = bm25.penalty(float(length), weights.mean_length)
            held = dict(zip(terms, counts, strict=True))
            return sum(
                weight * bm25.saturation(float(held[key]), penalty)
                for key, weight in weights.terms.items()
                if key in held
            )
    raise ValueError("a row without the index's columns")


def _row(document: IndexedDocument, dimension: int) -> list[dict[str, object]]:
    if not all(map(is_principal, document.principals)):
        raise ValueError("a principal has characters other than a-z, 0-9, ':' and '-'")
    principals = sorted(document.principals)
    rows: list[dict[str, object]] = []
    for fragment in document.fragments:
        sentences = fragment.sentence_vectors
        if fragment.vector.shape != (dimension,) or (
            len(sentences) and sentences.shape[1:] != (dimension,)
        ):
            raise ValueError(f"vectors must have {dimension} components")
        fixed = np.rint(np.clip(sentences, -1, 1) * _FIXED_POINT).astype(np.int16)
        keys = {term_key(term): count for term, count in fragment.terms.items()}
        words = [[token(key)] * min(count, _MOST_REPETITIONS) for key, count in keys.items()]
        rows.append(
            {
                "id": fragment.id.hex,
                "document_id": document.id.hex,
                "principals": principals,
                "vector": fragment.vector.astype(np.float32),
                "sentences": fixed.tobytes(),
                "words": " ".join(itertools.chain.from_iterable(words)),
                "terms": list(keys),
                "counts": list(keys.values()),
                "length": sum(keys.values()),
                "siblings": len(document.fragments),
            }
        )
    return rows
