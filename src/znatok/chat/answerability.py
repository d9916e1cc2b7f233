"""Whether the documents answer a question at all: a logistic model over what the search saw."""

import math
from dataclasses import astuple, dataclass

from znatok.chat.context import Signals

_FARTHEST = 60.0  # logits: past this a probability is 0 or 1 in 64 bits anyway


@dataclass(frozen=True, slots=True)
class Weights:
    """Evidence that the documents answer, as a logit: bias + Σ weight·signal.

    Fitted on the demo company's own golden questions and on nothing else
    (scripts/fit_answerability.py prints them and says how), for cosines of multilingual-e5-small.
    """

    bias: float = -18.506
    passage: float = 6.825
    sentence: float = 10.0
    passage_lead: float = 10.99
    sentence_lead: float = 4.815
    found: float = 0.3576
    covered: float = 1.132
    near: float = 0.9325
    held: float = 0.212
    close: float = 1.409
    specific: float = 0.7692
    unknown: float = 0.8362
    margin: float = 0.3444

    def evidence(self, signals: Signals) -> float:
        """The logit of the signals; comparable across questions of one collection."""
        bias, *weights = astuple(self)
        return float(bias + sum(w * s for w, s in zip(weights, astuple(signals), strict=True)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """From evidence to confidence: p = 1 / (1 + exp(-slope·(evidence - threshold))).

    `threshold`: the evidence from which an answer is given, so that confidence 0.5 always means
    "answer". `possible`: the evidence from which a possible answer is shown, marked so. `slope`:
    how fast certainty grows, by Platt scaling (Platt 1999). The defaults are of the demo company's
    golden questions, as the weights are: threshold 0 is "as likely as not", and 49 of 50 answerable
    questions reach `possible`. An installation has its own (analytics/calibration), since one
    collection's threshold suits another badly.
    """

    slope: float = 1.381
    threshold: float = 0.0
    possible: float = -1.49

    def confidence(self, evidence: float) -> float:
        """0…1; grows with the evidence."""
        z = self.slope * (evidence - self.threshold)
        return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, z))))


class Answerability:
    """The weights, and the calibration in force, which may be exchanged while questions run."""

    def __init__(
        self, weights: Weights | None = None, calibration: Calibration | None = None
    ) -> None:
        self.weights = weights or Weights()
        self._calibration = calibration or Calibration()

    @property
    def calibration(self) -> Calibration:
        return self._calibration

    def use(self, calibration: Calibration) -> None:
        """Judge by another calibration from the next question on; one assignment, so atomic."""
        self._calibration = calibration

    def probability(self, signals: Signals) -> float:
        """Confidence that the documents answer, 0…1; 0 when nothing was found."""
        if signals.passage == 0.0:
            return 0.0
        return self._calibration.confidence(self.weights.evidence(signals))


class CalibratedThresholds:
    """The thresholds of a confidence, of which the lower follows the calibration in force.

    `answer`, `possible`: as the settings say; with None the calibration says what is possible.
    """

    def __init__(
        self, answerability: Answerability, *, answer: float, possible: float | None
    ) -> None:
        self._answerability = answerability
        self._possible = possible
        self.answer = answer

    @property
    def possible(self) -> float:
        if self._possible is not None:
            return self._possible
        calibration = self._answerability.calibration
        return min(self.answer, calibration.confidence(calibration.possible))
