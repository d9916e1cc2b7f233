"""The labelled texts, how they are judged, and the aims on the half that no rule was fitted on."""

import json
from typing import Any

import pytest
from masking import FORMED, SET, figures, judged, share

from znatok.language.morphology import Morphology
from znatok.privacy.adapters.slovnet import SlovnetNames
from znatok.privacy.finding.everything import Rules
from znatok.privacy.model import Finding, PersonalKind


def rows(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SET / f"{half}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("half", ["dev", "test"])
def test_labels_lie_in_their_texts_and_apart(half: str) -> None:
    for row in rows(half):
        end = 0
        for each in row["entities"]:
            PersonalKind(each["kind"])
            assert end <= each["start"] < each["end"] <= len(row["text"]), row["id"]
            value = row["text"][each["start"] : each["end"]]
            assert value == value.strip()
            end = each["end"]


def test_the_halves_share_no_text_and_hold_enough() -> None:
    dev, test = rows("dev"), rows("test")
    assert not {row["text"] for row in dev} & {row["text"] for row in test}
    assert sum(len(row["entities"]) for row in test) >= 300


def test_a_piece_counts_as_found_only_when_all_of_it_was() -> None:
    row = {
        "id": "x",
        "text": "Анна Орлова, Тверь",
        "entities": [{"kind": "person", "start": 0, "end": 11}],
    }

    def person(*spans: tuple[int, int]) -> dict[str, Any]:
        found = [Finding(PersonalKind.PERSON, *span) for span in spans]
        told: dict[str, Any] = figures(judged([row], [found]))["person"]
        return {name: told[name]["share"] for name in ("recall", "precision")}

    assert person((0, 11)) == {"recall": 1.0, "precision": 1.0}
    assert person((0, 4), (5, 11)) == {"recall": 1.0, "precision": 1.0}
    assert person((5, 11)) == {"recall": 0.0, "precision": 1.0}
    assert person((0, 11), (13, 18)) == {"recall": 1.0, "precision": 0.5}


def test_shares_come_with_their_uncertainty() -> None:
    assert share(9, 10) == {"of": 10, "share": 0.9, "interval": [0.596, 0.982]}
    assert share(0, 0) == {"of": 0, "share": None}


def test_the_aims_hold_on_texts_that_no_rule_was_fitted_on() -> None:
    rules, names, texts = Rules(Morphology()), SlovnetNames(), rows("test")
    found = [rules.find(row["text"], names.people(row["text"])) for row in texts]
    told = figures(judged(texts, found))
    assert told["formed"]["recall"]["share"] >= 0.98
    assert told["person"]["recall"]["share"] >= 0.93
    assert told["all"]["precision"]["share"] >= 0.95
    assert frozenset(PersonalKind) - {PersonalKind.PERSON, PersonalKind.ADDRESS} == FORMED
