"""How telling a term is."""

import math
from collections.abc import Mapping


class Rarity(dict[str, float]):
    """idf of each term, and what only the frequencies tell: which terms stand nowhere.

    `unknown`: terms that no fragment holds. `largest`: the idf of such a term, the largest of all.
    """

    def __init__(
        self, values: Mapping[str, float], unknown: frozenset[str], largest: float
    ) -> None:
        super().__init__(values)
        self.unknown = unknown
        self.largest = largest


def inverse_frequencies(frequency: Mapping[str, int], size: int) -> Rarity:
    """BM25's idf of each term: ln(1 + (N - n + 0.5) / (n + 0.5)), always above zero.

    `frequency`: in how many of `size` fragments each term occurs.
    """
    values = {term: _idf(count, size) for term, count in frequency.items()}
    unknown = frozenset(term for term, count in frequency.items() if not count)
    return Rarity(values, unknown, _idf(0, size))


def _idf(count: int, size: int) -> float:
    return math.log(1 + (size - count + 0.5) / (count + 0.5))
