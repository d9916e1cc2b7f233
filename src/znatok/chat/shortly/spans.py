"""How documents write what may be asked for: sums, terms, dates, numbers to call, keys, files."""

import re
from collections.abc import Iterator, Mapping

from znatok.chat.shortly.cues import Kind
from znatok.understanding.calendar_words import MONTHS
from znatok.understanding.folding import fold_in_place
from znatok.understanding.numerals import CARDINALS, MULTIPLIERS

Span = tuple[int, int]


def _any(words: Iterator[str]) -> str:
    return "|".join(sorted((re.escape(each) for each in words), key=len, reverse=True))


_FIGURES = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,6})?(?!\d)|\d{1,15}(?:[.,]\d{1,6})?(?![\d:])"
)
_IN_WORDS = rf"(?:{_any(iter((*CARDINALS, 'полтора', 'полторы', 'полутора')))})"
_NUMBER = rf"(?:(?<![\w.,/:№-])(?:{_FIGURES})|(?<!\w){_IN_WORDS}(?:\s{_IN_WORDS}){{0,5}}(?!\w))"
_SCALE = rf"(?:\s?(?:{_any(iter(MULTIPLIERS))})\b\.?)"
_SPOKEN = r"(?:\s?\([^)\d]{1,120}\))?"  # «30 (тридцать) дней»
_RANGE = rf"{_NUMBER}(?:\s?(?:–|-|—|\s(?:до|по)\s|\sили\s)\s?(?:до\s)?{_NUMBER})?{_SCALE}?{_SPOKEN}"
_BOUND = (
    r"(?:(?:но\s)?не\s(?:более|менее|позднее|позже|ранее|раньше|выше|ниже|больше|меньше|чаще|реже)"
    r"(?:\sчем)?|свыше|более|менее|больше|меньше|около|примерно|максимум|минимум|ровно|до"
    r"|от|в пределах"
    r"|at least|at most|up to|more than|less than|no more than|over|within)\s"
)
_TERM = (
    r"(?:за|через|в\sтечение|спустя|раз\sв|каждые|каждый|на|с|по\sистечении|after|for|every|in)\s"
)
_RATE = (
    r"(?:\s(?:в|за|на)\s(?:кажд\w+\s|один\s|одну\s)?(?:рабоч\w+\s|календарн\w+\s)?"
    r"(?:день|сутки|недел[юи]|месяц|год|час|квартал|минуту|секунду|смену|человека|работника)(?!\w)"
    r"|\s(?:a|per)\s(?:day|week|month|year|hour))?"
)
_ADJECTIVES = (
    r"(?:[а-я-]+(?:ых|их|ого|его|ый|ий|ая|ое|ые|ие|ую|ной|calendar|working)\s|(?:calendar"
    r"|working|business)\s){0,2}"
)
_TIME_UNIT = (
    r"(?:дн(?:я|ей|ю|ем|ями|ям)|день|сут(?:ки|ок)|час(?:а|ов|у)?|мин(?:ут[аыу]?)?\b\.?|сек"
    r"(?:унд[аыу]?)?\b\.?"
    r"|недел[яиюь]|недель|месяц(?:а|ев|у|ам)?|квартал(?:а|ов)?|год(?:а|у|ам|ов)?|лет|полугоди[еяй]|полгода"
    r"|days?|hours?|minutes?|seconds?|weeks?|months?|years?)(?!\w)"
)
_CURRENCY = (
    r"(?:руб(?:л[а-я]+)?\b\.?|₽|р\.|долл(?:ар[а-я]*)?\b\.?|\$|евро\b|€|юан[а-я]*|тенге|usd|eur|rub)"
)
# Counted by its own unit: a word behind the number, or a sign of measure.
_UNIT = r"(?:[а-яa-z°%₽][а-яa-z°²³/%.-]*)"
_MONTH = rf"(?:{_any(iter(MONTHS))})"
_YEAR = r"(?:\s(?:19|20)\d\d)?(?:\s?г(?:\.|ода?|оду)?(?!\w))?"
_BEFORE_DATE = (
    r"(?:(?:не\s(?:позднее|позже|ранее|раньше)|начиная\sс|до|с|со|по|к|от|после|before"
    r"|until|by|from|since|on)\s)?"
)
_DAY = (
    rf"(?:(?<![\d.,])\d{{1,2}}(?:-?го)?(?:\s?(?:,|и|или)\s?\d{{1,2}})?\s{_MONTH}(?!\w){_YEAR}"
    r"|(?<![\d.,:])\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d(?![\d.])(?:\s?г\.)?|(?:19|20)\d\d-\d\d-\d\d"
    rf"|(?<!\w){_MONTH}\s\d{{1,2}}(?:,\s(?:19|20)\d\d)?(?!\d))"
)
_DATES = (
    rf"(?:с\s\d{{1,2}}\s(?:по|до)\s{_DAY}|{_BEFORE_DATE}{_DAY}(?:\s(?:по|до|–|—|-)\s{_DAY})?"
    rf"|\d{{1,2}}\s?[–-]\s?\d{{1,2}}\s{_MONTH}(?!\w){_YEAR}"
    rf"|(?:в|во|с|до|по)\s{_MONTH}(?!\w){_YEAR}(?:\sи\s(?:в\s)?{_MONTH}(?!\w){_YEAR})?)"
)
_DAY_NAME = (
    r"(?:понедельник(?:ам|а|у|и|ом)?|вторник(?:ам|а|у|и|ом)?|сред(?:ам|[ауыеой]{1,2})"
    r"|четверг(?:ам|а|у|и|ом)?"
    r"|пятниц(?:ам|[аыуей]{1,2})|суббот(?:ам|[аыуей]{1,2})|воскресень(?:ям|[еяю])|будням"
    r"|будни|выходным"
    r"|рабочим\sдням|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
)
_DAY_NAMES = (
    rf"(?:(?:по|в|во|с|до|on)\s)?(?<!\w){_DAY_NAME}(?!\w)(?:(?:,\s|\sи\s|\sили\s|\sпо\s"
    rf"|\sдо\s)(?:в\s|по\s)?{_DAY_NAME}(?!\w))*"
)
_CLOCK = r"(?<![\d:.])(?:[01]?\d|2[0-4])[:.][0-5]\d(?![\d:.]*\d)"
_HOUR = (
    rf"(?:{_CLOCK}|(?<![\d.,])\d{{1,2}}\s(?:утра|вечера|дня|ночи|часов(?:\s(?:утра"
    rf"|вечера))?)(?!\w))"
)
_TIMES = (
    rf"(?:(?:с|со|в|к|до|from|at|until)\s)?{_HOUR}"
    rf"(?:(?:\s?(?:–|—|-)\s?|\s(?:до|по|to)\s|,\s|\sи\s(?:в\s)?)(?:до\s|в\s)?{_HOUR})*"
)
_TAIL = (
    r"(?:\s(?:до|после|со\sдня|с\sмомента|с\sдаты|from|before|after"
    r"|of)\s[^,;.()—:\n]{2,60}(?=[,;.()\n]|$))?"
)
_TERMS = rf"(?:{_BOUND}|{_TERM}){{0,3}}{_RANGE}\s?{_ADJECTIVES}{_TIME_UNIT}"
_PHONE = (
    r"(?<![\w+])(?:\+7|8|7)[\s(-]{0,2}\d{3,4}[\s)-]{0,2}\d{2,3}[\s-]?\d{2}[\s-]?\d{2}"
    r"(?:\s?,?\s?доб\.?\s?\d{2,5})?(?!\d)"
)
_EXTENSION = (
    r"(?:телефону?\w{0,2}|тел\.|номер(?:у|ом)?|доб\.|внутренн\w+(?:\s(?:номер"
    r"|телефон)\w{0,2})?)\s(\d{2,5}(?:-\d\d)?)(?![\w/-])"
)
_SIGN = (
    r"(?:ctrl|control|alt|shift|cmd|command|win|meta|enter|return|tab|esc|del|delete|ins"
    r"|insert|home|end|space|пробел|page\s?up|page\s?down|f\d{1,2})"
)

PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {
        Kind.MONEY: (
            rf"(?:{_BOUND}|{_TERM}){{0,1}}(?:{_RANGE}\s?{_CURRENCY}|(?<!\w)[$€₽]\s?"
            rf"(?:{_FIGURES}){_SCALE}?){_RATE}"
        ),
        Kind.PERCENT: rf"(?:{_BOUND}|на\s){{0,2}}{_RANGE}\s?(?:%|процент[а-я]*|percent)",
        Kind.DURATION: _TERMS + _RATE,
        Kind.COUNT: (
            rf"(?:{_BOUND}){{0,2}}{_RANGE}\s?{_ADJECTIVES}{_UNIT}(?:\s(?:в|за)\s"
            rf"(?:кажд\w+\s)?(?:день|сутки|недел[юи]|месяц|год|час|квартал)(?!\w))?"
        ),
        Kind.FREQUENCY: (
            rf"(?:(?:{_BOUND})?(?:{_RANGE}\s)?раза?\sв\s(?:{_RANGE}\s)?{_ADJECTIVES}{_TIME_UNIT}"
            rf"|кажд(?:ые|ый|ую|ое)\s(?:{_RANGE}\s)?{_ADJECTIVES}{_TIME_UNIT}"
            r"|(?<!\w)(?:ежедневно|еженедельно|ежемесячно|ежеквартально|ежегодно|ежечасно)(?!\w)"
            r"|(?:once|twice)\sa\s\w+|every\s(?:\d+\s)?\w+|(?<!\w)(?:daily|weekly|monthly"
            r"|annually)(?!\w))"
        ),
        Kind.DATE: _DATES,
        Kind.WEEKDAY: rf"(?:{_DAY_NAMES})",
        Kind.YEAR: (
            r"(?:(?:в|с|до|к|in)\s)?(?<![\d.,/-])(?:1[5-9]|20)\d\d(?![\d/-])(?:\sгод(?:у"
            r"|а)?(?!\w)|\sг\.)?"
        ),
        Kind.TIME: _TIMES,
        Kind.MOMENT: (
            rf"(?:{_DAY_NAMES}|{_DATES}|{_TIMES}|{_TERMS}{_TAIL})(?:,?\s(?:{_DATES}"
            rf"|{_TIMES}))?"
        ),
        Kind.PHONE: _PHONE,
        Kind.EMAIL: r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
        Kind.LINK: (
            r"https?://[^\s<>«»\"')\]]+[^\s<>«»\"')\].,;:!?]|(?<![\w@.-])(?:[a-z0-9-]+\.)+"
            r"(?:ru|рф|com|org|net|example|local|io)(?:/[^\s<>«»\"',;)]*)?(?![\w@])"
        ),
        Kind.ADDRESS: (
            r"(?:\d{6},\s)?(?:г\.\s?[\w-]+(?:\s[\w-]+)?,\s)?(?:ул(?:ица|\.)|пр(?:оспект|-т"
            r"|\.)|пер(?:еулок|\.)|наб(?:ережная|\.)|ш(?:оссе|\.)|б(?:ульвар"
            r"|-р))\s[^,;:()\n]{2,50},\s(?:д(?:ом|\.)\s?)?\d+\w?(?:,\s(?:корп|стр|оф|кв"
            r"|пом|лит)(?:\w+|\.)\s?\w+)*"
        ),
        Kind.ROOM: r"(?:кабинете?|каб\.|комнат[ае]|аудитори[яи])\s(?:№\s?)?\d+\w?",
        Kind.KEYS: (
            rf"(?<![\w+-])(?:{_SIGN}\s?[+-]\s?)+(?:{_SIGN}|[a-zа-я0-9](?!\w)|[^\w\s]"
            rf"|щелч[а-я]+|click)|(?<!\w){_SIGN}(?!\w)(?!\s?[+-]\s?\w)"
        ),
        Kind.FILE: (
            r"(?<![\w/.:])(?:~|\.{1,2})?/[\w.<>~@+-]+(?:/[\w.<>~@+-]+)*/?(?<![.])|"
            r"(?<!\w)[a-z]:\\[^\s<>«»\",;]+|(?<![\w/.@-])[\w-]+\.(?:txt|conf|cfg|ini|log"
            r"|xml|json|ya?ml|docx?|xlsx?|pdf|csv|sh|py|scm|exe|dll|deb|iso|desktop)(?!\w)"
        ),
    }.items()
}
_EXTENSIONS = re.compile(_EXTENSION)
# What of a table's cell may be the whole answer although no unit stands there.
BARE = re.compile(rf"\s*(?:{_FIGURES})\s*$")


