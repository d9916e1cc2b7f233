"""Whether the documents answer a question at all: a logistic model over what the search saw."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass

from znatok.chat.context import Evidence
from znatok.retrieval.model import Passage

LemmaSets = Callable[[Passage], tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells answerable from not.

    `passage`: cosine of the best passage by meaning. `sentence`: cosine of its best sentence
    anywhere. `passage_coverage`, `sentence_coverage`: share of the question's terms, by idf, held
    by the best passage (with its title and section) and by the best sentence. `rarest`: whether the
    most telling term of the question is in the best passage, 0 or 1.
    """

    passage: float
    sentence: float
    passage_coverage: float
    sentence_coverage: float
    rarest: float


NOTHING = Signals(0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Answerability:
    """p = 1 / (1 + exp(-(bias + Σ weight·signal))).

    The defaults suit the cosines of multilingual-e5-small, which lie between .75 (unrelated) and
    .95 (paraphrase).
    """

    bias: float = -48.5
    passage: float = 20.0
    sentence: float = 30.0
    passage_coverage: float = 5.0
    sentence_coverage: float = 2.0
    rarest: float = 1.0

    def probability(self, signals: Signals) -> float:
        """Probability that the documents answer, 0…1."""
        bias, *weights = astuple(self)
        z = bias + sum(w * s for w, s in zip(weights, astuple(signals), strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


def signals_of(
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    weights: Mapping[str, float],
    lemma_sets: LemmaSets,
) -> Signals:
    """Read the signals off a search's best passages and weighed sentences."""
    if not passages or not evidence:
        return NOTHING
    total = sum(weights.values()) or 1.0
    best = max(passages[:3], key=lambda each: _covered(each, weights, lemma_sets))
    held = frozenset().union(*lemma_sets(best))
    rarest = max(weights, key=lambda term: weights[term]) if weights else ""
    return Signals(
        passage=max(each.dense for each in passages),
        sentence=max(each.cosine for each in evidence),
        passage_coverage=_covered(best, weights, lemma_sets) / total,
        sentence_coverage=max(each.coverage for each in evidence),
        rarest=float(rarest in held),
    )


def _covered(passage: Passage, weights: Mapping[str, float], lemma_sets: LemmaSets) -> float:
    held = frozenset().union(*lemma_sets(passage))
    return sum(weight for term, weight in weights.items() if term in held)
