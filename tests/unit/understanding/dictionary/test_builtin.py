"""The general dictionary: large enough, tidy, and harmless."""

from collections import Counter

import pytest
from tests.unit.understanding.dictionary.words import MORPHOLOGY

from znatok.language.text import fold
from znatok.understanding.dictionary.builtin import builtin_entries
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.glossary import FixedGlossary
from znatok.understanding.dictionary.model import NOTHING, Entry
from znatok.understanding.dictionary.rules import clean_term, clean_variants

ENTRIES = builtin_entries()
WORDS = Expander(MORPHOLOGY, FixedGlossary.of(ENTRIES, MORPHOLOGY))


def test_is_large_enough() -> None:
    assert len(ENTRIES) >= 120


def test_keeps_the_rules_that_people_keep() -> None:
    for each in ENTRIES:
        assert clean_term("canonical", each.canonical) == each.canonical
        assert clean_variants(each.canonical, each.variants, MORPHOLOGY) == each.variants


def test_says_everything_once() -> None:
    names = Counter(fold(each.canonical) for each in ENTRIES)
    variants = Counter(fold(variant) for each in ENTRIES for variant in each.variants)
    assert [name for name, n in (*names.items(), *variants.items()) if n > 1] == []


def test_gives_an_entry_the_same_id_every_time() -> None:
    assert [each.id for each in builtin_entries()] == [each.id for each in ENTRIES]
    assert len({each.id for each in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.canonical)
def test_every_variant_leads_to_its_term(entry: Entry) -> None:
    for variant in entry.variants:
        used = WORDS.expand(f"вопрос: {variant} сегодня", None).used
        assert [each.canonical for each in used] == [(entry.canonical,)], variant


@pytest.mark.parametrize(
    "text",
    [
        "Сколько календарных дней длится ежегодный оплачиваемый отпуск сотрудника?",
        "По какому адресу находится офис и до скольки он открыт?",
        "Какой аванс перечисляет покупатель по договору поставки?",
        "Кто подписывает акт и от чьего имени?",
        "На какой срок действует пропуск, если его выдали по заявке?",
        "Какие документы нужны для командировки в Казахстан?",
        "то ли дело, тк уже поздно",
    ],
)
def test_leaves_ordinary_questions_alone(text: str) -> None:
    assert WORDS.expand(text, None) is NOTHING
