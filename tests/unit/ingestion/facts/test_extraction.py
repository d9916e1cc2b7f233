"""Facts read off texts: what must be seen, and what must not be taken for it."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.documents.facts import DataClass, DocumentType, Facts
from znatok.documents.facts_json import facts_from_json, facts_to_json
from znatok.documents.facts_likeness import buckets, from_bytes, likeness, to_bytes
from znatok.ingestion.facts.extraction import facts_of
from znatok.ingestion.facts.likeness import signature_of
from znatok.ingestion.facts.subject import Subject
from znatok.language.morphology import Morphology
from znatok.privacy.finding.checksums import snils_is_valid

SETS = Path(__file__).resolve().parents[4] / "benchmarks" / "sets"
MORPHOLOGY = Morphology()


def read(text: str, title: str = "", kind: str = "docx") -> Facts:
    return facts_of(Subject(text, title, "файл.docx", kind))


def test_the_number_of_a_thing_is_not_the_documents() -> None:
    assert read("Памятка\nСбор у корпуса № 5, кабинет № 12.", "Памятка").number is None


def test_a_clause_about_something_else_gives_no_validity() -> None:
    facts = read("Акция\nСкидка действует до 1 июля 2025 г.\nПропуск действует до 5 мая 2025 г.")
    assert facts.valid_until is None


def test_a_date_of_another_paper_is_not_the_documents() -> None:
    facts = read("Приказ № 5\nВ соответствии с приказом от 01.02.2020 № 3 приказываю: отдыхать.")
    assert facts.dated is None


def test_a_policy_about_secrets_is_not_secret() -> None:
    facts = read("Положение о коммерческой тайне\nГриф «Коммерческая тайна» ставит автор.")
    assert facts.data_class is not None
    assert facts.data_class.value is DataClass.INTERNAL


def test_a_stamp_alone_on_its_line_is() -> None:
    facts = read("Коммерческая тайна\nПоложение о закупках")
    assert facts.data_class is not None
    assert facts.data_class.value is DataClass.SECRET


@pytest.mark.parametrize(
    ("digits", "valid"), [("11223344595", True), ("11223344596", False), ("00000000000", True)]
)
def test_insurance_numbers_are_told_by_their_check_sum(digits: str, valid: bool) -> None:
    assert snils_is_valid(digits) is valid


def test_telephones_of_a_price_list_are_nobodys() -> None:
    text = "Прайс-лист\n" + "\n".join(f"Отдел {n}: +7 (900) 100-20-{n:02d}" for n in range(20))
    facts = read(text, "Прайс-лист", "xlsx")
    assert facts.data_class is not None
    assert facts.data_class.value is DataClass.INTERNAL


def test_a_word_of_prose_is_no_kind_of_paper() -> None:
    facts = read("Столовая\nПриказ директора висит у входа и обязателен для всех сотрудников.")
    assert facts.type is not None
    assert facts.type.value is DocumentType.OTHER


def test_several_papers_put_out_of_force_are_each_named() -> None:
    facts = read(
        "Приказ № 9\nПризнать утратившими силу приказ от 01.02.2020 № 11 и приказ от 03.03.2021 № 29."
    )
    named = [(each.value.number, each.value.dated) for each in facts.replaces]
    assert named == [("11", date(2020, 2, 1)), ("29", date(2021, 3, 3))]


def test_instead_of_goods_is_no_repeal() -> None:
    assert read("Договор\nПоставщик передаёт товар взамен бракованного.").replaces == ()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read_and_every_span_lies_within_it(text: str) -> None:
    facts = read(text, text[:40])
    for name in ("type", "number", "dated", "valid_from", "valid_until", "edition"):
        fact = getattr(facts, name)
        if fact is not None and fact.start is not None:
            assert 0 <= fact.start < fact.end <= len(text)
    assert facts_from_json(json.loads(json.dumps(facts_to_json(facts)))) == facts


def test_the_development_set_is_read_as_labelled() -> None:
    """What the rules were written against; the test set is measured by benchmarks/document_facts.py."""
    lines = (SETS / "document_facts_dev.jsonl").read_text("utf-8").splitlines()
    wrong = []
    for row in map(json.loads, lines):
        facts = facts_of(Subject(row["text"], row["title"], row["file_name"], row["kind"]))
        for name in ("type", "number", "dated", "valid_from", "valid_until", "edition"):
            fact = getattr(facts, name)
            if (None if fact is None else str(fact.value)) != row["facts"].get(name):
                wrong.append((row["file_name"], name))
    assert wrong == []


def test_the_sets_of_facts_are_large_enough_and_apart() -> None:
    files = [SETS / f"document_facts_{split}.jsonl" for split in ("dev", "test")]
    dev, test = (
        [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        for path in files
    )
    assert min(len(dev), len(test)) >= 30
    assert len({*dev, *test}) == len(dev) + len(test)


def test_an_edited_copy_is_near_and_another_text_is_not() -> None:
    words = [f"слово{at}" for at in range(500)]
    edited = [*words[:250], "правка", *words[251:]]
    other = [f"иное{at}" for at in range(500)]
    one, two, far = (signature_of(" ".join(each), MORPHOLOGY) for each in (words, edited, other))
    assert one is not None
    assert two is not None
    assert far is not None
    assert likeness(one, two) > 0.9
    assert likeness(one, far) < 0.1
    assert set(buckets(one)) & set(buckets(two))
    assert np.array_equal(from_bytes(to_bytes(one)), one)


def test_too_short_a_text_has_no_signature() -> None:
    assert signature_of("Столовая открыта с девяти.", MORPHOLOGY) is None
