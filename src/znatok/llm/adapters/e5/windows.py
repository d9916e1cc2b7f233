"""Long texts as windows, and the way back to one vector a text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from znatok.llm.ports import Vectors


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of `texts` texts: `owner[i]` is the text that window i was cut from."""

    texts: int
    ids: list[Sequence[int]]
    owner: NDArray[np.intp]

    def lengths(self) -> NDArray[np.intp]:
        return np.fromiter(map(len, self.ids), np.intp, len(self.ids))


def cut(texts: Sequence[Sequence[int]], size: int) -> Windows:
    """Neighbouring windows of at most `size` ids, without overlap; an empty text has one, empty."""
    ids: list[Sequence[int]] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        for start in range(0, max(len(text), 1), size):
            ids.append(text[start : start + size])
            owner.append(number)
    return Windows(len(texts), ids, np.array(owner, np.intp))


def join(windows: Windows, means: Vectors) -> Vectors:
    """One unit vector a text: its windows' means, weighted by their lengths.

    `means`: the mean-pooled, not yet normalised vectors of the windows, shape (windows, dimension).
    """
    sums = np.zeros((windows.texts, means.shape[1]), np.float32)
    weights = np.maximum(windows.lengths(), 1).astype(np.float32)
    np.add.at(sums, windows.owner, means * weights[:, None])
    unit: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return unit
