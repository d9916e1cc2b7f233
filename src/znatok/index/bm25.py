"""BM25 as the port states it (Robertson & Zaragoza 2009, section 3.2; k1 1.2…2, b 0.5…0.8)."""

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75

Numbers = TypeVar("Numbers", float, NDArray[np.floating])


def idf(fragments: int, holders: int) -> float:
    """How much a term tells that `holders` of all `fragments` contain."""
    return math.log(1 + (fragments - holders + 0.5) / (holders + 0.5))


def penalty(length: Numbers, mean_length: float) -> Numbers:
    """What a fragment's length, in term occurrences, adds under the fraction of `saturation`.

    A collection without a single term has the mean length 0, and nothing to score.
    """
    return K1 * (1 - B) + (K1 * B / (mean_length or 1.0)) * length


def saturation(count: Numbers, penalty: Numbers) -> Numbers:
    """What `count` occurrences of a term are worth, from 0 to k1 + 1."""
    return (K1 + 1) * count / (count + penalty)
