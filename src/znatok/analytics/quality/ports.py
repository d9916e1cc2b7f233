"""What the quality measurements need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from znatok.access.model import Reader
from znatok.analytics.quality.model import (
    GoldenQuestion,
    QuestionFilter,
    QuestionId,
    QuestionStatus,
)
from znatok.analytics.quality.run_model import Figures, Result, Run, RunId, RunStatus
from znatok.chat.model import Answer
from znatok.kernel.ids import DocumentId
from znatok.kernel.pages import Page


class QuestionStore(Protocol):
    """Golden questions; every method is one transaction. Keys of drafts are unique."""

    async def find(
        self, wanted: QuestionFilter, *, cursor: str | None, limit: int
    ) -> Page[GoldenQuestion]:
        """The newest first. Raises BadCursor."""
        ...

    async def counts(self) -> Mapping[QuestionStatus, int]: ...

    async def get(self, question_id: QuestionId) -> GoldenQuestion:
        """Raises NoSuchQuestion."""
        ...

    async def pick(self, question_ids: Collection[QuestionId]) -> Sequence[GoldenQuestion]:
        """Those of the questions that are still there."""
        ...

    async def add(self, question: GoldenQuestion) -> None:
        """Raises SameQuestion."""
        ...

    async def add_new(self, questions: Sequence[GoldenQuestion]) -> int:
        """Add those whose key is not there yet; how many that were."""
        ...

    async def put(self, questions: Sequence[GoldenQuestion]) -> tuple[int, int]:
        """Add all, or none; what has the same key is replaced. How many were added, replaced."""
        ...

    async def replace(self, question: GoldenQuestion) -> None:
        """Raises NoSuchQuestion, SameQuestion."""
        ...

    async def remove(self, question_id: QuestionId) -> None:
        """Raises NoSuchQuestion."""
        ...

    async def sources(self) -> frozenset[DocumentId]:
        """Documents that questions of any status expect."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that this process carries out; `token` proves it."""

    run: Run
    token: str


class RunStore(Protocol):
    """Runs and their results; every method is one transaction. Only one run is alive at a time."""

    async def enqueue(self, run: Run) -> None:
        """Raises RunWaits: one is queued or running."""
        ...

    async def claim(self, token: str, *, at: datetime) -> Claim | None:
        """Take the queued run, if any."""
        ...

    async def reserve(self, run: Run, token: str, *, at: datetime) -> Claim:
        """Add a run that the caller carries out at once. Raises RunWaits: see `enqueue`."""
        ...

    async def begin(self, claim: Claim, *, total: int, fingerprint: Mapping[str, str]) -> None:
        """Write down what will be asked, and of what."""
        ...

    async def advance(self, claim: Claim, result: Result, *, at: datetime) -> bool:
        """Keep one result; False when the run was cancelled or taken for dead: stop then."""
        ...

    async def end(
        self,
        claim: Claim,
        status: RunStatus,
        *,
        figures: Figures | None,
        failure: str | None,
        at: datetime,
    ) -> None:
        """The run is over, unless it was ended meanwhile by somebody else."""
        ...

    async def reap(self, *, before: datetime, at: datetime) -> int:
        """Mark running runs that gave no sign of life since `before` as interrupted."""
        ...

    async def cancel(self, run_id: RunId, *, at: datetime) -> None:
        """Raises NoSuchRun; what is over stays as it is."""
        ...

    async def get(self, run_id: RunId) -> Run:
        """Raises NoSuchRun."""
        ...

    async def find(self, *, cursor: str | None, limit: int) -> Page[Run]:
        """The newest first. Raises BadCursor."""
        ...

    async def finished(self, *, before: RunId | None = None) -> Run | None:
        """The newest run that is done, of those older than `before`."""
        ...

    async def baseline(self) -> Run | None: ...

    async def pin(self, run_id: RunId) -> None:
        """Make a run the baseline, the only one. Raises NoSuchRun."""
        ...

    async def results(self, run_id: RunId) -> Sequence[Result]:
        """All results of a run, in the order in which they came. Answers are left out."""
        ...

    async def page(
        self, run_id: RunId, *, wrong_only: bool, cursor: str | None, limit: int
    ) -> Page[Result]:
        """Results with their answers, in the order in which they came. Raises BadCursor."""
        ...

    async def pick(self, run_id: RunId, questions: Collection[QuestionId]) -> Sequence[Result]:
        """The results of some questions, with their answers."""
        ...

    async def forget(self, *, keep: int) -> int:
        """Remove all but the newest `keep` runs and the baseline."""
        ...


class Asking(Protocol):
    """The assistant without its memory: nothing asked here is stored or counted as usage."""

    async def ask(self, text: str, reader: Reader) -> Answer: ...

    async def ranked(
        self, text: str, reader: Reader, *, depth: int
    ) -> Sequence[tuple[DocumentId, str]]:
        """Documents (id, file name) of the first `depth` passages found, with repetitions."""
        ...


class Fingerprint(Protocol):
    """What a run measures, by name: model, index, settings, prompt, code and corpus."""

    async def now(self) -> Mapping[str, str]: ...
