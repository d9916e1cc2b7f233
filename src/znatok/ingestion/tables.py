"""The queue of versions to be read in, whose turn it is, and how long such work has taken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base

_ORDER = ("owner_id", "step", "priority", "deaths", "queued_at", "version_id")


class JobRow(Base):
    """One version waiting or being worked on; the row goes when the work is done.

    No foreign key: documents are another room's, and a job without a document ends by itself.
    `department_id`: of the document, which takes turns with other departments; NULL: the owner
    takes turns as if he were one. The columns from `stage` on are what a watcher is shown.
    """

    __tablename__ = "ingestion_jobs"
    __table_args__ = (
        Index("ix_ingestion_jobs_order", *_ORDER),
        Index("ix_ingestion_jobs_document_id", "document_id"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
    owner_id: Mapped[UUID]
    department_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(server_default="")  # the format, as the file's name says
    size_bytes: Mapped[int] = mapped_column(BigInteger, server_default="0")
    priority: Mapped[int]
    step: Mapped[int] = mapped_column(server_default="0")
    attempts: Mapped[int]
    # How often whoever worked on it died: others go first then, for it may be the cause.
    deaths: Mapped[int] = mapped_column(server_default="0")
    queued_at: Mapped[datetime]
    ready_at: Mapped[datetime]  # not before; later than `queued_at` after a failed attempt
    token: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    stage: Mapped[str | None]  # NULL: nobody has begun
    pages: Mapped[int | None]
    pages_done: Mapped[int] = mapped_column(server_default="0")
    fragments: Mapped[int | None]
    fragments_done: Mapped[int] = mapped_column(server_default="0")


class TurnRow(Base):
    """When each owner and each department was last served in a step, as a growing number.

    Who waited longest goes first. `owner_id`: of a person or a department; ids never repeat.
    """

    __tablename__ = "ingestion_turns"
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    served: Mapped[int]


class PaceRow(Base):
    """How long files of a format have taken: sums in which older files count less and less."""

    __tablename__ = "ingestion_paces"
    kind: Mapped[str] = mapped_column(primary_key=True)
    files: Mapped[float]
    seconds: Mapped[float]
    fragments: Mapped[float]
