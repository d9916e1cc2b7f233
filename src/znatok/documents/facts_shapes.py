"""The JSON of facts and relations, in and out."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from znatok.documents.facts import DataClass, DocumentType, Fact, Facts, Reference
from znatok.documents.facts_ports import Related
from znatok.documents.facts_relations import RelationKind, Verdict
from znatok.documents.facts_service import Comparison
from znatok.kernel.ids import DocumentId
from znatok.language.text import squeeze

T = TypeVar("T")
Short = Annotated[str, Field(min_length=1, max_length=200)]


class FactOut(BaseModel, Generic[T]):
    """`start`, `end`: code points of the version's text; null when it stands elsewhere."""

    value: T
    confidence: float
    start: int | None
    end: int | None
    set_by_person: bool


class ReferenceOut(BaseModel):
    text: str
    title: str
    number: str | None
    dated: date | None


class FactsOut(BaseModel):
    type: FactOut[DocumentType] | None = None
    language: FactOut[str] | None = None
    number: FactOut[str] | None = None
    dated: FactOut[date] | None = None
    parties: FactOut[list[str]] | None = None
    valid_from: FactOut[date] | None = None
    valid_until: FactOut[date] | None = None
    edition: FactOut[str] | None = None
    data_class: FactOut[DataClass] | None = None
    replaces: list[FactOut[ReferenceOut]] = []
    amends: list[FactOut[ReferenceOut]] = []

    @classmethod
    def of(cls, facts: Facts) -> "FactsOut":
        named = {name: _fact(fact) for name in _NAMES if (fact := getattr(facts, name)) is not None}
        lists = {
            name: [_fact(each) for each in getattr(facts, name)] for name in ("replaces", "amends")
        }
        return cls.model_validate({**named, **lists})


_NAMES = (
    *("type", "language", "number", "dated", "parties"),
    *("valid_from", "valid_until", "edition", "data_class"),
)


class FactsBody(BaseModel):
    """Facts set by hand: absent ones stay, null says that there is none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: DocumentType | None = None
    language: Annotated[str | None, Field(pattern="^[a-z]{2}$")] = None
    number: Short | None = None
    dated: date | None = None
    parties: Annotated[list[Short] | None, Field(max_length=50)] = None
    valid_from: date | None = None
    valid_until: date | None = None
    edition: Short | None = None
    data_class: DataClass | None = None

    def values(self) -> dict[str, object]:
        """Only what was sent."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        if sent.get("parties") is not None:
            sent["parties"] = tuple(squeeze(each) for each in sent["parties"])
        return sent


class CardOut(BaseModel):
    id: UUID
    title: str
    version: int | None


class RelatedOut(BaseModel):
    """`newer`: whether the other document is the newer of the two. `in_effect`: whether the
    relation counts; one between documents of different owners waits to be confirmed.
    """

    document: CardOut
    kind: RelationKind
    newer: bool
    similarity: float | None
    quote: str | None
    since: date | None
    in_effect: bool
    verdict: Verdict | None

    @classmethod
    def of(cls, related: Related, document_id: DocumentId) -> "RelatedOut":
        relation, other = related.relation, related.other
        alike = relation.similarity
        return cls(
            document=CardOut(id=other.id, title=other.title, version=other.current),
            kind=relation.kind,
            newer=relation.newer_id != document_id,
            similarity=None if alike is None else round(alike, 3),
            quote=relation.quote,
            since=relation.since,
            in_effect=relation.in_effect,
            verdict=relation.verdict,
        )


class RelatedPage(BaseModel):
    items: list[RelatedOut]

    @classmethod
    def of(cls, found: Sequence[Related], document_id: DocumentId) -> "RelatedPage":
        return cls(items=[RelatedOut.of(each, document_id) for each in found])


class VerdictBody(BaseModel):
    """`newer`: whether the other document of the path is the newer of the two."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: RelationKind
    newer: bool
    verdict: Verdict | None


class ChangedOut(BaseModel):
    before: str
    after: str


class DifferenceOut(BaseModel):
    """Counts of paragraphs, and the first of those that differ."""

    same: int
    added: int
    removed: int
    changed: int
    paragraphs: list[ChangedOut]
    cut: bool

    @classmethod
    def of(cls, found: Comparison) -> "DifferenceOut":
        return cls(
            same=found.same,
            added=found.added,
            removed=found.removed,
            changed=found.changed,
            paragraphs=[ChangedOut(before=e.before, after=e.after) for e in found.paragraphs],
            cut=found.cut,
        )


def _fact(fact: Fact[object]) -> dict[str, object]:
    return {
        "value": _plain(fact.value),
        "confidence": fact.confidence,
        "start": fact.start,
        "end": fact.end,
        "set_by_person": fact.by_person,
    }


def _plain(value: object) -> object:
    if isinstance(value, Reference):
        return {
            "text": value.text,
            "title": value.title,
            "number": value.number,
            "dated": value.dated,
        }
    return list(value) if isinstance(value, tuple) else value
