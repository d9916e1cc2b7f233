"""Years, by themselves and behind a month, quarter or season."""

from znatok.understanding.numerals import read_ordinal
from znatok.understanding.periods.calendar import Kind, Unit, is_year
from znatok.understanding.periods.guards import is_counted, is_joined, is_numbered, may_be_year
from znatok.understanding.periods.tokens import DASHES, Line
from znatok.understanding.periods.words import PLURAL_YEARS, SHIFTS, YEAR_WORDS

_CENTURY = 2000  # «24-й год»: benchmarks/sets/README.md reads every two-digit year as 20YY
_FULL, _SHORT = 4, 2  # digits
_JOINTS = DASHES | frozenset("./,+")
_APOSTROPHES = frozenset("'’`")
_THIS_YEAR = {("т", ".", "г"): 0, ("с", ".", "г"): 0, ("п", ".", "г"): -1}  # as orders write it
_BUSINESS = ("финансов", "календарн", "отчетн", "бюджетн", "хозяйственн")
_SHORT_AHEAD = 10  # «на 35 год» asked in 2025 is a year, «за 40 год» is not
_SHORTEST_SPOKEN = 100
_LOWEST_SPOKEN = 20  # «двадцать четвёртый год» is a year, «третий год» is a count


def year_word(line: Line, at: int) -> int:
    """The index behind «года», «г.», «финансовый год» at `at`, or `at` itself."""
    index = at + 1 if line.word(at).startswith(_BUSINESS) else at
    if line.word(index) not in YEAR_WORDS:
        return at
    return line.skip(index + 1, ".") if line.word(index) in {"г", "гг"} else index + 1


def year_tail(line: Line, at: int) -> tuple[int, int] | None:
    """The year that completes a unit («2024», «24 г.», «прошлого года») and the index behind it."""
    index = line.skip(at, ".")
    comma = line.skip(index, ",") > index
    index = line.skip(line.skip(index, ","), "of", "in")
    index = line.skip(index, "the")
    number = line.number(index)
    if number is not None:
        return _tail_in_figures(line, index, number, comma=comma)
    if line.word(index) in _APOSTROPHES and line.glued(index + 1):
        number = line.number(index + 1)
        return None if number is None else (_CENTURY + number % 100, index + 2)
    if comma:
        return None
    letters = _THIS_YEAR.get((line.word(index), line.word(index + 1), line.word(index + 2)))
    if letters is not None:
        return line.today.year + letters, line.skip(index + 3, ".")
    shift = -1 if line.word(index) == "last" else SHIFTS.get(line.word(index))
    if shift is not None and year_word(line, index + 1) > index + 1:
        return line.today.year + shift, year_word(line, index + 1)
    return _spoken(line, index)


def _tail_in_figures(line: Line, at: int, number: int, *, comma: bool) -> tuple[int, int] | None:
    digits = len(line.word(at))
    after = line.ordinal_tail(at + 1)
    behind = year_word(line, after)
    if digits == _FULL and is_year(number):
        if behind > after:
            return number, behind
        return None if comma or is_counted(line, after) else (number, after)
    if digits == _SHORT and (behind > after or (line.glued(at) and line.word(at - 1) != ".")):
        return _CENTURY + number, behind
    return None


def _spoken(line: Line, at: int) -> tuple[int, int] | None:
    """«две тысячи двадцать четвёртого года», «двадцать пятого года»."""
    ordinal = read_ordinal(line.words, at)
    if ordinal is None or year_word(line, ordinal[1]) == ordinal[1]:
        return None
    number, after = ordinal
    if _LOWEST_SPOKEN <= number < _SHORTEST_SPOKEN:
        number += _CENTURY
    return (number, year_word(line, after)) if is_year(number) else None


def year(line: Line, at: int) -> tuple[Unit, int] | None:
    """«2024 год», «за 2024», «в 2023-м», «24-й год», «две тысячи двадцать четвёртый год»."""
    number = line.number(at)
    if number is None:
        spoken = _spoken(line, at)
        return None if spoken is None else (_year(spoken[0]), spoken[1])
    after = line.ordinal_tail(at + 1)
    behind = year_word(line, after)
    numbered = is_numbered(line, at) and (behind == after or line.word(at - 1) == "№")
    if numbered or is_joined(line, at, _JOINTS):
        return None
    if len(line.word(at)) == _FULL:
        ended = after > at + 1 and line.word(after - 1) not in {"е", "х", "ые"}
        if is_year(number) and (behind > after or ended or may_be_year(line, at)):
            return _year(number), behind
        return None
    short = len(line.word(at)) == _SHORT and behind > after
    if short and line.word(after) not in PLURAL_YEARS:
        ended = after > at + 1
        return (
            (_year(_CENTURY + number), behind)
            if ended or _is_short_year(line, at, number)
            else None
        )
    return None


def _is_short_year(line: Line, at: int, number: int) -> bool:
    """«за 24 год» is a year, «за 21 год» may be a count, «24 года» is one."""
    return (
        line.word(at - 1) in {"за", "в", "на"}
        and line.word(at + 1) in {"год", "году"}
        and number % 10 != 1
        and number <= line.today.year % 100 + _SHORT_AHEAD
    )


def _year(number: int) -> Unit:
    return Unit(Kind.YEAR, number, number)


def years_in_a_row(line: Line, at: int) -> tuple[tuple[int, int], int] | None:
    """«2022–2024», «2022-2024 гг.»: both years, and the index behind them."""
    first, last = line.number(at), line.number(at + 2)
    if first is None or last is None or line.word(at + 1) not in DASHES | {"/"}:
        return None
    if (
        not (is_year(first) and is_year(last) and first < last)
        or is_numbered(line, at)
        or is_counted(line, at + 3)
    ):
        return None
    if line.word(at + 1) == "/" or line.word(at + 3) in DASHES:
        return None
    return (first, last), year_word(line, line.ordinal_tail(at + 3))
