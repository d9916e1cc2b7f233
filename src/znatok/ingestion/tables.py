"""The queue of versions to be read in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class JobRow(Base):
    """One version waiting or being worked on; the row goes when the work is done.

    No foreign key: documents are another room's, and a job without a document ends by itself.
    """

    __tablename__ = "ingestion_jobs"
    __table_args__ = (Index("ix_ingestion_jobs_order", "priority", "queued_at"),)
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
    owner_id: Mapped[UUID]
    priority: Mapped[int]
    attempts: Mapped[int]
    queued_at: Mapped[datetime]
    ready_at: Mapped[datetime]  # not before; later than `queued_at` after a failed attempt
    token: Mapped[str | None]
    leased_until: Mapped[datetime | None]


class TurnRow(Base):
    """When each owner was last served, as a growing number: who waited longest goes first."""

    __tablename__ = "ingestion_turns"
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    served: Mapped[int]
