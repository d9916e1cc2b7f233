"""What the rules find and what they leave alone; the model of names has its own test."""

import asyncio

import pytest
from tests.unit.privacy.finders import RulesOnly

from znatok.language.morphology import Morphology
from znatok.privacy.finding.checksums import (
    inn_is_valid,
    luhn_is_valid,
    ogrn_is_valid,
    snils_is_valid,
)
from znatok.privacy.finding.everything import Rules
from znatok.privacy.finding.surroundings import Surroundings


def found(finder: RulesOnly, text: str) -> list[tuple[str, str]]:
    (findings,) = asyncio.run(finder.find([text]))
    return [(each.kind.value, text[each.start : each.end]) for each in findings]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ИНН 7707083893", "inn", "7707083893"),
        ("ИНН/КПП: 7707083893/773601001", "inn", "7707083893"),
        ("ИНН 7707083894, с ошибкой", "inn", "7707083894"),
        ("ИНН: 7707 083 893", "inn", "7707 083 893"),
        ("карта 4276 3800 1234 5670, с ошибкой", "card", "4276 3800 1234 5670"),
        ("паспортные данные: 4509-123456", "passport", "4509-123456"),
        ("г.р. 12.12.1970", "birth_date", "12.12.1970"),
        ("Год рождения: 1985", "birth_date", "1985"),
        ("плательщик 500100732259", "inn", "500100732259"),
        ("в реестре 112-233-445 95 значится", "snils", "112-233-445 95"),
        ("СНИЛС 11223344595", "snils", "11223344595"),
        ("запись 1027700132195 внесена", "ogrn", "1027700132195"),
        ("ОГРНИП 304500116000157", "ogrn", "304500116000157"),
        ("оплата 2202 2000 0000 0008", "card", "2202 2000 0000 0008"),
        ("карта 2202200000000008", "card", "2202200000000008"),
        ("р/с 40702810900000005555", "account", "40702810900000005555"),
        ("р/с 40702 810 9 0000 0005555", "account", "40702 810 9 0000 0005555"),
        ("паспорт 4510 123456", "passport", "4510 123456"),
        ("паспорт серии 45 10 № 123456 выдан", "passport", "45 10 № 123456"),
        ("Тел. +7 (916) 555-12-34.", "phone", "+7 (916) 555-12-34"),
        ("звоните 89165551234", "phone", "89165551234"),
        ("факс (4852) 73-11-22", "phone", "(4852) 73-11-22"),
        ("телефон 2-33-44", "phone", "2-33-44"),
        ("из Минска: +375 29 123-45-67", "phone", "+375 29 123-45-67"),
        ("почта Ольга.Зимина@почта.рф", "email", "Ольга.Зимина@почта.рф"),
        ("родился 9 мая 2015 года в Твери", "birth_date", "9 мая 2015 года"),
        ("Дата рождения: 30.01.1994", "birth_date", "30.01.1994"),
        ("Орлов, 07.11.1979 г.р., монтажник", "birth_date", "07.11.1979"),
        ("по адресу: ул. Ленина, д. 5, кв. 12", "address", "ул. Ленина, д. 5, кв. 12"),
        ("Москва, Тверская ул., д. 7", "address", "Москва, Тверская ул., д. 7"),
        (
            "в 603000, Нижегородская обл., г. Бор, пр-т Мира, 12А, оф. 3.",
            "address",
            "603000, Нижегородская обл., г. Бор, пр-т Мира, 12А, оф. 3",
        ),
        ("выдано Кузнецовой Анне Петровне", "person", "Кузнецовой Анне Петровне"),
        ("Исполнитель: И.И. Сидоренко", "person", "И.И. Сидоренко"),
        ("СМИРНОВ ПЁТР ИЛЬИЧ, слесарь", "person", "СМИРНОВ ПЁТР ИЛЬИЧ"),
        ("holder OLGA SMIRNOVA", "person", "OLGA SMIRNOVA"),
        ("Фамилия: Гусь\nИмя: Вера", "person", "Гусь"),
        ("Имя: Вера\nГород: Тверь", "person", "Вера"),
        ("жалоба госпожи Сороки", "person", "Сороки"),
        ("ФИО | Табель\nМельник | 0034", "person", "Мельник"),
        ("когда отпуск у смирновой ольги", "person", "смирновой ольги"),
        ("кому звонил роман белов вчера", "person", "роман белов"),
        ("телефон сидорова", "person", "сидорова"),
        ("Уважаемый Сергей Владимирович!", "person", "Сергей Владимирович"),
    ],
)
def test_finds(finder: RulesOnly, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(finder, text)


@pytest.mark.parametrize(
    "text",
    [
        "Заказ № 7707083894 от 12.03.2024 на сумму 1 250 000,00 руб.",
        "Штрихкоды 4601234567893, 4607012345678; трек 80083798765432",
        "Приказ от 27.07.2006 № 152-ФЗ, ст. 9, п. 4.2",
        "КБК 18211301020016000130, ОКТМО 45382000, БИК 044525225, КПП 773601001",
        "полис ОМС 7754320871000456, кадастровый номер 55:36:0000000:12345",
        "Версия 4.12.0.118, IP 192.168.10.24, порт 8443",
        "улица Лермонтова – площадь Маяковского – вокзал, рейс каждые 14 минут",
        "ООО «Кузнецов и партнёры», завод имени Лихачёва, метро «Менделеевская»",
        "паспорт качества № 5514, водительское удостоверение 5236 778899",
        "Договор подписан 12.05.2024, срок до 31.12.2025",
        "И.о. директора, г. Александров, посёлок Чкаловский",
        "как проехать на улицу гагарина и проспект мира",
        "вера в людей, надежда на лучшее, роман неизвестного автора, лев в зоопарке",
        "гражданин Российской Федерации и гражданка Испании",
        "Active Directory, Project ID, Hugging Face, Task Manager",
    ],
)
def test_leaves_alone(finder: RulesOnly, text: str) -> None:
    assert found(finder, text) == []


def test_the_title_of_a_column_tells_what_its_cells_are(finder: RulesOnly) -> None:
    text = (
        "Сотрудник | Дата рождения | Паспорт | Принят\nОн | 03.03.1985 | 4509 221133 | 01.02.2020"
    )
    assert found(finder, text) == [("birth_date", "03.03.1985"), ("passport", "4509 221133")]


def test_a_surname_that_is_known_from_one_place_is_found_in_others(finder: RulesOnly) -> None:
    text = "Принять Гаврилова Ивана Петровича. Гаврилову выдать ключ, с Гавриловым согласовать."
    assert [value for _, value in found(finder, text)] == [
        "Гаврилова Ивана Петровича",
        "Гаврилову",
        "Гавриловым",
    ]


def test_what_the_model_found_is_set_right(morphology: Morphology) -> None:
    text = "Мастер Эдик пришёл. Вчера Бахтиёр звонил.\nИсп. Орлов И. И.\nТЦ «Анна Каренина», улица Пушкина"

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    tagged = [
        span(each) for each in ("Мастер Эдик", "Вчера Бахтиёр", "Исп", "Анна Каренина", "Пушкина")
    ]
    kept = Rules(morphology).find(text, tagged)
    assert [text[each.start : each.end] for each in kept] == ["Эдик", "Бахтиёр", "Орлов И. И."]


def test_findings_ascend_and_do_not_overlap(finder: RulesOnly) -> None:
    text = "Иванов И.И., ул. Ленина, д. 5, ИНН 500100732259, +79165551234, a@demo.example " * 5
    (findings,) = asyncio.run(finder.find([text]))
    ends = [0, *(each.end for each in findings)]
    assert all(each.start >= end for each, end in zip(findings, ends, strict=False))
    assert len(findings) == 25


def test_surroundings_keep_places_whatever_the_letters() -> None:
    text = "İ Ёлка ẞ | ИНН"  # a letter whose lower case is two letters long
    around = Surroundings(text)
    assert len(around.folded) == len(text)
    assert around.folded.endswith("инн")


@pytest.mark.parametrize("digits", ["7707083893", "500100732259"])
def test_one_wrong_digit_is_noticed_in_a_taxpayers_number(digits: str) -> None:
    assert inn_is_valid(digits)
    wrong = [digits[:at] + str((int(digits[at]) + 1) % 10) + digits[at + 1 :] for at in range(9)]
    assert sum(map(inn_is_valid, wrong)) <= 1  # modulo 11 folded into ten digits lets one pass


def test_check_digits() -> None:
    assert snils_is_valid("11223344595")
    assert not snils_is_valid("11223344594")
    assert snils_is_valid("00100199800")  # given out before there was a check sum
    assert ogrn_is_valid("1027700132195")
    assert not ogrn_is_valid("1027700132196")
    assert ogrn_is_valid("304500116000157")
    assert luhn_is_valid("2202200000000008")
    assert not luhn_is_valid("2202200000000080")
