"""What in a piece of evidence may be the short answer."""

import re
from collections.abc import Callable, Iterator, Mapping

from znatok.chat.shortly.asked import Asked
from znatok.chat.shortly.cues import Kind
from znatok.chat.shortly.people import people_in
from znatok.chat.shortly.pieces import Piece
from znatok.chat.shortly.places import places_in
from znatok.chat.shortly.spans import Span, spans_of
from znatok.chat.shortly.terms import terms_in
from znatok.language.likeness import likeness
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.entities.directory import Directory

_MEASURE = re.compile(
    r"(?:мм|см|м|км|дм|кг|г|т|мг|л|мл|бар|атм|мпа|кпа|квт|вт|кв|в|а|гц|мгц|ггц|°|град\w*"
    r"|км/ч|м/с|м³/ч"
    r"|м3/ч|м²|м³|мм²|об/мин|шт|штук\w*|символ\w*|знак\w*|оклад\w*|балл\w*|пиксел\w*|точ"
    r"(?:ек|ки)|dpi|px"
    r"|бит\w*|байт\w*|[кмгт]б|[kmgt]b|литр\w*|метр\w*|экземпляр\w*|тонн\w*|раза?"
    r"|человек\w*|мест[ао]?"
    r"|уровн\w+|единиц\w*|н·м|нм|°c|%)\.?$"
)
_LENGTH = r"\d\s?(?:м|мм|см|км|метр\w*|символ\w*|знак\w*|пиксел\w*)\b"
# What a thing is measured in, by the beginning of its name.
_MEASURED: Mapping[str, re.Pattern[str]] = {
    names: re.compile(units)
    for names, units in {
        "температур": r"°|град",
        "скорост": r"/ч|/с|в час|в секунд|бит",
        "длин|глубин|высот|ширин|толщин|диаметр|расстоян": _LENGTH,
        "масс|вес": r"\d\s?(?:кг|г|т|тонн\w*)\b",
        "напряжени": r"\d\s?(?:в|кв|вольт\w*)\b",
        "мощност": r"\d\s?(?:вт|квт|мвт|л\. с)",
        "давлени": r"бар|атм|па\b",
        "гаранти|срок|период": r"ден|дн|недел|месяц|год|лет|час|сут",
        "скидк|ставк|дол|част|пен|неустойк|процент": r"%|процент|\bцел|половин|руб|₽",
        "лимит|штраф|аванс|компенсаци|доплат|сумм": r"%|процент|руб|₽|\$|€|долл|евро|литр|\d",
        "остаток|запас": r"\d\s?(?:шт|штук|кг|т|л|м)\b",
        "преми": r"%|оклад|руб|₽",
    }.items()
}
_SHORTENED = re.compile(r"(?<![^\W\d_])(?:гг?|шт|руб|тыс|млн|млрд|мин|сек|экз|чел|[А-ЯЁ])\.$")
_INSTEAD = re.compile(r"(?:вместо|а не|instead of)\s+$")
_NUMBERS = re.compile(r"\d+(?:[.,:/]\d+)*")


# What of the kind asked for a text holds.
Measures = Callable[[Asked, str], Iterator[Span]]


def candidates(asked: Asked, piece: Piece, directory: Directory) -> Iterator[Span]:
    """Spans of the kind asked for in what the piece quotes, none that the question itself holds."""
    start, end = piece.evidence.start, piece.evidence.end
    text = piece.text[start:end]
    for a, b in of_kind(asked, text, directory):
        span = trimmed(piece.text, (start + a, start + b))
        if _INSTEAD.search(piece.text, max(start, span[0] - 12), span[0]):
            continue
        if _is_new(piece, span, asked, directory.morphology):
            yield span


def of_kind(asked: Asked, text: str, directory: Directory) -> Iterator[Span]:
    """Spans of the kind asked for in `text`."""
    if asked.kind is Kind.PERSON:
        yield from people_in(text, asked.pronoun, directory)
    elif asked.kind is Kind.PLACE:
        yield from places_in(text, asked.pronoun, directory.morphology)
    elif asked.kind is Kind.COUNT:
        yield from (
            span
            for span in spans_of(Kind.COUNT, text)
            if _counts(span, text, asked, directory.morphology)
        )
    elif asked.kind is Kind.AMOUNT:
        yield from (
            span for span in spans_of(Kind.AMOUNT, text) if _measures(text[slice(*span)], asked)
        )
    elif asked.kind is Kind.DURATION:
        yield from _terms(asked, text, directory.morphology)
    else:
        yield from spans_of(asked.kind, text)


def trimmed(text: str, span: Span) -> Span:
    """The span less the signs at its end, the stop of an abbreviation kept."""
    start, end = span
    while end > start and text[end - 1] in " ,;:.\u00a0":
        if text[end - 1] == "." and _SHORTENED.search(text, start, end):
            break
        end -= 1
    return start, end


def _counts(span: Span, text: str, asked: Asked, morphology: Morphology) -> bool:
    """Whether the unit is the one that the question names."""
    unit = re.split(r"\s(?:в|за)\s", text[slice(*span)])[0].split()[-1]
    lemma = morphology.lemma(unit.rstrip(".,;:"))
    if "штука" in asked.units and lemma in {"шт", "штука"}:
        return True
    return any(likeness(each, lemma) for each in asked.units)


def _measures(written: str, asked: Asked) -> bool:
    folded = fold(written)
    if not re.search(r"[%₽$€]|руб|процент", folded) and not _MEASURE.search(folded.split()[-1]):
        time = re.search(r"(?:ден|дн|недел|месяц|год|лет|час|сут|минут|секунд)\w*", folded)
        if not time:
            return False
    for names, units in _MEASURED.items():
        if any(re.match(names, each) for each in asked.about):
            return bool(units.search(folded))
    return True


def _terms(asked: Asked, text: str, morphology: Morphology) -> Iterator[Span]:
    """Terms in the unit asked for; where there is none, in any unit."""
    found = list(spans_of(Kind.DURATION, text))
    if asked.units:
        same = [
            span
            for span in found
            if asked.units & {morphology.lemma(word) for word in _words(text[slice(*span)])}
        ]
        found = same or found
    yield from found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _is_new(piece: Piece, span: Span, asked: Asked, morphology: Morphology) -> bool:
    """Whether the span says something that the question does not."""
    written = piece.text[slice(*span)]
    if asked.kind is Kind.PLACE:
        named = [lemma for _, _, lemma in terms_in(written, morphology)]
        return bool(named) and named[0] not in asked.about
    numbers = set(_NUMBERS.findall(written))
    if numbers:
        return not numbers <= set(_NUMBERS.findall(asked.question))
    held = {morphology.lemma(word) for word in _words(written)}
    content = {lemma for _, _, lemma in morphology.located_terms(written)}
    return bool(content - asked.about) if content else bool(held - asked.words)
