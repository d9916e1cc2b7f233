"""Whether a thing of the kind asked for stands close to the question's words."""

import math
from collections.abc import Callable, Mapping

from znatok.chat.context import Evidence
from znatok.chat.expected import Expected, holds
from znatok.language.likeness import likeness
from znatok.language.morphology import Morphology

_REACH = 8.0  # terms over which a word's nearness falls to 1/e


def closeness(
    evidence: Evidence,
    weights: Mapping[str, float],
    kind: Expected,
    question: str,
    morphology: Morphology,
) -> float:
    """How much of the question stands around the likeliest answer in a piece of evidence, 0…1.

    An answer is a term that the question does not hold and that is of the kind asked for: for
    «сколько» a number, for «кто» a capitalised word, else any. Around it each term of the question
    counts by its weight, its likeness to the word met, and the distance. The sentences before and
    after are read too, since the subject is often named there.
    """
    total = sum(weights.values())
    if not total:
        return 0.0
    text = _window(evidence)
    asked = set(morphology.terms(question))
    places: list[tuple[str, str]] = [
        (text[start:end], lemma) for start, end, lemma in morphology.located_terms(text)
    ]
    met = _met(places, weights)
    matched = {at for hits in met.values() for at, _ in hits}
    fits = _TESTS[kind]
    best = 0.0
    for at, (word, lemma) in enumerate(places):
        if at in matched or lemma in asked or not fits(word):
            continue
        around = sum(
            weights[term] * max(like * math.exp(-abs(at - place) / _REACH) for place, like in hits)
            for term, hits in met.items()
        )
        best = max(best, around)
    return best / total


def _met(
    places: list[tuple[str, str]], weights: Mapping[str, float]
) -> dict[str, list[tuple[int, float]]]:
    """Term of the question → (place, likeness) of each word that is akin to it."""
    met: dict[str, list[tuple[int, float]]] = {}
    for at, (_, lemma) in enumerate(places):
        for term in weights:
            if term[:1] == lemma[:1] and (like := likeness(term, lemma)):
                met.setdefault(term, []).append((at, like))
    return met


def _window(evidence: Evidence) -> str:
    fragment, at = evidence.passage.fragment, evidence.sentence
    start = fragment.sentences[max(0, at - 1)][0]
    end = fragment.sentences[min(len(fragment.sentences) - 1, at + 1)][1]
    return fragment.text[start:end]


def _capitalised(word: str) -> bool:
    return word[:1].isupper()


_TESTS: Mapping[Expected, Callable[[str], bool]] = {
    Expected.NUMBER: lambda word: holds(word, Expected.NUMBER),
    Expected.TIME: lambda word: holds(word, Expected.TIME),
    Expected.DATE: lambda word: holds(word, Expected.TIME),
    Expected.CLOCK: lambda word: holds(word, Expected.TIME),
    Expected.DURATION: lambda word: holds(word, Expected.TIME),
    Expected.RATE: lambda word: holds(word, Expected.NUMBER),
    Expected.PERSON: _capitalised,
    Expected.PLACE: _capitalised,
    Expected.ANYTHING: lambda _: True,
}
