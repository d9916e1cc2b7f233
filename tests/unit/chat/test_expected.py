"""What kind of thing a question asks for, and which sentences hold one."""

import pytest

from znatok.chat.expected import Expected, expected_of, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Как часто проверяют огнетушители?", Expected.RATE),
        ("Сколько раз в смену осматривают станок?", Expected.RATE),
        ("Во сколько закрывается столовая?", Expected.CLOCK),
        ("Во сколько обойдётся доставка?", Expected.NUMBER),
        ("Во сколько раз выросла выручка?", Expected.NUMBER),
        ("С какого числа действует приказ?", Expected.DATE),
        ("В каком году основан завод?", Expected.DATE),
        ("Сколько рабочих дней рассматривают заявку?", Expected.DURATION),
        ("За сколько времени придёт ответ?", Expected.DURATION),
        ("Когда выплачивают премию?", Expected.TIME),
        ("Сколько стоит пропуск?", Expected.NUMBER),
        ("Кто подписывает договор?", Expected.PERSON),
        ("Где получить пропуск?", Expected.PLACE),
        ("Расскажите о премиях", Expected.ANYTHING),
    ],
)
def test_the_wording_tells_what_is_asked_for(question: str, kind: Expected) -> None:
    assert expected_of(question) is kind


@pytest.mark.parametrize(
    ("kind", "held", "not_held"),
    [
        (Expected.RATE, "Допускается не более 6 включений в час.", "Срок службы 10 лет."),
        (Expected.RATE, "Проверку проводят ежеквартально.", "Проверку проводит мастер цеха."),
        (Expected.CLOCK, "Столовая открыта до 15:30.", "Столовая открыта по 15 человек за раз."),
        (Expected.DATE, "Приказ вступает в силу 1 марта.", "2.10. Приказ доводят до всех."),
        (Expected.DATE, "Заявку подают до 15-го.", "Заявку подают за 10 дней."),
        (Expected.DURATION, "Ответ даётся в течение месяца.", "Ответ даётся по форме № 4."),
        (Expected.PLACE, "Пропуск выдают в кабинете 12.", "Пропуск действует с 2026 г."),
        (Expected.PLACE, "Собрание проведут в Вологде.", "Собрание ведёт Анна Петрова."),
        (
            Expected.PERSON,
            "Договор подписывает Анна Петрова.",
            "Договор подписывают в двух местах.",
        ),
    ],
)
def test_a_sentence_holds_a_thing_of_that_kind_or_does_not(
    kind: Expected, held: str, not_held: str
) -> None:
    assert holds(held, kind)
    assert not holds(not_held, kind)


def test_no_sentence_holds_what_was_not_named() -> None:
    assert not holds("12 мая 2026 г. в Вологде", Expected.ANYTHING)
