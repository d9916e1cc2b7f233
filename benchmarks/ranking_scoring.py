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
from znatok.chat.context import Evidence
from znatok.chat.stages.context import ContextStage, EvidenceSettings, _apart, telling
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


def fusion_of(settings: FusionSettings) -> Fuse:
    return lambda candidates: fuse(candidates, settings)


IN_FORCE = fusion_of(FusionSettings())


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

    fusion: Fuse = IN_FORCE
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    reorders: bool = True


class Chooser(ContextStage):
    """The product's stage, stopped before it judges whether the question is answered at all."""

    def __init__(
        self, morphology: Morphology, reading: CloseReading, settings: EvidenceSettings
    ) -> None:
        super().__init__(morphology, reading, Answerability(), settings)

    def chosen(self, text: str, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
        return _apart(self.weighed(text, passages), self._settings)


class Kept:
    """What several rankings of the same searches have in common."""

    def __init__(self, morphology: Morphology | None = None) -> None:
        self.morphology = morphology or RememberingMorphology()
        self._fused: dict[tuple[int, int], list[list[Passage]]] = {}
        self._held: list[object] = []  # what the keys are the identities of

    def fused(self, fusion: Fuse, searched: Searched) -> list[list[Passage]]:
        """The candidates of each question by their fused score."""
        key = (id(fusion), id(searched))
        if key not in self._fused:
            self._held += [fusion, searched]
            self._fused[key] = [
                [_passage(searched, found[at], score) for score, at in fusion(found)[:_DEPTH]]
                for found in searched.candidates
            ]
        return self._fused[key]


class Ranking:
    """One choice of settings, applied to searches."""

    def __init__(self, settings: Settings, kept: Kept) -> None:
        self._fuse = settings.fusion
        self._kept = kept
        self._reorders = settings.reorders
        self._depth = settings.reading.depth
        self._reading = CloseReading(kept.morphology, settings.reading)
        self._chooser = Chooser(kept.morphology, self._reading, settings.evidence)

    def passages(self, searched: Searched, number: int) -> list[Passage]:
        """What is found for question `number`, the best first; the first ones have been read."""
        order = self._kept.fused(self._fuse, searched)[number]
        query, rarity = searched.bench.tasks[number].query, searched.rarity[number]
        read = self._reading.read(query, order[: self._depth], rarity)
        if not self._reorders:
            place = {each.fragment.id: at for at, each in enumerate(order)}
            read.sort(key=lambda each: place[each.fragment.id])
        return [*read, *order[self._depth :]]

    def fused_gains(self, searched: Searched) -> Values:
        """nDCG@10 of every question by the fused score alone."""
        found = self._kept.fused(self._fuse, searched)
        return np.array(
            [
                ndcg(_units(searched, each), task.gold)
                for each, task in zip(found, searched.bench.tasks, strict=True)
            ]
        )

    def measured(self, searched: Searched) -> dict[str, Values]:
        """nDCG@10, success at 1 and 5, and hits, of every question, by measure.

        A hit: the first two pieces of evidence hold a right answer; of the questions that have
        one. The key sentences alone count, not what is quoted around them, as in `znatok eval`.
        """
        values: dict[str, list[float]] = {"ndcg@10": [], "recall@1": [], "recall@5": [], "hit": []}
        for number, task in enumerate(searched.bench.tasks):
            found = self.passages(searched, number)
            ranked = _units(searched, found)
            values["ndcg@10"].append(ndcg(ranked, task.gold))
            values["recall@1"].append(recall(ranked, task.gold, 1))
            values["recall@5"].append(recall(ranked, task.gold, 5))
            if task.answers:
                evidence = self._chooser.chosen(task.query.text, found[:_FOUND])
                values["hit"].append(float(holds_answer(evidence, task)))
        return {name: np.array(each) for name, each in values.items() if each}


def _units(searched: Searched, found: Sequence[Passage]) -> list[str]:
    """The units found, the best first, each once."""
    return list(dict.fromkeys(searched.bench.units[each.fragment.id] for each in found))


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


def read_sentences(searched: Searched, kept: Kept, depth: int) -> Iterator[Sentences]:
    """Those of the `depth` best passages of every question that has an answer string.

    The parts are read off the product's own reading by giving one of them a weight alone, which is
    exact, because a score is their weighted sum.
    """
    morphology, fused = kept.morphology, kept.fused(IN_FORCE, searched)
    alone = [CloseReading(morphology, _alone(part)) for part in PARTS]
    reading = CloseReading(morphology, ReadingSettings())
    chooser = Chooser(morphology, reading, EvidenceSettings(passages=depth))
    for number, task in enumerate(searched.bench.tasks):
        if not task.answers:
            continue
        best = fused[number][:depth]
        columns = [
            {e.fragment.id: e.support for e in one.read(task.query, best, searched.rarity[number])}
            for one in alone
        ]
        unread = [replace(each, support=(0.0,) * len(each.sentences)) for each in best]
        rows, right = [], []
        weighed = chooser.weighed(task.query.text, unread)
        factor = telling(weighed)
        for each in weighed:
            fragment = each.passage.fragment
            parts = [column[fragment.id][each.sentence] for column in columns]
            rows.append([*parts, factor * each.typed])
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
