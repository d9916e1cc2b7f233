"""Tables of the company's dictionary. Private to this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class EntryRow(Base):
    """An entry of the dictionary.

    No foreign keys: departments and documents are other rooms', and an entry whose department or
    document is gone serves nobody.
    """

    __tablename__ = "dictionary_entries"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    canonical: Mapped[str]
    canonical_key: Mapped[str] = mapped_column(index=True)  # folded
    variants: Mapped[list[Any]]
    search_key: Mapped[str]  # every form, folded
    kind: Mapped[str]
    origin: Mapped[str]
    state: Mapped[str]
    enabled: Mapped[bool]
    department_id: Mapped[UUID | None] = mapped_column(index=True)
    document_id: Mapped[UUID | None] = mapped_column(index=True)
    quote: Mapped[str]
    added_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class SwitchedOffRow(Base):
    """Built-in entries that this company does not want."""

    __tablename__ = "dictionary_switched_off"
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)


class DictionaryStateRow(Base):
    """One row, whose number grows with every change: how other processes learn of it."""

    __tablename__ = "dictionary_state"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]
