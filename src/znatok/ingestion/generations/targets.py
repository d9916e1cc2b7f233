"""For which generation documents are read in."""

from dataclasses import dataclass

from znatok.documents.generation_ports import GenerationStore
from znatok.documents.generations import FIRST
from znatok.ingestion.generations.model import split_settings
from znatok.ingestion.generations.ports import ModelBank, Target
from znatok.ingestion.splitting import SplitSettings
from znatok.llm.ports import EmbeddingModel


@dataclass(frozen=True, slots=True)
class OneTarget:
    """`Targets` of a house that knows one generation only."""

    model: EmbeddingModel
    split: SplitSettings

    async def current(self) -> Target:
        return Target(FIRST, self.model, self.split)


class ActiveGeneration:
    """`Targets`: the active one, asked of the database each time, since any process may switch."""

    def __init__(self, store: GenerationStore, models: ModelBank) -> None:
        self._store = store
        self._models = models

    async def current(self) -> Target:
        active = await self._store.active()
        assert active is not None, "founded before the first document is read in"
        model = await self._models.open(active.model)
        return Target(active.id, model, split_settings(active.splitting))
