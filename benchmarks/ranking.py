"""Fit the weights of the ranking on development questions; check them on others.

    python benchmarks/manuals.py MANUALS
    python benchmarks/ranking.py MANUALS [--cache FOLDER] [--check ../shared/data]

Fits `FusionSettings` by coordinate ascent over small grids, then the weights of a sentence in
`ReadingSettings` and `EvidenceSettings` by a listwise softmax (Cao et al. 2007, "Learning to Rank:
From Pairwise Approach to Listwise Approach") with a ridge, and prints them beside those in force,
with what every single change of these would give. The questions: our own over public manuals, the
headings of one of them (half weight: their sections have no title), and the demo company's golden
ones. Nothing else chooses: `--check` only measures the settings in force on collections that were
never fitted on.

The first run embeds everything (some ten minutes a core); with `--cache` later ones do not.
"""

import argparse
import asyncio
import json
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import structlog
from ranking_collections import Bench, Searched, Workshop, search
from ranking_scoring import (
    PARTS,
    Kept,
    Ranking,
    Sentences,
    Settings,
    Values,
    differences,
    fusion_of,
    interval,
    read_sentences,
)
from recording import record

from znatok.chat.stages.context import EvidenceSettings
from znatok.language import wording
from znatok.llm.adapters.e5 import E5Model
from znatok.retrieval.close_reading import ReadingSettings
from znatok.retrieval.fusion import FusionSettings

# What a development set counts in the sum that is made highest.
_SHARES = {"manuals-own": 1.0, "manuals-queries": 0.5, "demo": 1.0}
# Where the ascent begins: plain averages, luck taken off whole. Not the settings in force, so that
# they cannot confirm themselves.
_START = FusionSettings(dense=0.5, sentence=0.5, sentence_luck=1.0, fragment_luck=1.0)
_GRIDS: dict[str, tuple[float, ...]] = {
    "dense": (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9),
    "sentence": (0.0, 0.2, 0.3, 0.4, 0.5, 0.7),
    "sentence_luck": (0.0, 0.25, 0.5, 0.75, 1.0),
    "fragment_luck": (0.0, 0.15, 0.3, 0.5, 1.0),
}
# How the sentences' own settings are tried around those in force.
_READING_GRIDS: dict[str, tuple[float, ...]] = {
    "coverage": (0.0, 1.0, 2.2, 4.0),
    "before": (0.0, 1.5, 2.8, 4.0),
    "section": (0.0, 1.5, 2.6, 4.0),
    "passage": (0.0, 3.0, 5.4, 8.0),
    "headless": (0.0, 0.3, 0.6, 0.9),
    "depth": (8, 20, 50, 100),
}
_ROUNDS = 3
_LETTERS = (4, 5, 6, 7)
_MARKERS = (0.0, 1.0, 3.0, 5.0)
_RIDGE = 1e-3  # on standardised weights: keeps those of rare parts from running away
_STEPS, _RATE = 400, 0.3
_COSINE = 20.0  # the scale on which evidence is told: `EvidenceSettings.within` is in it


async def development(workshop: Workshop, manuals: Path) -> list[Bench]:
    """The benches that constants may be fitted on."""
    own = await workshop.collection(manuals, "manuals", ["own.jsonl", "queries.jsonl"])
    return [*own, await workshop.demo()]


def objective(gains: Mapping[str, float]) -> float:
    """The sum of the sets' nDCG@10, each by its share."""
    return sum(_SHARES[name] * gain for name, gain in gains.items())


class Fit:
    """The fit on development sets that have been searched."""

    def __init__(self, benches: Sequence[Searched]) -> None:
        self._benches = benches
        self._kept = Kept()

    def fusion(self) -> FusionSettings:
        """The best settings of the fused order that changing one at a time leads to."""
        best, reached = _START, self._worth_fused(_START)
        for _ in range(_ROUNDS):
            before = best
            for name, grid in _GRIDS.items():
                for value in grid:
                    tried = replace(best, **{name: value})
                    if (worth := self._worth_fused(tried)) > reached + 1e-9:
                        best, reached = tried, worth
            if best == before:
                break
        return best

    def _worth_fused(self, settings: FusionSettings) -> float:
        # Not what is kept: every settings tried would stay in memory.
        ranking = Ranking(Settings(fusion_of(settings)), Kept(self._kept.morphology))
        return objective(
            {each.bench.name: float(ranking.fused_gains(each).mean()) for each in self._benches}
        )

    def weights(self) -> dict[str, float]:
        """Of the parts of a sentence's score, and of its being of the kind asked for."""
        depth = ReadingSettings().depth
        read = [
            each
            for searched in self._benches
            for each in read_sentences(searched, self._kept, depth)
        ]
        return dict(zip((*PARTS, "typed"), fit_sentences(read).round(2).tolist(), strict=True))

    def measured(self, settings: Settings) -> dict[str, dict[str, Values]]:
        """All measures of every question, by set."""
        ranking = Ranking(settings, self._kept)
        return {each.bench.name: ranking.measured(each) for each in self._benches}

    def less(self, one: Settings, other: Settings) -> dict[str, Any]:
        """By set and measure, what `one` gives more than `other`, with intervals."""
        mine, others = self.measured(one), self.measured(other)
        return {name: differences(values, others[name]) for name, values in mine.items()}

    def around(self) -> dict[str, Any]:
        """What each other value of each setting would change, by set."""
        base, changes = self.measured(Settings()), {}
        for name, value, tried in neighbours():
            changes[f"{name} {value}"] = {
                each: differences(values, base[each])
                for each, values in self.measured(tried).items()
            }
        return changes

    def figures(self, settings: Settings) -> dict[str, Any]:
        """All measures of each set, with intervals."""
        return {
            name: {measure: interval(each) for measure, each in values.items()}
            for name, values in self.measured(settings).items()
        }


