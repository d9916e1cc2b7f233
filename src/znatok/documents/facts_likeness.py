"""Signatures of texts: how alike two are, and in which buckets likely twins meet.

A signature is the minima of `HASHES` hash functions over the text's shingles; the share of equal
minima estimates the share of shingles two texts have in common (Jaccard), with a standard error of
√(J·(1-J)/128) ≤ .044. Bands of four minima meet in a bucket (Leskovec, Rajaraman & Ullman, "Mining
of Massive Datasets", 3.4): with 32 bands a pair of J = .8 meets with probability 1 - 3·10⁻⁸, one of
J = .5 with .87, one of J = .1 with .003.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

HASHES = 128
_BANDS = 32

Signature = NDArray[np.uint32]


def likeness(one: Signature, other: Signature) -> float:
    """Estimated share of common shingles, 0…1."""
    return float((one == other).mean())


def buckets(signature: Signature) -> Sequence[int]:
    """Signed 64-bit names of the buckets, one a band."""
    bands = signature.astype("<u4").reshape(_BANDS, -1)
    return [_hashed(at.to_bytes(1, "big") + band.tobytes()) for at, band in enumerate(bands)]


def bucket(name: str) -> int:
    """The bucket of whatever shares a name."""
    return _hashed(name.encode())


def _hashed(key: bytes) -> int:
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big", signed=True)


def to_bytes(signature: Signature) -> bytes:
    return signature.astype("<u4").tobytes()


def from_bytes(stored: bytes) -> Signature:
    return np.frombuffer(stored, dtype="<u4").astype(np.uint32)
