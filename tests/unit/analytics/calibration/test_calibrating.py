"""Working points, Platt scaling and reliability on numbers drawn from known distributions."""

import numpy as np
import pytest

from znatok.analytics.calibration.calibrating import ALLOWED, calibrate
from znatok.analytics.calibration.errors import TooFewQuestions
from znatok.analytics.calibration.fitting import Scores, logistic, platt, values, working_point
from znatok.chat.answerability import Calibration


def _scores(n: int, *, answerable: float = 2.0, near: float = -1.0, far: float = -2.0) -> Scores:
    draw = np.random.default_rng(1)
    return Scores(*(draw.normal(mean, 1.0, n) for mean in (answerable, near, far)))


def test_the_working_point_allows_so_many_false_answers_and_no_more() -> None:
    scores = _scores(2_000)
    threshold = working_point(scores, 0.05)
    assert scores.false_share(threshold) <= 0.05 < scores.false_share(threshold - 0.01)


def test_a_single_kind_of_unanswerable_questions_will_do() -> None:
    scores = Scores(values([1.0, 2.0]), values([0.0, 1.5]), values([]))
    assert working_point(scores, 0.5) == pytest.approx(0.0)
    assert working_point(scores, 0.0) > 1.5


def test_logistic_regression_finds_the_weights_that_made_the_labels() -> None:
    draw = np.random.default_rng(2)
    rows = draw.normal(size=(20_000, 2))
    chance = 1 / (1 + np.exp(-(1.5 * rows[:, 0] - 0.5 * rows[:, 1] + 0.3)))
    labels = (draw.random(len(rows)) < chance).astype(float)
    weights, bias = logistic(rows, labels, np.ones(len(rows)), penalty=0.0)
    assert weights == pytest.approx([1.5, -0.5], abs=0.1)
    assert bias == pytest.approx(0.3, abs=0.1)


def test_platt_scaling_stays_finite_where_the_classes_do_not_meet() -> None:
    apart = Scores(values([5.0] * 9 + [6.0]), values([-5.0] * 10), values([-6.0] * 10))
    slope, _ = platt(apart, 1.0)
    assert 0 < slope < 100


def test_confidence_is_as_often_right_as_it_says() -> None:
    fit = calibrate(_scores(20_000))
    assert fit.error < 0.03
    # Normal classes of equal spread: the share of answerable grows from bin to bin.
    shares = [each.answerable for each in fit.bins]
    assert shares == sorted(shares)
    assert sum(each.weight for each in fit.bins) == pytest.approx(1.0)


def test_false_answers_stay_near_what_is_allowed() -> None:
    fit = calibrate(_scores(5_000))
    assert (fit.false_near + fit.false_far) / 2 <= ALLOWED + 0.01
    assert fit.answered > 0.9
    assert fit.auroc_far > fit.auroc_near > 0.9


def test_half_stays_answered_where_hiding_changes_nothing() -> None:
    fit = calibrate(_scores(5_000, answerable=0.0, near=0.0, far=0.0))
    assert fit.answered == pytest.approx(0.5, abs=0.02)


def test_few_questions_move_the_defaults_only_a_little() -> None:
    wide = {"answerable": 8.0, "near": 4.0, "far": 4.0}
    few, many = calibrate(_scores(45, **wide)), calibrate(_scores(2_000, **wide))
    default = Calibration().threshold
    assert default < few.calibration.threshold < many.calibration.threshold


def test_what_is_possible_lies_below_what_is_answered() -> None:
    for mean in (-3.0, 0.0, 5.0):
        made = calibrate(_scores(300, answerable=mean)).calibration
        assert made.possible < made.threshold


def test_too_little_text_gives_no_calibration() -> None:
    with pytest.raises(TooFewQuestions):
        calibrate(_scores(10))
