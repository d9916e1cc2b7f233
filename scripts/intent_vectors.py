"""Write the vectors of the shipped intent examples (src/znatok/understanding/examples.npz).

    python scripts/intent_vectors.py

To be run after examples.json has changed: a test compares the two. They save every start three
seconds of embedding. Components are kept as 8-bit fixed point: cosines err by less than 0.002.
"""

import asyncio
import tempfile
from pathlib import Path

import numpy as np

from znatok.llm.adapters.e5 import E5Model
from znatok.understanding.intents_shipped import FIXED_POINT, digest, shipped_examples

_OUT = Path(__file__).resolve().parent.parent / "src/znatok/understanding/examples.npz"


async def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = await asyncio.to_thread(E5Model.load, Path(folder))
        try:
            vectors = await model.embed_queries([text for text, _ in shipped_examples()])
        finally:
            model.close()
    fixed = np.clip(np.rint(vectors * FIXED_POINT), -127, 127).astype(np.int8)
    np.savez_compressed(_OUT, vectors=fixed, model=model.name, examples=digest(shipped_examples()))


if __name__ == "__main__":
    asyncio.run(_write())
