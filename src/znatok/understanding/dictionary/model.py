"""The company's own words: what it calls things, and what those things are called in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from znatok.kernel.ids import DepartmentId, DocumentId, UserId

EntryId = NewType("EntryId", UUID)


class Kind(StrEnum):
    ABBREVIATION = "abbreviation"
    SYNONYM = "synonym"
    NICKNAME = "nickname"


class Origin(StrEnum):
    """Where an entry comes from."""

    BUILTIN = "builtin"  # general shorthand that comes with the product
    MANUAL = "manual"
    IMPORT = "import"
    DOCUMENT = "document"  # found in a document's text


class State(StrEnum):
    PROPOSED = "proposed"  # found, not yet looked at; in use for the document's readers
    CONFIRMED = "confirmed"
    REJECTED = "rejected"  # found and refused: kept, so that it is not proposed again


@dataclass(frozen=True, slots=True)
class Entry:
    """A canonical term and what people write instead of it.

    Whom it serves: the readers of `document_id` if it names one, else `department_id` if it names
    one, else everyone. `quote`: the words of the document that it was found in.
    """

    id: EntryId
    canonical: str
    variants: tuple[str, ...]
    kind: Kind
    origin: Origin
    created_at: datetime
    updated_at: datetime
    added_by: UserId | None = None
    department_id: DepartmentId | None = None
    document_id: DocumentId | None = None
    quote: str = ""
    state: State = State.CONFIRMED
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What a list is narrowed to; None means any. `q` is looked for in every form of the term."""

    q: str | None = None
    kind: Kind | None = None
    origin: Origin | None = None
    state: State | None = None
    department_id: DepartmentId | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Another entry that gives `variant` another meaning, or the same term another entry."""

    entry_id: EntryId
    variant: str
    canonical: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as one reader sees it, people and places by name."""

    entry: Entry
    department_name: str | None
    document_title: str | None
    added_by_name: str | None
    can_edit: bool


@dataclass(frozen=True, slots=True)
class Used:
    """A variant met in a question: its span, as it was written, and what it stands for."""

    start: int
    end: int
    written: str
    canonical: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.written} → {'; '.join(self.canonical)}"


@dataclass(frozen=True, slots=True)
class Expansion:
    """What the dictionary adds to a question.

    `terms`: lemma → weight below 1, to be added to the question's own. `rewritten`: the question
    with the canonical form beside each unambiguous variant, for the embedding; None when nothing
    was added. `replaced`: lemmas of the variants that the canonical forms do not share: an answer
    may do without them, so they count `own_weight` of what they did.
    """

    used: tuple[Used, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()
    rewritten: str | None = None
    replaced: frozenset[str] = frozenset()
    own_weight: float = 1.0

    def weighed(self, terms: Mapping[str, float]) -> Mapping[str, float]:
        """The terms of the question together with what is added."""
        if not self.used:
            return terms
        own = {
            term: weight * self.own_weight if term in self.replaced else weight
            for term, weight in terms.items()
        }
        return {**dict(self.terms), **own}


NOTHING = Expansion()
