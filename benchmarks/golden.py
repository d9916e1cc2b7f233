"""The demo company's golden questions, asked by their readers of the real assistant.

    python benchmarks/golden.py [--wrong]

Reads the demo company into a temporary house. `--wrong` also prints every wrong answer.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from pathlib import Path

from recording import record

from znatok.analytics.quality.golden import GoldenRun, Judged, read_golden, share_right
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import open_house, open_intake
from znatok.platform.assets import asset
from znatok.platform.settings import Settings


async def measured() -> list[Judged]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        async with open_intake(settings) as intake:
            await move_in(intake)
        async with open_house(settings) as house:
            while await house.intake.publications.unfinished():  # noqa: ASYNC110  # a database
                await asyncio.sleep(0.5)
            run = GoldenRun(house.assistant, house.intake.office.accounts)
            questions = read_golden(asset("demo_company") / "golden.jsonl")
            return [await run.ask(each) for each in questions]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    asked = asyncio.run(measured())
    verdicts = [each.verdict for each in asked]
    sources = [each.source_right for each in verdicts if each.source_right is not None]
    kinds = Counter(
        f"{'answerable' if each.question.answerable else 'unanswerable'} → "
        f"{each.answer.status.value}"
        for each in asked
    )
    figures = {
        "questions": len(asked),
        "right": round(share_right(asked), 4),
        "source_right": round(sum(sources) / len(sources), 4),
        "leaks": sum(bool(each.leaked) for each in verdicts),
        "outcomes": dict(sorted(kinds.items())),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    if given.wrong:
        for each in asked:
            if not each.verdict.right:
                quotes = [cited.quote for cited in each.answer.citations]
                print(each.question.id, each.question.question, each.answer.status.value, quotes)
    record("golden", figures, dataset="examples/demo_company/golden.jsonl")


if __name__ == "__main__":
    main()
