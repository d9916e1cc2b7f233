"""The tables of this room. No other room reads them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class DepartmentRow(Base):
    __tablename__ = "departments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(unique=True)


class GroupRow(Base):
    __tablename__ = "groups"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(unique=True)


class UserRow(Base):
    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('user', 'editor', 'auditor', 'admin')", name="role"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    email_folded: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("departments.id"), index=True)
    active: Mapped[bool]
    password_hash: Mapped[str]
    epoch: Mapped[int]
    created_at: Mapped[datetime]


class MembershipRow(Base):
    __tablename__ = "memberships"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class SessionRow(Base):
    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    epoch: Mapped[int]  # alive only while it is the user's
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SessionTokenRow(Base):
    __tablename__ = "session_tokens"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(8))  # access or refresh
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]  # of a refresh token that has been traded


class TicketRow(Base):
    __tablename__ = "tickets"

    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    epoch: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class FailedTryRow(Base):
    __tablename__ = "failed_tries"
    __table_args__ = (Index("ix_failed_tries_account_hash_at", "account_hash", "at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    account_hash: Mapped[bytes] = mapped_column(LargeBinary(32))  # of the folded e-mail as typed
    at: Mapped[datetime] = mapped_column(index=True)
