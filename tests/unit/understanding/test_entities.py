import datetime as dt
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.language.morphology import Morphology
from znatok.understanding.entities import (
    Directory,
    Entities,
    EntityKind,
    Money,
    comparable_number,
    entities_of,
)
from znatok.understanding.periods import Period

_TODAY = dt.date(2025, 3, 19)
_MORPHOLOGY = Morphology()
_DIRECTORY = Directory(
    _MORPHOLOGY,
    departments=["Отдел продаж", "Бухгалтерия", "Финансовый отдел", "ИТ", "Отдел"],
    people=["Иванов Иван Петрович", "Титова Ольга Сергеевна", "Белых Сергей Ильич"],
)


def _entities(text: str) -> Entities:
    return entities_of(text, _TODAY, _DIRECTORY)


def _normal(text: str, kind: EntityKind) -> list[str]:
    return [entity.normal for entity in _entities(text).of(kind)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("справка для Петрова Ивана Сергеевича", "Петров Иван Сергеевич"),
        ("спроси у Марии Кузнецовой", "Кузнецова Мария"),
        ("Анне Игоревне передали", "Анна Игоревна"),
        ("приказ подписала Кузнецова М. А.", "Кузнецова М. А."),
        ("приказ подписан А.Б. Хабибуллиным", "Хабибуллин А. Б."),
        ("директор Сидоренко А.", "Сидоренко А."),
        ("задача Кузнецову", "Кузнецов"),
        ("позвать на встречу Артёма", "Артем"),
    ],
)
def test_names_people_in_the_nominative(text: str, person: str) -> None:
    assert _normal(text, EntityKind.PERSON) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "Позвони Ольге Сергеевне Титовой",
        "отпуск Титовой О.С.",
        "отпуск О. С. Титовой",
        "где отчёт титовой",
        "Титова на месте?",
    ],
)
def test_finds_the_directorys_person_however_named(text: str) -> None:
    [person] = _entities(text).of(EntityKind.PERSON)
    assert (person.normal, person.listed) == ("Титова Ольга Сергеевна", True)


def test_another_persons_initials_are_not_the_directorys() -> None:
    [person] = _entities("отпуск Титовой А.Б.").of(EntityKind.PERSON)
    assert not person.listed


@pytest.mark.parametrize(
    "text",
    [
        "Составь отчёт",
        "Приложение А. и пункт Б.",
        "улица Ленина",
        "г. Владимир",
        "Вера в успех",
        "Любовь к работе",
        "иван да марья",
        "ООО «Иванов и сыновья»",
    ],
)
def test_what_is_no_person_is_not_found(text: str) -> None:
    assert _normal(text, EntityKind.PERSON) == []


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("договор с ООО «Ромашка»", "ООО «Ромашка»"),
        ('договор с ооо "ромашка"', "ООО «Ромашка»"),
        ("в ПАО Сбербанк", "ПАО «Сбербанк»"),
        ("общество с ограниченной ответственностью «Вектор»", "ООО «Вектор»"),
        ("ИП Петров П.П. поставил", "ИП Петров П.П."),
        ("от компании «Северный ветер»", "«Северный ветер»"),
        ("contract with Acme Tools LLC", "Acme Tools LLC"),
    ],
)
def test_organisations_by_form_and_name(text: str, organisation: str) -> None:
    assert _normal(text, EntityKind.ORGANISATION) == [organisation]


def test_a_document_in_quotes_is_no_organisation() -> None:
    assert _normal("в Положении «Об отпусках»", EntityKind.ORGANISATION) == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1,5 млн руб.", "1500000", "RUB"),
        ("300 тыс.", "300000", None),
        ("$2,000", "2000", "USD"),
        ("три тысячи рублей", "3000", "RUB"),
        ("полтора миллиона рублей", "1500000", "RUB"),
        ("двести пятьдесят рублей", "250", "RUB"),
        ("15 000 (пятнадцать тысяч) рублей 50 коп.", "15000.50", "RUB"),
        ("2 млн 300 тыс. рублей", "2300000", "RUB"),
        ("50 000₽", "50000", "RUB"),
        ("1\u00a0250,75 руб", "1250.75", "RUB"),
        ("100 евро", "100", "EUR"),
        ("1 000 000 долларов США", "1000000", "USD"),
        ("3 бел. руб.", "3", "BYN"),
        ("2к рублей", "2000", "RUB"),
        ("EUR 12,500.50", "12500.50", "EUR"),
    ],
)
def test_money_is_exact(text: str, amount: str, currency: str | None) -> None:
    assert _entities(f"лимит {text}").money == (Money(Decimal(amount), currency),)


