"""What a message asks for, judged by a few examples of each intent. No language model."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.understanding.intents_features import Features, FeatureWeights, Rows, Views, unit
from znatok.understanding.intents_shipped import (
    Example,
    plain_vectors,
    shipped_arrays,
    shipped_examples,
)

Vectors = NDArray[np.floating]

_TOGETHER = 16  # examples embedded in one call
_SHARPNESS = np.geomspace(0.5, 30.0, 60)  # of the softmax: from nearly even to nearly certain


@dataclass(frozen=True, slots=True)
class IntentSettings:
    """`features`: how much words, letters and cues count. `out_of_scope`: the label of what is
    nobody's business here. Likeness of meaning is its cosine, or a bell over it that much sharper
    (`bells`; 0: the cosine itself): few examples speak for all their direction, many each for its
    neighbourhood. `ridges`: how strongly the examples are held back. Of every pair that one is
    taken that judges each example best from all the others.

    Chosen on benchmarks/sets/intents_dev.jsonl and on the shipped examples, each left out in turn.
    """

    features: FeatureWeights = field(default_factory=FeatureWeights)
    bells: tuple[float, ...] = (0.0, 1.0, 2.0)
    ridges: tuple[float, ...] = (0.05, 0.2, 0.5)
    out_of_scope: str = "out_of_scope"


# What fitting chooses for the shipped examples, with a few of one's own or without.
SHIPPED_SETTINGS = IntentSettings(bells=(2.0,), ridges=(0.3,))


@dataclass(frozen=True, slots=True)
class IntentGuess:
    """`intent`: the likeliest label. `probabilities`: of every label, summing to 1.

    `out_of_scope`: how likely the message is none of the other labels' business, 0…1. Where the
    examples have no label for that: how little any label claims it; a rank, not a probability.
    """

    intent: str
    probabilities: Mapping[str, float]
    out_of_scope: float

    @property
    def confidence(self) -> float:
        """Probability of the likeliest label."""
        return self.probabilities[self.intent]


@dataclass(frozen=True, slots=True)
class _Fitted:
    """`dual`: the weight of each example for each label. `likelihood`: of the examples' labels,
    each judged by the others.
    """

    bell: float
    dual: Rows
    sharpness: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Judge:
    """`meanings`: of the examples, a row each; `dual`: their weights for each label. `forms`: the
    weights of words, letters and cues. `bell`, `sharpness`: as fitted.
    """

    labels: tuple[str, ...]
    meanings: Rows
    dual: Rows
    forms: Rows
    bell: float
    sharpness: float

    def probabilities(self, asked: Views) -> tuple[Rows, Rows]:
        """Scores and probabilities of each label, for the first message."""
        near = _likeness(asked.meaning @ self.meanings.T, self.bell)
        scores = near @ self.dual + asked.form @ self.forms
        return scores[0], _softmax(scores, self.sharpness)[0]


class IntentClassifier:
    """Kernel ridge regression on one-against-rest targets, made into probabilities.

    With dozens of examples it is as good as logistic regression and has a closed form: what it
    would say of each example had it not seen it costs nothing more (Hastie, Tibshirani, Friedman
    2009, section 7.10). By that it chooses its settings and the sharpness of the softmax. Any
    labels do. Thread-safe.
    """

    def __init__(self, features: Features, judge: _Judge, out_of_scope: str) -> None:
        self._features = features
        self._judge = judge
        self._out_of_scope = out_of_scope

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        vectors: Vectors,
        morphology: Morphology,
        settings: IntentSettings | None = None,
    ) -> Self:
        """Learn from examples; takes a second for a thousand.

        `vectors`: query vectors of their texts in their order, unit length, shape (len(examples),
        dimension).

        Raises:
            ValueError: fewer than two labels.

        """
        chosen = settings or IntentSettings()
        labels = tuple(dict.fromkeys(str(label) for _, label in examples))
        if len(labels) < 2:  # noqa: PLR2004  # telling apart takes two
            raise ValueError("intents are told apart: give examples of two or more")
        texts = [text for text, _ in examples]
        features = Features.fit(texts, vectors, morphology, chosen.features)
        views = features.views(texts, vectors)
        places = np.array([labels.index(str(label)) for _, label in examples])
        fitted = max(_fits(views, places, len(labels), chosen), key=lambda each: each.likelihood)
        judge = _Judge(
            labels,
            views.meaning,
            fitted.dual.astype(np.float32),
            (views.form.T @ fitted.dual).astype(np.float32),
            fitted.bell,
            fitted.sharpness,
        )
        return cls(features, judge, chosen.out_of_scope)

    @classmethod
    def shipped(cls, arrays: Mapping[str, NDArray[Any]], morphology: Morphology) -> Self:
        """The classifier of the shipped examples, from `shipped_arrays`: at once."""
        settings = SHIPPED_SETTINGS
        vectors = plain_vectors(arrays["vectors"])
        judge = _Judge(
            labels=tuple(arrays["labels"].tolist()),
            meanings=unit(vectors - arrays["mean"]),
            dual=arrays["dual"],
            forms=arrays["forms"],
            bell=float(arrays["bell"]),
            sharpness=float(arrays["sharpness"]),
        )
        features = Features.from_arrays(arrays, morphology, settings.features)
        return cls(features, judge, settings.out_of_scope)

    def fitted_arrays(self) -> dict[str, NDArray[Any]]:
        """What `shipped` needs beside the vectors of the examples."""
        return {
            "labels": np.array(self._judge.labels),
            "dual": self._judge.dual,
            "forms": self._judge.forms,
            "bell": np.array(self._judge.bell),
            "sharpness": np.array(self._judge.sharpness),
            **self._features.arrays(),
        }

    def classify(self, text: str, vector: Vectors) -> IntentGuess:
        """The intent of one message; `vector`: its query vector, shape (dimension,)."""
        scores, probabilities = self._judge.probabilities(
            self._features.views([text], vector[None])
        )
        labels = self._judge.labels
        by_label = dict(zip(labels, probabilities.tolist(), strict=True))
        unclaimed = float(np.clip(1 - scores.max(), 0, 1))
        return IntentGuess(
            intent=labels[int(scores.argmax())],
            probabilities=by_label,
            out_of_scope=by_label.get(self._out_of_scope, unclaimed),
        )


async def learn(
    embeddings: EmbeddingModel, morphology: Morphology, own: Sequence[Example] = ()
) -> IntentClassifier:
    """A classifier of the six intents from the shipped examples and an installation's `own`.

    Without `own`, and with the model the product ships, at once; else some seconds off the loop.

    Raises:
        ModelUnavailable: the embedding model cannot answer now; safe to retry.

    """
    arrays = shipped_arrays(embeddings.name)
    if arrays is not None and not own:
        return IntentClassifier.shipped(arrays, morphology)
    if arrays is None:
        kept = await _embedded(embeddings, [text for text, _ in shipped_examples()])
    else:
        kept = plain_vectors(arrays["vectors"])
    stacked = np.vstack([await _embedded(embeddings, [text for text, _ in own]), kept])
    examples = (*own, *shipped_examples())
    return await asyncio.to_thread(
        IntentClassifier.fit, examples, stacked, morphology, SHIPPED_SETTINGS
    )


async def _embedded(embeddings: EmbeddingModel, texts: Sequence[str]) -> Vectors:
    """In small groups, so that questions wait no longer than for each other."""
    groups = [
        await embeddings.embed_queries(texts[start : start + _TOGETHER])
        for start in range(0, len(texts), _TOGETHER)
    ]
    return np.vstack([np.zeros((0, embeddings.dimension), np.float32), *groups])


def _likeness(cosines: Rows, bell: float) -> Rows:
    return np.exp(bell * (cosines - 1)) if bell else cosines


def _fits(
    views: Views, places: NDArray[np.intp], labels: int, settings: IntentSettings
) -> Iterator[_Fitted]:
    targets = np.eye(labels)[places]
    cosines = np.asarray(views.meaning @ views.meaning.T, np.float64)
    forms = np.asarray(views.form @ views.form.T, np.float64)
    for bell in settings.bells:
        kernel = _likeness(cosines, bell) + forms
        for ridge in settings.ridges:
            inverse = np.linalg.inv(kernel + ridge * np.eye(len(places)))
            dual = inverse @ targets
            left_out = targets - dual / np.diag(inverse)[:, None]
            yield _Fitted(bell, dual, *_sharpest(left_out, places))


def _softmax(scores: Rows, sharpness: float) -> Rows:
    raised = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _sharpest(scores: Rows, places: NDArray[np.intp]) -> tuple[float, float]:
    """The sharpness under which the true labels are likeliest, and their mean log-likelihood."""

    def likelihood(sharpness: float) -> float:
        true = _softmax(scores, sharpness)[np.arange(len(places)), places]
        return float(np.log(np.maximum(true, 1e-9)).mean())

    best = float(max(_SHARPNESS, key=likelihood))
    return best, likelihood(best)
