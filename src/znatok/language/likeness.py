"""How far two lemmas share a root: «подписание» and «подписать», «север» and «северный»."""

from collections.abc import Set as AbstractSet
from functools import lru_cache

_BEGINNING = 4  # letters that must agree: shorter beginnings are prefixes («пере», «рас») as often
_ENOUGH = 0.55  # share of both words' letters that the common beginning must make up
_REMEMBERED = 100_000  # pairs, about 20 MB


def likeness_in(lemma: str, held: AbstractSet[str]) -> float:
    """Likeness of `lemma` to the most alike of `held`, 0…1; 1 when it is there itself."""
    if lemma in held:
        return 1.0
    if len(lemma) < _BEGINNING or not lemma.isalpha():
        return 0.0
    beginning = lemma[:_BEGINNING]
    kin = (likeness(lemma, each) for each in held if each.startswith(beginning))
    return max(kin, default=0.0)


@lru_cache(maxsize=_REMEMBERED)
def likeness(one: str, other: str) -> float:
    """Share of the letters of two lemmas that their common beginning makes up (Dice), 0…1.

    0 where the beginning is too short for a root, and for numbers and codes, which are the same or
    are not.
    """
    if one == other:
        return 1.0
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    share = 2 * common / (len(one) + len(other))
    return share if common >= _BEGINNING and share >= _ENOUGH else 0.0
