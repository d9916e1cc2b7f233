"""From the evidence of generated questions to a calibration, and how reliable it is."""

import numpy as np

from znatok.analytics.calibration.errors import TooFewQuestions
from znatok.analytics.calibration.fitting import Scores, Values, platt, working_point
from znatok.analytics.calibration.model import Bin, Fit
from znatok.analytics.quality.measures import auroc
from znatok.chat.answerability import Calibration

ALLOWED = 0.05  # share of false answers among the unanswerable, near and far counting the same
_FEWEST = 40  # questions of each kind: with fewer a working point at 5% is chance
_TRUSTED = 50  # questions that weigh as much as the defaults do
_PENALTY = 1.0  # on the slope: keeps it finite when the classes do not overlap
# A corpus that says everything several times cannot be told from one that is silent: what is hidden
# stands elsewhere too. Half of what it answers stays answered without reserve whatever is allowed.
_LEAST_ANSWERED = 0.5
_SHOWN = 0.98  # share of the answerable that is shown at least as a possible answer
_APART = 0.3  # at the least, between the threshold and what is possible
_BINS = 10


def calibrate(scores: Scores, *, allowed: float = ALLOWED) -> Fit:
    """The calibration with the most answers among those with at most `allowed` false ones.

    Drawn towards the defaults as far as the questions are few.

    Raises:
        TooFewQuestions: nothing can be said by so few.

    """
    if min(len(scores.answerable), len(scores.near), len(scores.far)) < _FEWEST:
        raise TooFewQuestions(
            answerable=len(scores.answerable), unanswerable=len(scores.near) + len(scores.far)
        )
    default = Calibration()
    most = float(np.quantile(scores.answerable, 1 - _LEAST_ANSWERED))
    questions = min(len(scores.near), len(scores.far))
    threshold = _drawn(min(working_point(scores, allowed), most), default.threshold, questions)
    shown = float(np.quantile(scores.answerable, 1 - _SHOWN))
    possible = _drawn(shown, default.possible, len(scores.answerable))
    slope, intercept = platt(scores, _PENALTY)
    calibration = Calibration(slope, threshold, min(possible, threshold - _APART))
    prior = 1 / (1 + float(np.exp(slope * threshold + intercept)))
    bins = _bins(scores, calibration, prior)
    return Fit(
        calibration=calibration,
        answerable=len(scores.answerable),
        near=len(scores.near),
        far=len(scores.far),
        answered=scores.answered_share(threshold),
        false_near=float((scores.near >= threshold).mean()),
        false_far=float((scores.far >= threshold).mean()),
        auroc_near=auroc(scores.answerable.tolist(), scores.near.tolist()),
        auroc_far=auroc(scores.answerable.tolist(), scores.far.tolist()),
        prior=prior,
        error=sum(each.weight * abs(each.confidence - each.answerable) for each in bins),
        bins=bins,
    )


def _drawn(found: float, default: float, questions: int) -> float:
    return (questions * found + _TRUSTED * default) / (questions + _TRUSTED)


def _bins(scores: Scores, calibration: Calibration, prior: float) -> tuple[Bin, ...]:
    evidence, labels, weights = scores.weighed()
    share = np.where(labels == 1, prior, 1 - prior) * weights
    share /= share.sum()
    confidence = np.array([calibration.confidence(float(each)) for each in evidence])
    place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    found = (_bin(number, confidence, labels, share, place == number) for number in range(_BINS))
    return tuple(each for each in found if each.questions)


def _bin(
    number: int,
    confidence: Values,
    labels: Values,
    share: Values,
    here: np.typing.NDArray[np.bool_],
) -> Bin:
    weight = float(share[here].sum())
    scale = weight or 1.0
    return Bin(
        low=number / _BINS,
        high=(number + 1) / _BINS,
        confidence=float((confidence[here] * share[here]).sum()) / scale,
        answerable=float((labels[here] * share[here]).sum()) / scale,
        weight=weight,
        questions=int(here.sum()),
    )
