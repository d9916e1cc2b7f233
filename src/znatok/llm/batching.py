"""Token sequences of like length together, for one run of a model each."""

import sys

import numpy as np
from numpy.typing import NDArray

# What starting a run costs, in tokens of computing: one query of 8 tokens takes 3.0 ms, each token
# more 0.15 ms (benchmarks/batching.py, `run_ms_by_tokens`, int8 on an AMD EPYC core with VNNI).
_RUN_TOKENS = 12


def batches(lengths: NDArray[np.intp], max_tokens: int) -> list[NDArray[np.intp]]:
    """Sequences of like length together, at the least cost of padding and of runs: indices.

    The longest batch comes last. A batch, padded to its longest sequence, holds at most
    `max_tokens`, or one sequence. Padding is computed like text, so a run more is worth it as soon
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
