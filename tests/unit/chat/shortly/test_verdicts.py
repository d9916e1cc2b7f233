"""Yes and no are said only where a sentence says them outright."""

import pytest
from tests.unit.chat.examples import MORPHOLOGY, context, evidence, passage

from znatok.chat.shortly.answers import ShortAnswers
from znatok.chat.shortly.model import Short, Verdict

_ANSWERS = ShortAnswers(MORPHOLOGY)


def short(question: str, text: str) -> Short | None:
    shorts = _ANSWERS.of(context(evidence(passage(text)), question=question)).shorts
    return shorts[0] if shorts else None


@pytest.mark.parametrize(
    ("question", "text", "yes"),
    [
        ("Можно ли передавать пропуск?", "Передавать пропуск другому лицу запрещено.", False),
        ("Можно ли разделить отпуск?", "Отпуск можно разделить на части.", True),
        ("Можно подключаться к VPN?", "Подключаться к VPN нельзя.", False),
        ("Нужен ли посадочный талон?", "К билету нужен посадочный талон.", True),
        ("Нужно ли согласие директора?", "Согласие директора не требуется.", False),
        ("Платят ли суточные?", "За однодневную поездку суточные не платят.", False),
        ("Возмещают ли бассейн?", "Завод возмещает половину стоимости бассейна.", True),
        ("Есть ли парковка?", "Да, парковка есть за складом.", True),
        ("Can I work from abroad?", "Work from abroad is forbidden.", False),
    ],
)
def test_what_a_sentence_says_outright_is_said(
    question: str, text: str, yes: bool
) -> None:  # parametrised
    assert short(question, text) == Verdict(1, yes)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Можно ли курить на территории?", "На территории запрещено курить вне отведённых мест."),
        ("Можно ли разделить отпуск?", "Отпуск можно разделить только с согласия руководителя."),
        ("Можно ли ехать в СВ?", "Поезд оплачивается в вагоне купе."),
        ("Можно ли передавать пропуск?", "Передавать ключи и печати запрещено."),
        ("Можно ли разделить отпуск?", "Можно ли разделить отпуск?"),
        ("Можно ли не ходить на собрание?", "На собрание можно ходить всем."),
    ],
)
def test_what_holds_sometimes_or_of_another_thing_is_no_verdict(question: str, text: str) -> None:
    assert short(question, text) is None
