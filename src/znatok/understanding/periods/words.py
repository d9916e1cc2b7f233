"""The words of the period grammar, in all their forms."""

from znatok.understanding.calendar_words import MONTHS
from znatok.understanding.periods.calendar import Kind

_HARD = ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми")
_SOFT = ("ий", "его", "ему", "им", "ем", "яя", "ей", "юю", "ее", "ие", "их", "ими")
_HISS = ("ий", "его", "ему", "им", "ем", "ая", "ей", "ую", "ее", "ие", "их", "ими")


def _forms(stem: str, endings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem + ending for ending in endings)


THIS = frozenset(
    {"этот", "этого", "этому", "этим", "этом", "эта", "этой", "эту", "это", "эти", "этих"}
    | _forms("текущ", _HISS)
    | _forms("нынешн", _SOFT)
    | {"сего"}
    | {"this", "current"}
)
CURRENT = _forms("текущ", _HISS) | {"current"}
PREVIOUS = frozenset(
    _forms("прошл", _HARD)
    | _forms("прошедш", _HISS)
    | _forms("минувш", _HISS)
    | _forms("предыдущ", _HISS)
    | _forms("истекш", _HISS)
    | {"previous"}
)
SHIFTS: dict[str, int] = {
    **dict.fromkeys(THIS, 0),
    **dict.fromkeys(PREVIOUS, -1),
    **dict.fromkeys(_forms("позапрошл", _HARD), -2),
    **dict.fromkeys(
        _forms("следующ", _HISS)
        | _forms("будущ", _HISS)
        | _forms("грядущ", _HISS)
        | _forms("наступающ", _HISS)
        | {"next"},
        1,
    ),
}
"""«прошлый» → -1, «следующий» → 1: which unit, counted from the one today lies in."""

WHOLE_BACK = _forms("прошл", _HARD) | _forms("предыдущ", _HISS) | {"previous"}
LAST_SINGULAR = frozenset(
    {"последний", "последнего", "последнему", "последним", "последнем"}
    | {"последняя", "последней", "последнюю", "последнее"}
)
LAST_PLURAL = frozenset({"последние", "последних", "последними", "последним", "last", "past"})
ROLLING = LAST_PLURAL | _forms("прошедш", _HISS) | _forms("минувш", _HISS)
AHEAD = frozenset(
    _forms("ближайш", _HISS) | _forms("предстоящ", _HISS) | _forms("следующ", _HISS)
) | {"next", "coming"}
NEAREST = _forms("ближайш", _HISS) | _forms("предстоящ", _HISS) | {"coming"}
FIRST_PLURAL = frozenset({"первые", "первых", "первыми", "первым", "first"})
WHOLE = frozenset(
    _forms("полн", _HARD) | _forms("календарн", _HARD) | _forms("цел", _HARD) | {"full", "whole"}
)

_NOUNS = {
    Kind.DAY: "день дня дню днем дне дни дней дням днями днях дн сутки суток суткам сутками "
    "сутках day days",
    Kind.WEEK: "неделя недели неделе неделю неделей недель неделям неделями неделях нед week weeks",
    Kind.TEN_DAYS: "декада декады декаде декаду декадой декад",
    Kind.MONTH: "месяц месяца месяцу месяцем месяце месяцы месяцев месяцам месяцами месяцах мес "
    "month months",
    Kind.QUARTER: "квартал квартала кварталу кварталом квартале кварталы кварталов кварталам "
    "кварталами кварталах кварт кв quarter quarters",
    Kind.HALF_YEAR: "полугодие полугодия полугодию полугодием полугодии полугодий полугодиям пг "
    "полугод полуг",
    Kind.YEAR: "год года году годом годе годы лет годам годами годах г гг year years",
}
UNITS: dict[str, Kind] = {word: kind for kind, words in _NOUNS.items() for word in words.split()}
YEAR_WORDS = frozenset(_NOUNS[Kind.YEAR].split()) - {"лет", "years"}
PLURAL_YEARS = frozenset({"годы", "годов", "гг", "годах", "годам", "годами"})
HALF = frozenset({"половина", "половины", "половине", "половину", "половиной", "half"})
HALF_A_YEAR = frozenset({"полгода", "полугода"})
DAY_OF_MONTH = frozenset({"число", "числа", "числу", "числом", "числе"})
WEEKEND = frozenset({"выходные", "выходных", "выходным", "выходными", "weekend"})

SEASONS: dict[str, int] = {
    **dict.fromkeys(["весна", "весны", "весне", "весну", "весной", "spring"], 1),
    **dict.fromkeys(["лето", "лета", "лету", "летом", "лете", "summer"], 2),
    **dict.fromkeys(["осень", "осени", "осенью", "autumn", "fall"], 3),
    **dict.fromkeys(["зима", "зимы", "зиме", "зиму", "зимой", "winter"], 4),
}
# «пять лета» is nobody's, yet «лет» is; seasons by themselves only in these forms
_SEASONS_ALONE_FORMS = (
    "весна весну весной весны лето летом осень осенью зима зиму зимой spring summer winter"
)
SEASONS_ALONE = frozenset(_SEASONS_ALONE_FORMS.split())

NEAR_DAYS: dict[str, int] = {
    "позавчера": -2,
    "вчера": -1,
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    **dict.fromkeys(_forms("позавчерашн", _SOFT), -2),
    **dict.fromkeys(_forms("вчерашн", _SOFT), -1),
    **dict.fromkeys(_forms("сегодняшн", _SOFT), 0),
    **dict.fromkeys(_forms("завтрашн", _SOFT), 1),
}

# «с мартом» compares with March, «с марта» begins there; «по марту» is about it, «по март» ends.
INSTRUMENTAL = frozenset(
    {"днем", "неделей", "месяцем", "кварталом", "полугодием", "годом", "годами", "сутками"}
    | {"летом", "зимой", "весной", "осенью", "половиной", "декадой", "месяцами", "кварталами"}
    | {word for word in MONTHS if word.endswith(("ем", "ом"))}
)
DATIVE = frozenset(
    {"дню", "неделе", "месяцу", "кварталу", "полугодию", "году", "годам", "месяцам", "кварталам"}
    | {"лету", "зиме", "весне", "маю", "марту", "августу", "декаде", "половине"}
    | {word for word in MONTHS if word.endswith("рю") or word in {"апрелю", "июню", "июлю"}}
)
