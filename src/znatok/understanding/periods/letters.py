"""Units in letters and figures: Q3 2024, 3Q24, 2024Q1, H1 2025, 2025-W12, FY2024, 9М2024."""

from znatok.understanding.periods.calendar import Kind, Unit, is_year, months
from znatok.understanding.periods.guards import is_numbered
from znatok.understanding.periods.named import Found
from znatok.understanding.periods.tokens import Line
from znatok.understanding.periods.years import year_tail

_LETTERS = {"q": Kind.QUARTER, "h": Kind.HALF_YEAR, "w": Kind.WEEK}
_MONTHS_OF_YEAR = range(1, 13)
_CENTURY = 2000  # benchmarks/sets/README.md reads every two-digit year as 20YY


def part_by_letter(line: Line, at: int) -> Found:
    """«3Q24», «Q3», «2024Q1», «FY2024», «9М2024»; a half without its year is anything (H1, 1h)."""
    if line.word(at) == "fy":
        return _financial_year(line, at + 1)
    first = line.number(at)
    if first is not None and len(line.word(at)) == len("2024"):
        return _year_first(line, at, first)
    letter, digit = (at + 1, at) if first is not None else (at, at + 1)
    number = line.number(digit)
    if number is None or not line.glued(at + 1) or is_numbered(line, at):
        return None
    tail = year_tail(line, at + 2)
    if line.word(letter) in {"м", "m", "мес"} and tail is not None and digit == at:
        whole = number in _MONTHS_OF_YEAR
        return (months(tail[0], 1, number), tail[1]) if whole else None
    kind = _LETTERS.get(line.word(letter))
    if kind is None or (tail is None and kind is not Kind.QUARTER):
        return None
    year, after = tail or (None, at + 2)
    return _in_range(Unit(kind, number, year), after)


def _year_first(line: Line, at: int, year: int) -> Found:
    letter = at + 2 if line.word(at + 1) == "-" else at + 1  # ISO 8601: 2025-W12
    number, kind = line.number(letter + 1), _LETTERS.get(line.word(letter))
    if kind is None or number is None or not line.glued(letter + 1) or not is_year(year):
        return None
    return _in_range(Unit(kind, number, year), letter + 2)


def _in_range(unit: Unit, after: int) -> Found:
    return (unit, after) if unit.in_year(unit.year or _CENTURY) is not None else None


def _financial_year(line: Line, at: int) -> Found:
    at = line.skip(at, "'")
    number = line.number(at)
    if number is None or len(line.word(at)) not in {2, 4}:
        return None
    value = number if len(line.word(at)) == len("2024") else _CENTURY + number
    return (Unit(Kind.YEAR, value, value), at + 1) if is_year(value) else None
