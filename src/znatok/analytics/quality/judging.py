"""Whether an answer is what it should be."""

import re
from dataclasses import dataclass

from znatok.analytics.quality.model import Expected
from znatok.chat.model import Answer, AnswerStatus
from znatok.language.text import fold

_IGNORED = re.compile(r"[\s|\\]+")  # how a fact is spaced, put in cells or escaped changes nothing
_SHOWN = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`right`: all facts are shown, or nothing is claimed where nothing may be. `source_right`: a
    right source is cited; None where there is none. `leaked`: forbidden strings that were shown.
    """

    right: bool
    source_right: bool | None
    leaked: tuple[str, ...]


def judge(expected: Expected, answer: Answer) -> Verdict:
    """Compare an answer with what it should be, spacing and letter case aside."""
    quotes = "\n".join(each.quote for each in answer.citations)
    shown = plain(f"{answer.text}\n{quotes}")
    leaked = tuple(each for each in expected.forbidden if plain(each) in shown)
    if not expected.answerable:
        right = answer.status is not AnswerStatus.ANSWERED and not leaked
        return Verdict(right, None, leaked)
    stated = all(any(plain(each) in shown for each in fact) for fact in expected.facts)
    source_right = (
        any(source.is_cited_by(each) for each in answer.citations for source in expected.sources)
        if expected.sources
        else None
    )
    right = stated and source_right is not False and answer.status in _SHOWN
    return Verdict(right, source_right, leaked)


def plain(text: str) -> str:
    """The form in which a fact and what was shown are compared."""
    return _IGNORED.sub(" ", fold(text)).strip()
