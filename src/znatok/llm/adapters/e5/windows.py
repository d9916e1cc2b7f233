"""Long texts as windows, windows as batches, and the way back to one vector a text."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from znatok.llm.ports import Vectors

# What starting a run costs, in tokens of computing: one query of 8 tokens takes 3.0 ms, each token
# more 0.15 ms (benchmarks/batching.py, `run_ms_by_tokens`, int8 on an AMD EPYC core with VNNI).
_RUN_TOKENS = 12


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


def batches(lengths: NDArray[np.intp], max_tokens: int) -> list[NDArray[np.intp]]:
    """Windows of like length together, at the least cost of padding and of runs: indices.

    The longest batch comes last. A batch, padded to its longest window, holds at most
    `max_tokens`, or one window. Padding is computed like text, so a run more is worth it as soon
    as it saves more than `_RUN_TOKENS` of it.
    """
    order = np.argsort(lengths, kind="stable")
    longest = [max(int(each), 1) for each in lengths[order]]
    cost = [0] + [sys.maxsize] * len(longest)  # of the first windows, in tokens
    first = [0] * (len(longest) + 1)  # where the last batch of the cheapest way begins
    for end in range(1, len(longest) + 1):
        for begin in range(end - 1, -1, -1):
            padded = (end - begin) * longest[end - 1]
            if padded > max_tokens and end - begin > 1:
                break
            if cost[begin] + padded + _RUN_TOKENS < cost[end]:
                cost[end], first[end] = cost[begin] + padded + _RUN_TOKENS, begin
    found: list[NDArray[np.intp]] = []
    end = len(longest)
    while end:
        found.append(order[first[end] : end])
        end = first[end]
    return found[::-1]


def join(windows: Windows, means: Vectors) -> Vectors:
    """One unit vector a text: its windows' means, weighted by their lengths.

    `means`: the mean-pooled, not yet normalised vectors of the windows, shape (windows, dimension).
    """
    sums = np.zeros((windows.texts, means.shape[1]), np.float32)
    weights = np.maximum(windows.lengths(), 1).astype(np.float32)
    np.add.at(sums, windows.owner, means * weights[:, None])
    unit: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return unit
