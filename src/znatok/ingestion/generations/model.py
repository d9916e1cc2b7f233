"""A second index beside the first: what is told of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from znatok.documents.generations import Generation, Holding
from znatok.ingestion.splitting import SplitSettings


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a generation answered the golden questions beside the active one.

    `state`, `reasons`: of the quality gate, by its own names ("passed", "blocked", "unmeasured").
    `right_before`, `right_after`: shares of right answers, 0…1, of the active one and of this one,
    on the `compared` questions; None when no question could tell. `low`: the lower bound of the 95%
    interval of their difference. `run`, `against`: ids of the two runs.
    """

    state: str
    reasons: tuple[str, ...] = ()
    compared: int = 0
    right_before: float | None = None
    right_after: float | None = None
    low: float | None = None
    won: int = 0
    lost: int = 0
    leaks: int = 0
    run: str | None = None
    against: str | None = None

    @property
    def blocks(self) -> bool:
        return self.state == "blocked"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Verdict":
        return cls(**{**kept, "reasons": tuple(kept.get("reasons", ()))})


@dataclass(frozen=True, slots=True)
class ShownGeneration:
    """`left`: how long the building will take yet, by its pace so far; None when nobody can tell.

    `possible`: whether this installation has the model.
    """

    generation: Generation
    holding: Holding
    left: timedelta | None
    verdict: Verdict | None
    possible: bool


def splitting_of(settings: SplitSettings) -> dict[str, int]:
    """As a generation keeps it."""
    return asdict(settings)


def split_settings(splitting: Mapping[str, int]) -> SplitSettings:
    """Raises ValueError, TypeError: sizes that contradict each other, names that are none."""
    return SplitSettings(**splitting)


def foretold(generation: Generation, holding: Holding, now: datetime) -> timedelta | None:
    """How long it takes to hold what is missing, at the pace since the builder began."""
    if not holding.behind:
        return timedelta(0)
    done = holding.held - generation.counted_from
    if generation.counted_at is None or done <= 0 or generation.failure is not None:
        return None
    return (now - generation.counted_at) / done * holding.behind
