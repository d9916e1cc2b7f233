"""Vectors added to what is found by its words already, in SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, insert, select, update

from znatok.documents.adapters.fragment_rows import vector_values
from znatok.documents.adapters.generation_rows import ACTIVE
from znatok.documents.adapters.rows import fragment_of, log_change
from znatok.documents.model import ChangeKind, Fragment, Status
from znatok.documents.ports import FragmentVectors
from znatok.documents.tables import DocumentRow, FragmentRow, VectorRow, VersionRow
from znatok.kernel.ids import FragmentId, VersionId
from znatok.platform.db import Database


class SqlGradualPublications:
    """The half of `PublicationStore` that makes a searchable version ready, part by part."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def without_vectors(self, version_id: VersionId, model: str) -> Sequence[Fragment]:
        held = select(VectorRow.fragment_id).where(
            VectorRow.fragment_id == FragmentRow.id, VectorRow.model == model
        )
        statement = (
            select(FragmentRow)
            .where(
                FragmentRow.version_id == version_id,
                FragmentRow.generation == ACTIVE,
                ~exists(held),
            )
            .order_by(FragmentRow.ordinal)
        )
        async with self._database.read() as connection:
            return [fragment_of(row) for row in (await connection.execute(statement)).mappings()]

    async def add_vectors(
        self, model: str, vectors: Mapping[FragmentId, FragmentVectors], *, progress: float
    ) -> bool:
        ids = list(vectors)
        of_fragments = select(FragmentRow.document_id).where(FragmentRow.id.in_(ids))
        async with self._database.write() as connection:
            counted = select(func.count()).where(FragmentRow.id.in_(ids))
            if (await connection.execute(counted)).scalar_one() != len(ids):
                return False
            same = VectorRow.fragment_id.in_(ids) & (VectorRow.model == model)
            await connection.execute(delete(VectorRow).where(same))
            rows = [vector_values(id_, model, each) for id_, each in vectors.items()]
            await connection.execute(insert(VectorRow), rows)
            shown = (
                update(DocumentRow)
                .where(DocumentRow.id.in_(of_fragments))
                .values(progress=progress)
                .returning(DocumentRow.id)
            )
            for document_id in (await connection.execute(shown)).scalars().all():
                await log_change(connection, document_id, ChangeKind.STATUS)
        return True

    async def complete(self, version_id: VersionId, *, at: datetime) -> bool:
        """The embedding is of one version: a newer one, if there is any, keeps its own status."""
        current = select(VersionRow.document_id).where(
            VersionRow.id == version_id, VersionRow.number == DocumentRow.current
        )
        ready = {"status": Status.READY.value, "progress": 1.0, "failure": None, "updated_at": at}
        async with self._database.write() as connection:
            done = await connection.execute(
                update(DocumentRow)
                .where(DocumentRow.id.in_(current), DocumentRow.latest == DocumentRow.current)
                .values(**ready)
                .returning(DocumentRow.id)
            )
            changed = done.scalars().all()
            for document_id in changed:
                await log_change(connection, document_id, ChangeKind.CONTENT)
        return bool(changed)
