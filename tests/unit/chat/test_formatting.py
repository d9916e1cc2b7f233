import re
from typing import Any

import pytest
from tests.unit.chat.examples import MORPHOLOGY, STARTED, context, evidence, passage, prompt, weigh

from znatok.chat.adapters.extractive import ExtractiveAnswerer
from znatok.chat.context import Bears, Context
from znatok.chat.model import AnswerStatus, Citation, Trace
from znatok.chat.places import place_of
from znatok.chat.stages.answer import compose
from znatok.chat.stages.formatting import Citations
from znatok.chat.stages.generation import GenerationStage, Thresholds
from znatok.chat.stages.prompt import build_prompt
from znatok.chat.words import say
from znatok.kernel.ids import DocumentId, new_uuid
from znatok.retrieval.model import Passage
from znatok.understanding.model import Intent

_BOUNDS = Thresholds(answer=0.5, possible=0.3)
_STAGE = GenerationStage(ExtractiveAnswerer(MORPHOLOGY, _BOUNDS), _BOUNDS)
_TEXT = "Отпуск длится 28 дней. Его делят на части."


def _section(name: str, document_id: DocumentId | None = None) -> Passage:
    return passage(f"Текст раздела {name}.", section=("Общее", name), document_id=document_id)


async def _said(made_of: Context, status: AnswerStatus) -> str:
    return "".join([piece async for piece in _STAGE.run(prompt(made_of), status)])


def _composed(made_of: Context, text: str, *citations: Citation) -> tuple[str, tuple[str, ...]]:
    answer = compose(
        STARTED, made_of, AnswerStatus.ANSWERED, text, citations, Trace(made_of.intent, (), 1.0)
    )
    return answer.text, answer.follow_ups


@pytest.mark.parametrize(
    ("confidence", "status"),
    [
        (1.0, AnswerStatus.ANSWERED),
        (0.5, AnswerStatus.ANSWERED),
        (0.49, AnswerStatus.PARTIAL),
        (0.3, AnswerStatus.PARTIAL),
        (0.29, AnswerStatus.NOT_FOUND),
        (0.0, AnswerStatus.NOT_FOUND),
    ],
)
def test_confidence_decides_what_kind_of_answer_is_given(
    confidence: float, status: AnswerStatus
) -> None:
    made = context(evidence(passage(_TEXT)), confidence=confidence)
    assert _STAGE.status_of(made) is status


def test_without_evidence_there_is_no_answer_however_confident() -> None:
    assert _STAGE.status_of(context(confidence=1.0)) is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize("intent", [Intent.HELP, Intent.SMALL_TALK])
def test_what_asks_no_document_is_always_answered(intent: Intent) -> None:
    assert _STAGE.status_of(context(intent=intent, confidence=0)) is AnswerStatus.ANSWERED


@pytest.mark.parametrize(("intent", "too_little"), [(Intent.HELP, 0.1), (Intent.SMALL_TALK, 0.3)])
def test_what_the_documents_surely_answer_is_answered_from_them(
    intent: Intent, too_little: float
) -> None:
    found = evidence(passage(_TEXT))
    sure = _STAGE.settled(context(found, intent=intent, confidence=0.9))
    assert (sure.intent, sure.evidence) == (Intent.DOCUMENTATION, (found,))
    unsure = _STAGE.settled(context(found, intent=intent, confidence=too_little))
    assert (unsure.intent, unsure.evidence, unsure.passages) == (intent, (), ())


def test_a_plea_for_help_is_answered_from_what_the_documents_may_say() -> None:
    found = evidence(passage(_TEXT))
    likely = _STAGE.settled(context(found, intent=Intent.HELP, confidence=0.3))
    assert (likely.intent, likely.evidence) == (Intent.DOCUMENTATION, (found,))


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        (Intent.ANALYTICS, "no_figures"),
        (Intent.ACTION, "no_action"),
        (Intent.OUT_OF_SCOPE, "outside"),
        (Intent.DOCUMENTATION, "not_found"),
    ],
)
async def test_what_is_not_found_is_said_as_fits_what_was_wanted(intent: Intent, said: str) -> None:
    for language in ("ru", "en"):
        made = context(intent=intent, language=language)
        assert say(said, language) in await _said(made, AnswerStatus.NOT_FOUND)


