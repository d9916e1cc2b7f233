"""What a search saw that tells whether the documents answer the question at all."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from znatok.chat.closeness import closeness
from znatok.chat.context import Evidence, Signals
from znatok.chat.expected import expected_of
from znatok.language.likeness import likeness_in
from znatok.language.morphology import Morphology
from znatok.language.rarity import Rarity
from znatok.retrieval.close_reading import share
from znatok.retrieval.model import Passage, Query

# The terms of each sentence of a passage's fragment, and last those of its title and headings.
LemmaSets = Callable[[Passage], tuple[frozenset[str], ...]]

_LOOKED_AT = 3  # passages whose terms together count as the answer's surroundings
_COMPARED = 8  # sentences that the best one is set against
_TRIED = 5  # pieces of evidence of which the best covered is taken
_READ_CLOSELY = 3  # pieces of evidence in which the answer itself is looked for
_WIDEST = 3.0  # units of evidence score: how far apart pieces are makes no difference past this


@dataclass(frozen=True, slots=True)
class Terms:
    """The question's terms with their idf weights, and which of them no document holds at all."""

    weights: Mapping[str, float]
    unknown: frozenset[str]
    rarest: float  # the largest idf there can be

    @classmethod
    def of(cls, query: Query, rarity: Mapping[str, float]) -> "Terms":
        weights = {term: weight * rarity.get(term, 0.0) for term, weight in query.terms.items()}
        if isinstance(rarity, Rarity):
            return cls(weights, rarity.unknown & weights.keys(), rarity.largest)
        return cls(weights, frozenset(), max(rarity.values(), default=1.0))


def signals_of(
    query: Query,
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    rarity: Mapping[str, float],
    lemma_sets: LemmaSets,
    morphology: Morphology,
) -> Signals:
    """Read the signals off a search's passages and weighed sentences, the best of both first.

    `rarity`: idf of each term of the query, best as `Rarity`, which knows the unknown terms.
    """
    if not passages or not evidence:
        return Signals()
    terms = Terms.of(query, rarity)
    weights, best = terms.weights, evidence[0]
    dense = sorted((each.dense for each in passages), reverse=True)
    cosines = sorted((each.cosine for each in evidence), reverse=True)
    held = frozenset().union(*(_whole(each, lemma_sets) for each in passages[:_LOOKED_AT]))
    of_best = _whole(best.passage, lemma_sets)
    around = [_around(each, lemma_sets) for each in islice(evidence, _TRIED)]
    near = [_likely(weights, each) for each in around]
    kind = expected_of(query.text)
    close = (
        closeness(each, weights, kind, query.text, morphology)
        for each in islice(evidence, _READ_CLOSELY)
    )
    total = sum(weights.values()) or 1.0
    return Signals(
        passage=dense[0],
        sentence=cosines[0],
        passage_lead=_lead(dense),
        sentence_lead=_lead(cosines[:_COMPARED]),
        found=share(weights, held),
        covered=_likely(weights, of_best) / total,
        near=max(near) / total,
        held=near[0] / terms.rarest,
        close=max(close),
        specific=_present(query.specific, of_best),
        unknown=sum(weights[term] for term in terms.unknown) / total,
        margin=_margin(evidence),
    )


def _likely(weights: Mapping[str, float], held: AbstractSet[str]) -> float:
    """Weight of the terms that are held, those held in a kindred form only in part."""
    return sum(weight * likeness_in(term, held) for term, weight in weights.items())


def _present(wanted: AbstractSet[str], held: AbstractSet[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _whole(passage: Passage, lemma_sets: LemmaSets) -> frozenset[str]:
    return frozenset().union(*lemma_sets(passage))


def _around(evidence: Evidence, lemma_sets: LemmaSets) -> frozenset[str]:
    """The terms of a sentence, its neighbours, and the headings above it."""
    *sentences, headings = lemma_sets(evidence.passage)
    at = evidence.sentence
    return headings.union(*sentences[max(0, at - 1) : at + 2])


def _margin(evidence: Sequence[Evidence]) -> float:
    """How far the best piece stands above the best one of any other fragment."""
    best = evidence[0]
    others = (e.score for e in evidence if e.passage.fragment.id != best.passage.fragment.id)
    return min(best.score - next(others, best.score), _WIDEST)


def _lead(values: Sequence[float]) -> float:
    """How far the first value stands above the mean of the others."""
    others = values[1:]
    return values[0] - sum(others) / len(others) if others else 0.0
