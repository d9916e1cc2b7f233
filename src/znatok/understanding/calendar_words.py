"""The words of the calendar, Russian and English, in every form a document writes them in.

All are folded: lower case, ё as е.
"""

from collections.abc import Mapping

_SOFT = ("ь", "я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях")
_HARD = ("", "а", "у", "ом", "е", "ы", "ов")
_BY_STEM: Mapping[int, tuple[str, tuple[str, ...]]] = {
    1: ("январ", _SOFT),
    2: ("феврал", _SOFT),
    3: ("март", _HARD),
    4: ("апрел", _SOFT),
    6: ("июн", _SOFT),
    7: ("июл", _SOFT),
    8: ("август", _HARD),
    9: ("сентябр", _SOFT),
    10: ("октябр", _SOFT),
    11: ("ноябр", _SOFT),
    12: ("декабр", _SOFT),
}

# «маем» is left to the grammar: it is also «(мы) маем»; so is English "may".
MONTHS: Mapping[str, int] = {
    **{stem + end: n for n, (stem, ends) in _BY_STEM.items() for end in ends},
    **dict.fromkeys(("май", "мая", "маю", "мае"), 5),
    **{
        word: n
        for n, word in enumerate(
            (
                *("january", "february", "march", "april", "", "june", "july", "august"),
                *("september", "october", "november", "december"),
            ),
            start=1,
        )
        if word
    },
}

# Shortened names are months only beside a day, a year or another month.
SHORT_MONTHS: Mapping[str, int] = {
    "янв": 1,
    "фев": 2,
    "февр": 2,
    "мар": 3,
    "апр": 4,
    "июн": 6,
    "июл": 7,
    "авг": 8,
    "сен": 9,
    "сент": 9,
    "окт": 10,
    "ноя": 11,
    "нояб": 11,
    "дек": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

WEEKDAYS: Mapping[str, int] = {
    word: day
    for day, words in enumerate(
        (
            "понедельник понедельника понедельнику понедельником понедельнике пн monday mon",
            "вторник вторника вторнику вторником вторнике вт tuesday tue",
            "среда среды среде среду средой ср wednesday wed",
            "четверг четверга четвергу четвергом четверге чт thursday thu",
            "пятница пятницы пятнице пятницу пятницей пт friday fri",
            "суббота субботы субботе субботу субботой сб saturday sat",
            "воскресенье воскресенья воскресенью воскресеньем вс sunday sun",
        )
    )
    for word in words.split()
}
"""Monday is 0, as in `datetime.date.weekday`."""
