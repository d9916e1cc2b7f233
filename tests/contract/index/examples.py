"""Documents and queries for the index's contract: small, in 8 dimensions, with many ties."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np

from znatok.index.ports import Candidate, IndexedDocument, IndexedFragment, IndexQuery, Vector
from znatok.kernel.ids import DocumentId, FragmentId, new_uuid

DIMENSION = 8


def unit(vectors: Vector) -> Vector:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


# A fixed set to draw from: fragments then tie exactly or not at all.
POOL = unit(np.random.default_rng(7).normal(size=(24, DIMENSION)).astype(np.float32))
NO_SENTENCES = np.zeros((0, DIMENSION), dtype=np.float32)


def fragment(
    vector: int = 0,
    terms: Mapping[str, int] | None = None,
    sentences: Sequence[int] = (),
    fragment_id: int | None = None,
) -> IndexedFragment:
    """`vector` and `sentences` are places in the pool."""
    return IndexedFragment(
        id=FragmentId(new_uuid() if fragment_id is None else UUID(int=fragment_id)),
        vector=POOL[vector],
        sentence_vectors=POOL[list(sentences)] if sentences else NO_SENTENCES,
        terms=terms or {},
    )


def document(
    *fragments: IndexedFragment, readers: str = "everyone", document_id: DocumentId | None = None
) -> IndexedDocument:
    """`readers`: principals, separated by spaces."""
    return IndexedDocument(
        id=document_id or DocumentId(new_uuid()),
        principals=frozenset(readers.split()),
        fragments=fragments,
    )


def query(
    vector: int = 0,
    terms: Mapping[str, float] | None = None,
    reader: str = "everyone",
    documents: frozenset[DocumentId] | None = None,
    each: int = 100,
) -> IndexQuery:
    return IndexQuery(POOL[vector], terms or {}, frozenset(reader.split()), documents, each)


def ids(candidates: Sequence[Candidate]) -> list[FragmentId]:
    return [candidate.fragment_id for candidate in candidates]
