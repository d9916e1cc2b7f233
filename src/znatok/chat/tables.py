"""Tables of conversations. Private to this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class ConversationRow(Base):
    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_owner_updated", "owner_id", "updated_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID]
    title: Mapped[str]
    updated_at: Mapped[datetime]


class MessageRow(Base):
    """`answer` is null for questions, and for answers that are still being made."""

    __tablename__ = "messages"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    author: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    rating: Mapped[int | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)
    correction: Mapped[str | None] = mapped_column(default=None)
