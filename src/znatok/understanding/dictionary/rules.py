"""What an entry may say, and who may decide about it. Pure decisions."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from znatok.access.model import Reader, Role
from znatok.kernel.ids import DepartmentId
from znatok.language.morphology import Morphology
from znatok.language.text import fold, squeeze
from znatok.understanding.dictionary.errors import (
    BadTerm,
    MayNotChangeEntry,
    NoVariants,
    TooCommon,
    TooManyVariants,
    VariantIsCanonical,
)
from znatok.understanding.dictionary.keys import is_function_word
from znatok.understanding.dictionary.model import Clash, Entry

SHORTEST, LONGEST = 2, 200  # characters of a term
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})  # bidirectional overrides, lone surrogates and such
MOST_VARIANTS = 50  # of one entry
MOST_ENTRIES = 20_000  # added by people; some 60 MB of memory, far above any company's practice


def clean_term(field: str, text: str) -> str:
    """One visible line of `SHORTEST` to `LONGEST` characters, with a letter. Raises BadTerm."""
    visible = "".join(each for each in text if unicodedata.category(each) not in _UNSEEN)
    term = squeeze(unicodedata.normalize("NFC", visible))
    if not SHORTEST <= len(term) <= LONGEST or not any(map(str.isalpha, term)) or "|" in term:
        raise BadTerm(field=field, value=term[:LONGEST], least=SHORTEST, most=LONGEST)
    return term


def clean_variants(
    canonical: str, variants: Iterable[str], morphology: Morphology
) -> tuple[str, ...]:
    """The variants of `canonical` as they are kept, each once.

    Raises:
        BadTerm, NoVariants, TooManyVariants, VariantIsCanonical, TooCommon: see there.

    """
    kept: dict[str, str] = {}
    for each in variants:
        if not each.strip():
            continue
        variant = clean_term("variants", each)
        if fold(variant) == fold(canonical):
            raise VariantIsCanonical(value=variant)
        if is_function_word(variant, morphology):
            raise TooCommon(value=variant)
        kept.setdefault(fold(variant), variant)
    if not kept:
        raise NoVariants
    if len(kept) > MOST_VARIANTS:
        raise TooManyVariants(most=MOST_VARIANTS)
    return tuple(kept.values())


def clashes(canonical: str, variants: Sequence[str], others: Iterable[Entry]) -> Iterator[Clash]:
    """Entries that explain one of `variants` already, or that are about the same term."""
    wanted = {fold(each) for each in variants}
    for entry in others:
        if fold(entry.canonical) == fold(canonical):
            yield Clash(entry.id, entry.canonical, entry.canonical)
            continue
        for variant in entry.variants:
            if fold(variant) in wanted:
                yield Clash(entry.id, variant, entry.canonical)


def may_keep(reader: Reader, department_id: DepartmentId | None) -> bool:
    """Whether `reader` may keep words for a department, or for everyone when it is None."""
    if reader.is_admin:
        return True
    own = department_id is not None and department_id == reader.department_id
    return own and reader.role is Role.EDITOR


def permit_keeping(reader: Reader, department_id: DepartmentId | None) -> None:
    """Raises:
    MayNotChangeEntry: see `may_keep`.

    """
    if not may_keep(reader, department_id):
        raise MayNotChangeEntry
