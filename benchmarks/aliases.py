"""Questions in the words that people use, of the demo company, with and without the dictionary.

    python benchmarks/aliases.py [--wrong]

Reads the demo company in once and asks every question of `sets/aliases.jsonl` twice: with the
general dictionary and with none. A source is right at k when the document that answers is among
the first k different ones found; an answer is right when its text holds one of the expected pieces
and its first citation is of that document. `--wrong` prints what the dictionary did not help.
"""

import argparse
import asyncio
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recording import ROOT, record

from znatok.access.model import Operator, Reader
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import House, open_house, open_intake
from znatok.chat.model import Answer, AnswerStatus, Question, new_exchange, whole_answer
from znatok.chat.pipeline import AnswerPipeline, Stages
from znatok.language.text import fold, squeeze
from znatok.platform.settings import DictionarySettings, Settings
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

SET = ROOT / "benchmarks" / "sets" / "aliases.jsonl"
_DEPTH = 30  # passages; enough for five documents


@dataclass(frozen=True)
class Outcome:
    """`rank`: of the right document among those found, from 1; None when it is not there."""

    row: dict[str, Any]
    rank: int | None
    answer: Answer

    @property
    def right(self) -> bool:
        cited = [each.file_name for each in self.answer.citations]
        text = _even(self.answer.text)
        return bool(
            self.answer.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
            and cited
            and cited[0] in self.row["sources"]
            and any(_even(piece) in text for piece in self.row["answer_any"])
        )


def _even(text: str) -> str:
    """Without differences of case, ё, or kinds of space."""
    return squeeze(fold(text))


async def asked(house: House, row: dict[str, Any]) -> Outcome:
    services = house.services
    accounts = house.intake.office.accounts
    reader = await accounts.find_user(row["reader"], by=Operator())
    assert reader is not None, row["reader"]
    rank = await _rank(services[QueryMaker], services[Retriever], row, reader)
    pipeline = AnswerPipeline(services[Stages])  # type: ignore[arg-type]  # services are by class
    events = pipeline.run(Question(row["question"]), [], reader, new_exchange(None))
    return Outcome(row, rank, await whole_answer(events))


async def _rank(queries: Any, retriever: Any, row: dict[str, Any], reader: Reader) -> int | None:
    query = await queries.make(row["question"], reader=reader)
    found = await retriever.search(query, reader, limit=_DEPTH)
    files = list(dict.fromkeys(each.file_name for each in found.passages))
    ranks = [files.index(each) + 1 for each in row["sources"] if each in files]
    return min(ranks, default=None)


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    def share(told: list[bool]) -> float:
        return round(sum(told) / len(told), 4)

    return {
        "source_at_1": share([each.rank == 1 for each in outcomes]),
        "source_at_5": share([each.rank is not None and each.rank <= 5 for each in outcomes]),
        "right": share([each.right for each in outcomes]),
        "answered": share([each.answer.status is AnswerStatus.ANSWERED for each in outcomes]),
        "not_found": share([each.answer.status is AnswerStatus.NOT_FOUND for each in outcomes]),
    }


async def measured(rows: list[dict[str, Any]]) -> tuple[list[Outcome], list[Outcome]]:
    with tempfile.TemporaryDirectory() as folder:
        off = DictionarySettings(builtin=False)
        plain = Settings(data_dir=Path(folder), dictionary=off)
        async with open_intake(plain) as intake:
            await move_in(intake)
        async with open_house(plain) as house:
            while await house.intake.publications.unfinished():  # noqa: ASYNC110  # a database
                await asyncio.sleep(0.5)
            without = [await asked(house, row) for row in rows]
        async with open_house(Settings(data_dir=Path(folder))) as house:
            return without, [await asked(house, row) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in SET.read_text("utf-8").splitlines()]
    without, with_it = asyncio.run(measured(rows))
    found = {
        "questions": len(rows),
        "without": figures(without),
        "with": figures(with_it),
        "made_right": sum(w.right > b.right for b, w in zip(without, with_it, strict=True)),
        "made_wrong": sum(w.right < b.right for b, w in zip(without, with_it, strict=True)),
    }
    print(json.dumps(found, ensure_ascii=False, indent=2))
    if given.wrong:
        for before, after in zip(without, with_it, strict=True):
            if not after.right:
                row, answer = after.row, after.answer
                print(row["id"], row["question"], f"{before.rank}→{after.rank}", before.right)
                print("   ", answer.status.value, round(answer.confidence, 2), answer.text[:160])
    record("aliases", found, dataset="benchmarks/sets/aliases.jsonl")


if __name__ == "__main__":
    main()
