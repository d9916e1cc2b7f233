"""Another embedding model or other fragments, without a moment in which nothing is found."""

import asyncio
import time
from collections.abc import Mapping, Sequence

from znatok.access.model import Actor, Reader
from znatok.documents.changes import ChangeFeed
from znatok.documents.errors import GenerationBehind, NoSuchGeneration
from znatok.documents.generation_ports import GenerationStore
from znatok.documents.generations import Generation, GenerationId, GenerationState
from znatok.ingestion.generations.errors import (
    BadSplitting,
    ComparisonBlocks,
    NoSuchModel,
    NotCompared,
    NothingChanges,
    NothingToRollBack,
)
from znatok.ingestion.generations.model import (
    ShownGeneration,
    Verdict,
    foretold,
    split_settings,
    splitting_of,
)
from znatok.ingestion.generations.ports import ModelBank
from znatok.ingestion.generations.trail import GenerationTrail
from znatok.kernel.clock import Clock
from znatok.kernel.errors import Refused
from znatok.kernel.ids import UserId

SMALLEST, LARGEST = 100, 8_000  # characters of a fragment; a model reads 512 tokens, 2,000 letters
_PATIENCE_S = 30.0  # how long a switch waits for documents that came in just now
_HASTE_S = 3.0  # how long going back waits: it is for when something is wrong
_POLL_S = 0.1


