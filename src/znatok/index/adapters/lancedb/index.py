"""An index on disk, for collections that do not fit in a process's memory."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import lancedb
from lancedb.index import FTS, BTree, HnswSq, LabelList

from znatok.index.adapters.lancedb import filters
from znatok.index.adapters.lancedb.reading import Reading
from znatok.index.adapters.lancedb.rows import schema, term_key, to_table
from znatok.index.batches import batches
from znatok.index.errors import IndexUnavailable
from znatok.index.ports import Candidate, IndexedDocument, IndexQuery
from znatok.kernel.ids import DocumentId

_TABLE = "fragments"
_BATCH_FRAGMENTS = 4096
# LanceDB's own advice is to optimise after 20 changes; 616 tiny appends without it took a query
# from 7 to 105 ms.
OPTIMISE_EVERY_WRITES = 20
# Searches that began before an optimisation still read the files it replaced.
_KEEP_OLD_VERSIONS = timedelta(minutes=2)
# Below this a flat scan is exact and takes tens of milliseconds at most.
VECTOR_INDEX_FROM_ROWS = 50_000
_TRIES = 4
_CACHE_BYTES = 256 * 2**20


class LanceIndex:
    """`FragmentIndex` in a LanceDB table; one process writes, several may read.

    Rights are a condition inside each query. A search makes several queries and starts anew when
    the table's version changed between them, so it never mixes two states. Scores are exact; which
    fragments are the best by words is the engine's choice among twice as many (docs/adr/0004).

    Raises, from every method:
        IndexUnavailable: the engine failed; safe to retry.
    """

    def __init__(
        self,
        connection: Any,
        table: Any,
        dimension: int,
        vector_index_from_rows: int,
        optimise_every_writes: int,
    ) -> None:
        self._connection = connection
        self._table = table
        self._dimension = dimension
        self._vector_index_from_rows = vector_index_from_rows
        self._optimise_every_writes = optimise_every_writes
        self._writing = asyncio.Lock()
        self._writes = 0
        self._reading = Reading(table)

    @classmethod
    async def open(
        cls,
        path: Path,
        dimension: int,
        *,
        vector_index_from_rows: int = VECTOR_INDEX_FROM_ROWS,
        optimise_every_writes: int = OPTIMISE_EVERY_WRITES,
    ) -> Self:
        """Open or make the index in a folder.

        From so many rows on, meaning is searched by an HNSW graph instead of a scan.

        Raises:
            ValueError: the folder holds vectors of another dimension; remove it and publish anew.

        """
        async with _translated():
            connection = await lancedb.connect_async(
                path,
                read_consistency_interval=timedelta(0),
                session=lancedb.Session(_CACHE_BYTES, _CACHE_BYTES),
            )
            wanted = schema(dimension)
            if _TABLE in (await connection.list_tables()).tables:
                table = await connection.open_table(_TABLE)
            else:
                table = await connection.create_table(_TABLE, schema=wanted)
                await _index_columns(table)
            held = await table.schema()
        if held.field("vector").type != wanted.field("vector").type:
            raise ValueError(f"the index in {path} does not hold {dimension} components")
        return cls(connection, table, dimension, vector_index_from_rows, optimise_every_writes)

    async def publish(self, documents: Iterable[IndexedDocument]) -> None:
        for batch in batches(documents, _BATCH_FRAGMENTS):
            rows = await asyncio.to_thread(to_table, batch, self._dimension)
            async with self._writing, _translated():
                await self._replace([document.id for document in batch], rows)
                await self._wrote()

    async def set_access(self, document_id: DocumentId, principals: frozenset[str]) -> None:
        value = filters.list_of(principals)
        async with self._writing, _translated():
            await self._table.update(
                updates_sql={"principals": value}, where=filters.of_documents([document_id])
            )
            await self._wrote()

    async def remove(self, document_ids: Iterable[DocumentId]) -> None:
        gone = list(document_ids)
        if not gone:
            return
        async with self._writing, _translated():
            await self._table.delete(filters.of_documents(gone))
            await self._wrote()

    async def search(self, query: IndexQuery) -> list[Candidate]:
        where = filters.permitted(query)
        if where is None or query.each <= 0:
            return []
        async with _translated():
            for _ in range(_TRIES):
                version = await self._table.version()
                found = await self._reading.search(query, where, version)
                if await self._table.version() == version:
                    return found
            async with self._writing:
                return await self._reading.search(query, where, await self._table.version())

    async def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        async with _translated():
            version = await self._table.version()
            return {term: await self._reading.holders(term_key(term), version) for term in terms}

    async def size(self) -> int:
        async with _translated():
            return int(await self._table.count_rows())

    async def optimise(self) -> None:
        """Compact files, bring indices up to date, forget old versions."""
        async with self._writing, _translated():
            await self._optimise()

    async def close(self) -> None:
        self._table.close()
        self._connection.close()

    async def _replace(self, documents: Sequence[DocumentId], rows: Any) -> None:
        """One commit: the new appear as the old go."""
        old = filters.of_documents(documents)
        if not await self._table.count_rows(old):
            if len(rows):
                await self._table.add(rows)
        elif len(rows):
            merging = self._table.merge_insert("id").when_matched_update_all()
            merging = merging.when_not_matched_insert_all()
            await merging.when_not_matched_by_source_delete(old).execute(rows)
        else:
            await self._table.delete(old)

    async def _wrote(self) -> None:
        self._writes += 1
        if self._writes >= self._optimise_every_writes:
            await self._optimise()

    async def _optimise(self) -> None:
        self._writes = 0
        await self._table.optimize(cleanup_older_than=_KEEP_OLD_VERSIONS)
        if await self._table.count_rows() < self._vector_index_from_rows:
            return
        indexed = {column for index in await self._table.list_indices() for column in index.columns}
        if "vector" not in indexed:
            await self._table.create_index("vector", config=HnswSq(distance_type="dot"))


async def _index_columns(table: Any) -> None:
    whole_tokens = FTS(
        base_tokenizer="whitespace",
        stem=False,
        lower_case=False,
        ascii_folding=False,
        remove_stop_words=False,
        max_token_length=None,
    )
    await table.create_index("words", config=whole_tokens)
    await table.create_index("principals", config=LabelList())
    await table.create_index("document_id", config=BTree())
    await table.create_index("id", config=BTree())


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # all that LanceDB's native part raises
        raise IndexUnavailable from error
