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
_NAME = re.compile(r"(?<=[^.!?]\s)[«„“(]?[А-ЯЁA-Z][а-яёa-z]+")


class Expected(Enum):
    NUMBER = "number"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    ANYTHING = "anything"


_CUES: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    (
        Expected.TIME,
        re.compile(
            r"\b(?:когда|во сколько|до скольки|с какого|до какого|какого числа|как долго"
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
    Expected.PERSON: lambda text: bool(_NAME.search(text)),
    Expected.PLACE: lambda text: bool(_NAME.search(text)),
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
