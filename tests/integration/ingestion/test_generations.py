"""The builder of a second index: cut off, resumed, overtaken, switched to under its feet."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.contract.embedding_model.hashing import HashingModel
from tests.integration.ingestion.house import MORPHOLOGY, House, built, chunked, person

from znatok.bootstrap.generations import ModelShelf
from znatok.documents.adapters.sql_generations import SqlGenerations
from znatok.documents.errors import DocumentNotFound, GenerationBehind, IndexSwitched
from znatok.documents.generations import FIRST, GenerationId, GenerationState
from znatok.documents.tables import FragmentRow, VectorRow
from znatok.ingestion.generations.building import BuilderSettings, GenerationBuilder
from znatok.ingestion.generations.model import splitting_of
from znatok.ingestion.splitting import DEFAULT_SPLIT
from znatok.llm.errors import ModelUnavailable
from znatok.llm.ports import EmbeddingModel, Vectors

SIZES = splitting_of(DEFAULT_SPLIT)
_LEASE = timedelta(seconds=60)
SECOND = GenerationId(2)


class Narrow(HashingModel):
    name = "hashing-128"
    dimension = 128

    def __init__(self) -> None:
        self.calls = 0
        self.broken = 0

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        if self.broken:
            self.broken -= 1
            raise ModelUnavailable(model=self.name)
        return await super().embed_passages(texts)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        await SqlGenerations(found.database).found(found.model.name, SIZES, at=found.clock.now())
        yield found


def builder_of(house: House, model: Narrow) -> GenerationBuilder:
    async def opened() -> EmbeddingModel:
        return model

    return GenerationBuilder(
        store=SqlGenerations(house.database),
        publications=house.publications,
        models=ModelShelf(house.model, {model.name: opened}),
        morphology=MORPHOLOGY,
        clock=house.clock,
        wake=asyncio.Event(),
        settings=BuilderSettings(rest=0, retry_s=0.01, lease=_LEASE),
    )


async def begun(house: House, documents: int) -> SqlGenerations:
    anna = person()
    for number in range(documents):
        await house.upload(anna, f"Отпуск номер {number} длится 28 дней.", f"{number}.txt")
    await house.work()
    store = SqlGenerations(house.database)
    await store.add(Narrow.name, SIZES, by=None, at=house.clock.now())
    return store


async def counted(house: House, generation: int) -> dict[str, int]:
    statement = (
        select(VectorRow.model, func.count().label("number"))
        .join(FragmentRow, FragmentRow.id == VectorRow.fragment_id)
        .where(FragmentRow.generation == generation)
        .group_by(VectorRow.model)
    )
    async with house.database.read() as connection:
        return {row.model: row.number for row in await connection.execute(statement)}


async def test_a_builder_that_was_killed_is_taken_over_and_nothing_is_done_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await begun(house, 5)
    first, reached = builder_of(house, Narrow()), asyncio.Event()
    write = SqlGenerations.write
    left = 2

    async def killed(*args: object, **more: object) -> bool:
        nonlocal left
        if not left:
            reached.set()
            await asyncio.Event().wait()
        left -= 1
        return await write(*args, **more)  # type: ignore[arg-type]  # passed on as they came

    async def no_release(*_: object) -> None:
        """A killed process cannot give its claim back."""

    with monkeypatch.context() as patched:
        patched.setattr(SqlGenerations, "write", killed)
        patched.setattr(SqlGenerations, "release", no_release)
        working = asyncio.create_task(first.run_once())
        await reached.wait()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    assert (await store.holding(SECOND)).behind == 3

    model = Narrow()
    other = builder_of(house, model)
    assert not await other.run_once()  # the lease has not run out
    house.clock.turn(_LEASE + timedelta(seconds=1))
    assert await other.run_once()
    found = await store.get(SECOND)
    assert found is not None
    assert found.state is GenerationState.READY
    assert model.calls == 2 * 3  # fragment and sentences of what was missing, no more
    assert await counted(house, 2) == {"hashing-128": 5}
    assert await counted(house, 1) == {"hashing-384": 5}


async def test_a_new_version_replaces_the_old_one_in_both(house: House) -> None:
    store, anna = await begun(house, 1), person()
    builder = builder_of(house, Narrow())
    document = await house.upload(anna, "Старый порядок отпусков.", "Порядок.txt")
    await house.work()
    await builder.run_once()
    stored = await house.ingestion.keep_file("Порядок.txt", chunked("Новый порядок.".encode()))
    await house.ingestion.add_version(document.id, stored, anna)
    await house.work()
    with pytest.raises(GenerationBehind):
        await store.switch(
            SECOND, expected=GenerationState.READY, complete=True, at=house.clock.now()
        )
    await builder.run_once()
    await store.switch(SECOND, expected=GenerationState.READY, complete=True, at=house.clock.now())
    page = await house.documents.fragments(document.id, anna)
    assert [each.text for each in page.items] == ["Новый порядок."]
    await house.documents.delete(document.id, anna)
    assert await counted(house, 1) == {"hashing-384": 1}
    assert await counted(house, 2) == {"hashing-128": 1}


async def test_versions_of_one_document_can_be_compared(house: House) -> None:
    anna, boris = person(), person()
    document = await house.upload(anna, "Отпуск длится 28 дней.\n\nПодают заранее.", "П.txt")
    await house.work()
    changed = "Отпуск длится 31 день.\n\nПодают заранее."
    stored = await house.ingestion.keep_file("П.txt", chunked(changed.encode()))
    await house.ingestion.add_version(document.id, stored, anna)
    await house.work()
    found = await house.facts.compare_versions(document.id, 1, 2, anna)
    assert (found.same, found.changed) == (1, 1)
    assert (found.paragraphs[0].before, found.paragraphs[0].after) == (
        "Отпуск длится 28 дней.",
        "Отпуск длится 31 день.",
    )
    for number, reader in ((3, anna), (2, boris)):
        with pytest.raises(DocumentNotFound):
            await house.facts.compare_versions(document.id, 1, number, reader)


async def test_what_was_embedded_for_the_index_before_is_not_published_in_the_new_one(
    house: House,
) -> None:
    store = await begun(house, 1)
    await builder_of(house, Narrow()).run_once()
    await store.switch(SECOND, expected=GenerationState.READY, complete=True, at=house.clock.now())
    anna = person()
    document = await house.upload(anna, "Пропуск действует год.", "Пропуск.txt")
    version_id = await house.publications.latest(document.id)
    assert version_id is not None
    found = await house.publications.pending(version_id)
    assert found is not None
    for generation, model in ((FIRST, "hashing-384"), (SECOND, "hashing-384")):
        with pytest.raises(IndexSwitched):
            await house.publications.publish(
                found[1], [], [], model=model, kind="txt", title=None,
                at=house.clock.now(), generation=generation,
            )  # fmt: skip


async def test_an_outage_of_the_second_model_is_told_and_survived(house: House) -> None:
    store, model = await begun(house, 2), Narrow()
    model.broken = 1
    builder = builder_of(house, model)
    assert not await builder.run_once()
    found = await store.get(SECOND)
    assert found is not None
    assert (found.state, found.failure) == (GenerationState.BUILDING, "model-unavailable")
    await builder.run_once()
    found = await store.get(SECOND)
    assert found is not None
    assert (found.state, found.failure) == (GenerationState.READY, None)


async def test_giving_up_forgets_fragments_and_vectors_of_that_generation_only(
    house: House,
) -> None:
    store, builder = await begun(house, 3), builder_of(house, Narrow())
    await builder.run_once()
    await store.begin_removal(SECOND)
    await builder.run_once()
    assert await store.get(SECOND) is None
    assert await counted(house, 2) == {}
    assert await counted(house, 1) == {"hashing-384": 3}