class GenerationService:
    """Administrators and the operator only; others are Refused."""

    def __init__(
        self,
        *,
        store: GenerationStore,
        models: ModelBank,
        trail: GenerationTrail,
        feed: ChangeFeed,
        clock: Clock,
        wake: asyncio.Event,
        compares: bool = True,
    ) -> None:
        self._store = store
        self._models = models
        self._trail = trail
        self._feed = feed
        self._clock = clock
        self._wake = wake
        self._compares = compares

    async def find(self, *, by: Actor) -> Sequence[ShownGeneration]:
        """All that are kept, the oldest first."""
        permit(by)
        return [await self._shown(each) for each in await self._store.held()]

    async def get(self, generation_id: GenerationId, *, by: Actor) -> ShownGeneration:
        """Raises NoSuchGeneration."""
        permit(by)
        return await self._shown(await self._one(generation_id))

    def models(self, *, by: Actor) -> Sequence[str]:
        """Names of the embedding models that this installation has."""
        permit(by)
        return self._models.names

    async def start(
        self, *, by: Actor, model: str | None = None, splitting: Mapping[str, int] | None = None
    ) -> ShownGeneration:
        """Begin another generation; what is not named is as in the active one.

        Raises:
            NoSuchModel, BadSplitting: there is no such model; sizes contradict each other.
            NothingChanges: it would be the same as the active one.
            GenerationExists: another is being built or stands ready.

        """
        permit(by)
        active = await self._store.active()
        assert active is not None, "founded when the house was opened"
        chosen = model or active.model
        if chosen not in self._models.names:
            raise NoSuchModel(model=chosen, known=", ".join(self._models.names))
        sizes = _sound({**active.splitting, **(splitting or {})})
        if (chosen, sizes) == (active.model, dict(active.splitting)):
            raise NothingChanges
        await self._trail.doing("generation_started", by, None, dict(sizes))
        actor = by.user_id if isinstance(by, Reader) else None
        begun = await self._store.add(
            chosen, sizes, by=None if actor is None else UserId(actor), at=self._clock.now()
        )
        self._wake.set()
        return await self._shown(begun)

    async def switch(
        self, generation_id: GenerationId, *, by: Actor, force: bool = False
    ) -> ShownGeneration:
        """Answer from a generation that stands ready; the present one is kept to go back to.

        `force`: whatever the golden questions say, or before they have said it.

        Raises:
            NoSuchGeneration: none is ready under this number.
            NotCompared, ComparisonBlocks: and no `force`.
            GenerationBehind: documents come in faster than it can follow.

        """
        permit(by)
        chosen = await self._one(generation_id)
        if chosen.state is not GenerationState.READY:
            raise NoSuchGeneration
        try:
            self._permit_switch(chosen, force=force)
        except (NotCompared, ComparisonBlocks):
            await self._trail.doing("switched", by, generation_id, refused=True)
            raise
        await self._trail.doing("switched", by, generation_id, {"forced": force})
        held = await self._store.held()
        formers = [each.id for each in held if each.state is GenerationState.FORMER]
        switched = await self._exchange(chosen, patience_s=_PATIENCE_S, complete=True)
        for each in formers:  # one to go back to is enough, and there is another now
            await self._store.begin_removal(each)
        return await self._shown(switched)

    async def roll_back(self, *, by: Actor) -> ShownGeneration:
        """Answer from the generation before again, at once; calling twice comes back.

        Documents that it lacks, because they came in just now, follow within seconds.

        Raises:
            NothingToRollBack: no former one is kept.

        """
        permit(by)
        held = await self._store.held()
        former = [each for each in held if each.state is GenerationState.FORMER]
        if not former:
            raise NothingToRollBack
        chosen = max(former, key=lambda each: (each.switched_at or each.created_at, each.id))
        await self._trail.doing("rolled_back", by, chosen.id)
        return await self._shown(await self._exchange(chosen, patience_s=_HASTE_S, complete=False))

    async def remove(self, generation_id: GenerationId, *, by: Actor) -> None:
        """Stop building it, or forget it. Raises NoSuchGeneration, GenerationActive."""
        permit(by)
        await self._one(generation_id)
        await self._trail.doing("generation_removed", by, generation_id)
        await self._store.begin_removal(generation_id)
        self._wake.set()

    async def compare(self, generation_id: GenerationId, *, by: Actor) -> ShownGeneration:
        """Ask the golden questions of both once more. Raises NoSuchGeneration: it is not ready."""
        permit(by)
        found = await self._one(generation_id)
        if found.state is not GenerationState.READY:
            raise NoSuchGeneration
        await self._trail.doing("generation_compared", by, generation_id)
        await self._store.set_comparison(generation_id, None)
        self._wake.set()
        return await self.get(generation_id, by=by)

    async def _exchange(
        self, chosen: Generation, *, patience_s: float, complete: bool
    ) -> Generation:
        """Switch as soon as nothing is missing; after `patience_s` only unless `complete`."""
        deadline = time.monotonic() + patience_s
        while True:
            late = time.monotonic() >= deadline
            try:
                found = await self._store.switch(
                    chosen.id,
                    expected=chosen.state,
                    complete=complete or not late,
                    at=self._clock.now(),
                )
            except GenerationBehind:
                if late:
                    raise
                self._wake.set()
                await asyncio.sleep(_POLL_S)
                continue
            await self._feed.hurry()  # this process goes over before the call returns
            self._wake.set()
            return found

    def _permit_switch(self, chosen: Generation, *, force: bool) -> None:
        if force:
            return
        if chosen.comparison is None:
            if self._compares:
                raise NotCompared
            return
        verdict = Verdict.from_json(chosen.comparison)
        if verdict.blocks:
            raise ComparisonBlocks(
                before=_percent(verdict.right_before), after=_percent(verdict.right_after)
            )

    async def _one(self, generation_id: GenerationId) -> Generation:
        found = await self._store.get(generation_id)
        if found is None:
            raise NoSuchGeneration
        return found

    async def _shown(self, generation: Generation) -> ShownGeneration:
        holding = await self._store.holding(generation.id)
        kept = generation.comparison
        return ShownGeneration(
            generation,
            holding,
            foretold(generation, holding, self._clock.now()),
            None if kept is None else Verdict.from_json(kept),
            possible=generation.model in self._models.names,
        )


def permit(by: Actor) -> None:
    """Raises Refused: neither the operator nor an administrator."""
    if isinstance(by, Reader) and not by.is_admin:
        raise Refused


def _sound(splitting: Mapping[str, int]) -> dict[str, int]:
    try:
        settings = split_settings(splitting)
    except (ValueError, TypeError) as error:
        raise BadSplitting from error
    if settings.min_chars < SMALLEST or settings.max_chars > LARGEST:
        raise BadSplitting
    return splitting_of(settings)


def _percent(share: float | None) -> int:
    return round(100 * (share or 0.0))
