"""Intents told apart: accuracy, how well the out-of-scope stand out, and time.

The `intents` task of understanding.py. `train`: the 10 examples a class of intents_train.jsonl
alone; `shipped`: those that come with the product alone; `both`: what an installation has that
wrote 10 a class of its own.
"""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model
from znatok.llm.ports import Vectors
from znatok.understanding.intents import SHIPPED_SETTINGS, IntentClassifier, IntentGuess
from znatok.understanding.intents_shipped import Example, shipped_examples
from znatok.understanding.model import Intent

_OUT = Intent.OUT_OF_SCOPE.value


async def embedded(examples: Sequence[Example]) -> Vectors:
    """The query vectors of the examples' texts."""
    with tempfile.TemporaryDirectory() as folder:
        model = await asyncio.to_thread(E5Model.load, Path(folder))
        try:
            return await model.embed_queries([text for text, _ in examples])
        finally:
            model.close()


def area_under_curve(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """How often a positive scores above a negative; ties count half."""
    high = np.array([s for s, p in zip(scores, positive, strict=True) if p])
    low = np.array([s for s, p in zip(scores, positive, strict=True) if not p])
    above = (high[:, None] > low).mean() + (high[:, None] == low).mean() / 2
    return round(float(above), 4)


def figures_of(
    asked: Sequence[Example], guesses: Sequence[IntentGuess], *, confusion: bool
) -> dict[str, object]:
    """What is reported of one set; `confusion`: with the table of what was taken for what."""
    pairs = Counter((label, each.intent) for (_, label), each in zip(asked, guesses, strict=True))
    labels = sorted({label for label, _ in pairs})
    inside = {pair: n for pair, n in pairs.items() if pair[0] != _OUT}
    figures: dict[str, object] = {
        "lines": len(asked),
        "accuracy_in_scope": _accuracy(inside),
        "accuracy_all": _accuracy(pairs),
        "out_of_scope_auc": area_under_curve(
            [each.out_of_scope for each in guesses], [label == _OUT for _, label in asked]
        ),
        "f1": {label: _f1(label, pairs) for label in labels},
    }
    if confusion:
        figures["confusion"] = {
            label: {taken: pairs[label, taken] for taken in labels if pairs[label, taken]}
            for label in labels
        }
    return figures


def intents(
    trained: Sequence[Example], asked: Sequence[Example], *, development: bool, show_misses: bool
) -> dict[str, Any]:
    """Figures for each choice of examples; `development`: with the table of confusions."""
    shipped = shipped_examples()
    vectors = asyncio.run(embedded([*trained, *shipped, *asked]))
    own, given, unseen = np.split(vectors, [len(trained), len(trained) + len(shipped)])
    choices = {
        "train": (trained, own),
        "shipped": (shipped, given),
        "both": ([*trained, *shipped], np.vstack([own, given])),
    }
    morphology = Morphology()
    figures: dict[str, Any] = {}
    for name, (known, known_vectors) in choices.items():
        settings = None if name == "train" else SHIPPED_SETTINGS
        classifier = IntentClassifier.fit(known, known_vectors, morphology, settings)
        began = time.perf_counter()
        guesses = [
            classifier.classify(text, vector)
            for (text, _), vector in zip(asked, unseen, strict=True)
        ]
        took_ms = (time.perf_counter() - began) * 1000 / len(asked)
        figures[name] = {
            "examples": len(known),
            **figures_of(asked, guesses, confusion=development),
            "ms_beyond_the_embedding": round(took_ms, 3),
        }
        if show_misses:
            for (text, label), each in zip(asked, guesses, strict=True):
                if each.intent != label:
                    print(f"{name}: {label} → {each.intent} {each.confidence:.2f}  {text}")
    return figures


def _accuracy(pairs: Mapping[tuple[str, str], int]) -> float:
    right = sum(n for (label, taken), n in pairs.items() if label == taken)
    return round(right / sum(pairs.values()), 4)


def _f1(label: str, pairs: Mapping[tuple[str, str], int]) -> float:
    right = pairs.get((label, label), 0)
    said = sum(n for (_, taken), n in pairs.items() if taken == label)
    true = sum(n for (real, _), n in pairs.items() if real == label)
    return round(2 * right / (said + true), 4) if said + true else 0.0
