"""Rows to models and back, shared by the stores of this room."""

import json
import zlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, RowMapping, delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.access.model import Reader
from znatok.documents.errors import DocumentNotFound
from znatok.documents.model import (
    Access,
    Block,
    BlockKind,
    ChangeKind,
    Document,
    Failure,
    Fragment,
    Status,
    Version,
)
from znatok.documents.tables import AccessRow, ChangeRow, DocumentRow, VersionRow
from znatok.kernel.ids import (
    DepartmentId,
    DocumentId,
    FragmentId,
    GroupId,
    UserId,
    VersionId,
)
from znatok.language.text import fold

IN_LIMIT = 500  # ids of one IN (…): SQLite before 3.32 takes 999 parameters a statement
VERSION_COLUMNS = [
    column for column in VersionRow.__table__.columns if column.name != VersionRow.content.key
]


def visible(reader: Reader) -> ColumnElement[bool]:
    """The condition under which a row of `documents` exists for the reader."""
    return exists(
        select(AccessRow.document_id).where(
            AccessRow.document_id == DocumentRow.id,
            AccessRow.principal.in_(sorted(reader.principals)),
        )
    )


async def access_of(
    connection: AsyncConnection, document_ids: Collection[UUID]
) -> dict[UUID, set[str]]:
    """Principals of each document, its owner's included."""
    found: dict[UUID, set[str]] = {each: set() for each in document_ids}
    for some in batches(list(document_ids)):
        statement = select(AccessRow.document_id, AccessRow.principal)
        rows = await connection.execute(statement.where(AccessRow.document_id.in_(some)))
        for document_id, principal in rows:
            found[document_id].add(principal)
    return found


async def documents_of(connection: AsyncConnection, rows: Sequence[RowMapping]) -> list[Document]:
    named = await access_of(connection, [row["id"] for row in rows])
    return [document_of(row, named[row["id"]]) for row in rows]


async def one_visible(
    connection: AsyncConnection, document_id: DocumentId, reader: Reader
) -> Document:
    """Raises:
    DocumentNotFound: absent or not for this reader.

    """
    statement = select(DocumentRow).where(DocumentRow.id == document_id, visible(reader))
    row = (await connection.execute(statement)).mappings().one_or_none()
    if row is None:
        raise DocumentNotFound
    return (await documents_of(connection, [row]))[0]


async def write_access(connection: AsyncConnection, document: Document) -> None:
    await connection.execute(delete(AccessRow).where(AccessRow.document_id == document.id))
    principals = sorted(document.access.principals(document.owner_id))
    values = [{"document_id": document.id, "principal": each} for each in principals]
    await connection.execute(insert(AccessRow), values)


async def log_change(connection: AsyncConnection, document_id: UUID, kind: ChangeKind) -> None:
    if connection.dialect.name == "postgresql":
        # Numbers are given at once and seen at commit: without the lock a follower could see 6,
        # pass on, and never learn of 5. SQLite has one writer at a time anyway.
        await connection.exec_driver_sql("LOCK TABLE index_log IN SHARE ROW EXCLUSIVE MODE")
    await connection.execute(insert(ChangeRow).values(document_id=document_id, kind=kind.value))


