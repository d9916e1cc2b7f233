"""What looks like a period and is not: counts, names, numbers of documents, repetition, norms."""

import re
from collections.abc import Set as AbstractSet

from znatok.understanding.periods.calendar import Kind, Unit
from znatok.understanding.periods.tokens import Line

_QUOTES = frozenset("«»\"“”„'’")
_COUNTED = re.compile(
    r"(?:руб|коп|тыс|млн|млрд|долл|евро|тенге|юан|шт|чел|кг$|г$|т$|тонн|км$|м$|мм$|см$|метр|литр|л$"
    r"|квт|вт$|мин|сек|час|дн|дней$|дня$|лет$|год[аи]?$|мес|раз|экз|един|ед$|компл|позиц|стр|лист"
    r"|кабинет|комнат|офис|номер|место|мест$|балл|градус|процент|пункт|штук|пар$|пара|копи|слов$"
    r"|случа|заяв[ок]|клиент|сотрудник|человек|документ|договор|объект|участник|rub|usd|eur|people"
    r"|items?$|units?$|pcs)"
)
_COUNTED_SIGNS = frozenset("%₽$€°№")
_GENITIVE_PLURAL = re.compile(r"[а-я]{3,}(?:ов|ев|ей|ий|ек|ок|ств)$")
_NUMBERED_FORMS = (
    "№ n no пункт пункта пункте пункту пунктом п пп подпункт статья статье статьи ст гост "
    "ту осту приказ приказом форма форме формы кабинет кабинете комната офис дом д корпус "
    "стр строение артикул модель версия версии v iso исо"
)
_NUMBERED = frozenset(_NUMBERED_FORMS.split())
_NAMED_FORMS = (
    "улица улице улицы улицу ул проспект проспекте проспекта пр площадь площади пл "
    "переулок переулке пер бульвар бульваре шоссе завод завода заводе фабрика фабрики "
    "имени им метро станция станции парк парке микрорайон"
)
_NAMED = frozenset(_NAMED_FORMS.split())
_EVERY = re.compile(r"кажд(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых)$|еже|every$|each$")
_EVENTS = frozenset(
    {"после", "работы", "стажа", "обучения", "контракта", "отпуска", "беременности", "подряд"}
    | {"договора", "after"}
)
_YEAR_PREPOSITIONS_FORMS = (
    "за в во на с со по до после к ко от начиная против vs in for since by from of until "
    "before after to during"
)
_YEAR_PREPOSITIONS = frozenset(_YEAR_PREPOSITIONS_FORMS.split())


def is_counted(line: Line, at: int) -> bool:
    """Whether the token at `at` makes the number before it a count: «2024 рубля», «2000 %»."""
    word = line.word(at)
    return bool(
        word in _COUNTED_SIGNS or _COUNTED.match(word) or _GENITIVE_PLURAL.match(word)
    ) and not word.startswith("год")


def is_numbered(line: Line, at: int) -> bool:
    """Whether the number at `at` is a document's, a clause's, a standard's."""
    before = line.word(at - 1)
    if before == "." and line.glued(at - 1):
        before = line.word(at - 2)
    return before in _NUMBERED


def is_joined(line: Line, at: int, signs: AbstractSet[str]) -> bool:
    """Whether one of `signs` makes the number at `at` a part of a longer one: «8-800-2000»."""
    joined = line.glued(at) and line.word(at - 1) in signs
    return joined and line.word(at - 2).isdecimal()


def may_be_year(line: Line, at: int) -> bool:
    """Whether a preposition before a bare number and no counted thing behind it make it a year."""
    return line.word(at - 1) in _YEAR_PREPOSITIONS and not is_counted(line, at + 1)


def is_excluded(line: Line, start: int, end: int, unit: object) -> bool:
    """Whether what stands around tokens [start, end) makes the unit in them no period."""
    before, after = line.word(start - 1), line.word(end)
    if before == ".":
        before = line.word(start - 2)
    if _EVERY.match(before) or after in _EVENTS or _EVERY.match(after):
        return True
    if not isinstance(unit, Unit):
        return False
    if unit.weak or _is_given_name(line, start, end, unit):
        return True
    named = unit.kind in {Kind.DAY, Kind.MONTH, Kind.SEASON} and unit.year is None
    if named and before in _NAMED:
        return True
    return named and before in _QUOTES and after in _QUOTES


def _is_given_name(line: Line, start: int, end: int, unit: Unit) -> bool:
    """«Марта Петрова», «Август Иванович»: the month's word beside another capital."""
    alone = unit.kind is Kind.MONTH and end == start + 1
    return alone and line.capital(start) and line.capital(end)
