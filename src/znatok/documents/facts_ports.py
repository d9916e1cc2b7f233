"""What facts and relations of documents are kept in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from znatok.access.model import Reader
from znatok.documents.facts import Facts
from znatok.documents.facts_likeness import Signature
from znatok.documents.facts_relations import Relation, RelationKind, Verdict
from znatok.documents.model import Document
from znatok.kernel.ids import DocumentId, VersionId


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """What was found in a version by rules number `extractor`."""

    version_id: VersionId
    document_id: DocumentId
    facts: Facts
    signature: Signature | None
    family_key: str
    extractor: int


@dataclass(frozen=True, slots=True)
class Related:
    """A relation with the card of the other document, which the reader may see, too."""

    relation: Relation
    other: Document


class FactStore(Protocol):
    """Every method is one transaction.

    Methods with a reader show and change only what he may see: a relation exists for him when both
    of its documents do, else `DocumentNotFound`.
    """

    async def keep(self, kept: KeptFacts) -> None:
        """Store what was found in a version. What a person set for it stays; a version that has
        nothing yet inherits from the one before. A version removed meanwhile is ignored.
        """
        ...

    async def lacking(
        self, extractor: int, *, limit: int
    ) -> Sequence[tuple[DocumentId, VersionId]]:
        """Current versions whose facts are missing or found by older rules."""
        ...

    async def unrelated(self, *, limit: int) -> Sequence[DocumentId]:
        """Documents whose relations have not been worked out since their facts last changed."""
        ...

    async def relate(self, document_id: DocumentId) -> None:
        """Work out the relations of a document's current version anew.

        Relations that a person confirmed or denied keep the verdict. Removed ones are ignored.
        """
        ...

    async def facts(
        self, document_ids: Sequence[DocumentId], reader: Reader
    ) -> Mapping[DocumentId, Facts]:
        """Facts of the current versions, edits applied; unknown and invisible ones are left out."""
        ...

    async def edit(
        self,
        document_id: DocumentId,
        reader: Reader,
        values: Mapping[str, object],
        permit: Callable[[Document], None],
    ) -> None:
        """Set facts of the current version by hand; None says that there is none."""
        ...

    async def rename(self, document_id: DocumentId, family_key: str) -> None:
        """The document has another title, so it may belong to another family."""
        ...

    async def related(self, document_id: DocumentId, reader: Reader) -> Sequence[Related]:
        """Relations of a document to others that the reader may see, the most alike first."""
        ...

    async def judge(
        self,
        newer_id: DocumentId,
        older_id: DocumentId,
        kind: RelationKind,
        verdict: Verdict | None,
        reader: Reader,
        *,
        permit: Callable[[Document, Document], None],
        at: datetime,
    ) -> None:
        """Keep a person's verdict; `permit` gets the newer and the older document.

        Raises:
            RelationNotFound: the two are not related so, or not for this reader.

        """
        ...
