"""Stage 1, question: what was typed becomes clean text, with the conversation before it."""

import unicodedata
from collections.abc import Sequence

from znatok.chat.context import Prepared
from znatok.chat.errors import EmptyQuestion, QuestionTooLong
from znatok.chat.model import Message, Question
from znatok.language.text import squeeze

MAX_LENGTH = 4_000  # characters: a page and a half; longer texts are documents, not questions


def clean_question(text: str) -> str:
    """Composed (NFC), on one line, without control characters.

    Raises:
        EmptyQuestion: nothing readable is left.
        QuestionTooLong: more than `MAX_LENGTH` characters.

    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each
        for each in composed
        if unicodedata.category(each) not in {"Cf", "Cs", "Co"}
    )
    cleaned = squeeze(visible)
    if not any(each.isalnum() for each in cleaned):
        raise EmptyQuestion
    if len(cleaned) > MAX_LENGTH:
        raise QuestionTooLong(length=len(cleaned), limit=MAX_LENGTH)
    return cleaned


def prepare(question: Question, history: Sequence[Message]) -> Prepared:
    return Prepared(clean_question(question.text), question.language, history)
