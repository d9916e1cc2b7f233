"""Whether the documents answer a question at all: a logistic model over what the search saw."""

import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass

from znatok.chat.context import Evidence, Signals
from znatok.retrieval.model import Passage

# The terms of each sentence of a passage's fragment, and last those of its title and headings.
LemmaSets = Callable[[Passage], tuple[frozenset[str], ...]]

_LOOKED_AT = 3  # passages whose terms together count as the answer's surroundings
_COMPARED = 8  # sentences that the best one is set against
_RAREST = 2  # of the question's terms


@dataclass(frozen=True, slots=True)
class Answerability:
    """p = 1 / (1 + exp(-(bias + Σ weight·signal))).

    The defaults were fitted on the demo company's own golden questions, classes weighted equally
    (scripts/fit_answerability.py prints them), for cosines of multilingual-e5-small.
    """

    bias: float = -35.5
    passage: float = 12.42
    sentence: float = 22.26
    found: float = 1.34
    near: float = 2.47
    passage_lead: float = 11.41
    sentence_lead: float = 15.17
    rarest: float = 0.85
    specific: float = 3.14

    def probability(self, signals: Signals) -> float:
        """Probability that the documents answer, 0…1; 0 when nothing was found."""
        if signals.passage == 0.0:
            return 0.0
        bias, *weights = astuple(self)
        z = bias + sum(w * s for w, s in zip(weights, astuple(signals), strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


def signals_of(
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    weights: Mapping[str, float],
    specific: AbstractSet[str],
    lemma_sets: LemmaSets,
) -> Signals:
    """Read the signals off a search's passages and weighed sentences, the best of both first.

    `weights`: idf-weighted terms of the question; `specific`: those that name one thing.
    """
    if not passages or not evidence:
        return Signals()
    dense = sorted((each.dense for each in passages), reverse=True)
    cosines = sorted((each.cosine for each in evidence), reverse=True)
    held = [frozenset().union(*lemma_sets(each)) for each in passages[:_LOOKED_AT]]
    rarest = sorted(weights, key=lambda term: -weights[term])[:_RAREST]
    return Signals(
        passage=dense[0],
        sentence=cosines[0],
        found=share(weights, frozenset().union(*held)),
        near=share(weights, _around(evidence[0], lemma_sets)),
        passage_lead=_lead(dense),
        sentence_lead=_lead(cosines[:_COMPARED]),
        rarest=sum(term in held[0] for term in rarest) / len(rarest) if rarest else 0.0,
        specific=_present(specific, frozenset().union(*lemma_sets(evidence[0].passage))),
    )


def share(weights: Mapping[str, float], held: AbstractSet[str]) -> float:
    """Share of the weighed terms that are held, 0…1."""
    total = sum(weights.values())
    return sum(each for term, each in weights.items() if term in held) / total if total else 0.0


def _present(wanted: AbstractSet[str], held: AbstractSet[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _around(evidence: Evidence, lemma_sets: LemmaSets) -> frozenset[str]:
    """The terms of a sentence, its neighbours, and the headings above it."""
    *sentences, headings = lemma_sets(evidence.passage)
    at = evidence.sentence
    return headings.union(*sentences[max(0, at - 1) : at + 2])


def _lead(values: Sequence[float]) -> float:
    """How far the first value stands above the mean of the others."""
    others = values[1:]
    return values[0] - sum(others) / len(others) if others else 0.0
