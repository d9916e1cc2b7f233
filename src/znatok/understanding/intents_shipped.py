"""The examples of the six intents that come with the product, and their vectors."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Example = tuple[str, str]  # a message and its intent

# The largest component of a unit vector of 384 is far below 0.4; 8 bits then hold steps of 0.003.
FIXED_POINT = 320.0


@cache
def shipped_examples() -> tuple[Example, ...]:
    """As many messages of each intent, written by hand for the product."""
    text = files("znatok.understanding").joinpath("examples.json").read_text("utf-8")
    return tuple((each, label) for label, some in json.loads(text).items() for each in some)


def shipped_vectors(model: str) -> NDArray[np.float32] | None:
    """Query vectors of the examples in their order, unit length; None for another model's space.

    Also None when they are of other examples than those shipped (scripts/intent_vectors.py).
    """
    with files("znatok.understanding").joinpath("examples.npz").open("rb") as file:
        kept = np.load(file, allow_pickle=False)
        known = str(kept["model"]) == model and str(kept["examples"]) == digest(shipped_examples())
        fixed = kept["vectors"].astype(np.float32)
    if not known:
        return None
    unit: NDArray[np.float32] = fixed / np.linalg.norm(fixed, axis=1, keepdims=True)
    return unit


def digest(examples: Sequence[Example]) -> str:
    """What changes when any example does."""
    lines = "\n".join(text for text, _ in examples)
    return hashlib.blake2b(lines.encode(), digest_size=16).hexdigest()
