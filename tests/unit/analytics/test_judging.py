from dataclasses import replace
from datetime import UTC, datetime

import pytest

from znatok.analytics.quality.drafting import draft_of
from znatok.analytics.quality.errors import BadQuestion
from znatok.analytics.quality.judging import judge
from znatok.analytics.quality.model import Asker, Expected, Source
from znatok.chat.model import Answer, AnswerStatus, Citation, Trace
from znatok.kernel.ids import (
    ConversationId,
    DepartmentId,
    DocumentId,
    FragmentId,
    MessageId,
    new_uuid,
)
from znatok.understanding.model import Intent

_DOCUMENT = DocumentId(new_uuid())
_CITATION = Citation(
    n=1,
    document_id=_DOCUMENT,
    version=1,
    title="Отпуска",
    file_name="leave.docx",
    fragment_id=FragmentId(new_uuid()),
    quote="Отпуск  длится | 28 дней.",
    start=0,
    end=25,
    key_start=0,
    key_end=25,
    document_start=0,
    document_end=25,
    score=0.9,
    updated_at=datetime(2026, 3, 2, tzinfo=UTC),
)
_ANSWER = Answer(
    ConversationId(new_uuid()),
    MessageId(new_uuid()),
    AnswerStatus.ANSWERED,
    "28 дней [1]",
    (_CITATION,),
    (),
    Trace(Intent.DOCUMENTATION, (), 12.0),
    0.8,
)
_EXPECTED = Expected(True, (("двадцать восемь", "длится 28 дней"),), (Source("leave.docx"),))


def test_a_fact_in_any_spelling_from_a_right_source_is_right() -> None:
    verdict = judge(_EXPECTED, _ANSWER)
    assert verdict.right
    assert verdict.source_right


def test_the_right_words_from_another_document_are_not_right() -> None:
    verdict = judge(replace(_EXPECTED, sources=(Source("other.docx"),)), _ANSWER)
    assert not verdict.right
    assert verdict.source_right is False


def test_a_document_known_by_its_id_may_have_been_renamed() -> None:
    by_id = replace(_EXPECTED, sources=(Source("old-name.docx", _DOCUMENT),))
    assert judge(by_id, _ANSWER).right
    other = replace(_EXPECTED, sources=(Source("leave.docx", DocumentId(new_uuid())),))
    assert not judge(other, _ANSWER).right


def test_where_nothing_answers_only_a_claim_is_wrong() -> None:
    nothing = Expected(answerable=False, forbidden=("длится 28 дней",))
    refused = replace(_ANSWER, status=AnswerStatus.NOT_FOUND, citations=(), text="Не нашлось")
    assert judge(nothing, refused).right
    told = judge(nothing, _ANSWER)
    assert not told.right
    assert told.leaked == ("длится 28 дней",)


@pytest.mark.parametrize(
    ("text", "expected", "field"),
    [
        (" ", _EXPECTED, "question"),
        ("???", _EXPECTED, "question"),
        ("Какой срок?", Expected(answerable=True), "answer_any"),
        ("Какой срок?", Expected(answerable=False, facts=(("x",),)), "answer_any"),
        ("Какой срок?", Expected(True, (("x" * 501,),)), "answer_any"),
        ("Какой срок?", Expected(True, (("x",),), (Source(" "),)), "source"),
    ],
)
def test_a_refused_draft_says_which_field_is_wrong(
    text: str, expected: Expected, field: str
) -> None:
    with pytest.raises(BadQuestion) as refused:
        draft_of(text, Asker(), expected, ())
    assert refused.value.details["field"] == field


def test_an_edit_of_meaning_makes_another_revision_and_an_edit_of_tags_does_not() -> None:
    draft = draft_of("Какой срок?", Asker(), _EXPECTED, ("сроки",))
    assert draft_of("Какой  срок?", Asker(), _EXPECTED, ()).revision == draft.revision
    department = Asker(department_id=DepartmentId(new_uuid()))
    assert draft_of("Какой срок?", department, _EXPECTED, ()).revision != draft.revision
    fewer = replace(_EXPECTED, facts=(("28",),))
    assert draft_of("Какой срок?", Asker(), fewer, ()).revision != draft.revision
