"""Numbers written in words, Russian and English: «двадцать первого», «полтора миллиона», "three".

Words are compared folded (lower case, ё as е). Forms are listed by their endings, because a
dictionary lookup would also take «сорока» for the bird and «три» for the verb «тереть».
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000  # where Russian changes how it counts

_ORDINAL_ENDINGS = (
    *("ый", "ой", "ий", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"),
    *("ая", "яя", "ую", "юю", "ое", "ее", "ые", "ие", "ых", "их", "ыми", "ими"),
)

_ORDINAL_STEMS: Mapping[int, str] = {
    1: "перв",
    2: "втор",
    4: "четверт",
    5: "пят",
    6: "шест",
    7: "седьм",
    8: "восьм",
    9: "девят",
    10: "десят",
    11: "одиннадцат",
    12: "двенадцат",
    13: "тринадцат",
    14: "четырнадцат",
    15: "пятнадцат",
    16: "шестнадцат",
    17: "семнадцат",
    18: "восемнадцат",
    19: "девятнадцат",
    20: "двадцат",
    30: "тридцат",
    40: "сороков",
    50: "пятидесят",
    60: "шестидесят",
    70: "семидесят",
    80: "восьмидесят",
    90: "девяност",
    100: "сот",
    1000: "тысячн",
    2000: "двухтысячн",
}

_THIRD = "третий третьего третьему третьим третьем третья третьей третью третье третьи третьих"

_ENGLISH_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)

_CARDINAL_FORMS: Mapping[int, str] = {
    0: "ноль ноля нулю нуль нуля zero",
    1: "один одного одному одним одном одна одну одной одно one",
    2: "два две двух двум двумя two",
    3: "три трех трем тремя three",
    4: "четыре четырех четырем четырьмя four",
    5: "пять пяти пятью five",
    6: "шесть шести шестью six",
    7: "семь семи семью seven",
    8: "восемь восьми восемью восьмью eight",
    9: "девять девяти девятью nine",
    10: "десять десяти десятью ten",
    11: "одиннадцать одиннадцати одиннадцатью eleven",
    12: "двенадцать двенадцати двенадцатью twelve",
    13: "тринадцать тринадцати тринадцатью thirteen",
    14: "четырнадцать четырнадцати четырнадцатью fourteen",
    15: "пятнадцать пятнадцати пятнадцатью fifteen",
    16: "шестнадцать шестнадцати шестнадцатью sixteen",
    17: "семнадцать семнадцати семнадцатью seventeen",
    18: "восемнадцать восемнадцати восемнадцатью eighteen",
    19: "девятнадцать девятнадцати девятнадцатью nineteen",
    20: "двадцать двадцати двадцатью twenty",
    30: "тридцать тридцати тридцатью thirty",
    40: "сорок сорока forty",
    50: "пятьдесят пятидесяти пятьюдесятью fifty",
    60: "шестьдесят шестидесяти шестьюдесятью sixty",
    70: "семьдесят семидесяти семьюдесятью seventy",
    80: "восемьдесят восьмидесяти восемьюдесятью eighty",
    90: "девяносто девяноста ninety",
    100: "сто ста hundred",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трехсот тремстам тремястами трехстах",
    400: "четыреста четырехсот четыремстам четырьмястами четырехстах",
    500: "пятьсот пятисот пятистам пятьюстами пятистах",
    600: "шестьсот шестисот шестистам шестьюстами шестистах",
    700: "семьсот семисот семистам семьюстами семистах",
    800: "восемьсот восьмисот восьмистам восемьюстами восьмистах",
    900: "девятьсот девятисот девятистам девятьюстами девятистах",
}

_MULTIPLIER_FORMS: Mapping[int, str] = {
    1_000: "тысяча тысячи тысяче тысячу тысячей тысячью тысяч тысячам тысячами тысячах "
    "тыс thousand",
    1_000_000: "миллион миллиона миллиону миллионом миллионе миллионы миллионов миллионам "
    "миллионами миллионах млн million",
    1_000_000_000: "миллиард миллиарда миллиарду миллиардом миллиарде миллиарды миллиардов "
    "миллиардам миллиардами миллиардах млрд billion",
    1_000_000_000_000: "триллион триллиона триллиону триллионом триллионы триллионов трлн trillion",
}


def _by_word(forms: Mapping[int, str]) -> dict[str, int]:
    return {word: value for value, words in forms.items() for word in words.split()}


CARDINALS: Mapping[str, int] = _by_word(_CARDINAL_FORMS)
MULTIPLIERS: Mapping[str, int] = _by_word(_MULTIPLIER_FORMS)
ORDINALS: Mapping[str, int] = {
    **{stem + end: n for n, stem in _ORDINAL_STEMS.items() for end in _ORDINAL_ENDINGS},
    **dict.fromkeys([*_THIRD.split(), "третьими"], 3),
    **{word: n for n, word in enumerate(_ENGLISH_ORDINALS, start=1)},
}
_ONE_AND_A_HALF = frozenset({"полтора", "полторы", "полутора"})


def read_cardinal(words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """The number that starts at `words[at]` and the index behind it, or None.

    «три тысячи двести» → 3200; «полтора миллиона» → 1500000; «тысяча» → 1000. Parts must shrink:
    «пять три» is read as 5 and stops there.
    """
    total = Fraction(0)
    ceiling: int | None = None  # the multiplier that a further group must stay under
    index = at
    while index < len(words):
        group, after = _group(words, index)
        multiplier = MULTIPLIERS.get(words[after]) if after < len(words) else None
        if group is None and multiplier is None:
            break
        scale = multiplier or 1
        if ceiling is not None and scale >= ceiling:
            break
        total += (1 if group is None else group) * scale
        index = after + (1 if multiplier else 0)
        ceiling = scale
        if scale == 1:
            break
    return (total, index) if index > at else None


def _group(words: Sequence[str], at: int) -> tuple[Fraction | None, int]:
    """A number below a thousand, without its multiplier; (None, at) where there is none."""
    if words[at] in _ONE_AND_A_HALF:
        return Fraction(3, 2), at + 1
    value: int | None = None
    smallest = 1000
    index = at
    while index < len(words):
        part = CARDINALS.get(words[index])
        if part is None or not _extends(part, smallest, first=value is None):
            break
        value = (value or 0) + part
        smallest = part
        index += 1
    return (None if value is None else Fraction(value)), index


def _extends(part: int, smallest: int, *, first: bool) -> bool:
    if first:
        return True
    if smallest >= _HUNDRED:
        return 0 < part < _HUNDRED
    return _TWENTY <= smallest < _HUNDRED and 0 < part < _TEN


def read_ordinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The ordinal that starts at `words[at]` and the index behind it, or None.

    «двадцать первого» → 21; «две тысячи двадцать четвёртого» → 2024; «пятого» → 5.
    """
    total = 0
    smallest: int | None = None
    index = at
    while index < len(words):
        word = words[index]
        ordinal = ORDINALS.get(word)
        if ordinal is not None and (smallest is None or ordinal < smallest):
            fits = smallest is None or smallest >= _HUNDRED or ordinal < _TEN
            return (total + ordinal, index + 1) if fits else None
        step = _ordinal_step(words, index, smallest)
        if step is None:
            return None
        part, index = step
        total += part
        smallest = part
    return None


def _ordinal_step(words: Sequence[str], index: int, smallest: int | None) -> tuple[int, int] | None:
    """A leading cardinal of a compound ordinal: thousands, hundreds or tens."""
    after = words[index + 1] if index + 1 < len(words) else ""
    part = CARDINALS.get(words[index])
    if part in {1, 2} and MULTIPLIERS.get(after) == _THOUSAND and smallest is None:
        return part * _THOUSAND, index + 2
    if MULTIPLIERS.get(words[index]) == _THOUSAND and smallest is None:
        return _THOUSAND, index + 1
    if part is not None and part >= _TWENTY and (smallest is None or part < smallest):
        return part, index + 1
    return None
