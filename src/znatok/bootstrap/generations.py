"""Generations of the index: which one answers, what is built beside it, which models there are."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import structlog

from znatok.audit.ports import AuditLog
from znatok.bootstrap.indexing import open_index
from znatok.documents.adapters.sql_generations import SqlGenerations
from znatok.documents.changes import ChangeFeed
from znatok.documents.errors import GenerationExists, NoSuchGeneration
from znatok.documents.generations import Generation, GenerationId
from znatok.documents.ports import PublicationStore
from znatok.index.switching import SwitchingIndex
from znatok.ingestion.generations.building import BuilderSettings, GenerationBuilder
from znatok.ingestion.generations.errors import NoSuchModel
from znatok.ingestion.generations.model import splitting_of
from znatok.ingestion.generations.ports import Judge, Prepared
from znatok.ingestion.generations.service import GenerationService
from znatok.ingestion.generations.targets import ActiveGeneration
from znatok.ingestion.generations.trail import GenerationTrail
from znatok.ingestion.splitting import DEFAULT_SPLIT
from znatok.kernel.background import end
from znatok.kernel.clock import Clock
from znatok.language.morphology import Morphology
from znatok.llm.adapters.openai_compatible import (
    OpenAICompatibleEmbeddings,
    OpenAICompatibleEmbeddingSettings,
)
from znatok.llm.model import Region
from znatok.llm.ports import EmbeddingModel
from znatok.llm.switching import SwitchingModel
from znatok.platform.db import Database
from znatok.platform.settings import Settings

GRACE_S = 30.0  # a question embedded before a switch searches well within this
Wrap = Callable[[EmbeddingModel], EmbeddingModel]
Opener = Callable[[], Awaitable[EmbeddingModel]]
_log = structlog.get_logger(__name__)


class ModelShelf:
    """Implements `ModelBank`: the default model, and those that are opened when they are asked for.

    What has been opened stays: a generation may come back to it.
    """

    def __init__(
        self,
        default: EmbeddingModel,
        others: Mapping[str, Opener] | None = None,
    ) -> None:
        self._opened = {default.name: default}
        self._others = {k: v for k, v in (others or {}).items() if k != default.name}
        self._opening = asyncio.Lock()

    @property
    def names(self) -> Sequence[str]:
        return [*self._opened, *(each for each in self._others if each not in self._opened)]

    async def open(self, name: str) -> EmbeddingModel:
        async with self._opening:
            if name not in self._opened:
                if name not in self._others:
                    raise NoSuchModel(model=name, known=", ".join(self.names))
                self._opened[name] = await self._others[name]()
            return self._opened[name]


class ServedGeneration:
    """Implements `Serving`: the model and the index that this process answers with."""

    def __init__(
        self,
        store: SqlGenerations,
        models: ModelShelf,
        settings: Settings,
        wrap: Wrap,
        grace_s: float,
    ) -> None:
        self._store = store
        self._models = models
        self._settings = settings
        self._wrap = wrap
        self._grace_s = grace_s
        self._held: AsyncExitStack | None = None
        self._preparing: AsyncExitStack | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    async def begin(self, generation: Generation) -> None:
        """Open the first one, empty."""
        prepared = await self._open(generation)
        self._generation = generation.id
        self.switching_model = SwitchingModel(prepared.model)
        self.switching_index = SwitchingIndex(prepared.index, prepared.model.name)
        self._held, self._preparing = self._preparing, None

    @property
    def generation(self) -> GenerationId:
        return self._generation

    @property
    def model(self) -> str:
        return self.switching_index.space

    async def prepare(self) -> Prepared | None:
        active = await self._store.active()
        if active is None or active.id == self._generation:
            return None
        return await self._open(active)

    def use(self, prepared: Prepared) -> None:
        # Without an await in between no question sees the one exchanged and the other not; and a
        # question that has its vector already goes on with the index before.
        self.switching_index.use(prepared.index, prepared.model.name)
        self.switching_model.use(prepared.model)
        self._generation = prepared.generation
        retired, self._held, self._preparing = self._held, self._preparing, None
        if retired is not None:
            task = asyncio.create_task(self._retire(retired), name="index-retiring")
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)

    async def close(self) -> None:
        await end(*self._retiring)
        for stack in (self._preparing, self._held):
            if stack is not None:
                await stack.aclose()

    async def _open(self, generation: Generation) -> Prepared:
        model = self._wrap(await self._models.open(generation.model))
        if self._preparing is not None:  # a switch that failed half-way is begun anew
            await self._preparing.aclose()
        self._preparing = AsyncExitStack()
        index = await open_index(self._preparing, self._settings, model.dimension, generation.id)
        return Prepared(generation.id, model, index)

    async def _retire(self, retired: AsyncExitStack) -> None:
        try:
            await asyncio.sleep(self._grace_s)
        finally:
            self.switching_index.forget()
            await retired.aclose()


@dataclass(frozen=True, slots=True)
class Generations:
    """What the house needs of them. `wake`: tells the builder that there is something to do."""

    store: SqlGenerations
    models: ModelShelf
    served: ServedGeneration
    targets: ActiveGeneration
    wake: asyncio.Event

    @property
    def model(self) -> SwitchingModel:
        return self.served.switching_model

    @property
    def index(self) -> SwitchingIndex:
        return self.served.switching_index


async def open_generations(
    stack: AsyncExitStack,
    settings: Settings,
    database: Database,
    models: ModelShelf,
    default: EmbeddingModel,
    wrap: Wrap,
    clock: Clock,
    grace_s: float = GRACE_S,
) -> Generations:
    """Find the generation that is active, found the first if need be; its index is empty as yet."""
    store = SqlGenerations(database)
    active = await _usable(store, models, default, clock)
    served = ServedGeneration(store, models, settings, wrap, grace_s)
    stack.push_async_callback(served.close)
    await served.begin(active)
    targets = ActiveGeneration(store, models)
    return Generations(store, models, served, targets, asyncio.Event())


async def _usable(
    store: SqlGenerations, models: ModelShelf, default: EmbeddingModel, clock: Clock
) -> Generation:
    """The active generation, or if its model is gone from the installation, one that can be used.

    A new one begins empty: documents are found again as the builder comes to them, those that
    questions cannot be embedded for would not be found at all.
    """
    while True:
        now = clock.now()
        active = await store.found(default.name, splitting_of(DEFAULT_SPLIT), at=now)
        if active.model in models.names:
            return active
        _log.error("embedding_model_missing", model=active.model, used_instead=default.name)
        other = [each for each in await store.held() if each.model in models.names]
        try:
            chosen = (
                other[-1]
                if other
                else await store.add(default.name, active.splitting, by=None, at=now)
            )
            await store.switch(chosen.id, expected=chosen.state, complete=False, at=now)
        except GenerationExists as error:  # of a model that is gone as well
            await store.begin_removal(GenerationId(int(str(error.details["generation"]))))
        except NoSuchGeneration:  # another process was quicker
            continue


def other_models(stack: AsyncExitStack, settings: Settings) -> dict[str, Opener]:
    """What else a generation may be embedded with, by name: servers inside the perimeter.

    Raises:
        BadSettings: see llm/provider_settings.py.

    """
    found: dict[str, Opener] = {}
    for server in settings.embedding.servers:
        plain = server.model_dump(exclude={"api_key"})
        key = {} if server.api_key is None else {"api_key": server.api_key.get_secret_value()}
        values = {**plain, **key, "region": Region.LOCAL}
        model = OpenAICompatibleEmbeddings.open(OpenAICompatibleEmbeddingSettings.parse(values))
        stack.push_async_callback(model.close)
        found[model.name] = _opened(model)  # nothing is asked of the server yet
    return found


def _opened(model: EmbeddingModel) -> Opener:
    async def open_it() -> EmbeddingModel:
        return model

    return open_it


def build_service(
    generations: Generations, log: AuditLog, feed: ChangeFeed, clock: Clock
) -> GenerationService:
    return GenerationService(
        store=generations.store,
        models=generations.models,
        trail=GenerationTrail(log),
        feed=feed,
        clock=clock,
        wake=generations.wake,
    )


def build_builder(
    generations: Generations,
    settings: Settings,
    *,
    publications: PublicationStore,
    morphology: Morphology,
    clock: Clock,
    judge: Judge | None,
    newest: Callable[[], int | None],
) -> GenerationBuilder:
    wanted = settings.index
    return GenerationBuilder(
        store=generations.store,
        publications=publications,
        models=generations.models,
        morphology=morphology,
        clock=clock,
        wake=generations.wake,
        judge=judge,
        newest=newest,
        settings=BuilderSettings(
            rest=wanted.build_rest, keep_former=timedelta(days=wanted.keep_former_days)
        ),
    )
