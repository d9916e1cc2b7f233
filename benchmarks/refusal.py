"""How well an unanswerable question is told from an answerable one, on collections of a folder.

    python benchmarks/refusal.py ../shared/data [NAME…] [--misses FILE]

A collection is a subfolder with corpus.jsonl and queries.jsonl; without names all are measured. It
is calibrated on its own text, as an installation is on its documents; its questions are only asked:
as they are, with the passages that answer them hidden (near), and with all of their article or
document hidden (far, where there are such); hidden as rights hide, and once more as if they had
never been there (…_gone: their words then count for no term's rarity). `--misses` writes the 50
questions judged worst, to be read.
"""

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from recording import record

from znatok.access.model import Reader, Role
from znatok.analytics.calibration.model import Fit
from znatok.analytics.calibration.probing import HidingIndex, Prober
from znatok.analytics.quality.collection import Asked, Collection, read_collection
from znatok.analytics.quality.library import Library, LibraryBuilder
from znatok.analytics.quality.measures import auroc, estimate
from znatok.bootstrap.answering import Answering, build_answering
from znatok.bootstrap.calibration import Calibrating, calibrate_on
from znatok.chat.answerability import Calibration
from znatok.documents.model import Fragment
from znatok.index.adapters.exact import ExactIndex
from znatok.kernel.ids import UserId, new_uuid
from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model
from znatok.platform.settings import AnswerSettings

KINDS = ("near", "far", "near_gone", "far_gone")
RESAMPLES = 500
BINS = 10
MISSES = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """`cited`: whether the first source is a right one. `evidence`: as a logit."""

    question: Asked
    kind: str
    evidence: float
    cited: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Room:
    """A collection in memory, and what asks about it."""

    collection: Collection
    library: Library
    answering: Answering
    prober: Prober
    reader: Reader

    def hidden(self, question: Asked, kind: str) -> list[Fragment] | None:
        """None where hiding would be that of "near" again."""
        groups = {each.id: each.group for each in self.collection.passages}
        wanted = set(question.gold)
        if kind.startswith("far"):
            if len(set(groups.values())) == len(groups):
                return None
            named = {groups[each] for each in wanted}
            wanted = {each for each, group in groups.items() if group in named}
        return [
            each.fragment
            for each in self.library.fragments.values()
            if self.library.passages[each.fragment.document_id].id in wanted
        ]

    async def ask(self, question: Asked, kind: str) -> Seen | None:
        hidden = [] if kind == "with" else self.hidden(question, kind)
        if hidden is None:
            return None
        seen = await self.prober.probe(
            question.text, self.reader, hidden, remembered=not kind.endswith("gone")
        )
        best = seen.evidence[0] if seen.evidence else None
        passage = best and self.library.passages[best.passage.fragment.document_id]
        return Seen(
            question,
            kind,
            self.answering.answerability.weights.evidence(seen.signals) if best else -99.0,
            bool(passage and passage.id in question.gold),
            best.sentence_text if best else "",
        )


async def measured(folder: Path, cache: Path) -> tuple[list[Seen], Fit | None, Calibration]:
    collection = read_collection(folder / "corpus.jsonl", folder / "queries.jsonl")
    model = E5Model.load(cache, threads=os.cpu_count() or 1)
    index, library, morphology = ExactIndex(model.dimension), Library(), Morphology()
    hiding = HidingIndex(index)
    builder = LibraryBuilder(index, model, morphology)
    async for done in builder.build(collection.passages, library, at=datetime.now(UTC)):
        if done % 500 == 0:
            print(f"{folder.name}: {done} of {len(collection.passages)} passages")
    answering = build_answering(hiding, library, model, morphology, AnswerSettings())
    reader = Reader(UserId(new_uuid()), Role.USER)
    parts = Calibrating(answering, index, library, model, morphology)
    fit = await calibrate_on(library, reader, parts, _silent)
    prober = Prober(hiding, answering.queries, answering.retriever, answering.stages.context)
    room = Room(collection, library, answering, prober, reader)
    found = [
        seen
        for question in collection.questions
        if question.gold
        for kind in ("with", *KINDS)
        if (seen := await room.ask(question, kind)) is not None
    ]
    await index.close()
    model.close()
    return found, fit, answering.answerability.calibration


async def _silent(share: float) -> None:
    """Progress of the calibration, which takes seconds."""
    assert 0 <= share <= 1


