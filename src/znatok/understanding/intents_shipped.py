"""The examples of the six intents that come with the product, and what was fitted on them."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Example = tuple[str, str]  # a message and its intent

# The largest component of a question's unit vector is below 0.2 (of 384): 8 bits hold steps of
# 0.003.
_FIXED_POINT = 320.0


@cache
def shipped_examples() -> tuple[Example, ...]:
    """As many messages of each intent, written by hand for the product."""
    text = files("znatok.understanding").joinpath("examples.json").read_text("utf-8")
    return tuple((each, label) for label, some in json.loads(text).items() for each in some)


def shipped_arrays(model: str) -> Mapping[str, NDArray[Any]] | None:
    """What scripts/fit_intents.py made; None for another model's space or of other examples.

    `vectors`: of the examples, fixed point. The others: `IntentClassifier.fitted_arrays`.
    """
    with files("znatok.understanding").joinpath("examples.npz").open("rb") as file:
        kept = dict(np.load(file, allow_pickle=False))
    known = str(kept["model"]) == model and str(kept["examples"]) == shipped_digest()
    return kept if known else None


def shipped_digest() -> str:
    """What changes when any example does."""
    lines = "\n".join(f"{label} {text}" for text, label in shipped_examples())
    return hashlib.blake2b(lines.encode(), digest_size=16).hexdigest()


def fixed_point(vectors: NDArray[np.floating]) -> NDArray[np.int8]:
    return np.asarray(np.clip(np.rint(vectors * _FIXED_POINT), -127, 127), np.int8)


def plain_vectors(fixed: NDArray[np.int8]) -> NDArray[np.float32]:
    """Rows of unit length again."""
    wide = fixed.astype(np.float32)
    unit: NDArray[np.float32] = wide / np.linalg.norm(wide, axis=1, keepdims=True)
    return unit
