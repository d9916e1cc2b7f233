"""The port of the fragment index: meaning and words, with rights applied inside the search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from znatok.kernel.ids import DocumentId, FragmentId

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IndexedFragment:
    """A fragment as the index takes it.

    `vector`: unit length, shape (dimension,). `sentence_vectors`: shape (sentences, dimension),
    rows of unit length in the order of the fragment's sentences. `terms`: lemma → occurrences.
    """

    id: FragmentId
    vector: Vector
    sentence_vectors: Vector
    terms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """All fragments of the one version that readers may see, with who may read them."""

    id: DocumentId
    principals: frozenset[str]
    fragments: Sequence[IndexedFragment]


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What is looked for, by whom.

    `principals`: of the reader; a document is seen when the two sets meet. `documents`: only these,
    None for all. `each`: how many of the best by meaning and how many of the best by words.
    `space`: the name of the model that made the vector: those of two models are never compared.
    """

    vector: Vector
    terms: Mapping[str, float]
    principals: frozenset[str]
    documents: frozenset[DocumentId] | None = None
    each: int = 100
    space: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fragment the reader may see, with both of its scores whichever way it was found.

    `dense`: cosine of query and fragment. `lexical`: BM25 (Robertson & Zaragoza 2009; k1 1.2,
    b 0.75; idf = ln(1 + (N - n + 0.5) / (n + 0.5)); query term weights multiply). `sentences`:
    cosine of the query with each sentence, in their order. `siblings`: how many fragments its
    document has, itself among them.
    """

    fragment_id: FragmentId
    document_id: DocumentId
    dense: float
    lexical: float
    sentences: tuple[float, ...] = field(default=())
    siblings: int = 1


class FragmentIndex(Protocol):
    """Holds fragments of many documents; a search never returns what the reader may not see.

    The contract suite (tests/contract/index) also demands recall against an exact search under
    filters that keep 1% and 20% of the fragments: an approximate index that filters afterwards
    silently loses what the reader may see.

    A fragment's length for BM25 is the sum of its term occurrences; N, n and the mean length are
    those of all fragments held, whoever may read them. A fragment is found by words when its BM25
    is above zero. A publish, change of access or removal is in force when the call returns.

    Raises, from every method:
        IndexUnavailable: the engine does not answer now; safe to retry.
    """

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        """Add or replace documents; each becomes visible whole or not at all.

        One without fragments leaves nothing of its former version. Of an id given twice in a row
        the last counts.

        Raises:
            ValueError: a vector of another dimension; documents before it may have been published.

        """
        ...

    async def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        """Change who may read a document; unknown documents are ignored."""
        ...

    async def remove(self, document_ids: Iterable[DocumentId]) -> None:
        """Forget documents; unknown ones are ignored."""
        ...

    async def search(self, query: IndexQuery) -> list[Candidate]:
        """The union of the best `each` by meaning and the best `each` by words.

        Ordered by `dense`, the highest first; ties by fragment id.
        """
        ...

    async def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many fragments each term occurs; 0 for unknown ones."""
        ...

    async def size(self) -> int:
        """How many fragments are held."""
        ...
