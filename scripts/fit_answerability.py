"""Fit the defaults of chat/answerability.py on the demo company's golden questions.

    python scripts/fit_answerability.py

Reads the demo company into a temporary house and asks every golden question as its reader: as it
is, with the fragments that hold its answer hidden (near the topic), and with their whole document
hidden (far from it); hidden once as rights hide, once as if they had never been there. A hiding
after which the best evidence still holds the answer proves nothing and is left out. The weights are
a ridge logistic regression of "the documents answer it" on the signals, answerable against not
weighing the same, near against far too. Prints weights and calibration, and how well they do on
questions left out of the fit (by 8 folds of questions).
"""

import asyncio
import json
import logging
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from znatok.access.model import Operator, Reader
from znatok.analytics.calibration.fitting import (
    Scores,
    Values,
    logistic,
    platt,
    values,
    working_point,
)
from znatok.analytics.calibration.probing import HidingIndex, Prober
from znatok.analytics.quality.measures import auroc
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import House, open_house, open_intake
from znatok.chat.context import Context, Signals
from znatok.chat.pipeline import Stages
from znatok.documents.model import DocumentFilter, Fragment
from znatok.documents.service import DocumentService
from znatok.index.ports import FragmentIndex
from znatok.language.text import fold
from znatok.platform.assets import asset
from znatok.platform.settings import Settings
from znatok.retrieval.fusion import FusionSettings
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

