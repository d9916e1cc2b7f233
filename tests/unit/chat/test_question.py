import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.chat.examples import asked

from znatok.chat.context import Prepared
from znatok.chat.errors import EmptyQuestion, QuestionTooLong
from znatok.chat.model import Question
from znatok.chat.stages.intent import plain_intent
from znatok.chat.stages.question import MAX_LENGTH, clean_question, prepare
from znatok.understanding.model import Intent

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(
    st.text(st.characters(), max_size=300) | st.text("а \n\t\u200b\u202e\ufeff\ud800", max_size=40)
)
def test_any_text_becomes_a_clean_line_or_is_refused(text: str) -> None:
    try:
        cleaned = clean_question(text)
    except (EmptyQuestion, QuestionTooLong):
        return
    assert 0 < len(cleaned) <= MAX_LENGTH
    assert not any(unicodedata.category(each) in _UNSEEN for each in cleaned)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert clean_question(cleaned) == cleaned


def test_a_question_is_put_on_one_line_and_composed() -> None:
    assert clean_question("  Сколько\n дней\u0000отпуска\u200b? ") == "Сколько дней отпуска?"
    assert clean_question("и\u0306од") == "йод"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "???", "\u200b\u202e", "—…!", "\u0000"])
def test_nothing_readable_is_no_question(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        clean_question(text)


def test_the_longest_question_is_taken_and_a_longer_one_refused() -> None:
    assert len(clean_question("а" * MAX_LENGTH)) == MAX_LENGTH
    with pytest.raises(QuestionTooLong) as caught:
        clean_question("а" * (MAX_LENGTH + 1))
    assert str(MAX_LENGTH) in caught.value.message("ru")


def test_a_prepared_question_keeps_its_language_and_history() -> None:
    history = (asked("Раньше?"),)
    prepared = prepare(Question(" Теперь? ", language="en"), history)
    assert prepared == Prepared("Теперь?", "en", history)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Привет!", Intent.SMALL_TALK),
        ("Здравствуйте, добрый день", Intent.SMALL_TALK),
        ("СПАСИБО БОЛЬШОЕ)))", Intent.SMALL_TALK),
        ("hello", Intent.SMALL_TALK),
        ("Что ты умеешь?", Intent.HELP),
        ("помощь", Intent.HELP),
        ("Кто ты такой?", Intent.HELP),
        ("What can you do?", Intent.HELP),
        ("Привет! Сколько дней отпуска?", None),
        ("Кто ты по договору?", None),
        ("Помощь пострадавшим при пожаре", None),
        ("Хорошо ли закрыт склад?", None),
        ("Спасибо за отчёт: где его найти?", None),
    ],
)
def test_only_a_mere_greeting_or_call_for_help_is_plain(text: str, intent: Intent | None) -> None:
    assert plain_intent(text) is intent


def test_a_long_greeting_is_judged_in_no_time() -> None:
    assert plain_intent("привет" * 600 + "?!х") is None
    assert plain_intent("ок " * 1_300 + "х") is None