def spans_of(kind: Kind, text: str) -> Iterator[Span]:
    """Where `text` holds things of this kind, in order; those of one call do not overlap."""
    folded = fold_in_place(text)
    if kind is Kind.AMOUNT:
        yield from _disjoint(
            [
                *_found(Kind.MONEY, folded),
                *_found(Kind.PERCENT, folded),
                *_found(Kind.DURATION, folded),
                *_measured(folded),
            ]
        )
        return
    if kind is Kind.PHONE:
        yield from _disjoint(
            [*_found(kind, folded), *(m.span(1) for m in _EXTENSIONS.finditer(folded))]
        )
        return
    if kind is Kind.CONTACT:
        for each in (Kind.PHONE, Kind.EMAIL):
            yield from spans_of(each, text)
        return
    yield from _found(kind, folded)


def _found(kind: Kind, folded: str) -> Iterator[Span]:
    pattern = PATTERNS.get(kind)
    for match in pattern.finditer(folded) if pattern else ():
        start, end = match.span()
        while end > start and folded[end - 1].isspace():
            end -= 1
        yield start, end


def _measured(folded: str) -> Iterator[Span]:
    yield from _found(Kind.COUNT, folded)


def _disjoint(spans: list[Span]) -> Iterator[Span]:
    taken: list[Span] = []
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
    return iter(sorted(taken))
