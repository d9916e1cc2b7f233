"""The builder: brings every generation in step with the documents, beside the questions.

It may die at any point. What it has written stands, a version at a time; another process takes the
claim when its lease has run out and goes on with what is missing.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from znatok.documents.generation_ports import GenerationStore
from znatok.documents.generations import Generation, GenerationId, GenerationState, numbered
from znatok.documents.ports import FragmentVectors, PublicationStore
from znatok.ingestion.embedding import EmbeddingSettings, embed
from znatok.ingestion.generations.model import split_settings
from znatok.ingestion.generations.ports import Judge, ModelBank
from znatok.ingestion.splitting import SplitSettings, split
from znatok.kernel.background import in_background, set_within
from znatok.kernel.clock import Clock
from znatok.kernel.errors import ZnatokError
from znatok.kernel.ids import VersionId
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BuilderSettings:
    """`rest`: seconds of rest a second of work, so that questions and uploads go first.

    `poll_s`: how soon what other processes asked for or published is noticed. `batch`: versions
    looked up at once. `lease`: after so long without a sign of life another process goes on.
    `keep_former`: how long one is kept to go back to; until then each upload is embedded twice.
    """

    rest: float = 0.5
    poll_s: float = 2.0
    retry_s: float = 15.0
    batch: int = 50
    removed_at_once: int = 2_000
    lease: timedelta = timedelta(seconds=60)
    keep_former: timedelta = timedelta(days=14)


class GenerationBuilder:
    """One a process; of those of one database one works on a generation at a time.

    `newest`: the number of the newest change of a document that this process knows of; without one
    each round looks for what is missing, which costs a pass over all documents.
    """

    def __init__(
        self,
        *,
        store: GenerationStore,
        publications: PublicationStore,
        models: ModelBank,
        morphology: Morphology,
        clock: Clock,
        wake: asyncio.Event,
        judge: Judge | None = None,
        newest: Callable[[], int | None] = lambda: None,
        settings: BuilderSettings | None = None,
    ) -> None:
        self._store = store
        self._publications = publications
        self._models = models
        self._morphology = morphology
        self._clock = clock
        self._wake = wake
        self._judge = judge
        self._settings = settings or BuilderSettings()
        self._newest = newest
        self._in_step: dict[GenerationId, int] = {}  # up to which change nothing was missing
        self._token = secrets.token_hex(16)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._wake.clear()
            worked = await self._survived(self.run_once())
            if not worked:
                await set_within(self._wake, self._settings.poll_s)

    async def run_once(self) -> bool:
        """Do what there is to do, the active generation first; False when there was nothing."""
        worked = False
        held = await self._store.held()
        await self._expire(held)
        for generation_id in await self._store.removing():
            worked = True
            left = True
            while left:
                left = await self._store.remove_some(
                    generation_id, limit=self._settings.removed_at_once
                )
        urgent = sorted(held, key=lambda each: (each.state is not GenerationState.ACTIVE, each.id))
        for generation in urgent:
            if await self._needs(generation) and await self._claimed(generation):
                worked |= await self._work_on(generation)
        return worked

    async def _expire(self, held: Sequence[Generation]) -> None:
        """What has not been gone back to for long will not be."""
        active = next((each for each in held if each.state is GenerationState.ACTIVE), None)
        since = None if active is None else active.switched_at
        if since is None or self._clock.now() - since < self._settings.keep_former:
            return
        for each in held:
            if each.state is GenerationState.FORMER:
                _log.info("generation_expired", generation=each.id)
                await self._store.begin_removal(each.id)

    async def _needs(self, generation: Generation) -> bool:
        if generation.state is GenerationState.BUILDING:
            return True
        uncompared = generation.state is GenerationState.READY and generation.comparison is None
        if uncompared and self._judge is not None:
            return True
        newest = self._newest()
        if newest is not None and self._in_step.get(generation.id) == newest:
            return False
        missing = bool(await self._store.behind(generation.id, limit=1))
        if newest is not None and not missing:
            self._in_step[generation.id] = newest
        return missing

    async def _work_on(self, generation: Generation) -> bool:
        """Fill it, then compare it; True unless nothing came of it."""
        async with in_background(self._keep(generation), f"generation-{generation.id}-claim"):
            try:
                worked = await self._fill(generation)
                if generation.state is GenerationState.BUILDING:
                    done = await self._store.set_ready(
                        generation.id, self._token, at=self._clock.now()
                    )
                    worked = worked or done
                    if done:
                        _log.info("generation_built", generation=generation.id)
                worked |= await self._compare(generation)
            except ZnatokError as error:
                _log.warning("generation_waits", generation=generation.id, slug=error.slug)
                await self._store.set_failure(generation.id, self._token, error.slug)
                await set_within(self._wake, self._settings.retry_s)
                return False
            finally:
                await self._store.release(generation.id, self._token)
        return worked

    async def _fill(self, generation: Generation) -> bool:
        model = await self._models.open(generation.model)
        sizes = split_settings(generation.splitting)
        await self._store.count_from(generation.id, self._token, at=self._clock.now())
        wrote = False
        while missing := await self._store.behind(generation.id, limit=self._settings.batch):
            for _, version_id in missing:
                began = time.perf_counter()
                if not await self._hold(generation, version_id, model, sizes):
                    return wrote  # removed, or claimed by another
                wrote = True
                if generation.failure is not None:
                    await self._store.set_failure(generation.id, self._token, None)
                    generation = replace(generation, failure=None)
                await asyncio.sleep((time.perf_counter() - began) * self._settings.rest)
        return wrote

    async def _hold(
        self,
        generation: Generation,
        version_id: VersionId,
        model: EmbeddingModel,
        by: SplitSettings,
    ) -> bool:
        found = await self._publications.published(version_id)
        if found is None:
            return True  # removed meanwhile
        document, version = found
        cut = await asyncio.to_thread(split, version, document.title, self._morphology, by)
        fragments = [replace(each, id=numbered(each, generation.id)) for each in cut]
        vectors: list[FragmentVectors] = []
        parts = embed(version, document.title, fragments, model, EmbeddingSettings())
        async for _, some in parts:
            vectors += some
        return await self._store.write(
            generation.id, document, version, fragments, vectors, token=self._token
        )

    async def _compare(self, generation: Generation) -> bool:
        present = await self._store.get(generation.id)
        if self._judge is None or present is None or present.comparison is not None:
            return False
        if present.state is not GenerationState.READY:
            return False
        verdict = await self._judge.compare(present)
        if verdict is None:
            return False
        await self._store.set_comparison(present.id, verdict.to_json())
        _log.info("generation_compared", generation=present.id, state=verdict.state)
        return True

    async def _claimed(self, generation: Generation) -> bool:
        return await self._store.claim(
            generation.id, self._token, at=self._clock.now(), lease=self._settings.lease
        )

    async def _keep(self, generation: Generation) -> None:
        while True:
            await asyncio.sleep(self._settings.lease.total_seconds() / 3)
            await self._survived(self._claimed(generation))

    async def _survived(self, work: Awaitable[bool]) -> bool:
        """The edge of the process: a database that is away now must not end the builder."""
        try:
            return await work
        except Exception:  # noqa: BLE001  # the edge of the process; logged with its traceback
            _log.exception("generation_step_failed")
            return False
