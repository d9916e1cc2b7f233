import time
from typing import Any
from uuid import UUID

import pytest
from tests.unit.understanding.dictionary.words import BORN

from znatok.documents.model import Block, BlockKind, Version
from znatok.kernel.ids import DocumentId, VersionId
from znatok.understanding.dictionary.mining import Found, mine


def version(text: str, **block: Any) -> Version:
    kind = BlockKind.TABLE if "rows" in block else BlockKind.PARAGRAPH
    return Version(
        id=VersionId(UUID(int=1)),
        document_id=DocumentId(UUID(int=2)),
        number=1,
        file_name="документ.txt",
        media_type="text/plain",
        size_bytes=1,
        sha256="",
        created_at=BORN,
        text=text,
        blocks=(Block(kind, 0, len(text), **block),),
    )


def found(text: str, **block: Any) -> list[tuple[str, str]]:
    return [(each.variant, each.canonical) for each in mine(version(text, **block))]


@pytest.mark.parametrize(
    ("text", "variant", "canonical"),
    [
        (
            "Правила внутреннего трудового распорядка (далее — ПВТР) обязательны.",
            "ПВТР",
            "Правила внутреннего трудового распорядка",
        ),
        ("Каждый внутренний нормативный документ (ВНД) ведёт", "ВНД", "внутренний нормативный документ"),
        ("Полис ДМС (добровольное медицинское страхование)", "ДМС", "добровольное медицинское страхование"),
        ("Общество с ограниченной ответственностью (ООО)", "ООО", "Общество с ограниченной ответственностью"),
        ("электронный документооборот (далее по тексту – «ЭДО»)", "ЭДО", "электронный документооборот"),
        ("Трудовой кодекс Российской Федерации (далее — ТК РФ)", "ТК РФ", "Трудовой кодекс Российской Федерации"),
        ("СКУД — система контроля и управления доступом;", "СКУД", "система контроля и управления доступом"),
        ("охраны труда и промышленной безопасности (ОТиПБ)", "ОТиПБ", "охраны труда и промышленной безопасности"),
        ("учёт: товарно-материальные ценности (ТМЦ)", "ТМЦ", "товарно-материальные ценности"),
        ("customer relationship management (CRM)", "CRM", "customer relationship management"),
    ],
)  # fmt: skip
def test_finds_what_its_initials_prove(text: str, variant: str, canonical: str) -> None:
    assert found(text) == [(variant, canonical)]


@pytest.mark.parametrize(
    "text",
    [
        "Общество с ограниченной ответственностью «Ромашка» (далее — Общество)",
        "Положение о закупках (далее — Положение)",
        "виртуальная частная сеть (VPN)",
        "НДС (22 %) включён",
        "Насос (НЦ) и станция (см. приложение)",
        "Директор. Пётр Смирнов (ДПС)",  # a sentence ends between the letters
        "НЦ — насос центробежный консольный",  # the initials are НЦК
    ],
)
def test_leaves_alone_what_nothing_proves(text: str) -> None:
    assert found(text) == []


def test_reads_a_table_of_abbreviations() -> None:
    rows = (
        ("№", "Сокращение", "Расшифровка"),
        ("1", "АБК", "Административно-бытовой корпус"),
        ("2", "насос", "Насос"),
        ("3", "ЦСГП", "Склад готовой продукции, центральный"),
    )
    assert found("", rows=rows) == [
        ("АБК", "Административно-бытовой корпус"),
        ("ЦСГП", "Склад готовой продукции, центральный"),
    ]


def test_reads_no_other_table() -> None:
    rows = (("Код", "Наименование"), ("НЦ", "Насос центробежный"))
    assert found("", rows=rows) == []


def test_says_each_abbreviation_once_with_the_words_around_it() -> None:
    text = "Внутренний нормативный документ (ВНД). Любой внутренний нормативный документ (ВНД)."
    assert mine(version(text)) == [
        Found("ВНД", "Внутренний нормативный документ", "Внутренний нормативный документ (ВНД)")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(" + "А" * 100_000,
        "АА " * 50_000,
        "аа " * 50_000 + "(БААААААААА) " * 2_000,
        ("аа " * 16 + "(БААААААААА) ") * 500,
        "АБВ (" * 20_000,
    ],
    ids=["bracket", "capitals", "far", "near", "open"],
)
def test_hostile_text_takes_no_longer_than_its_length_allows(text: str) -> None:
    started = time.perf_counter()
    mine(version(text))
    assert time.perf_counter() - started < 2  # about 0.1 s on an idle core
