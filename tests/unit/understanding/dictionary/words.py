"""Entries and glossaries for tests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from znatok.access.model import Reader, Role
from znatok.kernel.ids import DepartmentId, DocumentId, UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.glossary import FixedGlossary
from znatok.understanding.dictionary.matching import Words
from znatok.understanding.dictionary.model import Entry, EntryId, Kind, Origin

MORPHOLOGY = Morphology()  # takes a tenth of a second to load; it keeps no state of a test
BORN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(canonical: str, *variants: str, **more: Any) -> Entry:
    fields: dict[str, Any] = {"kind": Kind.SYNONYM, "origin": Origin.MANUAL, **more}
    return Entry(
        id=EntryId(new_uuid()),
        canonical=canonical,
        variants=variants,
        created_at=BORN,
        updated_at=BORN,
        **fields,
    )


def reader(department_id: DepartmentId | None = None, role: Role = Role.USER) -> Reader:
    return Reader(UserId(new_uuid()), role, department_id)


def expander(
    *entries: Entry, readers: Mapping[DocumentId, frozenset[str]] | None = None
) -> Expander:
    return Expander(MORPHOLOGY, FixedGlossary(Words(entries, MORPHOLOGY), readers or {}))
