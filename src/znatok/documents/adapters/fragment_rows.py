"""Fragments and their vectors as rows: written with a generation, loaded for an index."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, case, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.documents.adapters.rows import access_of, batches, fragment_values, to_half
from znatok.documents.generations import GenerationId
from znatok.documents.model import Fragment, Status
from znatok.documents.ports import EmbeddedDocument, EmbeddedFragment, FragmentVectors
from znatok.documents.tables import DocumentRow, FragmentRow, VectorRow
from znatok.kernel.ids import DocumentId, FragmentId


async def insert_fragments(
    connection: AsyncConnection,
    fragments: Sequence[Fragment],
    vectors: Sequence[FragmentVectors] | None,
    *,
    generation: GenerationId,
    model: str,
) -> None:
    """Add fragments to a generation, with their vectors if there are any yet."""
    if not fragments:
        return
    of_generation = {"generation": int(generation)}
    await connection.execute(
        insert(FragmentRow), [fragment_values(each) | of_generation for each in fragments]
    )
    if vectors is None:
        return
    pairs = zip(fragments, vectors, strict=True)
    rows = [vector_values(fragment.id, model, vector) for fragment, vector in pairs]
    await connection.execute(insert(VectorRow), rows)


def vector_values(fragment_id: FragmentId, model: str, vectors: FragmentVectors) -> dict[str, Any]:
    return {
        "fragment_id": fragment_id,
        "model": model,
        "vector": to_half(vectors.vector),
        "sentence_vectors": to_half(vectors.sentences),
    }


async def load_embedded(
    connection: AsyncConnection, generation: GenerationId, model: str, document_ids: list[UUID]
) -> list[EmbeddedDocument]:
    """What a generation holds of these documents, as far as its vectors are those of `model`.

    A document that is not ready comes whole, without the vectors it has not got yet.
    """
    principals = await access_of(connection, document_ids)
    rows: list[Any] = []
    for some in batches(document_ids):
        held = and_(VectorRow.fragment_id == FragmentRow.id, VectorRow.model == model)
        worded = DocumentRow.status != Status.READY.value
        statement = (
            select(
                FragmentRow.document_id,
                FragmentRow.id,
                FragmentRow.terms,
                VectorRow.vector,
                VectorRow.sentence_vectors,
                case((VectorRow.model.is_(None), FragmentRow.sentences), else_=None),
            )
            .join(DocumentRow, DocumentRow.id == FragmentRow.document_id)
            .outerjoin(VectorRow, held)
            .where(
                FragmentRow.document_id.in_(some),
                FragmentRow.generation == generation,
                or_(VectorRow.model.is_not(None), worded),
            )
            .order_by(FragmentRow.document_id, FragmentRow.ordinal)
        )
        rows += (await connection.execute(statement)).all()
    full = [row for row in rows if row[3] is not None]
    widened = _widen([blob for row in full for blob in (row[3], row[4])], full)
    return [
        EmbeddedDocument(
            DocumentId(document_id),
            frozenset(principals[document_id]),
            [_fragment_of(row, widened) for row in some],
        )
        for document_id, some in groupby(rows, key=lambda row: row[0])
    ]


def _fragment_of(row: Any, widened: Iterator[NDArray[np.float32]]) -> EmbeddedFragment:
    id_, terms = FragmentId(row[1]), row[2]
    if row[3] is None:
        return EmbeddedFragment(id_, terms, None, None, len(row[5]))
    vector, sentences = next(widened)[0], next(widened)
    return EmbeddedFragment(id_, terms, vector, sentences, len(sentences))


def _widen(blobs: list[bytes], rows: list[Any]) -> Iterator[NDArray[np.float32]]:
    """Each blob as float32 rows of unit length again; all at once, since there are many."""
    if not rows:
        return
    dimension = len(rows[0][3]) // 2
    flat = np.frombuffer(b"".join(blobs), dtype="<f2").reshape(-1, dimension).astype(np.float32)
    norms = np.sqrt(np.einsum("ij,ij->i", flat, flat))
    flat /= np.where(norms > 0, norms, 1.0)[:, None]
    start = 0
    for blob in blobs:
        stop = start + len(blob) // (2 * dimension)
        yield flat[start:stop]
        start = stop
