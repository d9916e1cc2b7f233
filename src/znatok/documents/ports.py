"""What the documents room needs from outside: its stores, names of people, a wake-up call.

No read without a reader exists in `DocumentStore`. `PublicationStore` is the other side of the
house: what ingestion writes, and what the index is filled from; no person's request reaches it.
"""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from znatok.access.model import Reader
from znatok.documents.generations import FIRST, GenerationId
from znatok.documents.model import (
    Change,
    Document,
    DocumentFilter,
    Failure,
    Fragment,
    LocatedFragment,
    Version,
)
from znatok.kernel.ids import DepartmentId, DocumentId, FragmentId, UserId, VersionId
from znatok.kernel.pages import Page

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FragmentVectors:
    """`vector`: unit length, shape (dimension,). `sentences`: shape (sentences, dimension)."""

    vector: Vectors
    sentences: Vectors


@dataclass(frozen=True, slots=True)
class EmbeddedFragment:
    """`terms`: lemmas, space-joined. Vectors as stored: float16 widened, unit length again.

    Both are None while the fragment waits for them; `sentences`: how many there will be.
    """

    id: FragmentId
    terms: str
    vector: Vectors | None
    sentence_vectors: Vectors | None
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class EmbeddedDocument:
    """What a search index holds of a document: its current fragments and who may read it."""

    id: DocumentId
    principals: frozenset[str]
    fragments: Sequence[EmbeddedFragment]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`document`: what is left; None when all of it went. `blob_keys`: files nobody needs now."""

    document: Document | None
    versions: Sequence[VersionId]
    blob_keys: Sequence[str]


class DocumentStore(Protocol):
    """Documents as people read and change them; every method is one transaction.

    A document is visible when one of its principals is one of the reader's, decided inside the
    statement. Absent and forbidden are both `DocumentNotFound`.
    """

    async def find(
        self, wanted: DocumentFilter, reader: Reader, *, cursor: str | None, limit: int
    ) -> Page[Document]:
        """Visible documents in the order of `wanted.sort`, ties by id.

        Raises:
            UnknownSort, BadCursor.

        """
        ...

    async def matching(self, wanted: DocumentFilter, reader: Reader) -> frozenset[DocumentId]:
        """Ids of all visible documents that a filter leaves; `wanted.sort` does not matter."""
        ...

    async def get(self, document_id: DocumentId, reader: Reader) -> Document: ...

    async def versions(self, document_id: DocumentId, reader: Reader) -> Sequence[Version]:
        """All versions, the newest first, without text and blocks."""
        ...

    async def content(
        self, document_id: DocumentId, reader: Reader, number: int | None
    ) -> tuple[Document, Version]:
        """One version with text and blocks; the current one when `number` is None."""
        ...

    async def file(
        self, document_id: DocumentId, reader: Reader, number: int | None
    ) -> tuple[Document, Version]:
        """One version without text; when `number` is None the current, or the first before it."""
        ...

    async def fragments(
        self, document_id: DocumentId, reader: Reader, *, cursor: str | None, limit: int
    ) -> Page[Fragment]:
        """Fragments of the current version by ordinal."""
        ...

    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        """Those of the fragments that exist and are visible, in the order of the ids given."""
        ...

    async def manageable(self, document_id: DocumentId, reader: Reader) -> Document:
        """A document to decide about, not to show: administrators get those they may not read."""
        ...

    async def change(
        self, document_id: DocumentId, reader: Reader, decide: Callable[[Document], Document]
    ) -> Document:
        """Replace title, access and status by what `decide` makes of the document.

        It is chosen as by `manageable`. Whatever `decide` raises leaves the document as it was.
        """
        ...

    async def remove(
        self, document_id: DocumentId, reader: Reader, permit: Callable[[Document], None]
    ) -> Sequence[str]:
        """Forget a document with all versions; gives the keys of their blobs."""
        ...

    async def withdraw(
        self, document_id: DocumentId, reader: Reader, permit: Callable[[Document], None]
    ) -> Withdrawn:
        """Take back versions that are on their way in: those after the one that was ready last.

        Without one the document goes, as by `remove`; with one it is ready as before.

        Raises:
            NothingToCancel: nothing is on its way.

        """
        ...

    async def create(
        self, document: Document, version: Version, *, allow_duplicate: bool = False
    ) -> None:
        """Add a document with its first version.

        Raises:
            DuplicateDocument: see there; failed documents do not count.

        """
        ...

    async def add_version(
        self,
        document_id: DocumentId,
        reader: Reader,
        version: Version,
        permit: Callable[[Document], None],
    ) -> tuple[Document, Version]:
        """Add a version, whose `number` the store gives; the document becomes queued."""
        ...


class PublicationStore(Protocol):
    """Documents as ingestion writes them; every method is one transaction."""

    async def pending(self, version_id: VersionId) -> tuple[Document, Version] | None:
        """A version to be read in, without text; None when it has been removed."""
        ...

    async def published(self, version_id: VersionId) -> tuple[Document, Version] | None:
        """A version that has been read in, with text and blocks; None when it has been removed."""
        ...

    async def latest(self, document_id: DocumentId) -> VersionId | None:
        """The newest version of a document, whatever became of it; None when it is removed."""
        ...

    async def unfinished(self) -> Sequence[tuple[DocumentId, VersionId, UserId]]:
        """Latest versions that are not ready and have not failed: document, version, owner."""
        ...

    async def set_progress(self, version_id: VersionId, progress: float) -> None:
        """The document is processing, `progress` of 0…1 is done. Removed ones are ignored.

        One that is found by its words stays `SEARCHABLE`.
        """
        ...

    async def fail(
        self, version_id: VersionId, failure: Failure, *, quarantined: bool, at: datetime
    ) -> None:
        """The version could not be read in; readers keep the version they had."""
        ...

    async def publish(
        self,
        version: Version,
        fragments: Sequence[Fragment],
        vectors: Sequence[FragmentVectors] | None,
        *,
        model: str,
        kind: str,
        title: str | None,
        at: datetime,
        generation: GenerationId = FIRST,
    ) -> bool:
        """Make a version the one that readers see: whole, in one transaction, or not at all.

        Without `vectors` it is found by its words only, until `add_vectors` and `complete`.
        Its fragments and vectors appear, those of the version before it disappear (its text stays
        for history), `kind` and, if given, `title` replace the document's, the change log gets an
        entry. Idempotent. A version older than the current one only keeps its text. False when the
        document has been removed meanwhile. Other generations of the index lose the document until
        they are brought in step.

        Raises:
            IndexSwitched: `generation` is not the active one; the fragments are of no use.

        """
        ...

    async def registered(self, blob_keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that a version names."""
        ...

    async def without_vectors(self, version_id: VersionId, model: str) -> Sequence[Fragment]:
        """Fragments of the version readers see that have no vectors of this model, in order."""
        ...

    async def add_vectors(
        self, model: str, vectors: Mapping[FragmentId, FragmentVectors], *, progress: float
    ) -> bool:
        """Add vectors to fragments that readers see; False when any of these is gone.

        Idempotent. `progress`, 0…1, is shown with the document.
        """
        ...

    async def complete(self, version_id: VersionId, *, at: datetime) -> bool:
        """A searchable version is ready: all its vectors are there. False when it is gone."""
        ...

    def embedded(
        self,
        model: str,
        document_ids: Collection[DocumentId] | None = None,
        *,
        generation: GenerationId = FIRST,
    ) -> AsyncIterator[Sequence[EmbeddedDocument]]:
        """Documents with their fragments of a generation, with vectors of this model, in batches.

        A document that is found by its words only comes whole, without the vectors it has not got.
        """
        ...

    async def principals(
        self, document_ids: Collection[DocumentId]
    ) -> Mapping[DocumentId, frozenset[str]]:
        """Who may read each document; removed ones are left out."""
        ...


class ChangeLog(Protocol):
    """What changed, in order, for other parts and other processes to follow."""

    async def last(self) -> int:
        """The newest `seq`; 0 before the first."""
        ...

    async def since(self, seq: int) -> Sequence[Change] | None:
        """Changes after `seq`, oldest first; None when some of them are no longer kept."""
        ...

    async def trim(self, keep: int) -> None:
        """Forget all but about the newest `keep` changes."""
        ...


class Names(Protocol):
    """How people and departments are called; implemented over the access room."""

    async def names(
        self, users: Collection[UserId], departments: Collection[DepartmentId]
    ) -> Mapping[UUID, str]:
        """The name of each id that is known."""
        ...
