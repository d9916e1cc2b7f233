"""The JSON of documents, in and out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from znatok.documents.facts import Facts
from znatok.documents.facts_shapes import FactsBody, FactsOut
from znatok.documents.model import (
    Access,
    BlockKind,
    DescribedDocument,
    Document,
    Failure,
    Fragment,
    Status,
    Version,
)
from znatok.kernel.ids import DepartmentId, GroupId, UserId
from znatok.kernel.pages import Page

_MOST_GRANTS = 1_000  # of each kind; a bound on the body, not on a company

Ids = Annotated[list[UUID], Field(max_length=_MOST_GRANTS)]


class NamedOut(BaseModel):
    id: UUID
    name: str


class AccessBody(BaseModel):
    """Who may read a document beside its owner."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    everyone: bool = False
    department_ids: Ids = []
    group_ids: Ids = []
    user_ids: Ids = []

    @classmethod
    def of(cls, access: Access) -> "AccessBody":
        return cls(
            everyone=access.everyone,
            department_ids=sorted(access.departments),
            group_ids=sorted(access.groups),
            user_ids=sorted(access.users),
        )

    def access(self) -> Access:
        return Access(
            everyone=self.everyone,
            departments=frozenset(DepartmentId(each) for each in self.department_ids),
            groups=frozenset(GroupId(each) for each in self.group_ids),
            users=frozenset(UserId(each) for each in self.user_ids),
        )


class FailureOut(BaseModel):
    slug: str
    message: str

    @classmethod
    def of(cls, failure: Failure, language: str) -> "FailureOut":
        return cls(slug=failure.slug, message=failure.en if language == "en" else failure.ru)


class DocumentOut(BaseModel):
    id: UUID
    title: str
    file_name: str
    kind: str
    status: Status
    progress: float
    failure: FailureOut | None
    warnings: list[str]
    owner: NamedOut
    department: NamedOut | None
    access: AccessBody
    version: int | None
    size_bytes: int
    pages: int | None
    created_at: datetime
    updated_at: datetime
    can_edit: bool

    @classmethod
    def of(cls, described: DescribedDocument, language: str) -> "DocumentOut":
        return cls.model_validate(_fields(described, language))


class VersionOut(BaseModel):
    number: int
    file_name: str
    size_bytes: int
    created_at: datetime
    sha256: str

    @classmethod
    def of(cls, version: Version) -> "VersionOut":
        return cls(
            number=version.number,
            file_name=version.file_name,
            size_bytes=version.size_bytes,
            created_at=version.created_at,
            sha256=version.sha256,
        )


class DocumentWithVersions(DocumentOut):
    versions: list[VersionOut]
    facts: FactsOut = FactsOut()

    @classmethod
    def with_versions(
        cls,
        described: DescribedDocument,
        versions: Sequence[Version],
        facts: Facts,
        language: str,
    ) -> "DocumentWithVersions":
        listed = [VersionOut.of(each) for each in versions]
        known = FactsOut.of(facts)
        named = {**_fields(described, language), "versions": listed, "facts": known}
        return cls.model_validate(named)


class DocumentPage(BaseModel):
    items: list[DocumentOut]
    next_cursor: str | None = None


class BlockOut(BaseModel):
    kind: BlockKind
    level: int
    start: int
    end: int
    page: int | None
    sheet: str | None
    rows: list[list[str]]


class ContentOut(BaseModel):
    document_id: UUID
    version: int
    title: str
    file_name: str
    text: str
    pages: int | None
    blocks: list[BlockOut]

    @classmethod
    def of(cls, document: Document, version: Version) -> "ContentOut":
        blocks = [
            BlockOut(
                kind=each.kind,
                level=each.level,
                start=each.start,
                end=each.end,
                page=each.page,
                sheet=each.sheet,
                rows=[list(row) for row in each.rows],
            )
            for each in version.blocks
        ]
        return cls(
            document_id=document.id,
            version=version.number,
            title=document.title,
            file_name=version.file_name,
            text=version.text,
            pages=version.pages,
            blocks=blocks,
        )


class FragmentOut(BaseModel):
    id: UUID
    ordinal: int
    text: str
    start: int
    end: int
    page: int | None
    sheet: str | None
    section: list[str]


class FragmentPage(BaseModel):
    items: list[FragmentOut]
    next_cursor: str | None = None

    @classmethod
    def of(cls, page: Page[Fragment]) -> "FragmentPage":
        items = [
            FragmentOut(
                id=each.id,
                ordinal=each.ordinal,
                text=each.text,
                start=each.start,
                end=each.end,
                page=each.page,
                sheet=each.sheet,
                section=list(each.section),
            )
            for each in page.items
        ]
        return cls(items=items, next_cursor=page.next_cursor)


class DocumentChangeBody(BaseModel):
    """An absent field stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str | None, Field(max_length=1_000)] = None
    access: AccessBody | None = None
    facts: FactsBody | None = None


def _fields(described: DescribedDocument, language: str) -> dict[str, object]:
    document = described.document
    department = document.department_id
    failure = document.failure
    return {
        "id": document.id,
        "title": document.title,
        "file_name": document.file_name,
        "kind": document.kind,
        "status": document.status,
        "progress": document.progress,
        "failure": None if failure is None else FailureOut.of(failure, language),
        "warnings": list(document.warnings),
        "owner": NamedOut(id=document.owner_id, name=described.owner_name),
        "department": None
        if department is None
        else NamedOut(id=department, name=described.department_name or ""),
        "access": AccessBody.of(document.access),
        "version": document.current,
        "size_bytes": document.size_bytes,
        "pages": document.pages,
        "created_at": document.created_at,
        "updated_at": document.updated_at,
        "can_edit": described.can_edit,
    }
