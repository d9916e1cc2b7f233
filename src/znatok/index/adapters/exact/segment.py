"""An immutable block of documents: what a search reads, laid out in columns."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from znatok.index.adapters.exact import postings
from znatok.index.adapters.exact.postings import Flags, Postings, Vocabulary
from znatok.index.ports import IndexedDocument, Vector
from znatok.kernel.ids import DocumentId, FragmentId

# Sentence vectors are kept as 16-bit fixed point: components of a unit vector lie in [-1, 1], so
# one step is 1 / 32767 and a cosine over 384 components errs by about 1e-5. With 8 bits and a scale
# a row some would err by more than 1e-3. Unlike float16, NumPy widens int16 with SIMD.
_FIXED_POINT = 32767
_LOW_64_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Segment:
    """Columns over `rows` fragments, those of a document side by side.

    `documents`: in order of their rows. `starts`: first row of each document, shape
    (documents + 1,). `document_of_row`: shape (rows,). `fragments`: an id a row. `ids`: their high
    and low halves, to sort by, shape (rows, 2). `vectors`: shape (rows, dimension). `lengths`: term
    occurrences a row. `sentence_starts`: shape (rows + 1,). `sentences`: fixed point, shape
    (all sentences, dimension).
    """

    documents: tuple[DocumentId, ...]
    starts: NDArray[np.int64]
    fragments: tuple[FragmentId, ...]
    ids: NDArray[np.uint64]
    vectors: Vector
    lengths: NDArray[np.int64]
    sentence_starts: NDArray[np.int64]
    sentences: NDArray[np.int16]
    postings: Postings
    ordinals: dict[DocumentId, int] = field(init=False)
    document_of_row: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        places = {document: place for place, document in enumerate(self.documents)}
        object.__setattr__(self, "ordinals", places)
        owners = np.repeat(np.arange(len(self.documents), dtype=np.int32), np.diff(self.starts))
        object.__setattr__(self, "document_of_row", owners)

    @property
    def rows(self) -> int:
        return len(self.ids)

    def sentence_cosines(self, rows: NDArray[np.intp], query: Vector) -> list[tuple[float, ...]]:
        """The cosine of the query with each sentence of each of the rows."""
        first = self.sentence_starts[rows]
        lengths = self.sentence_starts[rows + 1] - first
        ends = np.cumsum(lengths)
        places = np.repeat(first - (ends - lengths), lengths) + np.arange(lengths.sum())
        cosines = (self.sentences[places].astype(np.float32) @ (query / _FIXED_POINT)).tolist()
        spans = zip((ends - lengths).tolist(), ends.tolist(), strict=True)
        return [tuple(cosines[start:end]) for start, end in spans]

    def keep(self, documents: Flags) -> "Segment":
        """The same with only the flagged documents."""
        rows = documents[self.document_of_row]
        sentences_each = np.diff(self.sentence_starts)
        return Segment(
            documents=tuple(itertools.compress(self.documents, documents.tolist())),
            starts=_starts(np.diff(self.starts)[documents]),
            fragments=tuple(itertools.compress(self.fragments, rows.tolist())),
            ids=self.ids[rows],
            vectors=self.vectors[rows],
            lengths=self.lengths[rows],
            sentence_starts=_starts(sentences_each[rows]),
            sentences=self.sentences[np.repeat(rows, sentences_each)],
            postings=self.postings.keep(rows),
        )


def build(documents: Sequence[IndexedDocument], vocabulary: Vocabulary, dimension: int) -> Segment:
    """A segment of documents that each have a fragment.

    Raises:
        ValueError: a vector has another dimension.

    """
    fragments = [fragment for document in documents for fragment in document.fragments]
    vectors = np.stack([fragment.vector for fragment in fragments]).astype(np.float32)
    each = [part.sentence_vectors for part in fragments]
    for shape in (vectors.shape, *(rows.shape for rows in each if len(rows))):
        if shape[1:] != (dimension,):
            raise ValueError(f"vectors must have {dimension} components, got shape {shape}")
    sentence_starts = _starts([len(rows) for rows in each])
    sentences = np.empty((sentence_starts[-1], dimension), dtype=np.int16)
    for rows, start in zip(each, sentence_starts.tolist(), strict=False):
        if len(rows):  # one by one: all at once would take four times their memory on the way
            sentences[start : start + len(rows)] = np.rint(np.clip(rows, -1, 1) * _FIXED_POINT)
    ids = [(part.id.int >> 64, part.id.int & _LOW_64_BITS) for part in fragments]
    return Segment(
        documents=tuple(document.id for document in documents),
        starts=_starts([len(document.fragments) for document in documents]),
        fragments=tuple(part.id for part in fragments),
        ids=np.array(ids, dtype=np.uint64),
        vectors=vectors,
        lengths=np.array([sum(part.terms.values()) for part in fragments], dtype=np.int64),
        sentence_starts=sentence_starts,
        sentences=sentences,
        postings=postings.build([part.terms for part in fragments], vocabulary),
    )


def concatenate(parts: Sequence[Segment]) -> Segment:
    """One segment of all the parts' documents, in order; no document may be in two."""
    return Segment(
        documents=tuple(document for part in parts for document in part.documents),
        starts=_starts(np.concatenate([np.diff(part.starts) for part in parts])),
        fragments=tuple(itertools.chain.from_iterable(part.fragments for part in parts)),
        ids=np.concatenate([part.ids for part in parts]),
        vectors=np.concatenate([part.vectors for part in parts]),
        lengths=np.concatenate([part.lengths for part in parts]),
        sentence_starts=_starts(np.concatenate([np.diff(part.sentence_starts) for part in parts])),
        sentences=np.concatenate([part.sentences for part in parts]),
        postings=postings.concatenate(
            [part.postings for part in parts], [part.rows for part in parts]
        ),
    )


def _starts(lengths: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts
