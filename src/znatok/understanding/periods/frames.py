"""What is built around units: «с … по …», «до …», «после …», «с начала …», «X–Y»."""

from dataclasses import replace

from znatok.understanding.periods import counted, letters, named, parts, relative, years
from znatok.understanding.periods.calendar import Kind, Span, Unit, containing, is_year, months
from znatok.understanding.periods.guards import is_excluded
from znatok.understanding.periods.model import Period
from znatok.understanding.periods.named import Found, Rule
from znatok.understanding.periods.tokens import DASHES, Line
from znatok.understanding.periods.words import DATIVE, INSTRUMENTAL, UNITS

Framed = tuple[Period, int] | None

_RULES: tuple[Rule, ...] = (
    named.whole_date,
    named.day_of_month,
    parts.part_by_number,
    letters.part_by_letter,
    named.month,
    named.month_in_figures,
    parts.last_part,
    parts.week_by_number,
    named.season,
    years.year,
    relative.near_day,
    relative.neighbouring,
    relative.weekday_of_week,
    relative.nearest_weekday,
    relative.weekend,
    counted.rolling,
    counted.rolling_one,
    counted.months_of_year,
    counted.ago,
    counted.through,
)

_LATIN_C = "c"  # stands on the same key
_FROM = frozenset({"с", _LATIN_C, "со", "from", "since", "от", "между", "between"})
_STARTING = frozenset({"начиная", "starting", "beginning"})
_TO_INCLUDED = frozenset({"по", "to", "through", "till", "until", "и", "and"})
_INCLUSIVE = frozenset({"включительно", "inclusive"})
_OPEN_FROM = frozenset(
    {
        "с",
        _LATIN_C,
        "c",  # the second is Latin
        "со",
    }
    | {"со", "since", "from"}
)
_BEFORE = frozenset({"до", "before", "until"})
_AFTER = frozenset({"после", "after", "позже", "позднее"})
_LATER = frozenset({"позднее", "позже", "later"})
_EARLIER = frozenset({"ранее", "раньше", "earlier"})
_BEGINNINGS = frozenset({"начала", "beginning", "start"})
_ENDS = frozenset({"конца", "конец", "end"})


def unit_at(line: Line, at: int) -> Found:
    """The unit that starts at token `at`, by the rule that reads furthest."""
    best: Found = None
    for rule in _RULES:
        found = rule(line, at)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    if best is not None and line.repeats and isinstance(best[0], Unit) and best[0].year is None:
        return None  # «ежегодно до 1 марта»: of every year
    return best


def placed(line: Line, unit: Unit | Span) -> Span | None:
    """The days of a unit, its year chosen if it has none."""
    return unit.placed(line.today, future=line.future) if isinstance(unit, Unit) else unit


def frame_at(line: Line, at: int) -> Framed:
    """The range or open period that starts at token `at`."""
    return (
        _from(line, at)
        or _up_to(line, at)
        or _after(line, at)
        or _dashed(line, at)
        or _ytd(line, at)
    )


def _from(line: Line, at: int) -> Framed:
    start = at + 1 if line.word(at) in _STARTING else at
    if line.word(start) not in _FROM:
        return None
    opening, start = line.word(start), line.skip(start + 1, "the")
    if line.word(start) in _BEGINNINGS:
        return _from_beginning(line, start + 1)
    days = relative.weekdays(line, start)
    if isinstance(days, tuple) and isinstance(days[0], Span):
        return _period(days[0]), days[1]
    return _closed(line, start, opening) or _open(line, start, opening)


def _closed(line: Line, start: int, opening: str) -> Framed:
    """Both ends named: «1 по 15 марта», «марта до мая»."""
    for left, joint in _lefts(line, start):
        joiner = line.word(joint)
        if joiner in {"и", "and"} and opening not in {"между", "between"}:
            continue
        if joiner != "до" and joiner not in _TO_INCLUDED and joiner not in DASHES:
            continue
        right, after = _right(line, joint + 1)
        if right is None:
            continue
        stop = line.skip(after, *_INCLUSIVE)
        included = joiner != "до" or stop > after or _is_now(line, joint + 1)
        period = _between(line, left, right, included=included)
        if period is not None:
            return period, stop
    return None


def _lefts(line: Line, at: int) -> list[tuple[Unit | Span | int, int]]:
    """What may open a range at `at`, and where each reading ends; a bare number comes last."""
    readings = (unit_at(line, at), named.day_in_figures(line, at), line.ordinal(at))
    return [reading for reading in readings if reading is not None]


def _right(line: Line, at: int) -> tuple[Unit | Span | None, int]:
    at = line.skip(at, "the")
    ending = at + 1 if line.word(at) in _ENDS else at
    found = relative.now(line, at) or unit_at(line, ending) or named.day_in_figures(line, at)
    if found is not None:
        return found
    if ending > at:
        kind = UNITS.get(line.word(ending))
        if kind is not None and kind is not Kind.TEN_DAYS:
            return containing(line.today, kind), ending + 1
    bare = line.number(at)
    # «с 2022 по 2024»: only two years may both be bare
    if bare is not None and len(line.word(at)) == len("2024") and is_year(bare):
        return Unit(Kind.YEAR, bare, bare), at + 1
    return None, at


def _is_now(line: Line, at: int) -> bool:
    return relative.now(line, at) is not None or line.word(at) in _ENDS


def _between(
    line: Line, left: Unit | Span | int, right: Unit | Span, *, included: bool
) -> Period | None:
    if isinstance(left, int):
        if not isinstance(right, Unit):
            return None
        same = named.alike(right, left)
        if same is None:
            return None
        left = same if right.kind is Kind.YEAR else replace(same, year=None)
    span = _ends(line, left, right)
    if span is None:
        return None
    first, last = span
    end = last.end if included else last.start
    return Period(first.start, end) if first.start < end else None


def _ends(line: Line, left: Unit | Span, right: Unit | Span) -> tuple[Span, Span] | None:
    """Both ends placed: a year said once is the last end's, the first is the nearest before it."""
    if isinstance(left, Unit) and left.year is None:
        last = placed(line, right)
        first = left.before(last) if last is not None else None
    else:
        first = placed(line, left)
        yearless = isinstance(right, Unit) and right.year is None
        if first is not None and isinstance(right, Unit) and yearless:
            last = right.after(first)
        else:
            last = placed(line, right)
    return None if first is None or last is None else (first, last)


def _from_beginning(line: Line, at: int) -> Framed:
    """«начала года», «начала 2024 года», «начала года по март»: to today if no end is named."""
    at = line.skip(line.skip(at, "of"), "the")
    found = unit_at(line, at)
    if found is not None:
        span, after = placed(line, found[0]), found[1]
    else:
        kind = UNITS.get(line.word(at))
        if kind is None or kind in {Kind.TEN_DAYS, Kind.DAY}:
            return None
        span, after = containing(line.today, kind), at + 1
    if span is None:
        return None
    if line.word(after) in {"по", "до", "to"}:
        right, stop = _right(line, after + 1)
        included = line.word(after) != "до" or _is_now(line, after + 1)
        period = None if right is None else _between(line, span, right, included=included)
        if period is not None:
            return period, stop
    tomorrow = containing(line.today, Kind.DAY).end
    return Period(span.start, tomorrow if span.start < tomorrow else None), after


def _open(line: Line, start: int, opening: str) -> Framed:
    """«с марта», «с прошлого года»: no end; «с мартом», «от 15 марта» are no beginnings."""
    if opening not in _OPEN_FROM:
        return None
    found = unit_at(line, start) or named.day_in_figures(line, start)
    if found is None or _has(line, start, found[1], INSTRUMENTAL):
        return None
    span = placed(line, found[0])
    return None if span is None else (Period(span.start, None), found[1])