_PENALTY = 120.0  # on standardised weights: the strongest that costs nothing on left-out questions
_REMEMBERED = 0.7  # weight of hiding as by rights; the rest as if it had never been there
_FOLDS = 8
_ALLOWED = 0.05  # of false answers, near and far counting the same
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Golden:
    """`facts`: spellings of the answer. `files`: any one of which holds it; none when none does."""

    id: str
    text: str
    reader: str
    facts: tuple[str, ...]
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking. `kind`: with, near or far. `share`: its weight within its kind."""

    question: str
    kind: str
    signals: Signals
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Company:
    """The demo company, moved in."""

    house: House
    prober: Prober

    async def asked(self, question: Golden) -> list[Asked]:
        accounts = self.house.intake.office.accounts
        reader = await accounts.find_user(question.reader, by=Operator())
        assert reader is not None
        whole = (await self.prober.probe(question.text, reader)).signals
        if not question.files:
            return [Asked(question.id, "far", whole)]
        source = await self._fragments(question.files, reader)
        holding = [each for each in source if _holds(each.text, question)]
        found = [Asked(question.id, "with", whole)]
        for kind, hidden in (("near", holding), ("far", source)):
            for remembered, share in ((True, _REMEMBERED), (False, 1 - _REMEMBERED)):
                seen = await self.prober.probe(question.text, reader, hidden, remembered=remembered)
                if not _answered_elsewhere(seen, question):
                    found.append(Asked(question.id, kind, seen.signals, share))
        return found

    async def _fragments(self, files: frozenset[str], reader: Reader) -> list[Fragment]:
        documents = self.house.services[DocumentService]
        assert isinstance(documents, DocumentService)
        page = await documents.find(DocumentFilter(), reader, cursor=None, limit=_PAGE)
        found: list[Fragment] = []
        for each in page.items:
            document = each.document
            if document.file_name in files:
                pieces = await documents.fragments(document.id, reader, cursor=None, limit=_PAGE)
                found += pieces.items
        return found


def _holds(text: str, question: Golden) -> bool:
    plain = fold(text)
    return any(fold(each) in plain for each in question.facts)


def _answered_elsewhere(seen: Context, question: Golden) -> bool:
    return bool(seen.evidence) and _holds(seen.evidence[0].passage.fragment.text, question)


def read(path: Path) -> list[Golden]:
    return [_golden(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _golden(row: dict[str, Any]) -> Golden:
    source = row["source"]
    files = [source] if isinstance(source, str) else source or []
    facts = tuple(each for fact in row["answer_any"] or () for each in fact)
    answerable = row["expect"] == "answer"
    return Golden(
        row["id"], row["question"], row["reader"], facts, frozenset(files if answerable else ())
    )


async def settled(settings: Settings) -> None:
    async with open_intake(settings) as intake:
        await move_in(intake)


def prober_of(house: House) -> Prober:
    index, documents = house.services[FragmentIndex], house.services[DocumentService]
    queries, stages = house.services[QueryMaker], house.services[Stages]
    assert isinstance(documents, DocumentService)
    assert isinstance(queries, QueryMaker)
    assert isinstance(stages, Stages)
    hiding = HidingIndex(index)  # type: ignore[arg-type]  # a service is known by its class alone
    retriever = Retriever(hiding, documents, FusionSettings(), stages.context.reading)
    return Prober(hiding, queries, retriever, stages.context)


async def measured() -> list[Asked]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        await settled(settings)
        async with AsyncExitStack() as stack:
            house = await stack.enter_async_context(open_house(settings))
            while await house.intake.publications.unfinished():  # noqa: ASYNC110  # a database
                await asyncio.sleep(0.5)
            company = Company(house, prober_of(house))
            questions = read(asset("demo_company") / "golden.jsonl")
            return [asked for each in questions for asked in await company.asked(each)]


def weights_of(asked: Sequence[Asked]) -> Values:
    """Answerable and not weigh the same, near and far half of the latter each; the mean is 1."""
    parts = {"with": 0.5, "near": 0.25, "far": 0.25}
    sums = {kind: sum(each.share for each in asked if each.kind == kind) for kind in parts}
    return values([len(asked) * parts[each.kind] * each.share / sums[each.kind] for each in asked])


def fit(asked: Sequence[Asked], penalty: float) -> tuple[Values, float]:
    rows = np.array([astuple(each.signals) for each in asked])
    labels = values([float(each.kind == "with") for each in asked])
    return logistic(rows, labels, weights_of(asked), penalty)


def left_out(asked: Sequence[Asked], penalty: float) -> Values:
    """The evidence of each asking by weights that its question had no part in."""
    names = sorted({each.question for each in asked})
    np.random.default_rng(0).shuffle(names)
    fold_of = {name: number % _FOLDS for number, name in enumerate(names)}
    scores = np.zeros(len(asked))
    for number in range(_FOLDS):
        weights, bias = fit([each for each in asked if fold_of[each.question] != number], penalty)
        for at, each in enumerate(asked):
            if fold_of[each.question] == number:
                scores[at] = weights @ np.array(astuple(each.signals)) + bias
    return scores


def scores_of(asked: Sequence[Asked], evidence: Values) -> Scores:
    kinds = np.array([each.kind for each in asked])
    return Scores(*(evidence[kinds == kind] for kind in ("with", "near", "far")))


def main() -> None:
    asked = asyncio.run(measured())
    for penalty in (10.0, 30.0, 60.0, _PENALTY, 250.0):
        scores = scores_of(asked, left_out(asked, penalty))
        near = auroc(scores.answerable.tolist(), scores.near.tolist())
        far = auroc(scores.answerable.tolist(), scores.far.tolist())
        print(f"penalty {penalty:.0f}: AUROC on left-out questions near {near:.3f} far {far:.3f}")
    weights, bias = fit(asked, _PENALTY)
    print(f"bias: float = {bias:.3f}")
    for each, weight in zip(fields(Signals), weights, strict=True):
        print(f"{each.name}: float = {weight:.4g}")
    scores = scores_of(asked, left_out(asked, _PENALTY))
    threshold = working_point(scores, _ALLOWED)
    print(f"slope: float = {platt(scores, 0.0)[0]:.3f}")
    for at in (0.0, threshold):
        answered, false = scores.answered_share(at), scores.false_share(at)
        print(f"at {at:.2f}: answered {answered:.3f}, false {false:.3f}")
    print(f"with {len(scores.answerable)}, near {len(scores.near)}, far {len(scores.far)}")


if __name__ == "__main__":
    main()
