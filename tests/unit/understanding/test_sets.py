"""The evaluation sets keep their format, their counts and the wall between dev and test."""

import datetime as dt
import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

SETS = Path(__file__).resolve().parents[3] / "benchmarks" / "sets"
INTENTS = {"documentation", "analytics", "help", "action", "small_talk", "out_of_scope"}
# The least number of lines of each file: fewer, and a figure measured on it means little.
LEAST = {
    "intents_train": 60,
    "intents_dev": 170,
    "intents_test": 480,
    "periods_dev": 80,
    "periods_test": 200,
    "spelling_dev": 60,
    "spelling_test": 150,
    "follow_ups_dev": 30,
    "follow_ups_test": 60,
}
SUBJECT = {"intents": "text", "periods": "text", "spelling": "meant", "follow_ups": "question"}


def read(name: str) -> list[dict[str, Any]]:
    lines = (SETS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def plain(text: str) -> str:
    """Letters and digits only; a text of nothing else (a smile) stays itself."""
    return re.sub(r"\W+", " ", text.casefold().replace("ё", "е")).strip() or text


def family(name: str) -> str:
    return name.rsplit("_", 1)[0]


def key(name: str, line: dict[str, Any]) -> tuple[str, ...]:
    """What makes a line the same as another: a follow-up is one only after its own questions."""
    before = [plain(text) for text in line.get("previous", [])]
    return (*before, plain(line[SUBJECT[family(name)]]))


@pytest.mark.parametrize("name", LEAST)
def test_holds_enough_lines_and_none_twice(name: str) -> None:
    lines = read(name)
    assert len(lines) >= LEAST[name]
    dated = Counter((key(name, line), line.get("today")) for line in lines)
    assert [line for line, times in dated.items() if times > 1] == []


@pytest.mark.parametrize("subject", SUBJECT)
def test_no_line_of_one_split_stands_in_another(subject: str) -> None:
    splits = [{key(n, line) for line in read(n)} for n in LEAST if family(n) == subject]
    for one, other in combinations(splits, 2):
        assert one & other == set()


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_every_intent_is_known_and_well_represented(split: str) -> None:
    lines = read(f"intents_{split}")
    assert all(set(line) == {"text", "intent"} for line in lines)
    counts = Counter(line["intent"] for line in lines)
    assert set(counts) == INTENTS
    if split == "train":
        assert set(counts.values()) == {10}
    else:
        assert min(counts.values()) >= len(lines) / 12  # half of an equal share


@pytest.mark.parametrize("split", ["dev", "test"])
def test_a_period_is_named_in_its_text_and_has_days(split: str) -> None:
    for line in read(f"periods_{split}"):
        dt.date.fromisoformat(line["today"])
        days = {side: dt.date.fromisoformat(line[side]) for side in ("start", "end") if line[side]}
        missing = [side for side in ("start", "end") if side not in days]
        if line["phrase"] is None:
            assert missing == ["start", "end"], line
            assert "open" not in line, line
            continue
        assert line["phrase"] in line["text"], line
        assert missing == ([line["open"]] if "open" in line else []), line
        if not missing:
            assert days["start"] < days["end"], line


@pytest.mark.parametrize("split", ["dev", "test"])
def test_about_a_third_of_the_spelling_lines_are_clean(split: str) -> None:
    lines = read(f"spelling_{split}")
    assert all(set(line) == {"typed", "meant"} for line in lines)
    clean = sum(line["typed"] == line["meant"] for line in lines)
    assert 0.3 <= clean / len(lines) <= 0.4


@pytest.mark.parametrize("split", ["dev", "test"])
def test_a_follow_up_has_what_it_follows_and_a_new_question_stands_alone(split: str) -> None:
    lines = read(f"follow_ups_{split}")
    for line in lines:
        assert set(line) == {"previous", "question", "standalone", "follows"}
        assert 1 <= len(line["previous"]) <= 3
        assert (line["standalone"] == line["question"]) is not line["follows"], line
    new = sum(not line["follows"] for line in lines)
    assert 0.3 <= new / len(lines) <= 0.4
