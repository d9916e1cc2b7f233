"""How documents are related: which takes the place of which, which changes which, which are alike.

Pure decisions. A relation joins a newer document to an older one. It takes effect by itself only
when it is trusted: both documents have one owner or one department. What a stranger's file claims
about somebody else's regulation waits for a person who may change that regulation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from znatok.documents.facts import DocumentType, Fact, Facts, Reference
from znatok.documents.facts_likeness import Signature, bucket, buckets, likeness
from znatok.kernel.ids import DepartmentId, DocumentId, UserId
from znatok.language.morphology import Morphology
from znatok.language.text import fold

NEAR = 0.8  # share of common lemma triples from which two texts are called near duplicates
_AKIN = 0.2  # share that confirms revisions whose titles alone do not


class RelationKind(StrEnum):
    SUPERSEDES = "supersedes"  # the newer says that the older is out of force
    REVISION = "revision"  # the same title, another edition or date
    AMENDS = "amends"  # the newer changes the older, which stays in force
    NEAR_DUPLICATE = "near_duplicate"


REPLACING = frozenset({RelationKind.SUPERSEDES, RelationKind.REVISION})


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Card:
    """A document as it is compared. `published`: the day its version was added."""

    document_id: DocumentId
    owner_id: UserId
    department_id: DepartmentId | None
    family_key: str
    facts: Facts
    published: date
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """`similarity`: estimated share of common lemma triples. `quote`: the newer's own words.
    `since`: the day the newer takes the older's place; None: at once.
    """

    newer_id: DocumentId
    older_id: DocumentId
    kind: RelationKind
    similarity: float | None = None
    quote: str | None = None
    since: date | None = None
    trusted: bool = True
    verdict: Verdict | None = None

    @property
    def in_effect(self) -> bool:
        return self.verdict is Verdict.CONFIRMED or (self.trusted and self.verdict is None)


# Papers that are renewed under their title. Reports, letters, minutes and contracts of one title
# tell of different things: none puts the one before it out of force.
_RENEWED = frozenset(
    {
        *(DocumentType.REGULATION, DocumentType.PROCEDURE, DocumentType.INSTRUCTION),
        *(DocumentType.POLICY, DocumentType.PRICE_LIST, DocumentType.DIRECTORY),
        DocumentType.TRAINING,
    }
)


def relations(one: Card, other: Card) -> Iterator[Relation]:
    """Every relation between two documents, in whichever direction."""
    alike = None
    if one.signature is not None and other.signature is not None:
        alike = likeness(one.signature, other.signature)
    trusted = _same_house(one, other)
    replaced = False
    for newer, older in ((one, other), (other, one)):
        ids = (newer.document_id, older.document_id)
        if (named := _names(newer.facts.replaces, older)) is not None:
            replaced = True
            yield Relation(
                *ids, RelationKind.SUPERSEDES, alike, named.text, _beginning(newer), trusted
            )
        elif (named := _names(newer.facts.amends, older)) is not None:
            yield Relation(*ids, RelationKind.AMENDS, alike, named.text, None, trusted)
    if replaced:
        return
    ordered = _revisions(one, other, alike)
    if ordered is not None:
        newer, older = ordered
        yield Relation(
            newer.document_id,
            older.document_id,
            RelationKind.REVISION,
            alike,
            None,
            _beginning(newer),
            trusted,
        )
    elif alike is not None and alike >= NEAR:
        older, newer = sorted((one, other), key=lambda each: (each.published, each.document_id))
        yield Relation(
            newer.document_id,
            older.document_id,
            RelationKind.NEAR_DUPLICATE,
            alike,
            trusted=trusted,
        )


def _same_house(one: Card, other: Card) -> bool:
    if one.owner_id == other.owner_id:
        return True
    return one.department_id is not None and one.department_id == other.department_id


def _beginning(newer: Card) -> date | None:
    """From when the newer counts: its validity, its date, the year of its edition."""
    facts = newer.facts
    if facts.valid_from is not None:
        return facts.valid_from.value
    if facts.dated is not None:
        return facts.dated.value
    year = _year(facts)
    return None if year is None else date(year, 1, 1)


def _revisions(one: Card, other: Card, alike: float | None) -> tuple[Card, Card] | None:
    """(newer, older) when the two are editions of one paper and it can be told which is which."""
    if not one.family_key or one.family_key != other.family_key:
        return None
    types = {each.facts.type.value for each in (one, other) if each.facts.type is not None}
    if len(types) != 1 or not types <= {*_RENEWED, DocumentType.OTHER}:
        return None
    if _strangers(one.facts, other.facts):
        return None
    # A title that is only the kind, «Прайс-лист», says little, and so does an unknown kind. Price
    # lists have few words in common but their goods', so of one house the title is enough.
    generic = " " not in one.family_key and not _same_house(one, other)
    doubtful = generic or DocumentType.OTHER in types
    if doubtful and (alike or 0.0) < _AKIN:
        return None
    return _in_order(one, other)


def _strangers(one: Facts, other: Facts) -> bool:
    """Whether both name their organisations and have none in common."""
    if one.parties is None or other.parties is None:
        return False
    return set(map(fold, one.parties.value)).isdisjoint(map(fold, other.parties.value))


def _in_order(one: Card, other: Card) -> tuple[Card, Card] | None:
    """By validity, else by date, else by edition; None when nothing tells."""
    for measure in (_valid_from, _dated, _edition, _started):
        first, second = measure(one), measure(other)
        if first and second and first != second:
            return (one, other) if first > second else (other, one)
    return None


def _valid_from(card: Card) -> tuple[int, ...]:
    return _ordinal(card.facts.valid_from)


def _dated(card: Card) -> tuple[int, ...]:
    return _ordinal(card.facts.dated)


def _ordinal(fact: Fact[date] | None) -> tuple[int, ...]:
    return () if fact is None else (fact.value.toordinal(),)


def _edition(card: Card) -> tuple[int, ...]:
    parts = card.facts.edition.value.split(".") if card.facts.edition is not None else []
    return tuple(map(int, parts)) if all(each.isdecimal() for each in parts) else ()


def _started(card: Card) -> tuple[int, ...]:
    begun = _beginning(card)
    return () if begun is None else (begun.toordinal(),)


_YEARS = range(1990, 2100)


def _year(facts: Facts) -> int | None:
    value = facts.edition.value if facts.edition is not None else ""
    return int(value) if value.isdecimal() and int(value) in _YEARS else None


def _names(references: Sequence[Fact[Reference]], card: Card) -> Reference | None:
    """The reference that means this document: two of number, date and title agree, none disagrees.

    A title of more than its kind is enough alone: «взамен Положения об отпусках».
    """
    facts = card.facts
    for fact in references:
        named = fact.value
        agree = 0
        if named.number is not None and facts.number is not None:
            if number_key(named.number) != number_key(facts.number.value):
                continue
            agree += 1
        if named.dated is not None and facts.dated is not None:
            if named.dated != facts.dated.value:
                continue
            agree += 1
        if named.key == card.family_key and " " in named.key:
            agree += _ENOUGH
        if agree >= _ENOUGH:
            return named
    return None


_ENOUGH = 2


def with_keys(facts: Facts, morphology: Morphology) -> Facts:
    """The facts with `Reference.key` filled in."""

    def keyed(references: Sequence[Fact[Reference]]) -> tuple[Fact[Reference], ...]:
        return tuple(
            replace(each, value=replace(each.value, key=family_key(each.value.title, morphology)))
            for each in references
        )

    return replace(facts, replaces=keyed(facts.replaces), amends=keyed(facts.amends))


def meeting_points(card: Card) -> frozenset[int]:
    """Where documents that may be related meet: by likeness, by number, by title.

    Those a document has and those it names, so that the two meet whichever comes first.
    """
    facts = card.facts
    named = [each.value for each in (*facts.replaces, *facts.amends)]
    numbers = {each.number for each in named} | {facts.number and facts.number.value}
    titles = {each.key for each in named} | {card.family_key}
    points = {bucket(f"number:{number_key(each)}") for each in numbers if each}
    points |= {bucket(f"title:{each}") for each in titles if each}
    return frozenset(points | set(buckets(card.signature) if card.signature is not None else ()))


def number_key(number: str) -> str:
    """A number in the form in which two spellings of it are equal: «№ 45-к» is «45-К»."""
    return re.sub(r"[^\w]", "", fold(number)).translate(_LOOKALIKES)


# Latin letters that look like Cyrillic ones and stand for them in typed numbers.
_LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")

_CHANGING = re.compile(
    r"\bот\s+\d[\d.\s]*(?:[а-я]+\s+\d{4}\s*(?:г\.?|года)?)?|№\s*[\w/.-]+"
    r"|\b(?:редакци\w+|ред\.?|верси\w+|издание|ревизия|version|rev\.?)\s*(?:№\s*)?[\d.]*"
    r"|\bv\.?\s?\d[\d.]*\b|\b(?:на|за|с|по)?\s*(?:\d{1,2}[./]){0,2}(?:19|20)\d\d\s*(?:год[а-я]*|гг?\.?)?"
    r"|\b\d{1,2}\s+(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
    r"|\b(?:нов\w{2}|стар\w{2}|копия|copy|проект|draft|final|финал\w*|итог\w*|утратил\w*\s+силу"
    r"|действующ\w{2}|актуальн\w{2}|архив\w*|old|new)\b|\(\d+\)"
)


def family_key(title: str, morphology: Morphology) -> str:
    """A title without what changes from one revision to the next, as lemmas."""
    kept = _CHANGING.sub(" ", fold(title).replace("_", " "))
    return " ".join(each for each in morphology.terms(kept) if not each.isdigit())
