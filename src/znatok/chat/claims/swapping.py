"""A value of the quote given to another of its things: the offices' five days to the workshops."""

import re
from collections.abc import Sequence

from znatok.chat.claims.values import Amount
from znatok.language.likeness import likeness_in
from znatok.language.morphology import Morphology

_CLAUSE = re.compile(r"[;.!?\n]|,(?!\d)|\s(?:а|и|но|либо|или)\s")
_UNIT = 3  # characters behind a number in which the word begins that says what it counts
_FULLY = 0.6  # share of the rival's words: less is the subject that both share
_TIME = frozenset({"minute", "hour", "day", "week", "month", "year"})


def swaps(
    statement: str,
    said: Sequence[Amount],
    quote: str,
    held: Sequence[Amount],
    morphology: Morphology,
) -> bool:
    """Whether a number of `statement` fits the words around another number of `quote` better.

    `said`, `held`: the numbers of the two. Compared are numbers that count the same kind of thing,
    by the share of the words around each that the statement has: the clause of the rival must be
    told more fully than the number's own.
    """
    if len(held) < 2 or not said:  # noqa: PLR2004  # no two, nothing to confuse
        return False
    whole = _terms(statement, said, (0, len(statement)), morphology)
    clauses = {
        each: _terms(quote, held, _clause(quote, each), morphology) - {_name(each)} for each in held
    }
    for amount in said:
        own = [each for each in held if each.value == amount.value]
        rivals = [
            each
            for each in held
            if each.value != amount.value
            and own
            and (each.unit == own[0].unit or {each.unit, own[0].unit} <= _TIME)
            and all(other.value != each.value for other in said)
        ]
        if own and rivals:
            told = whole - {_name(amount)}
            mine = max(_told(clauses[each], told) for each in own)
            theirs = max(_told(clauses[each], told) for each in rivals)
            if theirs > mine and theirs >= _FULLY:
                return True
    return False


def _told(clause: frozenset[str], whole: frozenset[str]) -> float:
    """Share of a clause's words that the statement has."""
    if not clause:
        return 0.0
    return sum(likeness_in(each, whole) for each in clause) / len(clause)


def _clause(text: str, amount: Amount) -> tuple[int, int]:
    """Where the words around a number begin and end."""
    ends = [0, *(each.start() for each in _CLAUSE.finditer(text)), len(text)]
    return (
        max(each for each in ends if each <= amount.start),
        min(each for each in ends if each >= amount.end),
    )


def _terms(
    text: str, amounts: Sequence[Amount], span: tuple[int, int], morphology: Morphology
) -> frozenset[str]:
    """The words of a part of `text`; its numbers as numbers, what they count left out."""
    start, end = span
    inside = [each for each in amounts if start <= each.start and each.end <= end]
    words = {
        lemma
        for first, last, lemma in morphology.located_terms(text[start:end])
        if not any(
            each.start <= start + first < each.end + _UNIT and start + last > each.start
            for each in inside
        )
        and not lemma.isdigit()
    }
    return frozenset(words | {_name(each) for each in inside})


def _name(amount: Amount) -> str:
    return f"#{amount.value}"
