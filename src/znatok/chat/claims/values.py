"""What in a statement must stand in its quote: numbers, days, codes, addresses, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from znatok.chat.claims.markup import addresses_in
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.calendar_words import MONTHS
from znatok.understanding.dates import find_dates
from znatok.understanding.folding import fold_in_place
from znatok.understanding.numerals import CARDINALS, MULTIPLIERS, read_cardinal, read_ordinal

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(rf"(?<![\w.,/])(\d{{1,2}})(?:-?го)?\s+({_MONTH})\b")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d:.]?\d)")
# Letters and figures in one word, or figures joined by / or -: КП-318, 17/2024, А-17, v2.1.
_CODE = re.compile(
    r"(?<![\w/-])(?=[\w./-]*\d)(?=[\w./-]*[^\W\d_]|\d+[/-]\d)[^\W_]+(?:[./-][^\W_]+)*(?![\w/])"
)
_ORDINAL = re.compile(r"\d{1,4}-?(?:го|й|я|е|м|му|х|ю|ое|ый|ая|ой|ом|ти|st|nd|rd|th)$")
_FIGURES = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[%₽$€°]")
_TIMES = {"вдвое": 2, "двойн": 2, "дважд": 2, "втрое": 3, "тройн": 3, "трижд": 3, "пополам": 2}
_UNITS = tuple(
    (unit, re.compile(words))
    for unit, words in (
        ("day", r"д(?:ень|ня|ней|ни|нями|нях|нем)$|сут(?:ки|ок)$|days?$"),
        ("rouble", r"руб|₽|р$|roubles?$"),
        ("percent", r"%|процент|percent$"),
        ("hour", r"час(?!т)|ч$|hours?$"),
        ("minute", r"мин(?:ут|$)|minutes?$"),
        ("month", r"мес(?:яц|$)|months?$"),
        ("year", r"год|лет$|years?$"),
        ("week", r"недел|weeks?$"),
        ("sign", r"символ|знак"),
        ("person", r"человек|сотрудник|работник"),
        ("kilogram", r"кг$|килограмм"),
        ("metre", r"м$|метр"),
        ("degree", r"°|градус"),
    )
)
_QUALIFIES = re.compile(r"календарн|рабоч|банковск|тыс|млн|млрд|миллион|миллиард|полн|новы")
_MEASURE = re.compile(r"\d+(?:[.,]\d+)?(?:ч|мин|кг|г|м|км|р|руб|мес|шт|л|ГБ|МБ|лет)")
_INITIAL = 1
_REMEMBERED = 20_000  # words


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and what it counts ("" when that is not known). `start`, `end`: where it stands."""

    value: Fraction
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Values:
    """`days`: ISO dates, or «--10-01» for a day without a year. `names`: lemmas of proper names."""

    amounts: tuple[Amount, ...]
    days: frozenset[str]
    codes: frozenset[str]
    addresses: frozenset[str]
    names: frozenset[str]

    def joined(self, other: "Values") -> "Values":
        """The values of two texts; where an amount stands is then told for neither."""
        return Values(
            self.amounts + other.amounts,
            self.days | other.days,
            self.codes | other.codes,
            self.addresses | other.addresses,
            self.names | other.names,
        )


class ValueReader:
    """Reads the values of texts. Remembers which words are names; thread-safe."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._known_name = lru_cache(maxsize=_REMEMBERED)(morphology.is_name)

    def read(self, text: str) -> Values:
        """All values of `text`; what belongs to a date or a code is not a number as well."""
        addresses = addresses_in(text)
        for each in sorted(addresses, key=len, reverse=True):
            text = text.replace(each, " " * len(each))
        found = find_dates(text)
        days = {each.day.isoformat() for each in found}
        rest = _blanked(text, [(each.start, each.end) for each in found])
        folded = fold_in_place(rest)
        loose = list(_DAY_MONTH.finditer(folded))
        days |= {f"--{MONTHS[each[2]]:02}-{int(each[1]):02}" for each in loose}
        rest = _blanked(rest, [each.span() for each in loose])
        codes = [each for each in _CODE.finditer(rest) if not _ORDINAL.match(each.group().lower())]
        codes = [each for each in codes if not _measure(each.group())]
        rest = _blanked(rest, [each.span() for each in codes])
        return Values(
            amounts=tuple(sorted(_amounts(rest), key=lambda each: each.start)),
            days=frozenset(days),
            codes=frozenset(fold(each.group()) for each in codes),
            addresses=frozenset(map(fold, addresses)),
            names=frozenset(self._names(text)),
        )

    def _names(self, text: str) -> Iterator[str]:
        """Words that name one thing: capitals within a sentence, known names, foreign words."""
        opens = True
        for found in re.finditer(r"[^\W\d_]+|[.!?:|\n]", text):
            word = found.group()
            if not word[0].isalpha():
                opens = word != "." or opens
                continue
            foreign = word.isascii() and len(word) > 1
            capital = word[0].isupper() and len(word) > _INITIAL and not opens
            if foreign or capital or (word[0].isupper() and self._is_name(word)):
                yield self._morphology.lemma(word)
            opens = False

    def _is_name(self, word: str) -> bool:
        return len(word) > _INITIAL and self._known_name(word)


def _measure(token: str) -> bool:
    """Whether it is a number with its unit and no space: 24ч, 2кг, 100%."""
    return _MEASURE.fullmatch(token) is not None


def _amounts(text: str) -> Iterator[Amount]:
    taken: list[tuple[int, int]] = []
    for clock in _CLOCK.finditer(text):
        taken.append(clock.span())
        unit = "clock" if clock[2] != "00" else "hour"
        whole = Fraction(int(clock[1])) + (Fraction(int(clock[2]), 60) if clock[2] != "00" else 0)
        yield Amount(whole, unit, *clock.span())
    rest = _blanked(text, taken)
    for found in _FIGURES.finditer(rest):
        figures = re.sub(r"[ \u00a0\u202f]", "", found.group()).replace(",", ".")
        value, end = Fraction(figures), found.end()
        after = _WORD.match(rest, _skip(rest, end))
        scale = MULTIPLIERS.get(fold(after.group())) if after else None
        if scale is not None and after is not None:
            value, end = value * scale, after.end()
        taken.append((found.start(), end))
        yield Amount(value, _unit_after(rest, end), found.start(), end)
    yield from _in_words(_blanked(text, taken))


def _in_words(text: str) -> Iterator[Amount]:
    words = list(re.finditer(r"[^\W\d_]+", text))
    folded = [fold(each.group()) for each in words]
    at = 0
    while at < len(words):
        read = read_cardinal(folded, at) if folded[at] in _NUMERALS else None
        ordinal = read_ordinal(folded, at) if read is None or folded[at] in _NUMERALS else None
        if ordinal is not None and (read is None or ordinal[1] > read[1]):
            read = (Fraction(ordinal[0]), ordinal[1])
        times = next((n for stem, n in _TIMES.items() if folded[at].startswith(stem)), None)
        if read is None and times is not None:
            yield Amount(Fraction(times), "times", words[at].start(), words[at].end())
        if read is None or _is_pronoun(folded, at, read[1]):
            at += 1
            continue
        end = words[read[1] - 1].end()
        yield Amount(read[0], _unit_after(text, end), words[at].start(), end)
        at = read[1]


_NUMERALS = frozenset(CARDINALS) | frozenset(MULTIPLIERS) | {"полтора", "полторы", "полутора"}


def _is_pronoun(folded: list[str], at: int, after: int) -> bool:
    """«Один из», «одной», «первый» alone say no number that a quote must hold."""
    return after == at + 1 and (
        CARDINALS.get(folded[at]) in {0, 1} or folded[at].startswith(("перв", "втор"))
    )


def _unit_after(text: str, at: int) -> str:
    """What is counted: the word behind the number, what only qualifies it passed over."""
    for _ in range(2):
        found = _WORD.match(text, _skip(text, at))
        if found is None:
            return ""
        word = fold(found.group())
        if not _QUALIFIES.match(word):
            return next((unit for unit, words in _UNITS if words.match(word)), word[:5])
        at = found.end()
    return ""


def known_unit(unit: str) -> bool:
    return any(unit == each for each, _ in _UNITS)


def _skip(text: str, at: int) -> int:
    bracket = re.compile(r"\s*(?:\([^)]{1,40}\))?\s*").match(text, at)
    return bracket.end() if bracket else at


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with these spans made of a sign that belongs to no value."""
    for start, end in spans:
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return text