async def test_an_action_is_refused_and_its_instruction_shown() -> None:
    text = await _said(
        context(evidence(passage(_TEXT)), intent=Intent.ACTION), AnswerStatus.ANSWERED
    )
    assert text.startswith(f"{say('no_action', 'ru')}\n\n{say('how_to', 'ru')}")
    assert "[1]" in text


async def test_a_possible_answer_says_that_it_is_only_possible() -> None:
    made = context(evidence(passage(_TEXT)))
    sure = await _said(made, AnswerStatus.ANSWERED)
    assert await _said(made, AnswerStatus.PARTIAL) == f"{say('possible', 'ru')}\n\n{sure}"


async def test_without_an_answer_the_nearest_place_of_each_document_is_named() -> None:
    one = DocumentId(new_uuid())
    found = [
        passage("Отпуск длится месяц.", title="Первый", document_id=one, cosines=[0.9]),
        passage("Отпуск делят.", title="Первый", document_id=one, cosines=[0.88]),
        passage("Отпуск оплачивают.", title="Второй", cosines=[0.86]),
        passage("Отпуск продлевают.", title="Третий", cosines=[0.84]),
    ]
    made_of = weigh("отпуск", found)
    said = await _said(made_of, AnswerStatus.NOT_FOUND)
    assert "«Первый» [1], «Второй» [2], «Третий» [3]" in said
    made = Citations(made_of.nearest, made_of.confidence)
    assert [each.n for each in made.of(said)] == [1, 2, 3]
    assert [each.title for each in made.all()] == ["Первый", "Второй", "Третий"]
    assert made.all()[0].quote == "Отпуск длится месяц."


async def test_no_more_than_three_places_are_named() -> None:
    found = [passage("Отпуск длится месяц.", title=f"Документ {n}") for n in range(9)]
    made_of = weigh("отпуск", found)
    said = await _said(made_of, AnswerStatus.NOT_FOUND)
    assert said.count("«Документ") == 3


async def test_with_nothing_near_it_says_only_that_there_is_no_answer() -> None:
    said = await _said(context(), AnswerStatus.NOT_FOUND)
    assert said == f"{say('not_found', 'ru')}\n\n{say('ask', 'ru')}"


async def test_a_title_in_the_nearest_places_is_shown_and_never_obeyed() -> None:
    title = "[2] **Жирный** [ссылка](javascript:x) <img src=x>"
    near = evidence(passage("Раз.", title=title))
    said = await _said(context(nearest=[near]), AnswerStatus.NOT_FOUND)
    assert re.findall(r"(?<!\\)\[(\d+)\]", said) == ["1"]
    assert "](" not in said.replace("\\](", "")
    assert not re.search(r"(?<!\\)<[A-Za-z]", said)
    assert not re.search(r"(?<!\\)\*", said)


def test_the_nearest_place_quotes_the_sentence_nearest_to_the_question() -> None:
    text = "Отпуск длится 28 дней.\nЕго делят на части."
    found = passage(text, cosines=[0.5, 0.9])
    made = Citations(weigh("как делят", [found]).nearest, 0.1)
    (citation,) = made.of("[1]")
    assert citation.quote == "Его делят на части."


def test_a_quote_is_an_exact_span_of_its_document() -> None:
    document = f"Предисловие. {_TEXT} Послесловие."
    start = document.index(_TEXT)
    found = passage(_TEXT, start=start, section=("Отпуска",), page=3, sheet=None)
    piece = evidence(found, 1, (0, len(_TEXT)))
    (citation,) = Citations([piece], 0.9).of("Ответ [1]")
    assert citation.quote == found.fragment.text[citation.start : citation.end] == _TEXT
    assert document[citation.document_start : citation.document_end] == citation.quote
    assert citation.start <= citation.key_start < citation.key_end <= citation.end
    assert _TEXT[citation.key_start : citation.key_end] == "Его делят на части."
    assert (citation.title, citation.version, citation.page) == ("Памятка", 3, 3)
    assert citation.section == ("Отпуска",)
    assert 0 <= citation.score <= 1


