"""Watched folders, and their files as the last scan saw them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from znatok.platform.db import Base


class WatchedFolderRow(Base):
    """`access`: principals, beside the owner. `scan`: the last one, JSON. `requested`: what
    somebody asked for: "scan", "confirmed". `token`, `leased_until`: the claim of who scans.
    """

    __tablename__ = "watched_folders"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[UUID]
    department_id: Mapped[UUID | None]
    access: Mapped[list[Any]]
    every_minutes: Mapped[int | None]
    hour: Mapped[int | None]
    enabled: Mapped[bool]
    created_at: Mapped[datetime]
    scan: Mapped[dict[str, Any]]
    requested: Mapped[str | None]
    token: Mapped[str | None]
    leased_until: Mapped[datetime | None]


class WatchedFileRow(Base):
    """`mtime_ns` 0: the file may have changed unnoticed. No foreign key to its document: that is
    another room's, and may be deleted before the file.
    """

    __tablename__ = "watched_files"
    folder_id: Mapped[UUID] = mapped_column(
        ForeignKey("watched_folders.id", ondelete="CASCADE"), primary_key=True
    )
    path: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    inode: Mapped[str]
    sha256: Mapped[str]
    document_id: Mapped[UUID | None]
    missing_since: Mapped[datetime | None]
