"""Fit the default weights of chat/answerability.py on the demo company's golden questions.

    python scripts/fit_answerability.py

Reads the demo company into a temporary house, asks every golden question as its reader, and fits a
logistic regression (iteratively reweighted least squares, ridge penalty, both classes weighing the
same) of "the documents answer it" on the signals. Prints the weights and how well they separate.
"""

import asyncio
import json
import tempfile
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from znatok.access.model import Operator
from znatok.analytics.quality.measures import auroc
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import House, open_house, open_intake
from znatok.chat.context import Prepared, Signals
from znatok.chat.model import Intent
from znatok.chat.pipeline import Stages
from znatok.platform.assets import asset
from znatok.platform.settings import Settings
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

_PENALTY = 10.0  # on standardised weights; 187 questions, 7 signals
_STEPS = 50
_PASSAGES = 8  # as chat/pipeline.py asks for

Matrix = NDArray[np.float64]


async def settled(settings: Settings) -> None:
    async with open_intake(settings) as intake:
        await move_in(intake)


async def signals_of(house: House) -> tuple[Matrix, Matrix]:
    """Signals of each golden question, shape (questions, signals); 1 where it has an answer."""
    while await house.intake.publications.unfinished():  # noqa: ASYNC110  # asks a database
        await asyncio.sleep(0.5)
    queries, retriever = house.services[QueryMaker], house.services[Retriever]
    stages = house.services[Stages]
    assert isinstance(queries, QueryMaker)
    assert isinstance(retriever, Retriever)
    assert isinstance(stages, Stages)
    rows, answers = [], []
    for line in (asset("demo_company") / "golden.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        email = asked["reader"]
        reader = await house.intake.office.accounts.find_user(email, by=Operator())
        assert reader is not None
        query = await queries.make(asked["question"])
        found = await retriever.search(query, reader, limit=_PASSAGES)
        rarity = await retriever.rarity(query.terms)
        prepared = Prepared(asked["question"], "ru")
        context = stages.context.run(prepared, query, found.passages, rarity, Intent.DOCUMENTATION)
        rows.append(astuple(context.signals))
        answers.append(float(asked["expect"] == "answer"))
    return np.array(rows), np.array(answers)


def fit(signals: Matrix, answers: Matrix) -> tuple[Matrix, float]:
    """Weights of the raw signals, and the bias."""
    mean, spread = signals.mean(0), signals.std(0) + 1e-9
    x = np.c_[(signals - mean) / spread, np.ones(len(signals))]
    share = answers.mean()
    weight = np.where(answers == 1, 0.5 / share, 0.5 / (1 - share))
    penalty = np.full(x.shape[1], _PENALTY)
    penalty[-1] = 0.0
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - answers)) + penalty * beta
        hessian = (x.T * (weight * p * (1 - p))) @ x + np.diag(penalty)
        beta -= np.linalg.solve(hessian, gradient)
    raw = beta[:-1] / spread
    return raw, float(beta[-1] - raw @ mean)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        await settled(settings)
        async with open_house(settings) as house:
            signals, answers = await signals_of(house)
    weights, bias = fit(signals, answers)
    print(f"bias: {bias:.2f}")
    for each, weight in zip(fields(Signals), weights, strict=True):
        print(f"{each.name}: {weight:.2f}")
    scores = signals @ weights + bias
    separated = auroc(scores[answers == 1].tolist(), scores[answers == 0].tolist())
    print(f"AUROC on the questions it was fitted on: {separated:.3f}")


if __name__ == "__main__":
    asyncio.run(main())
