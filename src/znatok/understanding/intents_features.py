"""A message as numbers: its meaning, its words, its letters and its grammatical cues."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from znatok.language.morphology import Morphology
from znatok.understanding.intents_cues import Token, cues_of, tokens_of

Rows = NDArray[np.floating]
Array = NDArray[Any]

_GRAM = (3, 4)  # letters in a row that count as a feature, word borders among them
# From so many examples on, features that fewer than so many of them have are left out: they tell
# next to nothing of other messages and are most of the features.
_MANY, _FEWEST = 200, 3


@dataclass(frozen=True, slots=True)
class FeatureWeights:
    """How much words, letters and cues count beside the meaning: factors of squared lengths."""

    words: float = 0.25
    letters: float = 0.08
    cues: float = 0.1


@dataclass(frozen=True, slots=True)
class Views:
    """Messages, a row each: `meaning` of unit length, `form` the words, letters and cues."""

    meaning: Rows
    form: Rows


class Features:
    """Turns messages into rows whose dot product is a likeness, as seen from some examples."""

    def __init__(
        self,
        morphology: Morphology,
        weights: FeatureWeights,
        mean: Rows,
        words: "_Weighed",
        letters: "_Weighed",
    ) -> None:
        self._morphology = morphology
        self._weights = weights
        self._mean = mean
        self._words = words
        self._letters = letters

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: NDArray[np.floating],
        morphology: Morphology,
        weights: FeatureWeights,
    ) -> Self:
        """Learn from examples which words are rare and where the middle of their meanings is."""
        tokens = [tokens_of(text, morphology) for text in texts]
        return cls(
            morphology,
            weights,
            vectors.mean(axis=0),
            _Weighed.fit([_words(each) for each in tokens]),
            _Weighed.fit([_letters(each) for each in tokens]),
        )

    def arrays(self) -> dict[str, Array]:
        """What `from_arrays` makes the same features of, with the same weights."""
        return {
            "mean": self._mean,
            **self._words.arrays("words"),
            **self._letters.arrays("letters"),
        }

    @classmethod
    def from_arrays(
        cls, arrays: Mapping[str, Array], morphology: Morphology, weights: FeatureWeights
    ) -> Self:
        words, letters = (_Weighed.from_arrays(arrays, each) for each in ("words", "letters"))
        return cls(morphology, weights, arrays["mean"], words, letters)

    def views(self, texts: Sequence[str], vectors: NDArray[np.floating]) -> Views:
        """A row for each text; `vectors`: their query vectors."""
        tokens = [tokens_of(text, self._morphology) for text in texts]
        weights = self._weights
        parts = (
            (weights.words, self._words.rows([_words(each) for each in tokens])),
            (weights.letters, self._letters.rows([_letters(each) for each in tokens])),
            (weights.cues, np.array([cues_of(each) for each in tokens], np.float32)),
            (1.0, np.ones((len(tokens), 1), np.float32)),  # the bias
        )
        form = np.hstack([part * np.float32(math.sqrt(weight)) for weight, part in parts])
        return Views(unit(vectors - self._mean), form)


class _Weighed:
    """TF-IDF rows of unit length over the features that the examples hold."""

    def __init__(self, places: dict[str, int], rarity: Rows) -> None:
        self._places = places
        self._rarity = rarity

    @classmethod
    def fit(cls, bags: Sequence[Counter[str]]) -> Self:
        fewest = _FEWEST if len(bags) >= _MANY else 1
        held = Counter(feature for bag in bags for feature in bag)
        counts = {feature: count for feature, count in held.items() if count >= fewest}
        places = {feature: place for place, feature in enumerate(counts)}
        rarity = np.log((1 + len(bags)) / (1 + np.array(list(counts.values()), np.float32))) + 1
        return cls(places, rarity)

    def arrays(self, name: str) -> dict[str, Array]:
        return {name: np.array(list(self._places)), f"{name}_rarity": self._rarity}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], name: str) -> Self:
        places = {feature: place for place, feature in enumerate(arrays[name].tolist())}
        return cls(places, arrays[f"{name}_rarity"])

    def rows(self, bags: Sequence[Counter[str]]) -> Rows:
        made = np.zeros((len(bags), len(self._places)), np.float32)
        for row, bag in zip(made, bags, strict=True):
            for feature, count in bag.items():
                if (place := self._places.get(feature)) is not None:
                    row[place] = 1 + math.log(count)
        return unit(made * self._rarity)


def _words(tokens: Sequence[Token]) -> Counter[str]:
    lemmas = [each.lemma for each in tokens]
    return Counter([*lemmas, *(f"{one} {two}" for one, two in pairwise(lemmas))])


def _letters(tokens: Sequence[Token]) -> Counter[str]:
    grams: Counter[str] = Counter()
    for each in tokens:
        bordered = f" {each.word} "
        for size in _GRAM:
            grams.update(bordered[at : at + size] for at in range(len(bordered) - size + 1))
    return grams


def unit(rows: Rows) -> Rows:
    """The rows made as long as 1; those of zeros stay."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
