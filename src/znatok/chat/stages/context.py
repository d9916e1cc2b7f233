"""Stage 5, context: the sentences most likely to answer, and how likely it is that any does."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from znatok.chat.answerability import Answerability
from znatok.chat.conflicts import current_first
from znatok.chat.context import Context, Evidence, Prepared
from znatok.chat.expected import Expected, asks_price, expected_of, holds, names_sum
from znatok.chat.rows import is_header
from znatok.chat.runs import is_title_line, run_of
from znatok.chat.signals import signals_of
from znatok.documents.model import Fragment
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.retrieval.close_reading import CloseReading, is_heading
from znatok.retrieval.model import Passage, Query
from znatok.understanding.model import Intent

_NEAREST = 3  # documents
_UNPRICED = 0.3  # the most confidence in an answer that names no sum when a price is asked


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """How pieces of evidence are chosen among the sentences that were read.

    To a sentence's support come `typed` if it holds the kind of thing asked for (times how much
    that tells among the others), less `header` if it only announces others: the header row of a
    table, a title within the text. `passages`: how
    many of the best passages are looked at. An answer uses at most `pieces` pieces of evidence,
    none whose score is more than `within` below the best.

    Fitted by benchmarks/ranking.py on the same questions as `ReadingSettings`; `typed` lies between
    what that gives (0.36) and what the demo company's golden questions want (0.55 or more).
    """

    typed: float = 0.55
    header: float = 1.5
    passages: int = 4
    pieces: int = 4
    within: float = 2.5


class ContextStage:
    def __init__(
        self,
        morphology: Morphology,
        reading: CloseReading,
        answerability: Answerability,
        settings: EvidenceSettings,
    ) -> None:
        self._morphology = morphology
        self.reading = reading
        self._answerability = answerability
        self._settings = settings

    def run(
        self,
        prepared: Prepared,
        query: Query,
        passages: Sequence[Passage],
        rarity: Mapping[str, float],
        intent: Intent,
    ) -> Context:
        """Choose among the sentences of the best passages, which have been read closely.

        `rarity`: idf of each term of the query.
        """
        weighed = self.weighed(query.text, passages)
        signals = signals_of(
            query, passages, weighed, rarity, self.reading.lemma_sets, self._morphology
        )
        chosen = _apart(weighed, self._settings)
        confidence = self._answerability.probability(signals)
        if asks_price(query.text) and not any(names_sum(each.text) for each in chosen):
            confidence = min(confidence, _UNPRICED)
        return Context(
            question=prepared.text,
            language=prepared.language,
            intent=intent,
            passages=tuple(passages),
            evidence=chosen,
            confidence=confidence,
            nearest=_nearest(weighed),
            signals=signals,
        )

    def weighed(self, text: str, passages: Sequence[Passage]) -> list[Evidence]:
        """Every sentence of the passages that are looked at, the best first. `text`: asked."""
        kind = expected_of(text)
        read = passages[: self._settings.passages]
        every = [each for passage in read for each in self._weigh(passage, kind)]
        bonus = self._settings.typed * telling(every)
        scored = (replace(each, score=each.score + bonus * each.typed) for each in every)
        return current_first(sorted(scored, key=lambda each: -each.score))

    def _weigh(self, passage: Passage, kind: Expected) -> Iterator[Evidence]:
        fragment, settings = passage.fragment, self._settings
        for at, (start, end) in enumerate(fragment.sentences):
            if is_heading(fragment, at, passage.title):
                continue
            typed = holds(fragment.text[start:end], kind)
            score = passage.support[at] - settings.header * _announces(fragment, start, end)
            run = run_of(fragment, at)
            yield Evidence(passage, at, *run, passage.sentences[at], typed, score)


def telling(weighed: Sequence[Evidence]) -> float:
    """How much it says that a sentence holds the kind of thing asked for, in units of `typed`.

    One plus the surprise, in nats: nothing more where every sentence holds such a thing, a lot
    where one in twenty does.
    """
    holding = sum(each.typed for each in weighed)
    return 1 + math.log(len(weighed) / holding) if holding else 0.0


def _announces(fragment: Fragment, start: int, end: int) -> bool:
    """Whether a line only says what the next ones are about."""
    return is_header(fragment, start, end) or is_title_line(fragment, start, end)


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
