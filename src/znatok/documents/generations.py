"""Generations of the search index: fragments cut in one way, with vectors of one model.

Readers are answered from one generation at a time. Another may be built beside it, compared with it
and put in its place; the one before stays, kept in step with the documents, to go back to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NewType
from uuid import uuid5

from znatok.documents.model import Fragment
from znatok.kernel.ids import FragmentId, UserId

GenerationId = NewType("GenerationId", int)

FIRST: Final = GenerationId(1)  # what a database has that has never known another


class GenerationState(StrEnum):
    BUILDING = "building"
    READY = "ready"  # holds every document; may be switched to
    ACTIVE = "active"  # readers are answered from it
    FORMER = "former"  # was active; kept in step, to go back to
    REMOVING = "removing"
    REMOVED = "removed"  # its row stays: a number is never given twice


HELD: Final = (
    GenerationState.BUILDING,
    GenerationState.READY,
    GenerationState.ACTIVE,
    GenerationState.FORMER,
)


@dataclass(frozen=True, slots=True)
class Generation:
    """`model`: whose vectors it holds. `splitting`: sizes of fragments by name, in characters.

    `comparison`: how it fared beside the active one, as ingestion/generations/model.py tells.
    `counted_from`, `counted_at`: how many documents it held when the present builder began, and
    when that was: what is left is foretold from there. `failure`: slug of what stops the building
    now; it goes on by itself.
    """

    id: GenerationId
    model: str
    splitting: Mapping[str, int]
    state: GenerationState
    created_at: datetime
    created_by: UserId | None = None
    built_at: datetime | None = None
    switched_at: datetime | None = None
    counted_at: datetime | None = None
    counted_from: int = 0
    failure: str | None = None
    comparison: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of the documents a generation holds; `fragments` of those it holds."""

    documents: int
    held: int
    fragments: int

    @property
    def behind(self) -> int:
        return self.documents - self.held


def numbered(fragment: Fragment, generation: GenerationId) -> FragmentId:
    """The fragment's id in a generation: the same number cuts to the same ids every time.

    Those of the first are as splitting gives them, as they were before there were generations.
    """
    if generation == FIRST:
        return fragment.id
    return FragmentId(uuid5(fragment.id, f"generation {generation}"))