def neighbours() -> Iterator[tuple[str, float, Settings]]:
    """The settings in force with one of them changed."""
    fusion, reading = FusionSettings(), ReadingSettings()
    for name, grid in _GRIDS.items():
        for value in grid:
            if value != getattr(fusion, name):
                yield name, value, Settings(fusion_of(replace(fusion, **{name: value})))
    for name, grid in _READING_GRIDS.items():
        for value in grid:
            if value != getattr(reading, name):
                changed: dict[str, Any] = {name: value}
                yield name, value, Settings(reading=replace(reading, **changed))


async def wordings(benches: Sequence[Bench]) -> dict[str, Any]:
    """nDCG@10 by each length of a word family and each weight of the yes-or-no marker."""
    fits: list[tuple[str, float]] = [("_FAMILY_LETTERS", value) for value in _LETTERS]
    fits += [("_POLAR_WEIGHT", value) for value in _MARKERS]
    worth = {}
    for name, value in fits:
        with patch.object(wording, name, value):
            searched = [await search(each) for each in benches]
            ranking = Ranking(Settings(), Kept())
            gains = {
                each.bench.name: float(ranking.measured(each)["ndcg@10"].mean())
                for each in searched
            }
        gains["objective"] = objective(gains)
        worth[f"{name.strip('_').lower()} {value}"] = {
            each: round(gain, 4) for each, gain in gains.items()
        }
    return worth


def fit_sentences(read: Sequence[Sentences]) -> Values:
    """Weights of the parts under which right sentences are likeliest to be taken first.

    Questions without a right or without a wrong sentence among those read teach nothing.
    """
    lists = [each for each in read if 0 < each.right.sum() < len(each.right)]
    every = np.vstack([each.parts for each in lists])
    mean, spread = every.mean(axis=0), every.std(axis=0)
    scaled = [(each.parts - mean) / spread for each in lists]
    weights = np.zeros(every.shape[1])
    for _ in range(_STEPS):
        slope = np.zeros_like(weights)
        for parts, each in zip(scaled, lists, strict=True):
            scores = parts @ weights
            taken = np.exp(scores - scores.max())
            right = taken * each.right
            slope += parts.T @ (right / right.sum() - taken / taken.sum())
        weights += _RATE * (slope / len(lists) - _RIDGE * weights)
    plain: Values = weights / spread
    plain *= _COSINE / plain[PARTS.index("cosine")]
    return plain


async def fit(workshop: Workshop, manuals: Path) -> dict[str, Any]:
    """The whole fit on the development sets, and what it is worth there."""
    benches = await development(workshop, manuals)
    made = Fit([await search(each) for each in benches])
    fusion, weights = made.fusion(), made.weights()
    parts: dict[str, Any] = {part: weights[part] for part in PARTS}
    fitted = Settings(
        fusion_of(fusion),
        replace(ReadingSettings(), **parts),
        replace(EvidenceSettings(), typed=weights["typed"]),
    )
    return {
        "fitted": {"fusion": asdict(fusion), "sentences": weights},
        "in_force": {
            "fusion": asdict(FusionSettings()),
            "reading": asdict(ReadingSettings()),
            "evidence": asdict(EvidenceSettings()),
        },
        "fitted_less_in_force": made.less(fitted, Settings()),
        "neighbours_less_in_force": made.around(),
        "wording": await wordings(benches),
        "figures_in_force": made.figures(Settings()),
    }


async def check(workshop: Workshop, folder: Path) -> dict[str, Any]:
    """The settings in force on collections that nothing was fitted on."""
    checked: dict[str, Any] = {}
    for name in ("xquad_ru", "vkcloud_docs_ru"):
        (bench,) = await workshop.collection(folder / name, name, ["queries.jsonl"])
        checked |= Fit([await search(bench)]).figures(Settings())
    return checked


async def measured(given: argparse.Namespace, cache: Path) -> dict[str, Any]:
    model = E5Model.load(cache, threads=1)
    try:
        workshop = Workshop(model, cache)
        report = await fit(workshop, given.manuals)
        if given.check:
            report["check"] = await check(workshop, given.check.resolve())
        return report
    finally:
        model.close()


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("manuals", type=Path, help="the folder that manuals.py wrote")
    parser.add_argument("--cache", type=Path, help="where vectors are remembered")
    parser.add_argument("--check", type=Path, help="a folder with xquad_ru and vkcloud_docs_ru")
    return parser


def quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def main() -> None:
    given = arguments().parse_args()
    quiet()
    with tempfile.TemporaryDirectory() as folder:
        cache = given.cache.resolve() if given.cache else Path(folder)
        report = asyncio.run(measured(given, cache))
    print(json.dumps(report, ensure_ascii=False, indent=2))
    record("ranking", report, dataset="manuals_dev, debian-faq-ru, demo company; check: as named")


if __name__ == "__main__":
    main()
