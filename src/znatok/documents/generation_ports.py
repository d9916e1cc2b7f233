"""Where generations of the index are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from znatok.documents.generations import Generation, GenerationId, GenerationState, Holding
from znatok.documents.model import Document, Fragment, Version
from znatok.documents.ports import FragmentVectors
from znatok.kernel.ids import DocumentId, UserId, VersionId


class GenerationStore(Protocol):
    """Generations and what they hold; every method is one transaction. Exactly one is active.

    `token`, where it is asked for, proves the claim on a generation: one builder works on it.
    """

    async def active(self) -> Generation | None:
        """None before the first has been founded."""
        ...

    async def get(self, generation_id: GenerationId) -> Generation | None:
        """None when there is none of this number, or it has been removed."""
        ...

    async def held(self) -> Sequence[Generation]:
        """All that are built, kept or used, the oldest first."""
        ...

    async def holding(self, generation_id: GenerationId) -> Holding: ...

    async def found(self, model: str, splitting: Mapping[str, int], *, at: datetime) -> Generation:
        """The active generation; the first one is made active if there is none yet."""
        ...

    async def add(
        self, model: str, splitting: Mapping[str, int], *, by: UserId | None, at: datetime
    ) -> Generation:
        """Begin another.

        Raises:
            GenerationExists: one is being built or stands ready already.

        """
        ...

    async def claim(
        self, generation_id: GenerationId, token: str, *, at: datetime, lease: timedelta
    ) -> bool:
        """Take a generation to work on, or keep it; False when another process has it."""
        ...

    async def release(self, generation_id: GenerationId, token: str) -> None: ...

    async def count_from(self, generation_id: GenerationId, token: str, *, at: datetime) -> None:
        """Remember how many documents it holds now, to foretell from."""
        ...

    async def behind(
        self, generation_id: GenerationId, *, limit: int
    ) -> Sequence[tuple[DocumentId, VersionId]]:
        """Current versions that the generation does not hold, the oldest first."""
        ...

    async def write(
        self,
        generation_id: GenerationId,
        document: Document,
        version: Version,
        fragments: Sequence[Fragment],
        vectors: Sequence[FragmentVectors],
        *,
        token: str,
    ) -> bool:
        """Hold a version in place of any before it; ids are those of the generation already.

        False when the claim is lost; True and nothing written when the version is not the current
        one any more. The change log is told if the generation is active.
        """
        ...

    async def set_ready(self, generation_id: GenerationId, token: str, *, at: datetime) -> bool:
        """From building to ready; False when a document is missing after all."""
        ...

    async def set_failure(
        self, generation_id: GenerationId, token: str, failure: str | None
    ) -> None: ...

    async def set_comparison(
        self, generation_id: GenerationId, comparison: Mapping[str, Any] | None
    ) -> None: ...

    async def switch(
        self,
        generation_id: GenerationId,
        *,
        expected: GenerationState,
        complete: bool,
        at: datetime,
    ) -> Generation:
        """Make one active and the active one former, and tell the change log, all at once.

        Raises:
            NoSuchGeneration: it is not in the state `expected`.
            GenerationBehind: it lacks documents, and `complete` asks that it must not.

        """
        ...

    async def begin_removal(self, generation_id: GenerationId) -> None:
        """Raises NoSuchGeneration, GenerationActive."""
        ...

    async def remove_some(self, generation_id: GenerationId, *, limit: int) -> bool:
        """Forget up to `limit` fragments of one that is being removed; False when all is gone."""
        ...

    async def removing(self) -> Sequence[GenerationId]: ...
