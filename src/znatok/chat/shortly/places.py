"""Where: phrases of place and addresses."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from znatok.chat.shortly.cues import Kind
from znatok.chat.shortly.spans import Span, spans_of
from znatok.language.morphology import Morphology

_TOKEN = re.compile(r"«[^»\n]*»|„[^“\n]*“|~?/\w[\w./~-]*\w|[^\W_]+(?:[-/.][^\W_]+)*|№|[^\w\s]")
_HERE = frozenset({"в", "во", "на", "у", "за", "около", "возле", "напротив", "под", "над", "рядом"})
_FROM = frozenset({"из", "от", "с", "со"})
_BY_PRONOUN = {"откуда": _FROM}
_INSIDE = frozenset(["№", "«", "»", "„", "“", '"'])  # signs that do not end a phrase
# Nouns that make a time, a manner or a relation of a preposition, not a place.
_NOT_PLACES_IN_WORDS = (
    "день неделя месяц год квартал час минута секунда сутки время срок период течение случай "
    "порядок соответствие рамка основание размер вид форма исключение счет число связь сумма "
    "целое результат качество отношение зависимость соответствии дата понедельник вторник среда "
    "четверг пятница суббота воскресенье январь февраль март апрель май июнь июль август "
    "сентябрь октябрь ноябрь декабрь режим помощь цель момент начало конец имя согласие запрос "
    "заявление заявка процесс работа ход утро вечер ночь выходной праздник предел объем полнота "
    "письмо отпуск командировка выбор продажа обмен условие очередь возраст лицо присутствие "
    "отсутствие сила степень часть раз экземпляр"
)
_NOT_PLACES = frozenset(_NOT_PLACES_IN_WORDS.split())


def places_in(text: str, pronoun: str, morphology: Morphology) -> Iterator[Span]:
    """Phrases that say where; neighbouring ones («в сейфе в кабинете 104») are one.

    `pronoun`: «где», «куда» or «откуда».
    """
    addresses = list(spans_of(Kind.ADDRESS, text))
    if addresses:
        yield from addresses
        return
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    prepositions = _BY_PRONOUN.get(pronoun, _HERE)
    joined: Span | None = None
    at = 0
    while at < len(tokens):
        found = _phrase(tokens, at, text, prepositions, morphology)
        if found is None:
            at += 1
            continue
        span, at = found
        if joined is not None and _joined(text[joined[1] : span[0]]):
            joined = joined[0], span[1]
        else:
            if joined is not None:
                yield joined
            joined = span
    if joined is not None:
        yield joined


def _joined(between: str) -> bool:
    return between.strip() in {"", "и", "или", ", и"}


def _phrase(
    tokens: Sequence[tuple[int, int, str]],
    at: int,
    text: str,
    prepositions: frozenset[str],
    morphology: Morphology,
) -> tuple[Span, int] | None:
    """The phrase of place that begins at token `at`, and the token behind it."""
    start, _, word = tokens[at]
    if word.lower() not in prepositions:
        return None
    noun_met, last = False, at
    for number in range(at + 1, len(tokens)):
        begin, _, token = tokens[number]
        if "\n" in text[tokens[number - 1][1] : begin]:
            break
        part = _part(token, morphology, noun_met=noun_met)
        if part is _Part.NO_PLACE:
            return None
        if part is _Part.END:
            break
        noun_met = noun_met or part is _Part.NOUN
        last = number if part is not _Part.ADJECTIVE else last
    return ((start, tokens[last][1]), last + 1) if noun_met else None


class _Part(Enum):
    """What a token is to a phrase of place."""

    NOUN = "noun"
    NAME = "name"  # a number, a sign, a name in quotation marks
    ADJECTIVE = "adjective"  # goes with the noun behind it only
    END = "end"
    NO_PLACE = "no place"  # the phrase tells a time or a manner


def _part(token: str, morphology: Morphology, *, noun_met: bool) -> _Part:
    if token[0].isdigit():
        return _Part.NAME if noun_met else _Part.NO_PLACE
    if token[0] in _INSIDE or (token.isascii() and (token[0].isalpha() or len(token) > 1)):
        return _Part.NAME
    readings = morphology.readings(token) if token[0].isalpha() else ()
    if not readings:
        return _Part.END
    best = readings[0]
    if best.marks & {"NOUN"} or token[0].isupper():
        if best.lemma in _NOT_PLACES and not noun_met:
            return _Part.NO_PLACE
        behind = token[0].isupper() or any("gent" in each.marks for each in readings)
        return _Part.NOUN if behind or not noun_met else _Part.END
    return _Part.ADJECTIVE if best.marks & {"ADJF", "PRTF", "Anum"} else _Part.END
