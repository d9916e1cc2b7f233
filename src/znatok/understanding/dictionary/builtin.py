"""The general shorthand that comes with the product; builtin.tsv says what is in it and why."""

from datetime import UTC, datetime
from importlib.resources import files
from uuid import NAMESPACE_URL, uuid5

from znatok.understanding.dictionary.model import Entry, EntryId, Kind, Origin

_SPACE = uuid5(NAMESPACE_URL, "urn:znatok:dictionary:builtin")
_WRITTEN_AT = datetime(2026, 11, 1, tzinfo=UTC)  # of the list as a whole


def builtin_entries() -> tuple[Entry, ...]:
    """All entries in the order of the file; an entry keeps its id as long as its canonical form."""
    text = files(__package__).joinpath("builtin.tsv").read_text("utf-8")
    return tuple(
        _entry(*line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")
    )


def _entry(kind: str, canonical: str, variants: str) -> Entry:
    return Entry(
        id=EntryId(uuid5(_SPACE, canonical)),
        canonical=canonical,
        variants=tuple(variants.split("|")),
        kind=Kind(kind),
        origin=Origin.BUILTIN,
        created_at=_WRITTEN_AT,
        updated_at=_WRITTEN_AT,
    )