def figures(found: Sequence[Seen], used: Calibration, fit: Fit | None) -> dict[str, Any]:
    answerable = [each for each in found if each.kind == "with"]
    report: dict[str, Any] = {
        "questions": len(answerable),
        "calibrated_on_own_text": fit is not None,
        "calibration": asdict(used),
        **{name: _at(found, at) for name, at in _thresholds(used)},
        "auroc": {},
    }
    for kind in KINDS:
        scores = {each.question.id: each.evidence for each in found if each.kind == kind}
        if scores:
            pairs = [(e.evidence, scores[e.question.id]) for e in answerable]
            report["auroc"][kind] = _interval(pairs)
    if fit is not None:
        report["on_generated_questions"] = {
            name: value
            for name, value in asdict(fit).items()
            if name not in {"bins", "calibration"}
        }
    report["reliability"] = list(_reliability(found, used, fit.prior if fit else 0.5))
    return report


def _thresholds(used: Calibration) -> list[tuple[str, float]]:
    return [("at_threshold", used.threshold), ("at_default_threshold", Calibration().threshold)]


def _at(found: Sequence[Seen], threshold: float) -> dict[str, Any]:
    """Shares at a threshold; `cited_right`: among all answered, half the questions unanswerable."""
    answerable = [each for each in found if each.kind == "with"]
    answered = [float(each.evidence >= threshold) for each in answerable]
    right = sum(each.evidence >= threshold and each.cited for each in answerable) / len(answerable)
    mean = estimate(answered)
    report: dict[str, Any] = {
        "threshold": round(threshold, 3),
        "answered": [round(each, 4) for each in (mean.mean, mean.low, mean.high)],
    }
    for kind in KINDS:
        false = [float(each.evidence >= threshold) for each in found if each.kind == kind]
        if false:
            share = estimate(false)
            given = mean.mean + share.mean
            report[kind] = {
                "false": [round(each, 4) for each in (share.mean, share.low, share.high)],
                "cited_right": round(right / given, 4) if given else None,
            }
    return report


def _interval(pairs: Sequence[tuple[float, float]]) -> list[float]:
    """AUROC with its 95% interval, questions resampled."""
    values = np.array(pairs)
    draw = np.random.default_rng(0)
    drawn = [
        auroc(some[:, 0].tolist(), some[:, 1].tolist())
        for some in (values[draw.integers(0, len(values), len(values))] for _ in range(RESAMPLES))
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    whole = auroc(values[:, 0].tolist(), values[:, 1].tolist())
    return [round(whole, 4), round(float(low), 4), round(float(high), 4)]


def _reliability(
    found: Sequence[Seen], used: Calibration, prior: float
) -> Iterator[dict[str, float]]:
    """Confidence against the share that is answerable, weighed for the calibration's prior."""
    kinds = [kind for kind in ("near", "far") if any(each.kind == kind for each in found)]
    counts = {kind: sum(each.kind == kind for each in found) for kind in ("with", *kinds)}
    rows = [
        (
            used.confidence(each.evidence),
            float(each.kind == "with"),
            (prior if each.kind == "with" else (1 - prior) / len(kinds)) / counts[each.kind],
        )
        for each in found
        if each.kind in counts
    ]
    for number in range(BINS):
        here = [each for each in rows if min(int(each[0] * BINS), BINS - 1) == number]
        weight = sum(each[2] for each in here)
        if here:
            yield {
                "confidence": round(sum(c * w for c, _, w in here) / weight, 3),
                "answerable": round(sum(a * w for _, a, w in here) / weight, 3),
                "questions": len(here),
            }


def misses(found: Sequence[Seen], threshold: float) -> list[dict[str, Any]]:
    """The answerable furthest below the threshold and the unanswerable furthest above it."""
    wrong = [
        (abs(each.evidence - threshold), each)
        for each in found
        if each.kind in {"with", "near"} and (each.evidence >= threshold) != (each.kind == "with")
    ]
    wrong.sort(key=lambda each: -each[0])
    return [
        {
            "kind": each.kind,
            "evidence": round(each.evidence, 2),
            "question": each.question.text,
            "best": each.quote,
            "answers": each.question.answers,
        }
        for _, each in wrong[:MISSES]
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--misses", type=Path)
    given = parser.parse_args()
    for corpus in sorted(given.folder.glob("*/corpus.jsonl")):
        name = corpus.parent.name
        if given.names and name not in given.names:
            continue
        with tempfile.TemporaryDirectory() as cache:
            found, fit, used = asyncio.run(measured(corpus.parent, Path(cache)))
        report = figures(found, used, fit)
        print(name, json.dumps(report, ensure_ascii=False, indent=1))
        record(f"refusal-{name}", report, dataset=name)
        if given.misses is not None:
            lines = [json.dumps(each, ensure_ascii=False) for each in misses(found, used.threshold)]
            given.misses.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
