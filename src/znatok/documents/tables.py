"""Tables of the documents room. Offsets, vectors and texts are as documents/model.py says."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class DocumentRow(Base):
    """`title_key` and `search_key` are folded: SQLite compares Cyrillic letters by case only."""

    __tablename__ = "documents"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True)
    search_key: Mapped[str]
    kind: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(index=True)
    department_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(index=True)
    progress: Mapped[float]
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    warnings: Mapped[list[Any]]
    file_name: Mapped[str]
    size_bytes: Mapped[int]
    pages: Mapped[int | None]
    current: Mapped[int | None]
    latest: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(index=True)
    updated_at: Mapped[datetime] = mapped_column(index=True)


class AccessRow(Base):
    __tablename__ = "document_access"
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    principal: Mapped[str] = mapped_column(primary_key=True, index=True)


class VersionRow(Base):
    """`content`: zlib-compressed JSON of text and blocks; NULL before the file has been read."""

    __tablename__ = "document_versions"
    __table_args__ = (Index("uq_document_versions_number", "document_id", "number", unique=True),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    number: Mapped[int]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    blob_key: Mapped[str]
    created_at: Mapped[datetime]
    pages: Mapped[int | None]
    warnings: Mapped[list[Any]]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class FragmentRow(Base):
    """`generation`: of the index, see documents/generations.py; readers see the active one's."""

    __tablename__ = "fragments"
    __table_args__ = (
        Index("uq_fragments_ordinal", "document_id", "generation", "ordinal", unique=True),
        Index("ix_fragments_generation", "generation"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("document_versions.id", ondelete="CASCADE"), index=True
    )
    ordinal: Mapped[int]
    text: Mapped[str]
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    sentences: Mapped[list[Any]]
    section: Mapped[list[Any]]
    page: Mapped[int | None]
    sheet: Mapped[str | None]
    kind: Mapped[str]
    terms: Mapped[str]
    context: Mapped[str]
    generation: Mapped[int] = mapped_column(server_default="1")


class GenerationRow(Base):
    """A generation of the index; `id` counts from 1 and is never given twice.

    `token`, `leased_until`: the claim of the process that builds it.
    """

    __tablename__ = "index_generations"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    model: Mapped[str]
    splitting: Mapped[dict[str, Any]]
    state: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    built_at: Mapped[datetime | None]
    switched_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
    counted_from: Mapped[int]
    failure: Mapped[str | None]
    comparison: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    token: Mapped[str | None]
    leased_until: Mapped[datetime | None]


class HeldRow(Base):
    """A version that a generation holds, as so many fragments: maybe none."""

    __tablename__ = "index_held_versions"
    generation: Mapped[int] = mapped_column(
        ForeignKey("index_generations.id", ondelete="CASCADE"), primary_key=True
    )
    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("document_versions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    fragments: Mapped[int]


class VectorRow(Base):
    """Vectors of one model as little-endian float16, row after row; unit length before rounding."""

    __tablename__ = "fragment_vectors"
    fragment_id: Mapped[UUID] = mapped_column(
        ForeignKey("fragments.id", ondelete="CASCADE"), primary_key=True
    )
    model: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    sentence_vectors: Mapped[bytes] = mapped_column(LargeBinary)


class FactsRow(Base):
    """What a version says about itself, as documents/facts.py tells.

    `found`, `edits`: JSON of what was extracted by rules number `extractor`, and of what a person
    set; the columns after them are both together, for filters. `signature`: 128 little-endian
    uint32, see documents/facts_likeness.py. `family_key`: the title without what changes from one
    revision to the next. `related`: whether its relations have been worked out since.
    """

    __tablename__ = "document_facts"
    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("document_versions.id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    extractor: Mapped[int]
    found: Mapped[dict[str, Any]]
    edits: Mapped[dict[str, Any]]
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    related: Mapped[bool]
    family_key: Mapped[str]
    type: Mapped[str | None]
    dated: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    edition: Mapped[str | None]


class BucketRow(Base):
    """Where documents that may be related meet; see `meeting_points` in facts_relations.py."""

    __tablename__ = "document_buckets"
    bucket: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class RelationRow(Base):
    """How two documents are related; see documents/facts_relations.py. `verdict`: a person's."""

    __tablename__ = "document_relations"
    newer_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    older_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    similarity: Mapped[float | None]
    quote: Mapped[str | None]
    since: Mapped[date | None]
    trusted: Mapped[bool]
    verdict: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]


class ChangeRow(Base):
    """The change log; `seq` is never used twice, so a follower can tell where it stopped."""

    __tablename__ = "index_log"
    __table_args__ = ({"sqlite_autoincrement": True},)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[UUID]  # no foreign key: the entry outlives the document
    kind: Mapped[str]
