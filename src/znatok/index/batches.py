"""Long publishes cut into steps, for adapters to bound their memory and their locks by."""

from collections.abc import Iterable, Iterator

from znatok.index.ports import IndexedDocument
from znatok.kernel.ids import DocumentId


def batches(
    documents: Iterable[IndexedDocument], fragments: int
) -> Iterator[list[IndexedDocument]]:
    """Whole documents, about so many fragments at a time; of an id repeated in one, the last."""
    batch: dict[DocumentId, IndexedDocument] = {}
    held = 0
    for document in documents:
        batch[document.id] = document
        held += len(document.fragments)
        if max(held, len(batch)) >= fragments:
            yield list(batch.values())
            batch, held = {}, 0
    if batch:
        yield list(batch.values())
