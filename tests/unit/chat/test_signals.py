"""What a search shows of whether anything answers at all."""

from collections.abc import Mapping

import pytest
from tests.unit.chat.examples import MORPHOLOGY, evidence, passage, query, weigh

from znatok.chat.answerability import (
    Answerability,
    CalibratedThresholds,
    Calibration,
    Weights,
)
from znatok.chat.closeness import closeness
from znatok.chat.context import Signals
from znatok.chat.expected import Expected
from znatok.chat.signals import signals_of
from znatok.language.rarity import inverse_frequencies
from znatok.retrieval.model import Passage


def _signals(question: str, *passages: Passage, unknown: tuple[str, ...] = ()) -> Signals:
    asked = query(question)
    counts: Mapping[str, int] = {term: 0 if term in unknown else 3 for term in asked.terms}
    rarity = inverse_frequencies(counts, 100)

    def lemma_sets(of: Passage) -> tuple[frozenset[str], ...]:
        said = (of.fragment.text[start:end] for start, end in of.fragment.sentences)
        return tuple(frozenset(MORPHOLOGY.terms(text)) for text in (*said, of.title))

    pieces = [evidence(each) for each in passages]
    return signals_of(asked, passages, pieces, rarity, lemma_sets, MORPHOLOGY)


def test_kindred_words_count_in_part() -> None:
    itself = _signals("подписание договора", passage("Подписание договора завершено."))
    kindred = _signals("подписание договора", passage("Договор надо подписать."))
    neither = _signals("подписание договора", passage("Склад закрыт на переучёт."))
    assert itself.covered == 1 > kindred.covered > 0.5 > neither.covered == 0
    assert itself.near > kindred.near > neither.near


def test_terms_that_no_document_holds_are_told_apart() -> None:
    found = passage("Отпуск длится месяц.")
    assert _signals("отпуск тангенса", found).unknown == 0
    assert 0 < _signals("отпуск тангенса", found, unknown=("тангенс",)).unknown < 1


def test_a_number_not_in_the_question_stands_close_to_its_words() -> None:
    weights = {"отпуск": 1.0, "длиться": 1.0, "стаж": 1.0}
    question = "Сколько длится отпуск при стаже 3 года?"

    def close(text: str) -> float:
        found = evidence(passage(text))
        return closeness(found, weights, Expected.NUMBER, question, MORPHOLOGY)

    near = close("Отпуск при стаже длится 28 дней.")
    far = close("Отпуск при стаже длится столько, сколько сказано в приложении к правилам, см. 28.")
    assert near > far > close("Отпуск при стаже длится долго.") == 0
    assert close("Отпуск при стаже 3 длится долго.") == 0


def test_evidence_that_stands_alone_has_no_margin() -> None:
    only = passage("Отпуск длится месяц.")
    assert _signals("отпуск", only).margin == 0
    assert _signals("отпуск").passage == 0


def test_confidence_at_the_threshold_is_a_half_and_grows() -> None:
    calibration = Calibration(slope=2.0, threshold=1.0, possible=-1.0)
    assert calibration.confidence(1.0) == pytest.approx(0.5)
    assert calibration.confidence(-1.0) < calibration.confidence(0.0) < 0.5
    assert calibration.confidence(2.0) == pytest.approx(1 / (1 + 2.718281828**-2))


def test_another_calibration_is_in_force_at_once() -> None:
    judge = Answerability(Weights())
    seen = weigh("Сколько длится отпуск?", [passage("Отпуск длится 28 дней.", dense=0.9)]).signals
    before = judge.probability(seen)
    judge.use(Calibration(threshold=5.0))
    assert judge.probability(seen) < before
    assert judge.probability(Signals()) == 0


def test_the_lower_threshold_follows_the_calibration_unless_the_settings_name_it() -> None:
    judge = Answerability()
    bounds = CalibratedThresholds(judge, answer=0.5, possible=None)
    judge.use(Calibration(slope=1.0, threshold=0.0, possible=-4.0))
    assert bounds.possible == pytest.approx(Calibration(1.0).confidence(-4.0))
    judge.use(Calibration(slope=1.0, threshold=0.0, possible=2.0))
    assert bounds.possible == bounds.answer == 0.5
    assert CalibratedThresholds(judge, answer=0.5, possible=0.3).possible == 0.3
