"""The short answer to a question, or none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from znatok.chat.context import Context
from znatok.chat.places import clause_at
from znatok.chat.shortly.asked import Asked, asked_of
from znatok.chat.shortly.candidates import candidates, of_kind
from znatok.chat.shortly.cells import cell_for
from znatok.chat.shortly.cues import Kind
from znatok.chat.shortly.definitions import definition_of
from znatok.chat.shortly.grid import Tables
from znatok.chat.shortly.model import Definition, Reply, Short, Value, Verdict
from znatok.chat.shortly.parts import Part, missing, parts_of
from znatok.chat.shortly.pieces import Piece, piece_of
from znatok.chat.shortly.spans import Span
from znatok.chat.shortly.verdicts import verdict_of
from znatok.language.likeness import likeness, likeness_in
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.retrieval.model import Passage
from znatok.understanding.entities.directory import Directory

_SUPPORT = 0.45  # of what is asked about, around the value
_SUPPORT_ALONE = 0.35  # the same for the only value of the kind
_MARGIN = 0.05  # above any other value of the kind
_CLEAR = 0.25  # above another value of the same quote, when the quote lacks a word asked about
# Kinds so rare that a document has few of them: the kind itself tells what is meant.
_TELLING = frozenset(
    {Kind.KEYS, Kind.FILE, Kind.EMAIL, Kind.LINK, Kind.ROOM, Kind.ADDRESS, Kind.CONTACT, Kind.PHONE}
)
_ACTIONS = frozenset({"VERB", "INFN", "ADVB"})
_FIRM = 0.6  # the support from which such a lack does not matter
_KEY = 0.1  # for standing in the sentence that the evidence was chosen for
_BESIDE = 0.1  # for standing right behind the noun that names it
_NEAR = 4  # characters between them, at most


class ShortAnswers:
    """Finds short answers; safe to share between threads."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._directory = Directory(morphology)
        self._tables = Tables(morphology)

    def of(self, context: Context) -> Reply:
        """What can be said shortly to the context's question from its evidence."""
        evidence = context.evidence
        if not evidence:
            return Reply()
        pieces = [
            piece_of(n, each, evidence[0].score, self._morphology)
            for n, each in enumerate(evidence, start=1)
            if each.passage.force.lapse is None
        ]
        if not pieces:
            return Reply()
        parts = parts_of(context.question, self._morphology)
        if parts:
            return self._in_parts(parts, pieces, context.passages)
        asked = asked_of(context.question, self._morphology)
        short = self.within(asked, pieces)
        shorts = () if short is None else (short,)
        return Reply(shorts, ("",) * len(shorts), steps=asked.kind is Kind.STEPS)

    def within(self, asked: Asked, pieces: Sequence[Piece]) -> Short | None:
        """The short answer to one question; None where the evidence gives none or two."""
        if asked.kind in {Kind.COMPARISON, Kind.STEPS} or not asked.about:
            return None
        if asked.kind is Kind.DEFINITION:
            return self._definition(asked, pieces)
        if asked.kind is Kind.YES_NO:
            said = verdict_of(asked, pieces[0])
            return None if said is None else Verdict(pieces[0].label, said)
        cell = cell_for(asked, pieces, self._measures, self._tables)
        return cell or self._value(asked, pieces)

    def _in_parts(
        self, parts: Sequence[Part], pieces: Sequence[Piece], passages: Sequence[Passage]
    ) -> Reply:
        found = [(part, self.within(part.asked, pieces)) for part in parts]
        answered = [(part.text, short) for part, short in found if short is not None]
        absent = [
            part.text
            for part, short in found
            if short is None and answered and missing(part, passages, self._morphology)
        ]
        return Reply(
            tuple(short for _, short in answered),
            tuple(text for text, _ in answered),
            tuple(absent),
        )

    def _measures(self, asked: Asked, text: str) -> Iterator[Span]:
        return of_kind(asked, text, self._directory)

    def _definition(self, asked: Asked, pieces: Sequence[Piece]) -> Definition | None:
        for piece in pieces:
            span = definition_of(asked, piece)
            if span is not None:
                passage, shown = piece.evidence.passage, (piece.evidence.start, piece.evidence.end)
                _, start = clause_at(passage.fragment, span[0], passage.title, "ru")
                return Definition(piece.label, piece.text[start : span[1]], shown == span)
        return None

    def _rivals(self, best: "_Weighed", other: "_Weighed", asked: Asked) -> bool:
        """Whether another value might as well be meant."""
        if other.key == best.key:
            return False
        if best.rank - other.rank < _MARGIN:
            return True
        if other.piece is not best.piece:
            return False
        clear = best.rank - other.rank >= _CLEAR and best.support >= _FIRM
        if not clear and best.piece.lacks(asked.terms):
            return True  # what it lacks may be just what tells the two apart
        own = best.piece.clause_terms(best.span, asked.terms)
        theirs = other.piece.clause_terms(other.span, asked.terms)
        if not theirs <= own:
            return True
        return not theirs and other.after_dash and self._qualified(best, asked)

    def _qualified(self, best: "_Weighed", asked: Asked) -> bool:
        """Whether a value is of a case that the question does not name («для офиса — 6 000 ₽»)."""
        piece, clause = best.piece, best.piece.clause(best.span[0])
        before = (
            lemma
            for start, end, lemma in piece.terms
            if end <= best.span[0] and piece.clause(start) == clause and lemma.isalpha()
        )
        things = self._things(dict.fromkeys(before, 1.0))
        return any(not likeness_in(each, asked.about) for each in things)

    def _of_another_thing(self, asked: Asked, best: "_Weighed") -> bool:
        """Whether the quote lacks what the value is called, or a thing asked about."""
        if asked.focus and not best.piece.holds_any(asked.focus):
            return True
        return best.support < _FIRM and best.piece.lacks(self._things(asked.terms))

    def _things(self, terms: Mapping[str, float]) -> dict[str, float]:
        """The terms that name things and their kinds: of an action a document may say otherwise."""
        return {
            term: weight
            for term, weight in terms.items()
            if not any(each.marks & _ACTIONS for each in self._morphology.readings(term)[:1])
        }

    def _value(self, asked: Asked, pieces: Sequence[Piece]) -> Value | None:
        weighed = [
            _weigh(asked, piece, span)
            for piece in pieces
            for span in candidates(asked, piece, self._directory)
        ]
        weighed.sort(key=lambda each: -each.rank)
        if not weighed:
            return None
        best = weighed[0]
        alone = len({each.key for each in weighed}) == 1 and best.piece.label == 1
        if best.support < (_SUPPORT_ALONE if alone else _SUPPORT):
            return None
        if asked.kind not in _TELLING and self._of_another_thing(asked, best):
            return None
        if asked.kind is Kind.PLACE and not best.in_key:
            return None
        if any(self._rivals(best, other, asked) for other in weighed[1:]):
            return None
        return Value(best.piece.label, best.piece.text[slice(*best.span)])


