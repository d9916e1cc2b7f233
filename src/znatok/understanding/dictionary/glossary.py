"""Words that never change: for measurements, which know no company and no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.understanding.dictionary.builtin import builtin_entries
from znatok.understanding.dictionary.matching import Words
from znatok.understanding.dictionary.model import Entry


@dataclass(frozen=True, slots=True)
class FixedGlossary:
    """`Glossary` over given entries."""

    words: Words
    readers: Mapping[DocumentId, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], morphology: Morphology) -> "FixedGlossary":
        return cls(Words(entries, morphology))

    @classmethod
    def builtin(cls, morphology: Morphology) -> "FixedGlossary":
        return cls.of(builtin_entries(), morphology)
