"""The table of the audit trail. INSERT and SELECT are all that the program does with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class AuditRow(Base):
    __tablename__ = "audit_records"
    __table_args__ = (
        Index("ix_audit_records_action_seq", "action", "seq"),
        Index("ix_audit_records_actor_seq", "actor", "seq"),
    )

    # SQLite makes a rowid only of INTEGER, PostgreSQL's INTEGER ends at two billion.
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(index=True)
    # No foreign key: the record outlives the user.
    actor: Mapped[UUID | None]
    credential: Mapped[str] = mapped_column(String(16))
    action: Mapped[str] = mapped_column(String(64))
    object: Mapped[str | None] = mapped_column(String(80))
    decision: Mapped[str] = mapped_column(String(16))
    details: Mapped[dict[str, Any]]
    request_id: Mapped[str | None] = mapped_column(String(80))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
