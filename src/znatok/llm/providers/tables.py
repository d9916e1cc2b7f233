"""Tables of the providers of language models. Private to this room."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class ProviderRow(Base):
    """A provider. `name_key`: folded. `sealed`: its secrets, see platform/crypto."""

    __tablename__ = "llm_providers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    options: Mapped[dict[str, Any]]
    sealed: Mapped[str | None]
    tails: Mapped[dict[str, Any]]
    classes: Mapped[str | None]  # comma-separated
    streams: Mapped[int]
    enabled: Mapped[bool]
    version: Mapped[int]
    abroad_allowed: Mapped[bool]
    notification_number: Mapped[str | None]
    notification_date: Mapped[date | None]
    notification_adequate: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ChainRow(Base):
    """An order of providers. `task`, `data_class`: empty for any."""

    __tablename__ = "llm_chains"
    task: Mapped[str] = mapped_column(primary_key=True)
    data_class: Mapped[str] = mapped_column(primary_key=True)
    providers: Mapped[list[Any]]


class LlmStateRow(Base):
    """One row, whose number grows with every change: how other processes learn of it."""

    __tablename__ = "llm_state"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]


class CallRow(Base):
    """One call to a vendor.

    No foreign keys: people, departments, messages and providers go, what was paid stays.
    """

    __tablename__ = "llm_calls"
    __table_args__ = (
        Index("ix_llm_calls_user_at", "user_id", "at"),
        Index("ix_llm_calls_department_at", "department_id", "at"),
        Index("ix_llm_calls_provider_at", "provider_id", "at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    provider_id: Mapped[UUID]
    model: Mapped[str]
    task: Mapped[str]
    user_id: Mapped[UUID | None]
    department_id: Mapped[UUID | None]
    message_id: Mapped[UUID | None] = mapped_column(index=True)
    prompt_tokens: Mapped[int]
    completion_tokens: Mapped[int]
    cached_tokens: Mapped[int]
    estimated: Mapped[bool]
    cost_micro_rub: Mapped[int] = mapped_column(
        BigInteger
    )  # whole, so that sums are exact: 10⁻⁶ roubles
    took_ms: Mapped[int]
    ttft_ms: Mapped[int | None]
    finish: Mapped[str | None]
    problem: Mapped[str | None]
    cancelled: Mapped[bool]


class BudgetRow(Base):
    """Roubles a month. `subject`: an id, empty for everyone who has none of his own."""

    __tablename__ = "llm_budgets"
    payer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    rub: Mapped[float]
