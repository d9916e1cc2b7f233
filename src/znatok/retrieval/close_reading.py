"""The first passages of a search read sentence by sentence, and ranked by their best sentence.

A whole passage's score blurs: what answers is a sentence with what stands around it. Reading the
first twenty so costs about a millisecond.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from znatok.documents.model import Fragment
from znatok.kernel.ids import FragmentId
from znatok.language.morphology import Morphology
from znatok.language.wording import family
from znatok.retrieval.model import Passage, Query

_REMEMBERED_FRAGMENTS = 10_000  # word sets of the fragments met last, about 60 MB


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How sentences are weighed, and how many passages are read (`depth`).

    A sentence's score is the sum of: `cosine`·(cosine with the question), `coverage`·(share of the
    question's words it holds), `before`·(share held by the sentence before and not by it: the
    subject is often named there), `section`·(share held by the title and headings and not by these
    two), `passage`·(fused score of the passage). Words count by family and idf. A passage with
    neither title nor heading has nowhere to name its subject; it is credited with the share
    `headless`, about what headings hold of a question beyond the sentence that answers it and the
    one before (.02 and .09 on the development sets). Passages stand in the order of their best
    sentence's score and `order`·(fused score).

    Fitted by benchmarks/ranking.py on development questions of our own over public manuals and on
    the demo company's golden questions.
    """

    cosine: float = 20.0
    coverage: float = 2.2
    before: float = 2.8
    section: float = 2.6
    passage: float = 5.4
    headless: float = 0.1
    order: float = 6.6
    depth: int = 20


class CloseReading:
    def __init__(self, morphology: Morphology, settings: ReadingSettings) -> None:
        self._morphology = morphology
        self._settings = settings
        self._lemmas: OrderedDict[FragmentId, tuple[frozenset[str], ...]] = OrderedDict()
        self._families: OrderedDict[FragmentId, tuple[frozenset[str], ...]] = OrderedDict()

    def needed(self, limit: int) -> int:
        """How many passages to bring when `limit` are wanted."""
        return max(limit, self._settings.depth)

    def read(
        self, query: Query, passages: Sequence[Passage], rarity: Mapping[str, float]
    ) -> list[Passage]:
        """`passages` with the weight of each sentence, that of the best sentence first.

        `rarity`: idf of each term of the query. Scores become those of the best sentences, 0…1.
        """
        words = _by_family(
            {term: weight * rarity.get(term, 0.0) for term, weight in query.terms.items()}
        )
        read = [replace(each, support=tuple(self._weigh(each, words))) for each in passages]
        best = [max(each.support, default=0.0) + self._settings.order * each.score for each in read]
        low, high = min(best, default=0.0), max(best, default=0.0)
        scale = 1.0 / (high - low) if high > low else 0.0
        order = sorted(range(len(read)), key=lambda at: -best[at])
        return [replace(read[at], score=(best[at] - low) * scale) for at in order]

    def _weigh(self, passage: Passage, words: Mapping[str, float]) -> Iterator[float]:
        """The score of each sentence; those that only repeat a heading say nothing themselves."""
        settings = self._settings
        *held, around = (words.keys() & each for each in self._family_sets(passage))
        credit = 0.0 if passage.title or passage.fragment.section else settings.headless
        for at, own in enumerate(held):
            if is_heading(passage.fragment, at, passage.title):
                yield 0.0
                continue
            earlier = held[at - 1] - own if at else frozenset()
            yield (
                settings.cosine * passage.sentences[at]
                + settings.coverage * share(words, own)
                + settings.before * share(words, earlier)
                + settings.section * (credit + share(words, around - own - earlier))
                + settings.passage * passage.score
            )

    def lemma_sets(self, passage: Passage) -> tuple[frozenset[str], ...]:
        """The terms of each sentence of a passage's fragment, and last those of its surroundings.

        Fragments never change, so their lemmas are remembered by id.
        """
        fragment = passage.fragment
        known = self._lemmas.get(fragment.id)
        if known is None:
            sentences = (fragment.text[start:end] for start, end in fragment.sentences)
            around = " ".join((passage.title, *fragment.section, fragment.context))
            known = tuple(frozenset(self._morphology.terms(text)) for text in (*sentences, around))
            _remember(self._lemmas, fragment.id, known)
        return known

    def _family_sets(self, passage: Passage) -> tuple[frozenset[str], ...]:
        """The families of the same words."""
        known = self._families.get(passage.fragment.id)
        if known is None:
            known = tuple(frozenset(map(family, each)) for each in self.lemma_sets(passage))
            _remember(self._families, passage.fragment.id, known)
        return known


def is_heading(fragment: Fragment, at: int, title: str) -> bool:
    """Whether sentence `at` only repeats the document's title or a heading above it."""
    start, end = fragment.sentences[at]
    said = _bare(fragment.text[start:end])
    return said in {_bare(title), *(_bare(each) for each in fragment.section)}


def share(weights: Mapping[str, float], held: AbstractSet[str]) -> float:
    """Share of the weighed terms that are held, 0…1."""
    total = sum(weights.values())
    return sum(each for term, each in weights.items() if term in held) / total if total else 0.0


def _by_family(weights: Mapping[str, float]) -> dict[str, float]:
    """Family → the weight of its most telling word."""
    words: dict[str, float] = {}
    for term, weight in weights.items():
        kin = family(term)
        words[kin] = max(words.get(kin, 0.0), weight)
    return words


def _remember(
    known: OrderedDict[FragmentId, tuple[frozenset[str], ...]],
    fragment_id: FragmentId,
    sets: tuple[frozenset[str], ...],
) -> None:
    known[fragment_id] = sets
    if len(known) > _REMEMBERED_FRAGMENTS:
        known.popitem(last=False)


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .:")
