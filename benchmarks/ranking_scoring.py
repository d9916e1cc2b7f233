"""What a way of ranking and of weighing sentences is worth, question by question.

Everything is ranked, read and chosen by the product's own classes; only their settings differ.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ranking_collections import Searched, Task, plain

from znatok.analytics.quality.measures import estimate, ndcg, recall
from znatok.chat.answerability import Answerability
from znatok.chat.conflicts import current_first
from znatok.chat.context import Evidence
from znatok.chat.expected import expected_of
from znatok.chat.stages.context import ContextStage, EvidenceSettings, _apart
from znatok.index.ports import Candidate
from znatok.language.morphology import Morphology
from znatok.retrieval.close_reading import CloseReading, ReadingSettings
from znatok.retrieval.fusion import FusionSettings, fuse
from znatok.retrieval.model import Passage

Values = NDArray[np.float64]
Fuse = Callable[[Sequence[Candidate]], list[tuple[float, int]]]

# The parts of a sentence's score, each with a weight of its own in `ReadingSettings`.
PARTS = ("cosine", "coverage", "before", "section", "passage")
_DEPTH = 100  # fragments looked at for the first ten units, as `znatok eval` does
_SENTENCES = 2  # of an answer, in which the right string is looked for
_FOUND = 8  # passages that a question's answer may draw on (chat/pipeline.py)


class RememberingMorphology(Morphology):
    """Takes each text apart once, however many settings are tried on it."""

    def __init__(self) -> None:
        super().__init__()
        self._apart = cache(super().terms)

    def terms(self, text: str) -> list[str]:
        return self._apart(text)


@dataclass(frozen=True, slots=True)
class Settings:
    """Of the whole way from candidates to evidence.

    `reorders`: whether passages are ranked by their best sentence; if not, by the fused score.
    """

    fusion: Fuse = field(default_factory=lambda: fusion_of(FusionSettings()))
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    reorders: bool = True


def fusion_of(settings: FusionSettings) -> Fuse:
    return lambda candidates: fuse(candidates, settings)


class Chooser(ContextStage):
    """The product's stage, stopped before it judges whether the question is answered at all."""

    def __init__(
        self, morphology: Morphology, reading: CloseReading, settings: EvidenceSettings
    ) -> None:
        super().__init__(morphology, reading, Answerability(), settings)

    def weighed(self, text: str, passages: Sequence[Passage]) -> list[Evidence]:
        """Every sentence of the passages that are looked at, the best first."""
        kind = expected_of(text)
        every = [
            each
            for passage in passages[: self._settings.passages]
            for each in self._weigh(passage, kind)
        ]
        return current_first(sorted(every, key=lambda each: -each.score))

    def chosen(self, text: str, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
        return _apart(self.weighed(text, passages), self._settings)


class Ranking:
    """One choice of settings, applied to searches."""

    def __init__(self, settings: Settings, morphology: Morphology) -> None:
        self._fuse = settings.fusion
        self._reorders = settings.reorders
        self._depth = settings.reading.depth
        self._reading = CloseReading(morphology, settings.reading)
        self._chooser = Chooser(morphology, self._reading, settings.evidence)

    def passages(self, searched: Searched, number: int, limit: int) -> list[Passage]:
        """What is found for question `number`, the best first; the first ones have been read."""
        order = self.fused(searched, number, limit)
        query, rarity = searched.bench.tasks[number].query, searched.rarity[number]
        read = self._reading.read(query, order[: self._depth], rarity)
        if not self._reorders:
            place = {each.fragment.id: at for at, each in enumerate(order)}
            read.sort(key=lambda each: place[each.fragment.id])
        return [*read, *order[self._depth :]]

    def fused(self, searched: Searched, number: int, limit: int) -> list[Passage]:
        """The candidates of question `number` by their fused score alone."""
        found = searched.candidates[number]
        return [_passage(searched, found[at], score) for score, at in self._fuse(found)[:limit]]

    def retrieval(self, searched: Searched) -> dict[str, Values]:
        """nDCG@10 and success at 1 and 5 of every question, by measure."""
        measured: dict[str, list[float]] = {"ndcg@10": [], "recall@1": [], "recall@5": []}
        for number, task in enumerate(searched.bench.tasks):
            ranked = self.units(searched, number)
            measured["ndcg@10"].append(ndcg(ranked, task.gold))
            measured["recall@1"].append(recall(ranked, task.gold, 1))
            measured["recall@5"].append(recall(ranked, task.gold, 5))
        return {name: np.array(values) for name, values in measured.items()}

    def units(self, searched: Searched, number: int) -> list[str]:
        """The units found, the best first, each once."""
        of = searched.bench.units
        ranked = self.passages if self._reorders else self.fused
        found = ranked(searched, number, _DEPTH)
        return list(dict.fromkeys(of[each.fragment.id] for each in found))

    def evidence(self, searched: Searched, number: int) -> tuple[Evidence, ...]:
        """What the answer to question `number` would be made of."""
        best = self.passages(searched, number, max(self._depth, _FOUND))[:_FOUND]
        return self._chooser.chosen(searched.bench.tasks[number].query.text, best)

    def hits(self, searched: Searched) -> Values:
        """1 where the first two pieces of evidence hold a right answer, else 0.

        Of the questions that have one. The key sentences alone count, not what is quoted around
        them, as in `znatok eval`.
        """
        return np.array(
            [
                float(holds_answer(self.evidence(searched, number), task))
                for number, task in enumerate(searched.bench.tasks)
                if task.answers
            ]
        )

    def measured(self, searched: Searched) -> dict[str, Values]:
        """All measures that a bench allows."""
        measures = self.retrieval(searched)
        if any(each.answers for each in searched.bench.tasks):
            measures["hit"] = self.hits(searched)
        return measures


def holds_answer(evidence: Sequence[Evidence], task: Task) -> bool:
    said = plain("\n".join(each.sentence_text for each in evidence[:_SENTENCES]))
    return any(plain(each) in said for each in task.answers)


def _passage(searched: Searched, candidate: Candidate, score: float) -> Passage:
    located = searched.bench.fragments[candidate.fragment_id]
    return Passage(
        fragment=located.fragment,
        title=located.title,
        file_name=located.file_name,
        version=located.version,
        updated_at=located.updated_at,
        score=score,
        dense=candidate.dense,
        lexical=candidate.lexical,
        sentences=candidate.sentences,
    )


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one question's best passages.

    `parts`: the value of each of `PARTS`, then whether it is of the kind asked for; shape
    (sentences, parts + 1): a score is their product with the weights. `right`: which sentences
    hold a right answer and are where the question's answer stands.
    """

    parts: Values
    right: NDArray[np.bool_]


def read_sentences(searched: Searched, morphology: Morphology, depth: int) -> Iterator[Sentences]:
    """Those of the `depth` best passages of every question that has an answer string.

    The parts are read off the product's own reading by giving one of them a weight alone, which is
    exact, because a score is their weighted sum.
    """
    ranking = Ranking(Settings(), morphology)
    alone = [CloseReading(morphology, _alone(part)) for part in PARTS]
    reading = CloseReading(morphology, ReadingSettings())
    chooser = Chooser(morphology, reading, EvidenceSettings(passages=depth))
    for number, task in enumerate(searched.bench.tasks):
        if not task.answers:
            continue
        best = ranking.fused(searched, number, depth)
        columns = [
            {e.fragment.id: e.support for e in one.read(task.query, best, searched.rarity[number])}
            for one in alone
        ]
        unread = [replace(each, support=(0.0,) * len(each.sentences)) for each in best]
        rows, right = [], []
        for each in chooser.weighed(task.query.text, unread):
            fragment = each.passage.fragment
            parts = [column[fragment.id][each.sentence] for column in columns]
            rows.append([*parts, float(each.typed)])
            gold = searched.bench.units[fragment.id] in task.gold
            right.append(gold and holds_answer([each], task))
        parts_of_all = np.array(rows, dtype=np.float64).reshape(-1, len(PARTS) + 1)
        yield Sentences(parts_of_all, np.array(right, dtype=np.bool_))


def _alone(part: str) -> ReadingSettings:
    weights: dict[str, Any] = {each: float(each == part) for each in PARTS}
    return ReadingSettings(**weights, headless=0.0)


def interval(values: Values) -> dict[str, float]:
    """The mean with its 95% bootstrap interval and the count of questions, for a report."""
    return {name: round(each, 4) for name, each in asdict(estimate(values.tolist())).items()}


def difference(one: Values, other: Values) -> dict[str, float]:
    """`one` less `other` with a paired bootstrap interval over the same questions."""
    return interval(one - other)


def differences(
    one: Mapping[str, Values], other: Mapping[str, Values]
) -> dict[str, dict[str, float]]:
    """`difference` of each measure."""
    return {name: difference(values, other[name]) for name, values in one.items()}
