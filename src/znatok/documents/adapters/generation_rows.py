"""What of the documents a generation of the index holds, as rows."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, insert, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from znatok.documents.generations import FIRST, Generation, GenerationId, GenerationState
from znatok.documents.tables import DocumentRow, GenerationRow, HeldRow, VersionRow
from znatok.kernel.ids import UserId

# A column to compare `FragmentRow.generation` with: what readers see.
ACTIVE: ColumnElement[int] = func.coalesce(
    select(GenerationRow.id)
    .where(GenerationRow.state == GenerationState.ACTIVE.value)
    .scalar_subquery(),
    int(FIRST),
)


def generation_of(row: RowMapping) -> Generation:
    return Generation(
        id=GenerationId(row["id"]),
        model=row["model"],
        splitting=row["splitting"],
        state=GenerationState(row["state"]),
        created_at=row["created_at"],
        created_by=None if row["created_by"] is None else UserId(row["created_by"]),
        built_at=row["built_at"],
        switched_at=row["switched_at"],
        counted_at=row["counted_at"],
        counted_from=row["counted_from"],
        failure=row["failure"],
        comparison=row["comparison"],
    )


def published() -> Any:
    """Current versions that have been read in: what every generation is to hold."""
    return (
        select(DocumentRow.id, VersionRow.id)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(VersionRow.number == DocumentRow.current, VersionRow.content.is_not(None))
    )


def lacked_by(generation: GenerationId) -> Any:
    """Of these, what a generation does not hold."""
    held = select(HeldRow.version_id).where(
        HeldRow.version_id == VersionRow.id, HeldRow.generation == generation
    )
    return published().where(~exists(held))


async def hold(
    connection: AsyncConnection, generation: GenerationId, version_id: UUID, fragments: int
) -> None:
    held = {"generation": int(generation), "version_id": version_id, "fragments": fragments}
    await connection.execute(insert(HeldRow), held)


async def forget_held(connection: AsyncConnection, document_id: UUID) -> None:
    """No generation holds the document any more: its fragments have been deleted."""
    versions = select(VersionRow.id).where(VersionRow.document_id == document_id)
    await connection.execute(delete(HeldRow).where(HeldRow.version_id.in_(versions)))
