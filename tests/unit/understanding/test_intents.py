from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.embedding_model.hashing import HashingModel

from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model
from znatok.llm.adapters.e5.weights import MODEL_NAME
from znatok.understanding.intents import (
    SHIPPED_SETTINGS,
    IntentClassifier,
    IntentGuess,
    Vectors,
    learn,
)
from znatok.understanding.intents_shipped import (
    Example,
    plain_vectors,
    shipped_arrays,
    shipped_examples,
)
from znatok.understanding.model import Intent

_MORPHOLOGY = Morphology()
_NOWHERE = np.zeros(8)


def _blind(examples: Sequence[Example]) -> Vectors:
    """Vectors that tell nothing: words, letters and grammar must do."""
    return np.zeros((len(examples), 8))


_CLASSIFIER = IntentClassifier.fit(
    shipped_examples(), _blind(shipped_examples()), _MORPHOLOGY, SHIPPED_SETTINGS
)


def _guess(text: str) -> IntentGuess:
    return _CLASSIFIER.classify(text, _NOWHERE)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Привет!", Intent.SMALL_TALK),
        ("спасибо", Intent.SMALL_TALK),
        ("Создай задачу Марине на пятницу", Intent.ACTION),
        ("забронируйте переговорную", Intent.ACTION),
        ("можешь отправить письмо поставщику?", Intent.ACTION),
        ("динамика выручки по филиалам", Intent.ANALYTICS),
        ("топ-20 клиентов по обороту", Intent.ANALYTICS),
        ("что ты умеешь?", Intent.HELP),
        ("сколько дней отпуска положено", Intent.DOCUMENTATION),
        ("кто согласует договор аренды?", Intent.DOCUMENTATION),
    ],
)
def test_words_and_grammar_alone_tell_plain_intents_apart(text: str, intent: Intent) -> None:
    assert _guess(text).intent == intent


@pytest.mark.parametrize("text", ["Нужно ли согласовать отпуск?", "Можно ли взять отпуск частями?"])
def test_asking_whether_is_no_order(text: str) -> None:
    assert _guess(text).intent == Intent.DOCUMENTATION


def test_telling_somebody_else_is_an_order_and_telling_me_a_question() -> None:
    for_me = _guess("Подскажите порядок сдачи отчёта")
    for_him = _guess("Подскажи Сергею порядок сдачи отчёта")
    assert for_him.probabilities[Intent.ACTION] > for_me.probabilities[Intent.ACTION]
    assert for_me.intent == Intent.DOCUMENTATION


def test_meaning_decides_where_words_do_not() -> None:
    examples = [("abc", "one"), ("bcd", "one"), ("cde", "two"), ("def", "two")]
    vectors = np.array([[1.0, 0.1], [1.0, -0.1], [-1.0, 0.1], [-1.0, -0.1]])
    classifier = IntentClassifier.fit(examples, vectors, _MORPHOLOGY)
    assert classifier.classify("xyz", np.array([0.9, 0.4])).intent == "one"
    assert classifier.classify("xyz", np.array([-0.9, 0.4])).intent == "two"


def test_any_labels_do_and_unlike_everything_is_out_of_scope() -> None:
    examples = [
        *((f"закажи пиццу {n}", "order") for n in ["один", "два", "три"]),
        *((f"верни деньги {n}", "refund") for n in ["один", "два", "три"]),
    ]
    vectors = np.array([[1.0, 0.0, 0.0]] * 3 + [[0.0, 1.0, 0.0]] * 3)
    classifier = IntentClassifier.fit(examples, vectors, _MORPHOLOGY)
    like = classifier.classify("закажи пиццу", vectors[0])
    unlike = classifier.classify("почему трава зелёная", np.array([0.0, 0.0, 1.0]))
    assert like.intent == "order"
    assert like.out_of_scope < unlike.out_of_scope


def test_one_intent_cannot_be_told_from_itself() -> None:
    with pytest.raises(ValueError, match="two or more"):
        IntentClassifier.fit([("привет", "one"), ("пока", "one")], np.zeros((2, 8)), _MORPHOLOGY)


@given(st.text(max_size=80))
def test_any_text_has_probabilities_that_sum_to_one(text: str) -> None:
    guess = _guess(text)
    assert sum(guess.probabilities.values()) == pytest.approx(1)
    assert set(guess.probabilities) == set(Intent)
    assert guess.confidence == max(guess.probabilities.values())
    assert 0 <= guess.out_of_scope <= 1


def test_an_installations_own_examples_teach_its_own_words() -> None:
    own = [(f"{word} за март", "analytics") for word in ("крутометры", "бизибоксы", "фытки")]
    asked = "крутометры по складам за май"
    examples = [*shipped_examples(), *own]
    taught = IntentClassifier.fit(examples, _blind(examples), _MORPHOLOGY, SHIPPED_SETTINGS)
    before = _guess(asked).probabilities["analytics"]
    assert taught.classify(asked, _NOWHERE).probabilities["analytics"] > before


async def test_own_examples_are_learned_beside_the_shipped_ones() -> None:
    own = [(f"{word} за март", "analytics") for word in ("крутометры", "бизибоксы")]
    taught = await learn(HashingModel(), _MORPHOLOGY, own)
    vectors = await HashingModel().embed_queries(["крутометры за май"])
    assert taught.classify("крутометры за май", vectors[0]).intent == "analytics"


def test_what_was_fitted_is_of_the_shipped_examples() -> None:
    arrays = shipped_arrays(MODEL_NAME)
    assert arrays is not None, "the examples have changed: run scripts/fit_intents.py"
    assert arrays["vectors"].shape == (len(shipped_examples()), 384)
    assert shipped_arrays("another-model") is None


def test_what_was_fitted_judges_as_if_fitted_now() -> None:
    arrays = shipped_arrays(MODEL_NAME)
    assert arrays is not None
    vectors = plain_vectors(arrays["vectors"])
    kept = IntentClassifier.shipped(arrays, _MORPHOLOGY)
    fresh = IntentClassifier.fit(shipped_examples(), vectors, _MORPHOLOGY, SHIPPED_SETTINGS)
    for at in range(0, len(vectors), 50):
        text = f"{shipped_examples()[at][0]} и ещё слово"
        one, other = (each.classify(text, vectors[at - 1]) for each in (kept, fresh))
        assert one.probabilities == pytest.approx(other.probabilities, abs=1e-3)


@pytest.mark.slow
async def test_the_shipped_vectors_are_what_the_model_says(tmp_path: Path) -> None:
    arrays = shipped_arrays(MODEL_NAME)
    assert arrays is not None
    model = E5Model.load(tmp_path)
    made = await model.embed_queries([text for text, _ in shipped_examples()[::90]])
    model.close()
    assert (made * plain_vectors(arrays["vectors"])[::90]).sum(axis=1).min() > 0.998


def test_every_intent_has_as_many_shipped_examples_and_none_twice() -> None:
    texts = [text for text, _ in shipped_examples()]
    counts = {intent: sum(label == intent for _, label in shipped_examples()) for intent in Intent}
    assert len(set(counts.values())) == 1
    assert len(set(texts)) == len(texts)
