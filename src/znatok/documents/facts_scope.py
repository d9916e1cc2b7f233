"""Which documents a search is narrowed to, as a request says it."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from znatok.access.model import Reader
from znatok.documents.facts import DocumentType
from znatok.documents.model import DocumentFilter
from znatok.documents.service import DocumentService
from znatok.kernel.ids import DocumentId


class DocumentScope(BaseModel):
    """Documents by id, kind of paper, their own date, or what is in force today; all must hold.

    An absent or empty field narrows nothing.
    """

    model_config = ConfigDict(extra="forbid")

    document_ids: Annotated[list[UUID], Field(max_length=1_000)] = []
    types: list[DocumentType] = []
    dated_from: date | None = None
    dated_to: date | None = None
    in_force: bool = False

    async def documents(
        self, service: DocumentService, reader: Reader
    ) -> frozenset[DocumentId] | None:
        """Ids to look in; None when nothing narrows. What the reader may not see is not among
        those found by facts; ids are given on as they came, for the search applies rights itself.
        """
        named = frozenset(map(DocumentId, self.document_ids))
        if not (self.types or self.dated_from or self.dated_to or self.in_force):
            return named or None
        wanted = DocumentFilter(
            types=frozenset(self.types),
            dated_from=self.dated_from,
            dated_to=self.dated_to,
            in_force_on=datetime.now(UTC).date() if self.in_force else None,
        )
        found = await service.matching(wanted, reader)
        return found & named if named else found
