"""What building and switching need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from znatok.documents.generations import Generation, GenerationId
from znatok.index.ports import FragmentIndex
from znatok.ingestion.generations.model import Verdict
from znatok.ingestion.splitting import SplitSettings
from znatok.llm.ports import EmbeddingModel


class ModelBank(Protocol):
    """The embedding models of this installation, by name."""

    @property
    def names(self) -> Sequence[str]: ...

    async def open(self, name: str) -> EmbeddingModel:
        """The model, loaded when it is first asked for.

        Raises:
            NoSuchModel: this installation has none of this name.
            ModelUnavailable: it cannot be loaded now; safe to retry.

        """
        ...


class Judge(Protocol):
    """Asks the golden questions of both generations, past every memory of answers."""

    async def compare(self, generation: Generation) -> Verdict | None:
        """None when it cannot be done now: another measurement runs. May take minutes.

        Raises:
            ModelUnavailable: safe to retry.

        """
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """What a version that readers are to see is made for."""

    generation: GenerationId
    model: EmbeddingModel
    split: SplitSettings


class Targets(Protocol):
    """Says for which generation documents are read in now: read where the truth lies."""

    async def current(self) -> Target:
        """Raises ModelUnavailable: the active generation's model; safe to retry."""
        ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """An empty index for the generation that is active now, not used yet."""

    generation: GenerationId
    model: EmbeddingModel
    index: FragmentIndex


class Serving(Protocol):
    """From which generation this process answers."""

    @property
    def generation(self) -> GenerationId: ...

    @property
    def model(self) -> str:
        """The name of its model."""
        ...

    async def prepare(self) -> Prepared | None:
        """Make room for the generation that has become active; None when it is in use already.

        Raises:
            ModelUnavailable: its model cannot be loaded now; what is in use goes on.

        """
        ...

    def use(self, prepared: Prepared) -> None:
        """Answer from it, from the next question on; it is filled."""
        ...
