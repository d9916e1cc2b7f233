"""What a message asks for, judged by a few examples of each intent. No language model."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from znatok.language.morphology import Morphology
from znatok.understanding.intents_features import Features, FeatureWeights, Rows

Vectors = NDArray[np.floating]
Example = tuple[str, str]  # a message and its intent

_SHARPNESS = np.geomspace(0.5, 30.0, 60)  # of the softmax: from nearly even to nearly certain


@dataclass(frozen=True, slots=True)
class IntentSettings:
    """`features`: how much each view of a message counts. `ridge`: how strongly weights are held
    back, for views of unit length. `out_of_scope`: the label of what is nobody's business here.

    Chosen on benchmarks/sets/intents_dev.jsonl.
    """

    features: FeatureWeights = field(default_factory=FeatureWeights)
    ridge: float = 0.5
    out_of_scope: str = "out_of_scope"


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


class IntentClassifier:
    """Ridge regression on one-against-rest targets, made into probabilities.

    With a few dozen examples it is as good as logistic regression and has a closed form: what it
    would say of each example had it not seen it costs nothing more (Hastie, Tibshirani, Friedman
    2009, section 7.10), and the sharpness of the softmax is fitted on that. Any labels do.
    Thread-safe.
    """

    def __init__(
        self,
        labels: tuple[str, ...],
        features: Features,
        weights: Rows,
        sharpness: float,
        settings: IntentSettings,
    ) -> None:
        self._labels = labels
        self._features = features
        self._weights = weights
        self._sharpness = sharpness
        self._settings = settings

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        vectors: Vectors,
        morphology: Morphology,
        settings: IntentSettings | None = None,
    ) -> Self:
        """Learn from examples; takes a tenth of a second for hundreds.

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
        rows = _with_bias(features.rows(texts, vectors))
        places = np.array([labels.index(str(label)) for _, label in examples])
        dual, left_out = _ridge(rows, np.eye(len(labels))[places], chosen.ridge)
        return cls(labels, features, rows.T @ dual, _sharpness(left_out, places), chosen)

    def classify(self, text: str, vector: Vectors) -> IntentGuess:
        """The intent of one message; `vector`: its query vector, shape (dimension,)."""
        scores = (_with_bias(self._features.rows([text], vector[None])) @ self._weights)[0]
        probabilities = _softmax(scores[None], self._sharpness)[0]
        by_label = dict(zip(self._labels, probabilities.tolist(), strict=True))
        unclaimed = float(np.clip(1 - scores.max(), 0, 1))
        return IntentGuess(
            intent=self._labels[int(scores.argmax())],
            probabilities=by_label,
            out_of_scope=by_label.get(self._settings.out_of_scope, unclaimed),
        )


@cache
def shipped_examples() -> tuple[Example, ...]:
    """Examples of the six intents that come with the product, written by hand for it."""
    text = files("znatok.understanding").joinpath("examples.json").read_text("utf-8")
    return tuple((each, label) for label, some in json.loads(text).items() for each in some)


def _with_bias(rows: Rows) -> Rows:
    return np.hstack([rows, np.ones((len(rows), 1))])


def _ridge(rows: Rows, targets: Rows, ridge: float) -> tuple[Rows, Rows]:
    """Dual coefficients, and what each example would score had it been left out."""
    inverse = np.linalg.inv(rows @ rows.T + ridge * np.eye(len(rows)))
    dual = inverse @ targets
    return dual, targets - dual / np.diag(inverse)[:, None]


def _softmax(scores: Rows, sharpness: float) -> Rows:
    raised = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _sharpness(scores: Rows, places: NDArray[np.intp]) -> float:
    """The sharpness under which the true labels are likeliest."""

    def likelihood(sharpness: float) -> float:
        true = _softmax(scores, sharpness)[np.arange(len(places)), places]
        return float(np.log(np.maximum(true, 1e-9)).mean())

    return float(max(_SHARPNESS, key=likelihood))
