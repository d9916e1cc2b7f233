"""Stage 5, context: the sentences most likely to answer, and how likely it is that any does."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from znatok.chat.answerability import Answerability, signals_of
from znatok.chat.context import Context, Evidence, Prepared
from znatok.chat.expected import Expected, expected_of, holds
from znatok.chat.model import Intent
from znatok.kernel.ids import FragmentId
from znatok.language.morphology import Morphology
from znatok.retrieval.model import Passage, Query

_REMEMBERED_FRAGMENTS = 5_000  # lemma sets of the fragments met last, about 20 MB


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """How sentences are weighed.

    score = `cosine`·cos + `coverage`·(share of the question's terms held) + `before`·(share held by
    the sentence before and not by this one: the subject is often named there) + `passage`·(fused
    score) + `typed` if the expected kind is held. `passages`: how many of the best passages are
    read for evidence. `sentences`: how many pieces of evidence an answer may use.
    """

    cosine: float = 10.0
    coverage: float = 1.0
    before: float = 0.5
    passage: float = 2.0
    typed: float = 0.4
    passages: int = 3
    sentences: int = 2


class ContextStage:
    def __init__(
        self,
        morphology: Morphology,
        answerability: Answerability,
        settings: EvidenceSettings,
    ) -> None:
        self._morphology = morphology
        self._answerability = answerability
        self._settings = settings
        self._lemmas: OrderedDict[FragmentId, tuple[frozenset[str], ...]] = OrderedDict()

    def run(
        self,
        prepared: Prepared,
        query: Query,
        passages: Sequence[Passage],
        rarity: Mapping[str, float],
        intent: Intent,
    ) -> Context:
        """Weigh every sentence of the best passages.

        `rarity`: idf of each term of the query.
        """
        weights = {term: weight * rarity.get(term, 0.0) for term, weight in query.terms.items()}
        kind = expected_of(query.text)
        read = passages[: self._settings.passages]
        weighed = [each for passage in read for each in self._weigh(passage, weights, kind)]
        weighed.sort(key=lambda each: -each.score)
        signals = signals_of(passages, weighed, weights, self._lemma_sets)
        return Context(
            question=prepared.text,
            language=prepared.language,
            intent=intent,
            passages=tuple(passages),
            evidence=tuple(weighed[: self._settings.sentences]),
            confidence=self._answerability.probability(signals),
        )

    def _weigh(
        self, passage: Passage, weights: Mapping[str, float], kind: Expected
    ) -> list[Evidence]:
        settings = self._settings
        total = sum(weights.values()) or 1.0
        fragment = passage.fragment
        lemmas = self._lemma_sets(passage)
        weighed = []
        for at, (start, end) in enumerate(fragment.sentences):
            text = fragment.text[start:end]
            coverage = sum(weights[term] for term in weights if term in lemmas[at]) / total
            earlier = lemmas[at - 1] - lemmas[at] if at else frozenset()
            before = sum(weights[term] for term in weights if term in earlier) / total
            typed = holds(text, kind)
            cosine = passage.sentences[at] if at < len(passage.sentences) else 0.0
            score = (
                settings.cosine * cosine
                + settings.coverage * coverage
                + settings.before * before
                + settings.passage * passage.score
                + settings.typed * typed
            )
            weighed.append(Evidence(passage, at, start, end, cosine, coverage, typed, score))
        return weighed

    def _lemma_sets(self, passage: Passage) -> tuple[frozenset[str], ...]:
        """The terms of each sentence of a passage's fragment, and last those of its surroundings.

        Fragments never change, so their lemmas are remembered by id.
        """
        fragment = passage.fragment
        known = self._lemmas.get(fragment.id)
        if known is None:
            sentences = (fragment.text[start:end] for start, end in fragment.sentences)
            around = " ".join((passage.title, *fragment.section, fragment.context))
            known = tuple(frozenset(self._morphology.terms(text)) for text in (*sentences, around))
            self._lemmas[fragment.id] = known
            if len(self._lemmas) > _REMEMBERED_FRAGMENTS:
                self._lemmas.popitem(last=False)
        else:
            self._lemmas.move_to_end(fragment.id)
        return known