def document_of(row: RowMapping, principals: Iterable[str]) -> Document:
    failure = row["failure"]
    return Document(
        id=DocumentId(row["id"]),
        title=row["title"],
        kind=row["kind"],
        owner_id=UserId(row["owner_id"]),
        access=access_from(principals, row["owner_id"]),
        status=Status(row["status"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        file_name=row["file_name"],
        size_bytes=row["size_bytes"],
        department_id=row["department_id"],
        current=row["current"],
        latest=row["latest"],
        pages=row["pages"],
        progress=row["progress"],
        failure=Failure(**failure) if failure else None,
        warnings=tuple(row["warnings"]),
    )


def document_values(document: Document) -> dict[str, Any]:
    failure = document.failure
    return {
        "id": document.id,
        **title_values(document.title, document.file_name),
        "kind": document.kind,
        "owner_id": document.owner_id,
        "department_id": document.department_id,
        "status": document.status.value,
        "progress": document.progress,
        "failure": failure_values(failure) if failure else None,
        "warnings": list(document.warnings),
        "file_name": document.file_name,
        "size_bytes": document.size_bytes,
        "pages": document.pages,
        "current": document.current,
        "latest": document.latest,
        "created_at": document.created_at,
        "updated_at": document.updated_at,
    }


def title_values(title: str, file_name: str) -> dict[str, str]:
    """Everything that follows from the title and the file's name."""
    return {
        "title": title,
        "title_key": fold(title),
        "search_key": fold(f"{title}\n{file_name}"),
    }


def failure_values(failure: Failure) -> dict[str, str]:
    return {"slug": failure.slug, "ru": failure.ru, "en": failure.en}


def access_from(principals: Iterable[str], owner_id: UUID) -> Access:
    """The inverse of `Access.principals`; a grant to the owner says nothing and is left out."""
    named = set(principals) - {f"u:{owner_id}"}

    def ids(prefix: str) -> list[UUID]:
        return [UUID(each[2:]) for each in named if each.startswith(prefix)]

    return Access(
        everyone="everyone" in named,
        departments=frozenset(DepartmentId(each) for each in ids("d:")),
        groups=frozenset(GroupId(each) for each in ids("g:")),
        users=frozenset(UserId(each) for each in ids("u:")),
    )


def version_of(row: RowMapping) -> Version:
    text, blocks = unpack(row.get("content"))
    return Version(
        id=VersionId(row["id"]),
        document_id=DocumentId(row["document_id"]),
        number=row["number"],
        file_name=row["file_name"],
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        sha256=row["sha256"],
        created_at=row["created_at"],
        text=text,
        blocks=blocks,
        pages=row["pages"],
        warnings=tuple(row["warnings"]),
        blob_key=row["blob_key"],
    )


def version_values(version: Version) -> dict[str, Any]:
    return {
        "id": version.id,
        "document_id": version.document_id,
        "number": version.number,
        "file_name": version.file_name,
        "media_type": version.media_type,
        "size_bytes": version.size_bytes,
        "sha256": version.sha256,
        "blob_key": version.blob_key,
        "created_at": version.created_at,
        "pages": version.pages,
        "warnings": list(version.warnings),
        "content": pack(version) if version.text else None,
    }


def fragment_of(row: RowMapping) -> Fragment:
    return Fragment(
        id=FragmentId(row["id"]),
        document_id=DocumentId(row["document_id"]),
        version_id=VersionId(row["version_id"]),
        ordinal=row["ordinal"],
        text=row["text"],
        start=row["start_offset"],
        end=row["end_offset"],
        sentences=tuple((start, end) for start, end in row["sentences"]),
        section=tuple(row["section"]),
        page=row["page"],
        sheet=row["sheet"],
        kind=BlockKind(row["kind"]),
        terms=row["terms"],
        context=row["context"],
    )


def fragment_values(fragment: Fragment) -> dict[str, Any]:
    return {
        "id": fragment.id,
        "document_id": fragment.document_id,
        "version_id": fragment.version_id,
        "ordinal": fragment.ordinal,
        "text": fragment.text,
        "start_offset": fragment.start,
        "end_offset": fragment.end,
        "sentences": [list(each) for each in fragment.sentences],
        "section": list(fragment.section),
        "page": fragment.page,
        "sheet": fragment.sheet,
        "kind": fragment.kind.value,
        "terms": fragment.terms,
        "context": fragment.context,
    }


def pack(version: Version) -> bytes:
    """Text and blocks as zlib-compressed JSON; about a sixth of the text's own size in Russian."""
    blocks = [
        [b.kind.value, b.start, b.end, b.level, b.page, b.sheet, b.rows] for b in version.blocks
    ]
    content = {"text": version.text, "blocks": blocks}
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), level=6)


def unpack(content: bytes | None) -> tuple[str, tuple[Block, ...]]:
    if content is None:
        return "", ()
    loaded = json.loads(zlib.decompress(content))
    return loaded["text"], tuple(
        Block(
            kind=BlockKind(kind),
            start=start,
            end=end,
            level=level,
            page=page,
            sheet=sheet,
            rows=tuple(tuple(row) for row in rows),
        )
        for kind, start, end, level, page, sheet, rows in loaded["blocks"]
    )


def to_half(vectors: NDArray[np.float32]) -> bytes:
    """Little-endian float16: half the room; a cosine moves by less than 0.001."""
    return vectors.astype("<f2").tobytes()


def batches(items: list[UUID]) -> Iterable[list[UUID]]:
    return (items[start : start + IN_LIMIT] for start in range(0, len(items), IN_LIMIT))
