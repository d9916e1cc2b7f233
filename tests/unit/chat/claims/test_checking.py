"""What a source bears and what it does not."""

import time

import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.unit.chat.examples import MORPHOLOGY

from znatok.chat.claims.checking import ClaimChecker, Ground, Support, Verdict, Why
from znatok.chat.claims.markup import cleaned, plain
from znatok.chat.claims.statements import Statements

PRICES = (
    "Скидка 7 % предоставляется при заказе от 100 000 рублей, "
    "скидка 12 % — при заказе от 500 000 рублей. Договор № 17/2024 с ООО «Северный ветер» "
    "подписала Анна Громова 12 марта 2024 года. Передавать пароль запрещается."
)


async def checked(statement: str, *texts: str, labels: tuple[int, ...] = (1,)) -> Verdict:
    grounds = [Ground(n, text) for n, text in enumerate(texts or (PRICES,), start=1)]
    return await ClaimChecker(grounds, MORPHOLOGY, HashingModel()).checked(statement, labels)


@pytest.mark.parametrize(
    "statement",
    [
        "При заказе от 100 000 ₽ предоставляется скидка 7 %.",
        "При заказе от 500 тысяч рублей скидка — 12%.",
        "Договор № 17/2024 подписан 12.03.2024.",
        "Договор с ООО «Северный ветер» подписала Громова.",
        "Передавать пароль нельзя.",
    ],
)
async def test_a_true_statement_is_borne_in_other_words(statement: str) -> None:
    assert (await checked(statement)).supported


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("При заказе от 100 000 рублей предоставляется скидка 9 %.", Why.NUMBER),
        ("При заказе от 100 000 рублей предоставляется скидка 12 %.", Why.SWAP),
        ("Договор № 17/2024 подписан 13.03.2024.", Why.DATE),
        ("Договор № 71/2024 подписан 12.03.2024.", Why.CODE),
        ("Договор № 17/2024 подписала Анна Петрова.", Why.NAME),
        ("Договор № 17/2024 подписал генеральный директор.", Why.ACTOR),
        ("Передавать пароль разрешается.", Why.OPPOSITE),
        ("Договор № 17/2024 с ООО «Северный ветер» не подписан.", Why.OPPOSITE),
        ("Договор лежит на vpn.example.com.", Why.ADDRESS),
        ("Погода на выходных обещает быть солнечной.", Why.WORDS),
    ],
)
async def test_an_untrue_one_is_told_by_what_is_wrong(statement: str, why: Why) -> None:
    verdict = await checked(statement)
    assert not verdict.supported
    assert verdict.why is why


async def test_the_sentence_that_bears_it_is_named() -> None:
    verdict = await checked("Передавать пароль нельзя.")
    start = PRICES.index("Передавать")
    assert verdict.supports == (Support(1, start, len(PRICES)),)


async def test_a_wrong_label_is_set_right_and_a_missing_one_found() -> None:
    texts = ("Отпуск длится 28 дней.", "Суточные составляют 700 рублей.")
    for labels in ((1,), ()):
        verdict = await checked("Суточные составляют 700 рублей.", *texts, labels=labels)
        assert [each.label for each in verdict.supports] == [2]


async def test_a_number_of_one_source_does_not_bear_the_words_of_another() -> None:
    texts = ("Отпуск длится 28 дней.", "Суточные составляют 700 рублей.")
    assert not (await checked("Отпуск длится 700 дней.", *texts)).supported


@pytest.mark.parametrize("lead", ["Вот что сказано в документах:", "Порядок следующий:", "—"])
async def test_words_that_only_lead_in_need_no_source(lead: str) -> None:
    assert (await checked(lead)).empty


async def test_a_lead_in_may_carry_nothing_of_its_own() -> None:
    assert not (await checked("Вот код 4417:")).empty


@pytest.mark.parametrize(
    "text",
    [
        "документии " * 150 + "x!",
        "источник" * 200 + "!",
        "1.1.1." * 300,
        "а@" * 900,
        "[1][2]" * 300,
        "не не не " * 200,
        "минимум чем чем " * 120,
        "<script " * 200,
        "**" * 900,
    ],
)
async def test_no_text_makes_the_check_take_long(text: str) -> None:
    began = time.process_time()
    statements = Statements()
    for each in (*statements.feed(text), *statements.flush()):
        await checked(plain(cleaned(each.text, frozenset()).text) or "а")
    assert time.process_time() - began < 2.0
