"""How telling a term is."""

import math
from collections.abc import Mapping


def inverse_frequencies(frequency: Mapping[str, int], size: int) -> dict[str, float]:
    """BM25's idf of each term: ln(1 + (N - n + 0.5) / (n + 0.5)), always above zero.

    `frequency`: in how many of `size` fragments each term occurs.
    """
    return {
        term: math.log(1 + (size - count + 0.5) / (count + 0.5))
        for term, count in frequency.items()
    }
