"""A short signature of a text by which near duplicates are found (MinHash, Broder 1997)."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from znatok.documents.facts_likeness import HASHES, Signature
from znatok.language.morphology import Morphology

_SHINGLE = 3  # lemmas in a row; fewer find a common vocabulary, more lose it with each edit
_READ = 300_000  # characters: of a book the beginning is enough
_FEWEST = 20  # shingles; what is shorter is like much else by chance
_AT_ONCE = 4_096  # shingles hashed together: 4 MB

# Multiply-shift hashing (Dietzfelbinger et al. 1997): odd multipliers, drawn once and for all.
_DRAWN = np.frombuffer(
    b"".join(blake2b(at.to_bytes(2, "big"), digest_size=16).digest() for at in range(HASHES)),
    dtype="<u8",
).reshape(HASHES, 2)
_FACTORS, _SHIFTS = _DRAWN[:, 0] | np.uint64(1), _DRAWN[:, 1]


def signature_of(text: str, morphology: Morphology) -> Signature | None:
    """Minimal hashes of the lemma triples of `text`; None when it is too short to tell."""
    lemmas = [lemma for _, _, lemma in morphology.located_terms(text[:_READ])]
    shingles = sorted({" ".join(lemmas[at : at + _SHINGLE]) for at in range(len(lemmas) - 2)})
    if len(shingles) < _FEWEST:
        return None
    return _minima(shingles)


def _minima(shingles: Sequence[str]) -> Signature:
    digests = b"".join(blake2b(each.encode(), digest_size=8).digest() for each in shingles)
    keys = np.frombuffer(digests, dtype="<u8")
    least = np.full(HASHES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        hashed = (_FACTORS[:, None] * some[None, :] + _SHIFTS[:, None]) >> np.uint64(32)
        np.minimum(least, hashed.astype(np.uint32).min(axis=1), out=least)
    return least