@dataclass(frozen=True, slots=True)
class _Weighed:
    support: float
    rank: float
    piece: Piece
    span: tuple[int, int]

    @property
    def in_key(self) -> bool:
        """Whether it stands in the sentence that the best evidence was chosen for."""
        first, last = self.piece.key
        return self.piece.label == 1 and first <= self.span[0] < last

    @property
    def after_dash(self) -> bool:
        """Whether a dash alone introduces it: «…, в цехах — 5 дней»."""
        return self.piece.text[: self.span[0]].rstrip().endswith(("—", "–", " -"))

    @property
    def key(self) -> str:
        return _key(self.piece.text[slice(*self.span)])


def _weigh(asked: Asked, piece: Piece, span: tuple[int, int]) -> _Weighed:
    support = piece.support(span, asked.terms)
    rank = support - piece.penalty
    rank += _KEY * (piece.key[0] <= span[0] < piece.key[1])
    rank += _BESIDE * _beside(piece, span, asked.focus)
    return _Weighed(support, rank, piece, span)


def _beside(piece: Piece, span: Span, focus: frozenset[str]) -> bool:
    """Whether the noun that names the value stands right before it («скидку 7 %»)."""
    before = (lemma for _, end, lemma in piece.terms if 0 <= span[0] - end <= _NEAR)
    return any(likeness(each, lemma) for lemma in before for each in focus)


def _key(text: str) -> str:
    return re.sub(r"[^\w%]+", " ", fold(text)).strip()
