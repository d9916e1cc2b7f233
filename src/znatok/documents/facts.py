"""What a document says about itself: its kind, number, dates, parties, and when it is in force.

Facts belong to a version. Each is found in the text with a confidence and the span it came from, or
set by a person, whose word stands above what was found. A day is a date without a time zone, as the
document gives it; periods of validity include both of their ends (Civil Code of Russia, art. 194:
what is to be done by a day may be done until that day ends).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from znatok.kernel.ids import DocumentId
from znatok.privacy.model import DataClass as DataClass

T = TypeVar("T")


class DocumentType(StrEnum):
    """What kind of paper it is, whatever the format of its file."""

    ORDER = "order"  # приказ, распоряжение
    REGULATION = "regulation"  # положение
    PROCEDURE = "procedure"  # регламент, порядок, правила
    INSTRUCTION = "instruction"  # инструкция, памятка, руководство
    CONTRACT = "contract"
    AMENDMENT = "amendment"  # дополнительное соглашение
    POLICY = "policy"
    LETTER = "letter"
    PRICE_LIST = "price_list"
    MINUTES = "minutes"  # протокол
    REPORT = "report"
    ACT = "act"  # акт
    INVOICE = "invoice"  # счёт
    APPLICATION = "application"  # заявление
    PRESENTATION = "presentation"
    TRAINING = "training"  # учебная презентация
    DIRECTORY = "directory"  # справочник
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """`confidence`: 0…1. `start`, `end`: where in the version's text it stands; None when it comes
    from the title, the file's name, or a person. `by_person`: set by hand.
    """

    value: T
    confidence: float
    start: int | None = None
    end: int | None = None
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document as this one names it: «Положение об отпусках от 12.01.2024 № 4-к».

    `text`: the words themselves. `title`: what it is called without number and date, "" unknown.
    `key`: the title as `facts_relations.family_key` makes it comparable.
    """

    text: str
    title: str = ""
    key: str = ""
    number: str | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """None and () mean unknown. `replaces`: what it puts out of force; `amends`: what it changes.

    `edition`: «3», «2.1», or the year in a title such as «Прайс-лист 2024».
    """

    type: Fact[DocumentType] | None = None
    language: Fact[str] | None = None  # ISO 639-1
    number: Fact[str] | None = None
    dated: Fact[date] | None = None
    parties: Fact[tuple[str, ...]] | None = None
    valid_from: Fact[date] | None = None
    valid_until: Fact[date] | None = None
    edition: Fact[str] | None = None
    data_class: Fact[DataClass] | None = None
    replaces: tuple[Fact[Reference], ...] = ()
    amends: tuple[Fact[Reference], ...] = ()


@dataclass(frozen=True, slots=True)
class FactEdits:
    """What a person said of a version: fact → value; a value of None says that there is none."""

    values: Mapping[str, object]

    def over(self, found: Facts) -> Facts:
        """The facts with the person's word above what was found."""
        said = {
            name: None if value is None else Fact(value, 1.0, by_person=True)
            for name, value in self.values.items()
        }
        return replace(found, **said)  # type: ignore[arg-type]  # names are checked where edits enter

    def inherited(self, found: Facts) -> "FactEdits":
        """What of it holds for the next version as well, in which `found` was found.

        What the paper is does not change with its text; its dates, edition and validity do. A
        number is kept unless the new text gives another.
        """
        kept = {name: value for name, value in self.values.items() if name in _LASTING}
        if "number" in self.values and found.number is None:
            kept["number"] = self.values["number"]
        return FactEdits(kept)


_LASTING = frozenset({"type", "language", "parties", "data_class"})
EDITABLE = (
    *("type", "language", "number", "dated", "parties"),
    *("valid_from", "valid_until", "edition", "data_class"),
)


@dataclass(frozen=True, slots=True)
class Kin:
    """Another document of the same family that the same reader may see.

    `since`: from this day the newer of the two stands in place of the older; None: always.
    """

    document_id: DocumentId
    title: str
    since: date | None = None


class Lapse(StrEnum):
    """Why a document is not in force on a day."""

    EXPIRED = "expired"
    REPLACED = "replaced"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Validity:
    """When a document is in force, as one reader may know it.

    What replaces it counts only when the reader may read that too: `newer` and `older` name nothing
    else, so that nobody learns of a hidden document from the state of one he sees.
    """

    type: DocumentType | None = None
    dated: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    edition: str | None = None
    newer: tuple[Kin, ...] = ()
    older: tuple[Kin, ...] = ()

    @property
    def begins(self) -> date | None:
        """The first day in force; a revision that names none begins on its own date, else on the
        day from which it takes the place of those before it.
        """
        if self.valid_from is not None:
            return self.valid_from
        if self.dated is not None and (self.newer or self.older):
            return self.dated
        return next((each.since for each in self.older), None)

    def lapse(self, on: date) -> Lapse | None:
        """Why it is not in force on a day; None when nothing says so."""
        if self.begins is not None and self.begins > on:
            return Lapse.NOT_YET
        if self.valid_until is not None and self.valid_until < on:
            return Lapse.EXPIRED
        return Lapse.REPLACED if self.replaced_by(on) is not None else None

    def in_force(self, on: date) -> bool | None:
        """None when nothing is known either way: a letter is neither in force nor out of it."""
        if self.lapse(on) is not None:
            return False
        known = self.begins or self.valid_until or self.newer or self.older
        return True if known else None

    def replaced_by(self, on: date) -> Kin | None:
        """The latest of those that stand in its place on a day."""
        begun = [each for each in self.newer if each.since is None or each.since <= on]
        return max(begun, key=lambda each: each.since or date.min) if begun else None


UNKNOWN = Validity()
