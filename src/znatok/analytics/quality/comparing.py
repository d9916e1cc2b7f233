"""Two runs side by side: what changed, on the questions that both asked in the same words.

Differences are of pairs, and so are their intervals: a question that both runs get right says
nothing, however many of them there are (paired bootstrap; Efron & Tibshirani 1993, chapter 8).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from znatok.analytics.quality.figures import share
from znatok.analytics.quality.measures import Estimate, estimate
from znatok.analytics.quality.run_model import SKIPPED, Result

MOST_SLICES: Final = 200

Judgement = Callable[[Result], bool | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after, shares 0…1. `difference`: after less before, with interval.

    All None where no question could tell.
    """

    name: str
    before: float | None
    after: float | None
    difference: Estimate | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The share of right answers of one part of the questions."""

    by: str
    value: str
    change: Change


@dataclass(frozen=True, slots=True)
class Pair:
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Comparison:
    """`won`, `lost`: right after and not before, and the other way round. `compared`: pairs.

    `only_before`, `only_after`: questions that only one of the runs asked, or that were edited.
    """

    changes: tuple[Change, ...]
    slices: tuple[Slice, ...]
    won: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    compared: int
    only_before: int
    only_after: int
    leaks_before: int
    leaks_after: int

    def change(self, name: str) -> Change:
        return next(each for each in self.changes if each.name == name)


def _right(result: Result) -> bool | None:
    return result.right


def _source(result: Result) -> bool | None:
    return result.source_right


def _refused(result: Result) -> bool | None:
    return None if result.answerable else result.right


MEASURES: Final[tuple[tuple[str, Judgement], ...]] = (
    ("right", _right),
    ("source_right", _source),
    ("refused", _refused),
)


def compare(before: Sequence[Result], after: Sequence[Result]) -> Comparison:
    """Compare the results of two runs."""
    former = {each.question_id: each for each in before if each.outcome != SKIPPED}
    later = {each.question_id: each for each in after if each.outcome != SKIPPED}
    pairs = [
        Pair(was, now)
        for id_, now in later.items()
        if (was := former.get(id_)) is not None and was.revision == now.revision
    ]
    return Comparison(
        changes=tuple(_change(name, judge, pairs) for name, judge in MEASURES),
        slices=tuple(_slices(pairs)),
        won=tuple(each for each in pairs if each.after.right and not each.before.right),
        lost=tuple(each for each in pairs if each.before.right and not each.after.right),
        compared=len(pairs),
        only_before=len(former) - len(pairs),
        only_after=len(later) - len(pairs),
        leaks_before=sum(each.leaks for each in before),
        leaks_after=sum(each.leaks for each in after),
    )


def slices_of(result: Result) -> Iterable[tuple[str, str]]:
    """(what it is cut by, the part) of every slice that a question is in."""
    slices = result.slices
    named = (
        ("department", slices.department),
        ("kind", slices.kind),
        ("intent", slices.intent),
        *(("tag", each) for each in slices.tags),
    )
    yield from ((by, value) for by, value in named if value)
    if slices.never_asked is not None:
        yield "never_asked", "yes" if slices.never_asked else "no"


def _slices(pairs: Sequence[Pair]) -> list[Slice]:
    parts: dict[tuple[str, str], list[Pair]] = {}
    for each in pairs:
        for part in slices_of(each.after):
            parts.setdefault(part, []).append(each)
    # The largest first; a company may have more tags than anybody would read.
    largest = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))[:MOST_SLICES]
    return [Slice(by, value, _change("right", _right, some)) for (by, value), some in largest]


def _change(name: str, judge: Judgement, pairs: Sequence[Pair]) -> Change:
    told = [
        (was, now)
        for each in pairs
        if (was := judge(each.before)) is not None and (now := judge(each.after)) is not None
    ]
    if not told:
        return Change(name, None, None, None)
    return Change(
        name,
        share(was for was, _ in told),
        share(now for _, now in told),
        estimate([float(now) - float(was) for was, now in told]),
    )