def _up_to(line: Line, at: int) -> Framed:
    """«до 15 марта», «по март», «не позднее 15 марта», «до конца года»."""
    word, start = line.word(at), at + 1
    included = word in {"по", "through"}
    if word in {"не", "no"} and line.word(start) in _LATER:
        included, start = True, line.skip(start + 1, "чем", "than")
    elif word in _EARLIER and line.word(at - 1) != "не":
        start = line.skip(start, "чем", "than")
    elif word not in _BEFORE and not included:
        return None
    start = line.skip(start, "the")
    if line.word(start) in _ENDS:
        return _to_the_end(line, start + 1)
    start = line.skip(start, *_BEGINNINGS)
    found = unit_at(line, start) or named.day_in_figures(line, start)
    if found is None or (word == "по" and _has(line, start, found[1], DATIVE)):
        return None
    span, after = placed(line, found[0]), found[1]
    stop = line.skip(after, *_INCLUSIVE)
    if span is None:
        return None
    return Period(None, span.end if included or stop > after else span.start), stop


def _to_the_end(line: Line, at: int) -> Framed:
    """«конца года»: from today; of a unit that is over: from no beginning."""
    at = line.skip(line.skip(at, "of"), "the")
    found = unit_at(line, at)
    if found is not None:
        unit, after = found
        future = isinstance(unit, Unit) and unit.placed(line.today, future=True)
        span = future if isinstance(future, Span) else placed(line, unit)
    else:
        kind = UNITS.get(line.word(at))
        if kind is None or kind is Kind.TEN_DAYS:
            return None
        span, after = containing(line.today, kind), at + 1
    if span is None:
        return None
    return Period(line.today if line.today < span.end else None, span.end), after


def _after(line: Line, at: int) -> Framed:
    """«после 15 марта», «не ранее 15 марта»."""
    word, start = line.word(at), at + 1
    included = word == "не" and line.word(start) in _EARLIER
    if included:
        start = line.skip(start + 1, "чем", "than")
    elif word not in _AFTER or line.word(at - 1) == "не":
        return None
    found = unit_at(line, line.skip(start, "чем")) or named.day_in_figures(line, start)
    span = placed(line, found[0]) if found is not None else None
    if found is None or span is None:
        return None
    return Period(span.start if included else span.end, None), found[1]


def _dashed(line: Line, at: int) -> Framed:
    """«янв–март 2025», «1–15 марта», «01.03–15.03», «2022–2024 годы», «I–III квартал»."""
    row = years.years_in_a_row(line, at)
    if row is not None:
        (first, last), after = row
        return Period(months(first, 1, 12).start, months(last, 1, 12).end), after
    english = named.english_days(line, at)
    if english is not None:
        return _between_units(line, *english)
    for left, joint in _lefts(line, at):
        if line.word(joint) not in DASHES:
            continue
        if isinstance(left, int) and is_excluded(line, at, joint, None):
            continue
        right = unit_at(line, joint + 1) or named.day_in_figures(line, joint + 1)
        if right is None or not _pairs(left, right[0]):
            continue
        period = _between(line, left, right[0], included=True)
        if period is not None:
            return period, right[1]
    return None


def _between_units(line: Line, left: Unit, right: Unit, after: int) -> Framed:
    period = _between(line, left, right, included=True)
    return None if period is None else (period, after)


def _pairs(left: Unit | Span | int, right: Unit | Span) -> bool:
    """A dash joins units of one kind; between others it is punctuation."""
    if not isinstance(right, Unit):
        return False
    return isinstance(left, int) or (isinstance(left, Unit) and left.kind is right.kind)


def _ytd(line: Line, at: int) -> Framed:
    """Year to date, YTD."""
    letters = {"ytd": Kind.YEAR, "qtd": Kind.QUARTER, "mtd": Kind.MONTH, "wtd": Kind.WEEK}
    kind, after = letters.get(line.word(at)), at + 1
    if kind is None and line.words[at + 1 : at + 3] == ["to", "date"] and line.word(at).isascii():
        kind, after = UNITS.get(line.word(at)), at + 3
    if kind is None:
        return None
    return Period(containing(line.today, kind).start, containing(line.today, Kind.DAY).end), after


def _has(line: Line, start: int, end: int, words: frozenset[str]) -> bool:
    return any(word in words for word in line.words[start:end])


def _period(span: Span) -> Period:
    return Period(span.start, span.end)
