"""Stage 5, context: the sentences most likely to answer, and how likely it is that any does."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from znatok.chat.answerability import Answerability
from znatok.chat.conflicts import current_first
from znatok.chat.context import Context, Evidence, Prepared
from znatok.chat.expected import Expected, expected_of, holds
from znatok.chat.rows import is_header
from znatok.chat.runs import is_heading, run_of
from znatok.chat.signals import share, signals_of
from znatok.kernel.ids import DocumentId, FragmentId
from znatok.language.morphology import Morphology
from znatok.language.wording import family
from znatok.retrieval.model import Passage, Query
from znatok.understanding.model import Intent

_NEAREST = 3  # documents
_REMEMBERED_FRAGMENTS = 5_000  # lemma sets of the fragments met last, about 20 MB


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """How sentences are weighed.

    A sentence's score is the sum of: `cosine`·(cosine with the question), `coverage`·(share of the
    question's words it holds), `before`·(share held by the sentence before and not by it: the
    subject is often named there), `section`·(share held by the title and headings and not by these
    two), `passage`·(fused score of the passage), `typed` if it holds the kind of thing asked for,
    less `header` if it is the header row of a table. Words count by family and idf. `passages`: how
    many of the best passages are read. An answer uses at most `pieces` pieces of evidence, none
    whose score is more than `within` below the best.

    Fitted by benchmarks/ranking.py on the same questions as `FusionSettings`.
    """

    cosine: float = 20.0
    coverage: float = 2.2
    before: float = 2.8
    section: float = 2.6
    passage: float = 5.4
    typed: float = 0.75
    header: float = 1.5
    passages: int = 4
    pieces: int = 3
    within: float = 2.5


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
        self._families: OrderedDict[FragmentId, tuple[frozenset[str], ...]] = OrderedDict()

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
        words = _by_family(weights)
        kind = expected_of(query.text)
        read = passages[: self._settings.passages]
        weighed = [each for passage in read for each in self._weigh(passage, words, kind)]
        weighed.sort(key=lambda each: -each.score)
        weighed = current_first(weighed)
        signals = signals_of(query, passages, weighed, rarity, self._lemma_sets, self._morphology)
        return Context(
            question=prepared.text,
            language=prepared.language,
            intent=intent,
            passages=tuple(passages),
            evidence=_apart(weighed, self._settings),
            confidence=self._answerability.probability(signals),
            nearest=_nearest(weighed),
            signals=signals,
        )

    def _weigh(
        self, passage: Passage, words: Mapping[str, float], kind: Expected
    ) -> Iterator[Evidence]:
        fragment, settings = passage.fragment, self._settings
        held = [words.keys() & each for each in self._family_sets(passage)]
        for at, (start, end) in enumerate(fragment.sentences):
            if is_heading(fragment, at, passage.title):
                continue
            earlier = held[at - 1] - held[at] if at else frozenset()
            around = held[-1] - held[at] - earlier
            own = share(words, held[at])
            typed = holds(fragment.text[start:end], kind)
            score = (
                settings.cosine * passage.sentences[at]
                + settings.coverage * own
                + settings.before * share(words, earlier)
                + settings.section * share(words, around)
                + settings.passage * passage.score
                + settings.typed * typed
                - settings.header * is_header(fragment, start, end)
            )
            run = run_of(fragment, at)
            yield Evidence(passage, at, *run, passage.sentences[at], own, typed, score)

    def _family_sets(self, passage: Passage) -> tuple[frozenset[str], ...]:
        """The families of the words of each sentence, and last those of its surroundings."""
        lemmas = self._lemma_sets(passage)
        known = self._families.get(passage.fragment.id)
        if known is None:
            known = tuple(frozenset(map(family, each)) for each in lemmas)
            self._families[passage.fragment.id] = known
            if len(self._families) > _REMEMBERED_FRAGMENTS:
                self._families.popitem(last=False)
        return known

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


def _by_family(weights: Mapping[str, float]) -> dict[str, float]:
    """Family → the weight of its most telling word."""
    words: dict[str, float] = {}
    for term, weight in weights.items():
        kin = family(term)
        words[kin] = max(words.get(kin, 0.0), weight)
    return words


def _apart(weighed: Sequence[Evidence], settings: EvidenceSettings) -> tuple[Evidence, ...]:
    """The best pieces, none far below the first, none inside another that is better."""
    chosen: list[Evidence] = []
    for each in weighed:
        if len(chosen) == settings.pieces or each.score < weighed[0].score - settings.within:
            break
        if not any(_overlap(each, other) for other in chosen):
            chosen.append(each)
    return tuple(chosen)


def _nearest(weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    best: dict[DocumentId, Evidence] = {}
    for each in weighed:
        best.setdefault(each.passage.fragment.document_id, each)
    return tuple(best.values())[:_NEAREST]


def _overlap(one: Evidence, other: Evidence) -> bool:
    same = one.passage.fragment.id == other.passage.fragment.id
    return same and one.start < other.end and other.start < one.end
