"""What kind of thing a question asks for, and whether a sentence holds one."""

import re
from collections.abc import Callable
from enum import Enum

from znatok.language.text import fold

_NUMBER = re.compile(
    r"\d|\b(?:один|одна|два|две|три|четыр|пят|шест|сем|восем|девят|десят|сорок|сто\b|двест|трист"
    r"|тысяч|миллион|миллиард|полтор|половин|треть|дважды|трижды|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|hundred|thousand|million)"
)
_TIME = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}[.:]\d\d\b|\bвек[аеу]?\b|\b(?:январ|феврал|март|апрел|ма[йя]\b"
    r"|июн|июл|август|сентябр|октябр|ноябр|декабр|понедельник|вторник|сред[ау]\b|четверг|пятниц"
    r"|суббот|воскресень)|\b(?:дн[яейю]|день|час|минут|недел|месяц|квартал|год|лет\b|сутк)"
)
_DATE = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\bвек[аеу]?\b|\b\d{1,2}-?го\b"
    r"|\b\d{1,2}(?:-?го|-?е)? (?:январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр"
    r"|ноябр|декабр|числ)|\b(?:понедельник|вторник|сред[ауы]\b|четверг|пятниц|суббот|воскресень)"
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} час|\b(?:полдень|полудн|полноч|круглосуточн)")
_DURATION = re.compile(
    r"\b(?:дн[яейю]|день|час|минут|секунд|недел|месяц|квартал|год|лет\b|сут(?:ки|ок)|полгода)"
)
_RATE = re.compile(
    r"\bраз(?:а|у)?\b|\b(?:ежедневн|еженедельн|ежемесячн|ежеквартальн|ежегодн|ежечасн|дважды|трижды"
    r"|кажд\w+ (?:\w+ )?(?:час|день|недел|месяц|квартал|год|смен|пол))"
    r"|\bв (?:час|день|сутки|неделю|месяц|квартал|год|смену|минуту)\b"
)
_NAME = re.compile(r"(?<=[^.!?]\s)[«„“(]?[А-ЯЁA-Z][а-яёa-z]+")
# A name after a word of place, a part of an address, or a thing that others lie in.
_PLACE = re.compile(
    r"\b(?:[Вв]о?|[Нн]а|[Ии]з|[Пп]од|[Оо]коло|[Вв]озле|[Мм]ежду|[Чч]ерез|[Нн]ад|in|at|from) "
    r"(?:\w+ )?[«„“]?[А-ЯЁA-Z]"
    r"|\b(?:ул|пр|просп|пер|пл|наб|ш|д|корп|стр|каб|оф|ком|эт|г(?=\. [А-ЯЁ]))\."
    r"|\b(?:улиц|адрес|этаж|кабинет|комнат|корпус|здани|помещени|склад|цех|зал[аеу]?\b|офис|подъезд"
    r"|вход|ворота|стойк|сейф|шкаф|папк|портал|сайт|раздел|меню|каталог|http)"
)


class Expected(Enum):
    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    CLOCK = "clock"
    DURATION = "duration"
    RATE = "rate"
    PERSON = "person"
    PLACE = "place"
    ANYTHING = "anything"


_CUES: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    (
        Expected.RATE,
        re.compile(r"\b(?:(?<!во )сколько раз|как часто|с какой периодичностью|how often)\b"),
    ),
    (
        Expected.CLOCK,
        re.compile(r"\b(?:во сколько (?!раз|обойд|обош|оцен)|до скольк|со скольк|в котором часу)"),
    ),
    (
        Expected.DATE,
        re.compile(
            r"\b(?:какого числа|какая дата|какой датой|в какой день|в какие дни"
            r"|в каком (?:году|веке|месяце)|какого года?|какой год)\b"
        ),
    ),
    (
        Expected.DURATION,
        re.compile(
            r"\b(?:как долго|за сколько (?:дней|времени|часов|недель|месяцев|лет)|за какое время"
            r"|сколько (?:дней|времени|часов|лет|месяцев|недель|минут)|сколько (?:\w+ ){1,3}дней)\b"
        ),
    ),
    (
        Expected.TIME,
        re.compile(
            r"\b(?:когда|с какого|до какого|какого числа|как долго"
            r"|в как(?:ом|ие|ой) (?:году|год|век|месяц|день|срок|дн)|как(?:ой|ая|ие) (?:срок|дата)"
            r"|when)\b|\bсколько (?:дней|времени|часов|лет|месяцев|недель|минут)\b"
        ),
    ),
    (
        Expected.NUMBER,
        re.compile(
            r"\b(?:сколько|скольк\w+|почем|насколько|каков\w* (?:размер|сумма|цена|стоимость)"
            r"|как(?:ой|ая|ую|ова|ие) (?:размер|сумм\w|цен\w|стоимост\w|процент|ставк\w|количеств\w"
            r"|числ\w|номер|телефон|лимит|норм\w|объем|дол\w|скидк\w)|how (?:many|much))\b"
        ),
    ),
    (Expected.PERSON, re.compile(r"\b(?:кто|кого|кому|кем|чей|чья|чье|who|whom|whose)\b")),
    (Expected.PLACE, re.compile(r"\b(?:где|куда|откуда|в каком городе|в какой стране|where)\b")),
)
_TESTS: dict[Expected, Callable[[str], bool]] = {
    Expected.NUMBER: lambda text: bool(_NUMBER.search(fold(text))),
    Expected.TIME: lambda text: bool(_TIME.search(fold(text))),
    Expected.DATE: lambda text: bool(_DATE.search(fold(text))),
    Expected.CLOCK: lambda text: bool(_CLOCK.search(fold(text))),
    Expected.DURATION: lambda text: bool(_DURATION.search(fold(text))),
    Expected.RATE: lambda text: bool(_RATE.search(fold(text))),
    Expected.PERSON: lambda text: bool(_NAME.search(text)),
    Expected.PLACE: lambda text: bool(_PLACE.search(text)),
    Expected.ANYTHING: lambda _: False,
}


_PRICE = re.compile(
    r"\b(?:цен[аыуе]|стоимост\w+|сколько (?:\w+ )?сто[ия]т|стоит|почем|price|how much .*cost)\b"
)
# Money by its sign, and in the cell of a price list by its figures alone.
_SUM = re.compile(
    r"₽|\bруб|\$|€|\bкоп|\bмлн|\bтыс|\bбесплатн|\| ?\d[\d  ]{2,}(?:[.,]\d+)?(?: ?\||$)",
    re.MULTILINE,
)


def asks_price(question: str) -> bool:
    """Whether a sum of money alone can be the answer."""
    return bool(_PRICE.search(fold(question)))


def names_sum(text: str) -> bool:
    """Whether `text` may name a sum of money."""
    return bool(_SUM.search(fold(text)))


def expected_of(question: str) -> Expected:
    """The kind of thing asked for; ANYTHING when the wording does not tell."""
    folded = fold(question)
    return next((kind for kind, cue in _CUES if cue.search(folded)), Expected.ANYTHING)


def holds(text: str, kind: Expected) -> bool:
    """Whether `text` holds a thing of this kind; never for ANYTHING."""
    return _TESTS[kind](text)
