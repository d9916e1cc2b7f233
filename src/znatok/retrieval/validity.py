"""Found passages put in order by what is in force: revisions first to last, copies together.

A passage of a revision that is not in force on the day asked about goes behind the passages of the
revision that is, when both were found; alone it stays where it is, marked. Near-identical passages
of different documents become one that names the others.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from znatok.kernel.ids import DocumentId
from znatok.retrieval.model import AlsoIn, Force, Passage
from znatok.understanding.periods import find_periods

_SAME = 0.9  # share of common terms from which two passages with equal numbers say the same
_NUMBERS = re.compile(r"\d+")


def day_asked(question: str, today: date) -> date:
    """The day whose state of things is asked for: today unless the question names a period.

    Of a past period its last day, of a future one its first: «сколько было суточных в 2023 году»
    asks for what held at the end of 2023. Of several periods the first counts.
    """
    for found in find_periods(question, today):
        period = found.period
        if period.end is not None and period.end <= today:
            return date.fromordinal(period.end.toordinal() - 1)
        if period.start is not None and period.start > today:
            return period.start
        return today
    return today


def judged(passage: Passage, on: date) -> Passage:
    """The passage with what is known of its force on a day."""
    known = passage.validity
    lapse = known.lapse(on)
    return replace(
        passage,
        force=Force(on=on, holds=known.in_force(on), lapse=lapse, instead=known.replaced_by(on)),
    )


def needs_more(passages: Sequence[Passage]) -> bool:
    """Whether what takes the place of these should be looked for further down."""
    return any(each.force.lapse is not None for each in passages) or len(
        without_copies(passages)
    ) < len(passages)


def settled(passages: Sequence[Passage]) -> list[Passage]:
    """Revisions in force before those that are not, then copies joined; nothing else moves."""
    ordered = list(passages)
    for family in _families(passages):
        places = [at for at, each in enumerate(passages) if _document(each) in family]
        members = [passages[at] for at in places]
        members.sort(key=lambda each: each.force.lapse is not None)  # stable
        for at, each in zip(places, members, strict=True):
            ordered[at] = each
    return without_copies(ordered)


def without_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Each text once: its first passage, naming the documents that say the same."""
    kept: list[Passage] = []
    terms: list[frozenset[str]] = []
    for passage in passages:
        own = frozenset(passage.fragment.terms.split())
        at = next(
            (at for at, other in enumerate(kept) if _same(passage, own, other, terms[at])), None
        )
        if at is None:
            kept.append(passage)
            terms.append(own)
            continue
        named = AlsoIn(_document(passage), passage.title)
        kept[at] = replace(kept[at], also_in=(*kept[at].also_in, named))
    return kept


def _same(one: Passage, terms: frozenset[str], other: Passage, others: frozenset[str]) -> bool:
    """Whether two passages of different documents say the same, to the last number.

    A revision that is out of force is no copy of the one that is: the two are told apart.
    """
    if _document(one) == _document(other) or not terms or one.force.holds != other.force.holds:
        return False
    if len(terms & others) < _SAME * len(terms | others):
        return False
    return _NUMBERS.findall(one.fragment.text) == _NUMBERS.findall(other.fragment.text)


def _families(passages: Sequence[Passage]) -> list[set[DocumentId]]:
    """Documents of the passages that are revisions of one another, families of one left out."""
    present = {_document(each) for each in passages}
    families: list[set[DocumentId]] = []
    for passage in passages:
        kin = {each.document_id for each in (*passage.validity.newer, *passage.validity.older)}
        met = {_document(passage), *(kin & present)}
        apart = []
        for family in families:
            if family & met:
                met |= family
            else:
                apart.append(family)
        families = [*apart, met]
    return [each for each in families if len(each) > 1]


def _document(passage: Passage) -> DocumentId:
    return passage.fragment.document_id
