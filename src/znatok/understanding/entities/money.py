"""Amounts of money: «1,5 млн руб.», «$2,000», «три тысячи рублей», «100 руб. 50 коп.»."""

import re
from collections.abc import Iterator
from decimal import Decimal

from znatok.understanding.entities.model import Entity, EntityKind, Money
from znatok.understanding.numerals import read_cardinal

# ISO 4217 codes by how they are written
_CURRENCIES = {
    "BYN": r"(?:белорусск\w+|бел\.?)\s+руб(?:л[а-я]+|\.)?|byn",
    "RUB": r"руб(?:л[а-я]{1,3})?\b\.?|р\.|р(?![\w/])|₽|rub|rur",
    "USD": r"долл(?:ар[а-я]{0,3})?\b\.?(?:\s+сша)?|\$|usd",
    "EUR": r"евро|€|eur",
    "CNY": r"юан[а-я]{1,3}|¥|cny",
    "KZT": r"тенге|₸|kzt",
}
_CURRENCY = "|".join(rf"(?P<{code}>{words})" for code, words in _CURRENCIES.items())
_SCALES = {
    3: r"тыс(?:яч[а-я]{0,3})?\b\.?|thousand|к(?!\w)|k(?!\w)",
    6: r"млн\b\.?|миллион[а-я]{0,3}|million|m(?!\w)",
    9: r"млрд\b\.?|миллиард[а-я]{0,3}|billion|bn(?!\w)",
    12: r"трлн\b\.?|триллион[а-я]{0,3}|trillion",
}
_SCALE = "|".join(rf"(?P<e{power}>{words})" for power, words in _SCALES.items())
_FIGURES = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,15}(?:[.,]\d{1,6})?(?!\d)"
)
_IN_BRACKETS = r"(?:\s*\([^)\d]{1,120}\))?"  # «15 000 (пятнадцать тысяч) рублей»
_AMOUNT = re.compile(rf"(?<![\w.,])(?P<figures>{_FIGURES})\s*(?:{_SCALE})?{_IN_BRACKETS}\s*")
_BEHIND = re.compile(_CURRENCY)
_BEFORE = re.compile(r"(?P<sign>[$€¥₽₸]|\b(?:usd|eur|rub|cny|kzt)\b)\s?$")
_SIGNS = {"$": "USD", "€": "EUR", "¥": "CNY", "₽": "RUB", "₸": "KZT"}
_MORE = re.compile(rf"(?P<figures>\d+)\s*(?:{_SCALE})\s*")  # «2 млн 300 тыс. руб.»
_KOPECKS = re.compile(r"\s*(\d{1,2})\s*(?:коп(?:е[а-я]{2,3})?\b\.?|цент[а-я]{0,3}|cents?)")
_GAP = re.compile(r"[.\s]*")  # «тыс. руб.»
_FIGURE_BEFORE = re.compile(r"\d\s*$")
_NEAR = 8  # characters in which a figure before a number in words is looked for
_WORD = re.compile(r"[^\W\d_]+")
# «300 тыс.» is money where nothing is counted behind it
_ENDS = re.compile(r"\s*(?:$|[,;:!?)»\n]|(?:в|на|за|по|до|от|и|или|для|с)\b)")


def find_money(folded: str) -> Iterator[Entity]:
    """Amounts in a text folded by `fold_in_place`."""
    behind = 0
    for match in _AMOUNT.finditer(folded):
        found = _in_figures(folded, match) if match.start() >= behind else None
        if found is not None:
            behind = found.end
            yield found
    yield from _in_words(folded)


def _in_figures(folded: str, match: re.Match[str]) -> Entity | None:
    sign = _BEFORE.search(folded, max(0, match.start() - len("usd ")), match.start())
    amount = _value(match, english=sign is not None)
    power, end = _power(match), match.end()
    while power and (more := _MORE.match(folded, end)) and _power(more) < power:
        amount += _value(more, english=False)
        power, end = _power(more), more.end()
    currency = _BEHIND.match(folded, end)
    if currency is not None:
        return _with_small_change(folded, match.start(), currency, amount)
    end = len(folded[:end].rstrip())
    if sign is not None:
        code = _SIGNS.get(sign["sign"], sign["sign"].upper())
        return _entity(sign.start(), end, amount, code)
    if power and match["e3"] not in {"к", "k"} and match["e6"] != "m" and _ENDS.match(folded, end):
        return _entity(match.start(), end, amount, None)
    return None


def _in_words(folded: str) -> Iterator[Entity]:
    """«три тысячи рублей»: a number in words that a currency follows."""
    found = list(_WORD.finditer(folded))
    words = [word.group() for word in found]
    at = 0
    while at < len(words):
        number = read_cardinal(words, at)
        if number is None:
            at += 1
            continue
        amount, after = number
        start, end = found[at].start(), found[after - 1].end()
        gap = _GAP.match(folded, end)
        currency = _BEHIND.match(folded, gap.end() if gap else end)
        # a number in words that stands behind figures («15 тысяч рублей») is read with them
        alone = _FIGURE_BEFORE.search(folded, max(0, start - _NEAR), start) is None
        if currency is not None and alone:
            exact = Decimal(amount.numerator) / Decimal(amount.denominator)
            yield _with_small_change(folded, start, currency, exact)
        at = after


def _with_small_change(folded: str, start: int, currency: re.Match[str], amount: Decimal) -> Entity:
    kopecks = _KOPECKS.match(folded, currency.end())
    if kopecks is None:
        return _entity(start, currency.end(), amount, currency.lastgroup)
    amount += Decimal(kopecks[1]) / 100
    return _entity(start, kopecks.end(), amount, currency.lastgroup)


def _value(match: re.Match[str], *, english: bool) -> Decimal:
    """«1 500,5» and, behind a currency's sign, "1,500.5"."""
    figures = re.sub(r"\s", "", match["figures"])
    thousands = english or figures.count(",") > 1 or ("," in figures and "." in figures)
    figures = figures.replace(",", "") if thousands else figures.replace(",", ".")
    return Decimal(figures).scaleb(_power(match))


def _power(match: re.Match[str]) -> int:
    return next((power for power in _SCALES if match[f"e{power}"]), 0)


def _entity(start: int, end: int, amount: Decimal, currency: str | None) -> Entity:
    whole = amount == amount.to_integral_value()
    amount = amount.quantize(Decimal(1)) if whole else amount.normalize()
    shown = f"{amount:,f}" if whole else f"{amount:,.2f}"
    normal = f"{shown.replace(',', ' ')} {currency or ''}".rstrip()
    return Entity(EntityKind.MONEY, start, end, normal, Money(amount, currency))