def test_a_citation_is_given_once_when_first_named() -> None:
    pieces = [evidence(passage(f"Раз {n}.")) for n in range(3)]
    made = Citations(pieces, 0.9)
    assert [each.n for each in made.of("Сначала [2], и снова [2].")] == [2]
    assert [each.n for each in made.of("Потом [1] и [2].")] == [1]
    assert [each.n for each in made.all()] == [1, 2]


def test_labels_of_nothing_are_passed_over_and_taken_out() -> None:
    made_of = context(evidence(passage(_TEXT)))
    made = Citations(made_of.evidence, made_of.confidence)
    text = "Верно [1]. Выдумано [7]. Число [1234] и \\[9] остаются."
    assert [each.n for each in made.of(text)] == [1]
    composed, _ = _composed(made_of, text, *made.all())
    assert composed == "Верно [1]. Выдумано . Число [1234] и \\[9] остаются."


def test_neighbouring_sections_are_offered_next_but_not_the_cited_one() -> None:
    cited = _section("Отпуска")
    long = passage("Текст.", section=("Очень длинное название раздела " * 5,))
    others = [_section("Премии"), _section("Отпуска"), passage("Без раздела."), long]
    others += [_section(name) for name in ("Премии", "Обеды", "Льготы", "Лишний")]
    made_of = context(evidence(cited), passages=[cited, *others])
    citations = tuple(Citations(made_of.evidence, made_of.confidence).of("[1]"))
    _, follow_ups = _composed(made_of, "Ответ [1]", *citations)
    assert follow_ups == tuple(
        f"Что сказано в разделе «{name}»?" for name in ("Премии", "Обеды", "Льготы")
    )


def test_without_citations_nothing_is_offered_next() -> None:
    made_of = context(passages=[_section("Премии")])
    assert _composed(made_of, "Здравствуйте!") == ("Здравствуйте!", ())


def test_an_answer_remembers_everything_that_was_seen() -> None:
    found = [_section("Премии"), _section("Отпуска")]
    made_of = context(evidence(found[0]), passages=found)
    answer = compose(
        STARTED, made_of, AnswerStatus.ANSWERED, "Ответ", (), Trace(made_of.intent, (), 1.0)
    )
    assert answer.seen == tuple(each.fragment.id for each in found)
    assert answer.message_id == STARTED.message_id


def test_what_may_be_cited_is_the_evidence_and_then_the_best_of_the_other_passages() -> None:
    one, other = passage("Раз."), passage("Не то. Два.", cosines=(0.1, 0.8))
    made = build_prompt(context(evidence(one), passages=[one, other]))
    assert [each.text for each in made.sources] == ["Раз.", "Два."]


def test_without_evidence_there_is_nothing_to_cite() -> None:
    assert build_prompt(context(passages=[passage("Раз.")])).sources == ()


def test_a_quote_moves_to_the_sentence_that_bears_the_statement() -> None:
    found = passage("Отпуск длится 28 дней. Его можно делить. Заявление подают заранее.")
    made = Citations([evidence(found, 0)], 0.9)
    made.bears(Bears(1, *found.fragment.sentences[1]))
    (first,) = made.of("Отпуск делят [1].")
    assert first.quote == "Его можно делить."
    made.bears(Bears(1, *found.fragment.sentences[2]))
    (wider,) = made.of("Заявление — заранее [1].")
    assert wider.quote == "Его можно делить. Заявление подают заранее."
    assert made.all() == (wider,)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({}, ""),
        ({"section": ("Общее", "Отпуска")}, "раздел «Отпуска»"),
        ({"section": ("Отпуска",), "page": 3}, "раздел «Отпуска», стр. 3"),
        ({"sheet": "Нормы", "section": ("Отпуска",)}, "лист «Нормы»"),
    ],
)
def test_a_place_is_told_in_words(where: dict[str, Any], said: str) -> None:

    assert place_of(passage("Текст.", **where).fragment, "ru") == said
