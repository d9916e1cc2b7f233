"""Watched folders in SQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from znatok.connectors.model import Flaw, Left, Stamp
from znatok.documents.model import Access
from znatok.ingestion.watching.errors import FolderWatched, NoSuchFolder
from znatok.ingestion.watching.model import (
    Counts,
    Folder,
    FolderId,
    KnownFile,
    Scan,
    ScanState,
    Schedule,
)
from znatok.ingestion.watching.ports import ENDED
from znatok.ingestion.watching.tables import WatchedFileRow, WatchedFolderRow
from znatok.kernel.ids import DepartmentId, DocumentId, GroupId, UserId
from znatok.platform.db import Database

_IN_LIMIT = 500  # SQLite's oldest limit of variables is 999


class SqlFolders:
    """`FolderStore` over SQLAlchemy: SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Folder]:
        statement = select(WatchedFolderRow.__table__).order_by(WatchedFolderRow.path)
        async with self._database.read() as connection:
            return [_folder(row) for row in (await connection.execute(statement)).mappings()]

    async def get(self, folder_id: FolderId) -> Folder:
        statement = select(WatchedFolderRow.__table__).where(WatchedFolderRow.id == folder_id)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).mappings().one_or_none()
        if row is None:
            raise NoSuchFolder
        return _folder(row)

    async def add(self, folder: Folder) -> None:
        values = {
            "id": folder.id,
            "path": folder.path,
            "created_at": folder.created_at,
            "scan": _scan_json(folder.last),
            **_settable(folder),
        }
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(WatchedFolderRow), values)
        except IntegrityError as error:
            raise FolderWatched from error

    async def change(self, folder: Folder) -> None:
        await self._update(folder.id, **_settable(folder))

    async def remove(self, folder_id: FolderId) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                delete(WatchedFolderRow).where(WatchedFolderRow.id == folder_id)
            )

    async def request(self, folder_id: FolderId, what: str) -> None:
        await self._update(folder_id, requested=what)

    async def requested(self) -> Mapping[FolderId, str]:
        statement = select(WatchedFolderRow.id, WatchedFolderRow.requested).where(
            WatchedFolderRow.requested.is_not(None)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return {FolderId(row.id): row.requested for row in rows}

    async def claim(
        self, folder_id: FolderId, token: str, *, at: datetime, lease: timedelta
    ) -> bool:
        free = or_(WatchedFolderRow.token.is_(None), WatchedFolderRow.leased_until < at)
        taken = (
            update(WatchedFolderRow)
            .where(WatchedFolderRow.id == folder_id, free)
            .values(token=token, leased_until=at + lease, requested=None)
        )
        async with self._database.write() as connection:
            return (await connection.execute(taken)).rowcount == 1

    async def keep(
        self, folder_id: FolderId, token: str, scan: Scan, *, at: datetime, lease: timedelta
    ) -> bool:
        statement = (
            update(WatchedFolderRow)
            .where(WatchedFolderRow.id == folder_id, WatchedFolderRow.token == token)
            .values(scan=_scan_json(scan), leased_until=at + lease)
        )
        async with self._database.write() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def end(self, folder_id: FolderId, token: str, scan: Scan) -> None:
        assert scan.state in ENDED
        # A cancelled one has lost its token already, and still tells how it ended.
        mine = or_(WatchedFolderRow.token == token, WatchedFolderRow.token.is_(None))
        statement = (
            update(WatchedFolderRow)
            .where(WatchedFolderRow.id == folder_id, mine)
            .values(scan=_scan_json(scan), token=None, leased_until=None)
        )
        async with self._database.write() as connection:
            await connection.execute(statement)

    async def cancel(self, folder_id: FolderId) -> None:
        await self._update(folder_id, token=None, leased_until=None, requested=None)

    async def known(self, folder_id: FolderId) -> Sequence[KnownFile]:
        statement = select(WatchedFileRow.__table__).where(WatchedFileRow.folder_id == folder_id)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return [
            KnownFile(
                row.path,
                Stamp(row.size, row.mtime_ns, row.inode),
                row.sha256,
                None if row.document_id is None else DocumentId(row.document_id),
                row.missing_since,
            )
            for row in rows
        ]

    async def put(
        self, folder_id: FolderId, files: Sequence[KnownFile], *, gone: Collection[str] = ()
    ) -> None:
        paths = sorted({*gone, *(each.path for each in files)})
        rows = [{"folder_id": folder_id, **_file_values(each)} for each in files]
        async with self._database.write() as connection:
            for start in range(0, len(paths), _IN_LIMIT):
                some = paths[start : start + _IN_LIMIT]
                await connection.execute(
                    delete(WatchedFileRow).where(
                        WatchedFileRow.folder_id == folder_id, WatchedFileRow.path.in_(some)
                    )
                )
            if rows:
                await connection.execute(insert(WatchedFileRow), rows)

    async def _update(self, folder_id: FolderId, **values: object) -> None:
        statement = update(WatchedFolderRow).where(WatchedFolderRow.id == folder_id)
        async with self._database.write() as connection:
            done = await connection.execute(statement.values(**values))
        if not done.rowcount:
            raise NoSuchFolder


def _settable(folder: Folder) -> dict[str, Any]:
    return {
        "owner_id": folder.owner_id,
        "department_id": folder.department_id,
        "access": sorted(folder.access.principals(folder.owner_id)),
        "every_minutes": folder.schedule.every_minutes,
        "hour": folder.schedule.hour,
        "enabled": folder.enabled,
    }


def _folder(row: RowMapping) -> Folder:
    owner = UserId(row["owner_id"])
    return Folder(
        id=FolderId(row["id"]),
        path=row["path"],
        owner_id=owner,
        department_id=None if row["department_id"] is None else DepartmentId(row["department_id"]),
        access=_access(row["access"], owner),
        schedule=Schedule(row["every_minutes"], row["hour"]),
        created_at=row["created_at"],
        enabled=row["enabled"],
        last=_scan(row["scan"]),
    )


def _access(principals: Sequence[str], owner: UserId) -> Access:
    def ids(prefix: str) -> list[UUID]:
        return [UUID(each[2:]) for each in principals if each.startswith(prefix)]

    return Access(
        everyone="everyone" in principals,
        departments=frozenset(DepartmentId(each) for each in ids("d:")),
        groups=frozenset(GroupId(each) for each in ids("g:")),
        users=frozenset(UserId(each) for each in ids("u:")) - {owner},
    )


def _file_values(file: KnownFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "size": file.stamp.size,
        "mtime_ns": file.stamp.mtime_ns,
        "inode": file.stamp.inode,
        "sha256": file.sha256,
        "document_id": file.document_id,
        "missing_since": file.missing_since,
    }


def _scan_json(scan: Scan) -> dict[str, Any]:
    times = {"started_at": scan.started_at, "finished_at": scan.finished_at}
    told = {name: None if at is None else at.isoformat() for name, at in times.items()}
    return {**asdict(scan), **told, "state": scan.state.value}


def _scan(kept: Mapping[str, Any]) -> Scan:
    def time(name: str) -> datetime | None:
        return None if kept[name] is None else datetime.fromisoformat(kept[name])

    return Scan(
        state=ScanState(kept["state"]),
        started_at=time("started_at"),
        finished_at=time("finished_at"),
        done=kept["done"],
        total=kept["total"],
        counts=Counts(**kept["counts"]),
        left=tuple(Left(e["path"], Flaw(e["flaw"]), e["folder"]) for e in kept["left"]),
        left_count=kept["left_count"],
        failure=kept["failure"],
    )
