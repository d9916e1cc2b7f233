"""What the dictionary adds to a question: the full terms behind its short words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from znatok.access.model import Reader
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.understanding.dictionary.matching import Audience, Match, Words
from znatok.understanding.dictionary.model import NOTHING, Expansion, Used

_NOBODY = frozenset({"everyone"})
_REST = re.compile(r"(?:[-./:][^\W_]+)*")  # «-полис» of «ДМС-полис»: the bracket stands behind it


class Glossary(Protocol):
    """The words as they are now. Both are replaced, never changed, when the dictionary changes."""

    @property
    def words(self) -> Words: ...

    @property
    def readers(self) -> Mapping[DocumentId, frozenset[str]]:
        """Who may read each document that words were found in."""
        ...


@dataclass(frozen=True, slots=True)
class ExpansionSettings:
    """`weight`: of a canonical form's words beside 1 of the question's own. `own`: what a variant
    counts then. `most`: variants of one question.

    Chosen on `benchmarks/sets/aliases.jsonl`, where weights from .4 to .8 differ by one question in
    fifty; `own` between 0 and 1 moves confidence, not ranking. No test split was looked at.
    """

    weight: float = 0.6
    own: float = 0.5
    most: int = 4


class Expander:
    """Expands questions in memory, in tens of microseconds; safe to share between tasks."""

    def __init__(
        self,
        morphology: Morphology,
        glossary: Glossary,
        settings: ExpansionSettings | None = None,
    ) -> None:
        self._morphology = morphology
        self._glossary = glossary
        self._settings = settings or ExpansionSettings()

    def expand(self, text: str, reader: Reader | None) -> Expansion:
        """What the words of `text` stand for, as far as `reader` may know them.

        Without a reader only what serves everyone is used.
        """
        principals = _NOBODY if reader is None else reader.principals
        audience = Audience(principals, self._glossary.readers)
        found = self._glossary.words.find(text, audience)[: self._settings.most]
        if not found:
            return NOTHING
        terms = self._terms(found)
        written = (text[each.start : each.end] for each in found)
        replaced = {lemma for each in written for lemma in self._morphology.terms(each)}
        return Expansion(
            used=tuple(_used(text, each) for each in found),
            terms=tuple(terms.items()),
            rewritten=_rewritten(text, found),
            replaced=frozenset(replaced - terms.keys()),
            own_weight=self._settings.own,
        )

    def knows(self, word: str, principals: frozenset[str]) -> bool:
        """Whether a word stands in the dictionary as one with `principals` may know it."""
        audience = Audience(principals, self._glossary.readers)
        return self._glossary.words.holds(word, audience)

    def _terms(self, found: Sequence[Match]) -> dict[str, float]:
        """Lemma → weight; several meanings of one variant share it."""
        weights: dict[str, float] = {}
        for match in found:
            weight = self._settings.weight / len(match.senses)
            for sense in match.senses:
                for term in self._morphology.terms(sense.canonical):
                    weights[term] = max(weight, weights.get(term, 0.0))
        return weights


def _used(text: str, match: Match) -> Used:
    canonical = tuple(each.canonical for each in match.senses)
    return Used(match.start, match.end, text[match.start : match.end], canonical)


def _rewritten(text: str, found: Sequence[Match]) -> str | None:
    """The text with the canonical form in brackets behind each variant that has one meaning."""
    pieces: list[str] = []
    at = 0
    for match in found:
        if len(match.senses) == 1:
            rest = _REST.match(text, match.end)
            end = rest.end() if rest else match.end
            pieces += [text[at:end], f" ({match.senses[0].canonical})"]
            at = end
    return "".join((*pieces, text[at:])) if pieces else None