@pytest.mark.parametrize(
    "text", ["300 тыс. человек", "5 млн штук", "100 рублёвых", "45 дней", "3 р/с", "2025 год"]
)
def test_what_is_no_money_is_not_found(text: str) -> None:
    assert _entities(text).money == ()


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("приказ № 45-К", EntityKind.NUMBER, "№ 45-К"),
        ("приказ 12/к", EntityKind.NUMBER, "№ 12/К"),
        ("договор № А-17/2024", EntityKind.NUMBER, "№ А-17/2024"),
        ("договор номер 123-45", EntityKind.NUMBER, "№ 123-45"),
        ("по счёту 2207", EntityKind.NUMBER, "№ 2207"),
        ("ГОСТ Р 7.0.97-2016", EntityKind.STANDARD, "ГОСТ Р 7.0.97-2016"),
        ("гост р исо 9001-2015", EntityKind.STANDARD, "ГОСТ Р ИСО 9001-2015"),
        ("ISO 9001:2015", EntityKind.STANDARD, "ISO 9001:2015"),
        ("СанПиН 2.1.3684-21", EntityKind.STANDARD, "СанПиН 2.1.3684-21"),
        ("закон № 152-ФЗ", EntityKind.LAW, "152-ФЗ"),
        ("ст. 81 ТК РФ", EntityKind.CLAUSE, "ст. 81 ТК РФ"),
        ("по статье 81", EntityKind.CLAUSE, "ст. 81"),
        ("в пункте 3.1.2", EntityKind.CLAUSE, "п. 3.1.2"),
        ("раздел IV", EntityKind.CLAUSE, "раздел IV"),
        ("согласно приложению № 2", EntityKind.CLAUSE, "приложение 2"),
    ],
)
def test_numbers_of_papers_and_their_parts(text: str, kind: EntityKind, normal: str) -> None:
    found = _entities(text).found
    assert [(entity.kind, entity.normal) for entity in found] == [(kind, normal)]


@pytest.mark.parametrize(
    "text", ["договор 3 года", "приказ 15 марта", "акт 2024 года", "счёт 100 руб.", "в ст. старший"]
)
def test_a_term_a_day_or_an_amount_is_no_number(text: str) -> None:
    assert _entities(text).numbers == ()


def test_one_number_written_differently_compares_equal() -> None:
    written = ["№ А-17/2024", "A-17/2024", "а – 17 / 2024", "А‑17/2024"]
    assert {comparable_number(each) for each in written} == {"А-17/2024"}
    assert comparable_number("SАР-100") == comparable_number(
        "sap-100"
    )  # the first has Cyrillic А, Р


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("кто работает в отделе продаж", "Отдел продаж"),
        ("звонок из бухгалтерии", "Бухгалтерия"),
        ("руководитель финансового отдела", "Финансовый отдел"),
        ("заявка в ИТ", "ИТ"),
        ("в отделе", "Отдел"),
    ],
)
def test_departments_in_any_case(text: str, department: str) -> None:
    assert _normal(text, EntityKind.DEPARTMENT) == [department]


def test_a_short_department_is_met_as_it_is_written() -> None:
    assert _normal("ит это не он", EntityKind.DEPARTMENT) == []


def test_the_longest_department_wins() -> None:
    [entity] = _entities("в отделе продаж").of(EntityKind.DEPARTMENT)
    assert entity.value == "Отдел продаж"


def test_whole_dates_and_other_periods_are_told_apart() -> None:
    found = _entities("приказ от 12.03.2024 за прошлый месяц")
    assert found.dates == (dt.date(2024, 3, 12),)
    assert found.periods == (
        Period(dt.date(2025, 2, 1), dt.date(2025, 3, 1)),
        Period(dt.date(2024, 3, 12), dt.date(2024, 3, 13)),
    )


def test_one_question_gives_all_it_names_in_order() -> None:
    text = "Сколько ООО «Ромашка» заплатило по договору № 5-К за III квартал 2024, 2 млн руб.?"
    kinds = [entity.kind for entity in _entities(text).found]
    assert kinds == [
        EntityKind.ORGANISATION,
        EntityKind.NUMBER,
        EntityKind.PERIOD,
        EntityKind.MONEY,
    ]


_WORDS = (
    "Иванов Ивану И. П. ООО «Ромашка» » « 12.03.2024 № 45-К приказ договор 1,5 млн тыс. руб. $ 2,000 "
    "ст. п. 3.1.2 ГОСТ Р ISO 9001 152-ФЗ отдел продаж бухгалтерии три тысячи рублей коп. 50 İ ( ) –"
)
_PIECES = st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    "text",
    [
        "приказ " + "1-" * 3000 + "ї",
        "№ " + "1 - " * 2000 + "ї",
        "гост " + "р  " * 2000,
        "1 000 " * 1500,
        "сто " * 2000,
        "1" * 5000,
        "«" * 3000,
        "И. " * 2000,
        "12 марта " * 500,
    ],
)
def test_a_hostile_text_is_read_in_reasonable_time(text: str) -> None:
    started = time.process_time()
    _entities(text)
    assert time.process_time() - started < 5


@given(
    text=st.text(max_size=60) | _PIECES, today=st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1))
)
def test_any_text_gives_spans_inside_it_apart_and_in_order(text: str, today: dt.date) -> None:
    found = entities_of(text, today, _DIRECTORY).found
    edges = [edge for entity in found for edge in (entity.start, entity.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start < each.end <= len(text) and each.normal for each in found)


@given(amount=st.integers(0, 10**9), kopecks=st.integers(0, 99))
def test_an_amount_is_read_back_as_it_was_written(amount: int, kopecks: int) -> None:
    written = f"{amount:,}".replace(",", " ") + f",{kopecks:02d} руб."
    assert _entities(f"сумма {written}").money == (
        Money(Decimal(amount) + Decimal(kopecks) / 100, "RUB"),
    )
