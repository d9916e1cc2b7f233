"""Fit the six intents on the shipped examples (src/znatok/understanding/examples.npz).

    python scripts/fit_intents.py

To be run after examples.json, the cues or the features have changed: a test compares. The file
saves every start three seconds of embedding and two of fitting. Vectors are kept as 8-bit fixed
point: cosines err by less than 0.002.
"""

import asyncio
import tempfile
from pathlib import Path

import numpy as np

from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model
from znatok.understanding.intents import SHIPPED_SETTINGS, IntentClassifier
from znatok.understanding.intents_shipped import (
    fixed_point,
    plain_vectors,
    shipped_digest,
    shipped_examples,
)

_OUT = Path(__file__).resolve().parent.parent / "src/znatok/understanding/examples.npz"


async def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = await asyncio.to_thread(E5Model.load, Path(folder))
        try:
            made = await model.embed_queries([text for text, _ in shipped_examples()])
        finally:
            model.close()
    fixed = fixed_point(made)
    vectors = plain_vectors(fixed)
    classifier = IntentClassifier.fit(shipped_examples(), vectors, Morphology(), SHIPPED_SETTINGS)
    np.savez_compressed(
        _OUT,
        vectors=fixed,
        model=model.name,
        examples=shipped_digest(),
        **classifier.fitted_arrays(),
    )


if __name__ == "__main__":
    asyncio.run(_write())
