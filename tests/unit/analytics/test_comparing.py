from dataclasses import replace

import pytest

from znatok.analytics.quality.comparing import compare
from znatok.analytics.quality.figures import figures_of
from znatok.analytics.quality.model import QuestionId
from znatok.analytics.quality.reliability import reliability_of
from znatok.analytics.quality.run_model import SKIPPED, Result, Slices, behaviour
from znatok.analytics.quality.summary import summary_of
from znatok.kernel.ids import new_uuid


def _result(*, right: bool = True, answerable: bool = True, **more: object) -> Result:
    result = Result(
        question_id=QuestionId(new_uuid()),
        revision="r1",
        text="Какой срок?",
        answerable=answerable,
        outcome="answered" if right is answerable else "not_found",
        right=right,
        source_right=right if answerable else None,
        leaks=0,
        confidence=0.85,
        gold_rank=1,
        took_ms=20.0,
        answer={},
        slices=Slices(department="Кадры", kind="docx", tags=("сроки",), never_asked=True),
    )
    return replace(result, **more)  # type: ignore[arg-type]  # names of fields


def test_the_interval_of_a_difference_is_that_of_pairs() -> None:
    before = [_result(right=number >= 4) for number in range(100)]
    after = [replace(each, right=True) for each in before]
    right = compare(before, after).change("right")
    assert (right.before, right.after) == (0.96, 1.0)
    assert right.difference is not None
    assert right.difference.mean == pytest.approx(0.04)
    assert 0 <= right.difference.low < 0.04 < right.difference.high < 0.1


def test_nothing_changed_is_known_for_sure() -> None:
    results = [_result(right=number % 2 == 0) for number in range(20)]
    difference = compare(results, results).change("right").difference
    assert difference is not None
    assert (difference.low, difference.mean, difference.high) == (0, 0, 0)


def test_names_what_was_won_and_what_was_lost() -> None:
    before = [_result(right=True), _result(right=False), _result(right=True)]
    after = [replace(before[0], right=False), replace(before[1], right=True), before[2]]
    found = compare(before, after)
    assert [each.after.question_id for each in found.lost] == [before[0].question_id]
    assert [each.after.question_id for each in found.won] == [before[1].question_id]


def test_an_edited_question_and_a_skipped_one_are_not_compared() -> None:
    before = [_result(), _result(), _result()]
    after = [
        replace(before[0], revision="r2"),
        replace(before[1], outcome=SKIPPED),
        before[2],
        _result(),
    ]
    found = compare(before, after)
    assert (found.compared, found.only_before, found.only_after) == (1, 2, 2)


def test_a_measure_that_no_question_tells_has_no_figures() -> None:
    results = [_result()]
    refused = compare(results, results).change("refused")
    assert (refused.before, refused.after, refused.difference) == (None, None, None)


def test_slices_are_cut_by_everything_a_question_is_marked_with() -> None:
    results = [_result(), _result(slices=Slices(department="Склад"), right=False)]
    found = {(each.by, each.value): each.change for each in compare(results, results).slices}
    assert set(found) == {
        ("department", "Кадры"),
        ("department", "Склад"),
        ("kind", "docx"),
        ("tag", "сроки"),
        ("never_asked", "yes"),
    }
    assert found["department", "Склад"].after == 0.0
    parts = {(each.by, each.value): each for each in summary_of(results).parts}
    assert parts["department", "Кадры"].right == 1.0
    assert set(parts) == set(found)


def test_figures_leave_out_whoever_could_not_be_asked() -> None:
    results = [
        _result(gold_rank=6),
        _result(right=False, gold_rank=None, leaks=2),
        _result(answerable=False, right=True, source_right=None),
        _result(outcome=SKIPPED),
    ]
    figures = figures_of(results)
    assert (figures.questions, figures.skipped, figures.leaks) == (3, 1, 2)
    assert figures.right == pytest.approx(2 / 3, abs=1e-4)
    assert figures.source_right == 0.5
    assert figures.refused == 1.0
    assert figures.found_5 == 0.0


def test_reliability_is_reckoned_over_answers_given() -> None:
    claims = [
        *(_result(confidence=0.95) for _ in range(3)),
        _result(confidence=0.95, right=False, outcome="partial"),
        _result(confidence=1.0),
        _result(confidence=0.25, answerable=False, right=True, outcome="partial"),
    ]
    silent = _result(confidence=0.01, right=False)
    found = reliability_of([*claims, silent])
    assert found.n == 6
    assert [each.n for each in found.bins] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 5]
    assert found.bins[2].right == 0.0, "nothing answers it, so any answer is wrong"
    assert found.bins[9].right == 0.8
    assert found.error == pytest.approx((0.25 + 5 * (0.96 - 0.8)) / 6, abs=1e-4)


def test_without_answers_there_is_no_error_to_speak_of() -> None:
    found = reliability_of([_result(right=False)])
    assert found.error is None
    assert found.n == 0


def test_more_documents_are_no_other_behaviour() -> None:
    assert behaviour({"model": "e5", "corpus": "1"}) == behaviour({"model": "e5", "corpus": "2"})
    assert behaviour({"model": "e5"}) != behaviour({"model": "e6"})
