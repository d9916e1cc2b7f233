"""A piece of evidence as the short answer reads it: its terms, sentences and clauses."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from znatok.chat.context import Evidence
from znatok.chat.shortly.terms import terms_in
from znatok.language.likeness import likeness, likeness_in
from znatok.language.morphology import Morphology

# A dash or a colon stands between a thing and its value, so neither parts them.
_CLAUSE_ENDS = re.compile(r"[;()\n]|,(?!\d)|[.!?](?=\s)")
_SAME_SENTENCE = 0.8  # what a term counts that stands in another clause of the sentence
_SAME_PIECE = 0.55  # in another sentence of the quote
_AROUND = 0.5  # in the headings, the title or the words before
_TIE = 0.1  # what the distance decides between candidates that are equal in all else
_FAR = 120  # characters: past this, distance makes no difference
_BEHIND = 0.04  # taken off for each unit of evidence score below the best


@dataclass(frozen=True, slots=True)
class Piece:
    """Evidence number `label`. Spans are in the fragment's text.

    `terms`: (start, end, lemma) in what is quoted; `around`: lemmas of title, headings and context;
    `ends`: where clauses end; `sentences`: the fragment's sentences that are quoted; `penalty`: for
    standing below the best evidence.
    """

    label: int
    evidence: Evidence
    terms: tuple[tuple[int, int, str], ...]
    around: frozenset[str]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    penalty: float

    @property
    def text(self) -> str:
        return self.evidence.passage.fragment.text

    def clause(self, at: int) -> int:
        """The number of the clause that holds a place of the text."""
        return bisect_right(self.ends, at)

    @property
    def key(self) -> tuple[int, int]:
        """The span of the sentence that the evidence was chosen for."""
        return self.evidence.passage.fragment.sentences[self.evidence.sentence]

    def sentence(self, at: int) -> int:
        return next((i for i, (start, end) in enumerate(self.sentences) if start <= at < end), -1)

    def support(self, span: tuple[int, int], wanted: dict[str, float]) -> float:
        """How much of what is asked about stands around `span`, 0…1, less what tells it from
        nearer ones.
        """
        total = sum(wanted.values())
        if not total:
            return 0.0
        clause, sentence = self.clause(span[0]), self.sentence(span[0])
        nearest, sum_ = _FAR, 0.0
        for term, weight in wanted.items():
            best = _AROUND if term in self.around else 0.0
            for start, end, lemma in self.terms:
                like = likeness(term, lemma)
                if not like:
                    continue
                if self.clause(start) == clause:
                    place = 1.0
                elif self.sentence(start) == sentence:
                    place = _SAME_SENTENCE
                else:
                    place = _SAME_PIECE
                if place >= _SAME_SENTENCE and not span[0] <= start < span[1]:
                    nearest = min(nearest, abs(start - span[1]), abs(span[0] - end))
                best = max(best, like * place)
            sum_ += weight * best
        return sum_ / total - _TIE * min(nearest, _FAR) / _FAR

    def clause_terms(self, span: tuple[int, int], wanted: dict[str, float]) -> frozenset[str]:
        """Which of the terms stand in the clause of `span`."""
        clause = self.clause(span[0])
        held = [lemma for start, _, lemma in self.terms if self.clause(start) == clause]
        return frozenset(term for term in wanted if any(likeness(term, lemma) for lemma in held))

    def lacks(self, wanted: dict[str, float]) -> bool:
        """Whether a term stands neither in what is quoted nor around it."""
        held = self.around.union(lemma for _, _, lemma in self.terms)
        return any(not likeness_in(term, held) for term in wanted)

    def holds_any(self, lemmas: frozenset[str]) -> bool:
        """Whether one of the words stands in what is quoted or around it."""
        held = self.around.union(lemma for _, _, lemma in self.terms)
        return any(likeness_in(each, held) for each in lemmas)

    def share(self, wanted: dict[str, float], span: tuple[int, int]) -> float:
        """Share of the terms asked about that stand inside `span` or around the piece."""
        total = sum(wanted.values())
        held = [lemma for start, _, lemma in self.terms if span[0] <= start < span[1]]
        found = (
            weight * max((likeness(term, lemma) for lemma in held), default=0.0)
            for term, weight in wanted.items()
        )
        return sum(found) / total if total else 0.0


def piece_of(label: int, evidence: Evidence, best: float, morphology: Morphology) -> Piece:
    """Read a piece of evidence; `best`: the score of the best one."""
    fragment, passage = evidence.passage.fragment, evidence.passage
    start, end = evidence.start, evidence.end
    quoted = fragment.text[start:end]
    around = " ".join((passage.title, *fragment.section, fragment.context))
    return Piece(
        label,
        evidence,
        tuple((start + a, start + b, lemma) for a, b, lemma in terms_in(quoted, morphology)),
        frozenset(morphology.terms(around)),
        tuple(start + match.start() for match in _CLAUSE_ENDS.finditer(quoted)),
        tuple(span for span in fragment.sentences if start <= span[0] and span[1] <= end),
        _BEHIND * (best - evidence.score),
    )
