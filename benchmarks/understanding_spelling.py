"""Slips set right and clean questions left alone: the `spelling` task of understanding.py.

Lines are judged twice: with the words of the demo company's documents, as an installation has them,
and without any documents.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import open_house, open_intake
from znatok.language.morphology import Morphology
from znatok.platform.assets import asset
from znatok.platform.settings import Settings
from znatok.understanding.spelling import Speller
from znatok.understanding.spelling_lexicon import Lexicon
from znatok.understanding.spelling_vocabulary import CompanyWords, WordKeeper

_READER = frozenset({"everyone"})


async def demo_words() -> CompanyWords:
    """The words of the demo company's documents."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        async with open_intake(settings) as intake:
            await move_in(intake)
        async with open_house(settings) as house:
            while await house.intake.publications.unfinished():  # noqa: ASYNC110  # a database
                await asyncio.sleep(0.5)
            assert isinstance(house.index, WordKeeper)
            return house.index.words


def judged(speller: Speller, rows: Sequence[dict[str, Any]], *, show: bool) -> dict[str, Any]:
    """Share of lines understood with exactly the meant words, and of clean ones untouched.

    Processor time; every line is seen once, so nothing about it is remembered.
    """
    right = clean = untouched = 0
    times: list[float] = []
    for row in rows:
        began = time.process_time()
        made = speller.correct(row["typed"], _READER).text
        times.append((time.process_time() - began) * 1000)
        right += made == row["meant"]
        if row["typed"] == row["meant"]:
            clean += 1
            untouched += made == row["typed"]
        if show and made != row["meant"]:
            print(f"{row['typed']!r} → {made!r}, meant {row['meant']!r}")
    return {
        "lines": len(rows),
        "right": round(right / len(rows), 4),
        "clean": clean,
        "clean_untouched": round(untouched / clean, 4),
        "slips": len(rows) - clean,
        "slips_right": round((right - untouched) / (len(rows) - clean), 4),
        "mean_ms": round(sum(times) / len(times), 3),
        "longest_ms": round(max(times), 3),
    }


def golden_changed(speller: Speller) -> list[str]:
    """The demo company's golden questions that are understood otherwise than typed."""
    lines = (asset("demo_company") / "golden.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines]
    return [
        f"{text} → {made}"
        for text in asked
        if (made := speller.correct(text, _READER).text) != text
    ]


def spelling(rows: Sequence[dict[str, Any]], *, show_misses: bool) -> dict[str, Any]:
    """Figures of one set; the first pass over it warms nothing: every line is seen once."""
    morphology = Morphology()
    alone = Speller(Lexicon(morphology, CompanyWords(morphology)))
    at_home = Speller(Lexicon(morphology, asyncio.run(demo_words())))
    return {
        "without_documents": judged(alone, rows, show=show_misses),
        "with_the_demo_company": judged(at_home, rows, show=show_misses),
        "golden_changed": golden_changed(at_home),
    }
