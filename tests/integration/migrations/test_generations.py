"""A database from before there were generations of the index keeps what readers find."""

from pathlib import Path
from uuid import uuid4

from alembic import command
from sqlalchemy import Connection, text

from znatok.bootstrap.migrating import migrate
from znatok.bootstrap.schema import config_of, import_tables
from znatok.documents.adapters.sql_generations import SqlGenerations
from znatok.documents.generations import FIRST, GenerationState
from znatok.ingestion.generations.model import split_settings
from znatok.ingestion.splitting import DEFAULT_SPLIT
from znatok.platform.db import Database

_BEFORE = "58a212aaae5d"


def _filled(connection: Connection) -> None:
    document, version, fragment = (uuid4().hex for _ in range(3))
    for table, values in (
        ("documents", {
            "id": document, "title": "О", "title_key": "о", "search_key": "о", "kind": "txt",
            "owner_id": uuid4().hex, "status": "ready", "progress": 1, "warnings": "[]",
            "file_name": "о.txt", "size_bytes": 1, "current": 1, "latest": 1,
            "created_at": "2026-03-02 09:00:00", "updated_at": "2026-03-02 09:00:00",
        }),
        ("document_versions", {
            "id": version, "document_id": document, "number": 1, "file_name": "о.txt",
            "media_type": "text/plain", "size_bytes": 1, "sha256": "0", "blob_key": "0",
            "created_at": "2026-03-02 09:00:00", "warnings": "[]", "content": b"",
        }),
        ("fragments", {
            "id": fragment, "document_id": document, "version_id": version, "ordinal": 0,
            "text": "о", "start_offset": 0, "end_offset": 1, "sentences": "[]", "section": "[]",
            "kind": "paragraph", "terms": "о", "context": "",
        }),
        ("fragment_vectors", {
            "fragment_id": fragment, "model": "e5", "vector": b"", "sentence_vectors": b"",
        }),
    ):  # fmt: skip
        names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  # our own names
        connection.execute(text(statement), values)


async def test_what_was_found_is_the_first_generation_and_nothing_is_missing(
    tmp_path: Path,
) -> None:
    import_tables()
    database = Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'db.sqlite'}")
    await migrate(database)
    async with database.write() as connection:
        await connection.run_sync(lambda each: command.downgrade(config_of(each), _BEFORE))
        await connection.run_sync(_filled)
    await migrate(database)
    store = SqlGenerations(database)
    active = await store.active()
    assert active is not None
    assert (active.id, active.model, active.state) == (FIRST, "e5", GenerationState.ACTIVE)
    assert split_settings(active.splitting) == DEFAULT_SPLIT
    holding = await store.holding(FIRST)
    assert (holding.documents, holding.held, holding.fragments) == (1, 1, 1)
    async with database.write() as connection:
        await connection.run_sync(lambda each: command.downgrade(config_of(each), _BEFORE))
        kept = (await connection.execute(text("SELECT count(*) FROM fragments"))).scalar_one()
    assert kept == 1
    await database.close()
